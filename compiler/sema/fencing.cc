// Every node must be fenced. A node that is not answering may still have its file systems mounted; only a fenced one
// certainly has not. A node may say `fencing = false`, which is a warning with the consequence, never silence.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
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
    const auto is_file = [](const std::string& target) { return target == "corosync" || target == "fence_virt"; };
    return cluster.targets.empty() || !std::all_of(cluster.targets.begin(), cluster.targets.end(), is_file);
}

bool is_imported(const model::Cluster& cluster) {
    return std::any_of(cluster.attributes.begin(), cluster.attributes.end(), [](const model::Attribute& a) {
        return a.name == "literal" && a.value.is(model::ValueKind::Bool) && a.value.number != 0;
    });
}

bool only_pacemaker(const model::Cluster& cluster) {
    return cluster.targets.size() == 1 && cluster.targets.front() == "pacemaker";
}

namespace {

std::string text_in(const std::vector<model::Attribute>& attributes, std::string_view name) {
    for (const model::Attribute& a : attributes) {
        if (a.name == name) return a.value.text.empty() ? model::to_text(a.value) : a.value.text.str();
    }
    return {};
}

/// pcmk_host_list and pcmk_host_map together.
std::string victims_of(const model::FenceDevice& device) {
    std::string out;
    for (const char* name : {"pcmk_host_list", "pcmk_host_map"}) {
        out += text_in(device.attributes, name) + ' ';
        for (const model::Block& block : device.blocks) {
            if (block.name == "params") out += text_in(block.attributes, name) + ' ';
        }
    }
    return out;
}

bool names(const std::string& victims, const std::string& node) {
    for (std::size_t at = victims.find(node); at != std::string::npos; at = victims.find(node, at + 1)) {
        const auto ends = [](char c) { return c == ' ' || c == ',' || c == ';' || c == ':'; };
        const std::size_t end = at + node.size();
        if ((at == 0 || ends(victims[at - 1])) && (end == victims.size() || ends(victims[end]))) return true;
    }
    return false;
}

/// Pacemaker finds out itself which device fences which node: a device that lists its victims, one that knows them (no
/// list), or a topology. Only what certainly fences nobody is told.
void check_devices(Builder& b) {
    const model::Cluster& cluster = b.cluster();
    bool any = std::any_of(cluster.resources.begin(), cluster.resources.end(), [](const model::Resource& r) {
        return r.literal && r.kind->pacemaker.type.rfind("stonith:", 0) == 0;
    });
    bool knows = any;
    std::string listed;
    for (const model::FenceDevice& device : cluster.fence_devices) {
        const std::string victims = victims_of(device);
        any = true;
        knows = knows || victims.find_first_not_of(' ') == std::string::npos;
        listed += victims;
    }
    const std::string note = "a node that cannot be fenced blocks the recovery of everything that ran on it";
    if (!any && !cluster.nodes.empty()) {
        b.ctx.sink.report(diag::NoFenceDevice, b.ctx.span(cluster.origin), cluster.name)
            .note(
                "Pacemaker starts nothing without a fence device, unless stonith-enabled is false; and without "
                "fencing, a resource can run on two nodes at once")
            .help("declare one with `fence_device NAME AGENT {{ … }}`");
    }
    const bool topology = std::any_of(cluster.constructs.begin(), cluster.constructs.end(),
                                      [](const model::Block& block) { return block.name == "topology"; });
    if (!any || knows || topology) return;
    for (const model::Node& node : cluster.nodes) {
        if (names(listed, node.name) || declared_unfenced(node)) continue;
        b.ctx.sink.report(diag::NodeNotListed, b.ctx.span(node.origin), node.name)
            .note("{}", note)
            .help("add it to pcmk_host_list or pcmk_host_map of the device that can cut it off");
    }
}

/// `native rgmanager { fence { … } }`: its fencing is said in the manager's own words.
bool says_fencing_natively(const model::Node& node) {
    return std::any_of(node.natives.begin(), node.natives.end(), [](const model::Native& native) {
        return std::any_of(native.body.children.begin(), native.body.children.end(),
                           [](const model::Block& b) { return b.name == "fence" && !b.children.empty(); });
    });
}

/// No node has a `fence` block: the devices speak for themselves.
bool devices_speak(const model::Cluster& cluster) {
    return only_pacemaker(cluster) && std::all_of(cluster.nodes.begin(), cluster.nodes.end(),
                                                  [](const model::Node& node) { return node.levels.empty(); });
}

}  // namespace

void check_fencing(Builder& b) {
    const model::Cluster& cluster = b.cluster();
    if (!runs_resources(cluster)) return;
    if (devices_speak(cluster)) return check_devices(b);
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
