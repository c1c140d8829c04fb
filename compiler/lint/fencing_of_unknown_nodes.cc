// pcmk_host_list and pcmk_host_map name the nodes that a device can fence. A name that no node has fences nobody, and
// the node that was meant has no fencing.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/support/suggest.h"

namespace hale::lint {

namespace {

/// `alpha:1;beta:2,3` and `alpha beta`: the names before the colons.
std::vector<std::string> names_in(std::string_view text, bool map) {
    std::vector<std::string> out;
    const std::string_view separators = map ? "; \t\n" : ",; \t\n";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        const std::string_view item = text.substr(at, end - at);
        const std::string_view name = item.substr(0, map ? item.find(':') : item.size());
        if (!name.empty()) out.emplace_back(name);
        at = end + 1;
    }
    return out;
}

/// A guest node is a resource with the meta attribute remote-node; a remote node is a resource itself.
bool is_guest(const Facts& facts, const std::string& name) {
    return std::any_of(facts.cluster.resources.begin(), facts.cluster.resources.end(), [&](const model::Resource& r) {
        const model::Attribute* remote = meta(r, "remote-node");
        return (remote != nullptr && text_of(remote->value) == name) ||
               (r.label == name && pacemaker_agent(r) == "ocf:pacemaker:remote");
    });
}

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {
        for (const model::Node& node : facts.cluster.nodes) known_.push_back(node.name);
    }

    void device(const model::FenceDevice& device) {
        attributes(device, device.attributes);
        for (const model::Block& block : device.blocks) {
            if (block.name == "params") attributes(device, block.attributes);
        }
    }

private:
    void attributes(const model::FenceDevice& device, const std::vector<model::Attribute>& attributes) {
        for (const model::Attribute& a : attributes) {
            const bool map = a.name == "pcmk_host_map";
            if (!map && a.name != "pcmk_host_list") continue;
            for (const std::string& name : names_in(a.value.text, map)) {
                if (std::find(known_.begin(), known_.end(), name) != known_.end() || is_guest(f_, name)) continue;
                auto report = sink_.report(diag::FencesUnknownNode, f_.span(a.origin), device.name, name);
                report.notes(f_.iterations(a.origin));
                const std::string best = suggest(name, known_);
                if (!best.empty()) report.help("did you mean `{}`?", best);
            }
        }
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::vector<std::string> known_;
};

}  // namespace

void fencing_of_unknown_nodes(const Facts& facts, diag::Sink& sink) {
    if (facts.cluster.nodes.empty()) return;
    Check check(facts, sink);
    for (const model::FenceDevice& device : facts.cluster.fence_devices) check.device(device);
}

}  // namespace hale::lint
