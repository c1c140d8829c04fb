// Every node must be fenced. A node that is not answering may still have its file systems mounted; only a fenced one
// certainly has not. A node may say `fencing = false`, which is a warning with the consequence, never silence.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/manager/manager.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

bool declared_unfenced(const model::Node& node) {
    return std::any_of(node.attributes.begin(), node.attributes.end(), [](const model::Attribute& a) {
        return a.name == "fencing" && a.value.is(model::ValueKind::Bool) && a.value.number == 0;
    });
}

/// Something that would be damaged if two nodes had it at once.
std::string exposed(const model::Cluster& cluster) {
    for (const model::Resource& r : cluster.resources) {
        if (r.kind->max_instances == 1 && !r.kind->container && r.find("device") != nullptr) return r.path();
    }
    return {};
}

}  // namespace

bool runs_resources(const model::Cluster& cluster) {
    return manager::any_of(cluster.targets, &manager::Manager::runs);
}

bool devices_may_speak(const model::Cluster& cluster) {
    return manager::all_of(cluster.targets, &manager::Manager::devices_speak);
}

bool is_imported(const model::Cluster& cluster) {
    return std::any_of(cluster.attributes.begin(), cluster.attributes.end(), [](const model::Attribute& a) {
        return a.name == "literal" && a.value.is(model::ValueKind::Bool) && a.value.number != 0;
    });
}

namespace {

/// `native rgmanager { fence { … } }`: its fencing is said in the manager's own words.
bool says_fencing_natively(const model::Node& node) {
    return std::any_of(node.natives.begin(), node.natives.end(), [](const model::Native& native) {
        return std::any_of(native.body.children.begin(), native.body.children.end(),
                           [](const model::Block& b) { return b.name == "fence" && !b.children.empty(); });
    });
}

/// No node has a `fence` block: the devices speak for themselves.
bool devices_speak(const model::Cluster& cluster) {
    return devices_may_speak(cluster) &&
           std::all_of(cluster.nodes.begin(), cluster.nodes.end(),
                       [](const model::Node& node) { return node.levels.empty(); });
}

}  // namespace

void check_fencing(Builder& b) {
    const model::Cluster& cluster = b.cluster();
    if (!runs_resources(cluster)) return;
    if (devices_speak(cluster)) return;  // lint asks the table of compiler/fencing
    const std::string data = exposed(cluster);
    const std::string consequence =
        data.empty() ? "without fencing, a service can run on two nodes at once"
                     : "without fencing, `" + data + "` can be mounted on two nodes at once, and its data is gone";
    for (const model::Node& node : cluster.nodes) {
        const bool unfenced = declared_unfenced(node);
        if (says_fencing_natively(node)) continue;
        if (unfenced && !node.levels.empty()) {
            b.ctx.sink.report(diag::FencingFalseWithLevels, b.ctx.span(node.origin), node.name)
                .help("remove `fencing = false`");
        } else if (unfenced) {
            b.ctx.sink.report(diag::NodeUnfenced, b.ctx.span(node.origin), node.name)
                .notes(b.ctx.iterations(node.origin))
                .note("{}", consequence);
        } else if (node.levels.empty()) {
            b.ctx.sink.report(diag::NodeWithoutFencing, b.ctx.span(node.origin), node.name)
                .notes(b.ctx.iterations(node.origin))
                .note("{}", consequence)
                .help(
                    "declare a device with `fence_device NAME AGENT {{ … }}` and add `fence {{ NAME {{ … }} }}` to the "
                    "node");
        }
    }
}

}  // namespace hale::sema
