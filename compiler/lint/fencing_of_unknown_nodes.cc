// pcmk_host_list and pcmk_host_map name the nodes that a device can fence. A name that no node has fences nobody, and
// the node that was meant has no fencing.

#include <algorithm>
#include <set>

#include "compiler/diag/cluster_codes.h"
#include "compiler/fencing/host_map.h"
#include "compiler/lint/rules.h"
#include "compiler/model/guests.h"
#include "compiler/support/suggest.h"

namespace hale::lint {

namespace {

/// The names before the plugs, or the list, as the fencer reads them.
std::vector<std::string> names_in(std::string_view text, bool map) {
    if (!map) return fencing::parse_host_list(text);
    std::vector<std::string> out;
    for (fencing::HostPlug& pair : fencing::parse_host_map(text).pairs) out.push_back(std::move(pair.host));
    return out;
}

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {
        for (const model::Node& node : facts.cluster.nodes) known_.push_back(node.name);
        for (const std::string& guest : model::guest_nodes(facts.cluster)) known_.push_back(guest);
    }

    void device(const model::FenceDevice& device) {
        told_.clear();
        attributes(device, device.attributes);
        for (const model::Block& block : device.blocks) {
            if (block.name == "params") attributes(device, block.attributes);
        }
    }

private:
    /// One message for all unknown names of a list; a name that stands in the map and the list is told once.
    void attributes(const model::FenceDevice& device, const std::vector<model::Attribute>& attributes) {
        for (const model::Attribute& a : attributes) {
            const bool map = a.name == "pcmk_host_map";
            if (!map && a.name != "pcmk_host_list") continue;
            std::vector<std::string> unknown;
            for (const std::string& name : names_in(a.value.text, map)) {
                const bool known = std::any_of(known_.begin(), known_.end(),
                                               [&](const std::string& k) { return fencing::same_host(k, name); });
                if (!known && told_.insert(name).second) unknown.push_back(name);
            }
            if (!unknown.empty()) report(device, a, unknown);
        }
    }

    void report(const model::FenceDevice& device, const model::Attribute& a, const std::vector<std::string>& unknown) {
        std::string names = '`' + unknown.front() + '`';
        for (std::size_t i = 1; i < unknown.size(); ++i) names += ", `" + unknown[i] + '`';
        auto report = sink_.report(diag::FencesUnknownNode, f_.span(a.origin), device.name, names,
                                   unknown.size() == 1 ? "is no node" : "are no nodes");
        report.notes(f_.iterations(a.origin));
        const std::string best = suggest(unknown.front(), known_);
        if (!best.empty()) report.help("did you mean `{}`?", best);
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::vector<std::string> known_;
    std::set<std::string> told_;  // of the device
};

}  // namespace

void fencing_of_unknown_nodes(const Facts& facts, diag::Sink& sink) {
    if (facts.cluster.nodes.empty()) return;
    Check check(facts, sink);
    for (const model::FenceDevice& device : facts.cluster.fence_devices) check.device(device);
}

}  // namespace hale::lint
