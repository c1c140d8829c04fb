#include <set>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

namespace {

/// Ids for nodes that have none: the lowest free numbers, in written order.
class NodeIds {
public:
    explicit NodeIds(const model::Cluster& cluster) {
        for (const model::Node& node : cluster.nodes) {
            if (node.id) taken_.insert(*node.id);
        }
    }
    std::int64_t next() {
        while (HALE_BREAK("rgm.node-id-taken", taken_.count(next_) != 0, false)) ++next_;
        taken_.insert(next_);
        return next_;
    }

private:
    std::set<std::int64_t> taken_;
    std::int64_t next_ = 1;
};

/// `native rgmanager { nodeid = … }`: a file whose numbers are no numbers, or not unique.
bool has_native_id(const model::Node& node) {
    return std::any_of(node.natives.begin(), node.natives.end(), [](const model::Native& native) {
        return native.manager == kSpelling.manager && native.body.find("nodeid") != nullptr;
    });
}

void attribute(Lowering& l, const model::Attribute& a, ClusterNode& out) {
    // The others speak to hale alone: identity, the machine it runs in, `fencing = false`.
    if (a.name == "addresses" || (a.name.starts_with("ring") && a.name.ends_with("_addr"))) {
        l.sink.report(diag::AttributeIgnored, l.span(a.origin), "rgmanager", a.name, "node",
                      "cman takes the address that the node's name has; `altname` gives a second one");
    }
    if (a.name != "votes" && a.name != "weight") return;
    if (auto text = l.speller.spell(a.value, a.name)) out.set(a.name, std::move(*text), a.origin);
}

}  // namespace

ClusterNodes lower_nodes(Lowering& l) {
    ClusterNodes out;
    out.origin = l.cluster.origin;
    NodeIds ids(l.cluster);
    for (const model::Node& node : l.cluster.nodes) {
        ClusterNode element;
        element.origin = node.origin;
        element.set("name", node.name, node.origin);
        if (node.id) {
            element.set("nodeid", std::to_string(*node.id), node.id.origin);
        } else if (!has_native_id(node)) {
            const std::int64_t id = ids.next();
            l.sink.report(diag::NodeIdAssigned, l.span(node.origin), node.name, id)
                .notes(l.iterations(node.origin))
                .help("write `id = {}`, so that it stays when nodes are added or removed", id);
            element.set("nodeid", std::to_string(id), node.origin);
        }
        for (const model::Attribute& a : node.attributes) attribute(l, a, element);
        for (const model::Block& block : node.blocks) {
            if (auto child = lower_construct(l, block)) element.items.emplace_back(std::move(*child));
        }
        lower_node_fencing(l, node, element);
        add_natives(l, node.natives, element, element.items);
        out.items.emplace_back(std::move(element));
    }
    return out;
}

}  // namespace hale::rgmanager
