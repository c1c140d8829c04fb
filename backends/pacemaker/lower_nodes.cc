// Nodes and the cluster's own properties.

#include <algorithm>
#include <set>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/native_xml.h"

namespace hale::pacemaker {

namespace {

/// Time limit of every operation that nothing else gives one: generous, because Pacemaker always enforces it.
constexpr const char* kOperationTimeout = "300s";
/// Positive, so that nothing moves for the sake of balance; far below the gaps of ordered failover domains.
constexpr const char* kStickiness = "1";

bool says_unfenced(const model::Node& node) {
    return std::any_of(node.attributes.begin(), node.attributes.end(), [](const model::Attribute& a) {
        return a.name == "fencing" && a.value.is(model::ValueKind::Bool) && a.value.number == 0;
    });
}

/// The node's number; nodes without one get the free numbers in written order, as corosync's nodelist does.
class NodeNumbers {
public:
    explicit NodeNumbers(const model::Cluster& cluster) {
        for (const model::Node& node : cluster.nodes) {
            if (node.id) taken_.insert(*node.id);
        }
    }
    std::int64_t of(const model::Node& node) {
        if (node.id) return *node.id;
        while (!taken_.insert(next_).second) ++next_;
        return next_;
    }

private:
    std::set<std::int64_t> taken_;
    std::int64_t next_ = 1;
};

bool is_set(const model::Block& block) {
    return block.name == "meta" || block.name == "params" || block.name == "utilization";
}

void lower_node(Lowering& l, const model::Node& from, std::int64_t number) {
    ClusterNode node;
    node.id = std::to_string(number);
    node.uname = from.name;
    node.origin = from.origin;
    if (const auto weight = std::find_if(from.attributes.begin(), from.attributes.end(),
                                         [](const model::Attribute& a) { return a.name == "weight"; });
        weight != from.attributes.end()) {
        l.approximated("node.weight", "weight", weight->origin);
    }
    Sets sets;
    std::vector<model::Native> known;  // sets of attributes; anything else is XML of the node's own
    for (const model::Native& native : from.natives) {
        if (native.manager != "pacemaker") continue;
        model::Native& sets_only = known.emplace_back(native);
        model::Block raw = native.body;
        sets_only.body.attributes.clear();
        std::erase_if(sets_only.body.children, [](const model::Block& b) { return !is_set(b); });
        std::erase_if(raw.children, is_set);
        xml::Node element("node");
        add_xml(l, raw, element);
        node.extra = {std::move(element.attributes), std::move(element.children)};
    }
    lower_natives(l, known, "node-" + from.name, sets);
    node.attributes = std::move(sets.instance);
    node.utilization = std::move(sets.utilization);
    lower_node_words(l, from, node);
    l.document.nodes.push_back(std::move(node));
}

}  // namespace

bool is_literal(const model::Cluster& cluster) {
    return std::any_of(cluster.attributes.begin(), cluster.attributes.end(), [](const model::Attribute& a) {
        return a.name == "literal" && a.value.is(model::ValueKind::Bool) && a.value.number != 0;
    });
}

void lower_nodes(Lowering& l) {
    NodeNumbers numbers(l.cluster);
    for (const model::Node& node : l.cluster.nodes) lower_node(l, node, numbers.of(node));

    lower_properties(l);
    lower_cluster_natives(l);
    if (is_literal(l.cluster)) return;
    auto& config = l.document.crm_config;
    const bool unfenced =
        !l.cluster.nodes.empty() && std::all_of(l.cluster.nodes.begin(), l.cluster.nodes.end(), says_unfenced);
    l.put(config, "cluster", "options", "cluster-name", l.cluster.name, l.cluster.origin);
    l.put(config, "cluster", "options", "stonith-enabled", unfenced ? "false" : "true");
    l.put(config, "cluster", "options", "no-quorum-policy", "stop");
    l.put(l.document.rsc_defaults, "resource", "defaults", "resource-stickiness", kStickiness);
    l.put(l.document.op_defaults, "operation", "defaults", "timeout", kOperationTimeout);
}

}  // namespace hale::pacemaker
