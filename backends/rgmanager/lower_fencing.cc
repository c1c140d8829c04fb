// Fence devices and the methods of each node. A fence agent is told first the attributes of the node's <device>, then
// those of the <fencedevice>; which of two equal keys wins is the agent's own business (facts/rgmanager.md section
// 13). So each key is written in one place only: a key that any node overrides moves from the device to its users.

#include <algorithm>
#include <map>
#include <set>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/xml/characters.h"

namespace hale::rgmanager {

namespace {

constexpr std::size_t kMaxMethods = 8, kMaxDevices = 8, kMaxArguments = 4095;

using backends::Pair;

bool is_pcmk(const model::Attribute& a) { return a.name.rfind("pcmk_", 0) == 0; }
bool is_identity(const model::Attribute& a) { return a.name == "uuid" || a.name == "moved_from"; }

/// What the agent is told by the device itself; words of Pacemaker's fencer are not among it.
std::vector<model::Attribute> own_arguments(const model::FenceDevice& device) {
    std::vector<model::Attribute> out;
    for (const model::Attribute& a : device.attributes) {
        if (!is_pcmk(a) && !is_identity(a)) out.push_back(a);
    }
    return out;
}

/// Speaks to nobody: one device may be translated several times, and its mistakes are reported once.
std::vector<Pair> quiet_pairs(const Lowering& l, const model::FenceDevice& device,
                              const std::vector<model::Attribute>& attributes) {
    diag::Sink nobody;
    const backends::Speller speller(kSpelling, l.model.origins, l.options, nobody);
    return to_manager(speller, *device.agent, device.agent->rgmanager, attributes);
}

/// The keys of a device that some node gives a value of its own.
std::set<std::string> overridden(const Lowering& l, model::FenceDeviceId id) {
    std::set<std::string> out;
    const model::FenceDevice& device = l.cluster.at(id);
    const auto look = [&](const model::FenceAction& action) {
        if (action.device != id) return;
        for (const Pair& p : quiet_pairs(l, device, action.arguments)) {
            if (!p.attribute.empty()) out.insert(p.name);
        }
    };
    for (const model::Node& node : l.cluster.nodes) {
        for (const model::FenceLevel& level : node.levels)
            std::for_each(level.actions.begin(), level.actions.end(), look);
        std::for_each(node.unfence.begin(), node.unfence.end(), look);
    }
    return out;
}

/// Bytes that the agent is sent for these attributes: `key=value\n`, without `name`.
std::size_t argument_bytes(const Element& element) {
    std::size_t bytes = 0;
    for (const xml::Attribute& a : element.attributes) {
        if (a.name != "name") bytes += a.name.size() + a.value.size() + 2;
    }
    return bytes;
}

Device lower_device(Lowering& l, const model::FenceAction& action, const model::Node& node) {
    const model::FenceDevice& device = l.cluster.at(action.device);
    Device out;
    out.origin = action.origin;
    out.set("name", device.name, action.origin);
    if (device.agent == nullptr) return out;
    // Constants of the mapping belong to the device, not to each use of it.
    for (const model::Attribute& a : action.arguments) {
        for (const Pair& p : to_manager(l.speller, *device.agent, device.agent->rgmanager, a)) {
            out.set(p.name, p.value, p.origin);
        }
    }
    const std::set<std::string> moved = overridden(l, action.device);
    std::size_t bytes = std::string_view("nodename=\n").size() + node.name.size() +
                        std::string_view("agent=\n").size() + device.agent->rgmanager.type.size();
    for (const Pair& p : quiet_pairs(l, device, own_arguments(device))) {
        if (moved.count(p.name) == 0) {
            bytes += p.name.size() + p.value.size() + 2;
        } else if (out.find(p.name) == nullptr) {
            out.set(p.name, p.value, p.origin);
        }
    }
    bytes += argument_bytes(out);
    if (bytes > kMaxArguments) {
        l.sink.report(diag::FenceArgumentsTooLong, l.span(action.origin), device.name, node.name, bytes, kMaxArguments)
            .notes(l.iterations(action.origin));
    }
    return out;
}

Method lower_level(Lowering& l, const model::Node& node, const model::FenceLevel& level, const std::string& name) {
    Method method;
    method.origin = level.origin;
    method.set("name", name, level.origin);
    if (level.actions.size() > kMaxDevices) {
        l.sink
            .report(diag::TooManyFenceDevices, l.span(level.actions[kMaxDevices].origin), name, node.name,
                    level.actions.size(), kMaxDevices)
            .notes(l.iterations(level.origin));
    }
    for (const model::FenceAction& action : level.actions) method.items.emplace_back(lower_device(l, action, node));
    return method;
}

std::string method_name(const model::Node& node, std::size_t index, std::set<std::string>& used) {
    std::string name = node.levels[index].label;
    if (name.empty()) name = std::to_string(index + 1);
    while (!used.insert(name).second) name += '_' + std::to_string(index + 1);
    return name;
}

}  // namespace

void lower_node_fencing(Lowering& l, const model::Node& node, ClusterNode& out) {
    if (!node.levels.empty()) {
        Fence fence;
        fence.origin = node.levels.front().origin;
        if (node.levels.size() > kMaxMethods) {
            l.sink
                .report(diag::TooManyFenceLevels, l.span(node.levels[kMaxMethods].origin), node.name,
                        node.levels.size(), kMaxMethods)
                .notes(l.iterations(node.origin));
        }
        std::set<std::string> used;
        for (std::size_t i = 0; i < node.levels.size(); ++i) {
            fence.items.emplace_back(lower_level(l, node, node.levels[i], method_name(node, i, used)));
        }
        out.items.emplace_back(std::move(fence));
    }
    if (!node.unfence.empty()) {
        Unfence unfence;
        unfence.origin = node.unfence.front().origin;
        for (const model::FenceAction& action : node.unfence) unfence.items.emplace_back(lower_device(l, action, node));
        out.items.emplace_back(std::move(unfence));
    }
}

namespace {

/// Words of Pacemaker's fencer. Those that only describe what rgmanager is told elsewhere are left out; a delay or
/// another action would change how a node is fenced.
void pacemaker_words(Lowering& l, const model::FenceDevice& device) {
    for (const model::Attribute& a : device.attributes) {
        if (!is_pcmk(a)) continue;
        const bool action = a.name == "pcmk_reboot_action" || a.name == "pcmk_off_action" || a.name == "pcmk_on_action";
        if (a.name.rfind("pcmk_delay", 0) == 0) {
            l.sink.report(diag::AttributeRefused, l.span(a.origin), kSpelling.manager, a.name, "fence_device",
                          "fenced has no delay of its own; give one of the nodes the agent's `delay`");
        } else if (action) {
            l.sink.report(diag::AttributeRefused, l.span(a.origin), kSpelling.manager, a.name, "fence_device",
                          "the agent's own `action` says what it shall do");
        } else {
            l.sink.report(diag::AttributeIgnored, l.span(a.origin), kSpelling.manager, a.name, "fence_device",
                          "fenced reads each node's own fence block and never asks a device what it can do");
        }
    }
    for (const model::Operation& op : device.operations) {
        l.sink.report(diag::AttributeIgnored, l.span(op.origin), kSpelling.manager, "op " + op.name, "fence_device",
                      "fenced does not check devices before it needs them");
    }
}

void name_and_agent(Lowering& l, const model::FenceDevice& device, FenceDevice& out) {
    out.origin = device.origin;
    out.set("name", device.name, device.origin);
    out.set("agent", device.agent->rgmanager.type.empty() ? device.agent->name : device.agent->rgmanager.type,
            device.origin);
    if (!xml::is_ncname(device.name)) {
        l.sink.report(diag::FenceDeviceName, l.span(device.origin), device.name)
            .notes(l.iterations(device.origin))
            .help("begin with a letter or `_`, go on with letters, digits, `-`, `_` and `.`");
    }
}

}  // namespace

FenceDevices lower_fence_devices(Lowering& l) {
    FenceDevices out;
    out.origin = l.cluster.origin;
    for (std::size_t i = 0; i < l.cluster.fence_devices.size(); ++i) {
        const model::FenceDevice& device = l.cluster.fence_devices[i];
        if (device.agent == nullptr) continue;  // reported
        const schema::Mapping& mapping = device.agent->rgmanager;
        if (mapping.none) {
            l.sink
                .report(diag::KindHasNoCounterpart, l.span(device.origin), kSpelling.manager, device.agent->name,
                        mapping.reason)
                .help("{}", mapping.stand_in);
            continue;
        }
        FenceDevice element;
        name_and_agent(l, device, element);
        const std::set<std::string> moved = overridden(l, model::FenceDeviceId(i));
        for (const Pair& p : to_manager(l.speller, *device.agent, mapping, own_arguments(device))) {
            if (moved.count(p.name) == 0 && p.name != "name") element.set(p.name, p.value, p.origin);
        }
        report_use(l.speller, *device.agent, mapping, device.attributes, device.origin);
        pacemaker_words(l, device);
        add_natives(l, device.natives, element, element.items);
        out.items.emplace_back(std::move(element));
    }
    return out;
}

}  // namespace hale::rgmanager
