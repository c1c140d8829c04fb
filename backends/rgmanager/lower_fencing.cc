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
/// Words for hale alone.
bool is_identity(const model::Attribute& a) {
    return a.name == "uuid" || a.name == "moved_from" || a.name == "per_node";
}

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

/// The arguments that stay with the node even where the device becomes one per node: who is fenced, and how.
bool stays_with_node(const schema::Kind& agent, const model::Attribute& a) {
    return a.name == "action" || std::find(agent.plug.begin(), agent.plug.end(), a.name) != agent.plug.end();
}

const model::Attribute* address(const model::FenceAction& action) {
    const auto it = std::find_if(action.arguments.begin(), action.arguments.end(),
                                 [](const model::Attribute& a) { return a.name == "ip"; });
    return it == action.arguments.end() ? nullptr : &*it;
}

/// The actions of a node that use this device, in order.
std::vector<const model::FenceAction*> actions_of(const model::Node& node, model::FenceDeviceId id) {
    std::vector<const model::FenceAction*> out;
    const auto look = [&](const model::FenceAction& action) {
        if (action.device == id) out.push_back(&action);
    };
    for (const model::FenceLevel& level : node.levels) std::for_each(level.actions.begin(), level.actions.end(), look);
    std::for_each(node.unfence.begin(), node.unfence.end(), look);
    return out;
}

/// What an action tells the device itself.
std::vector<model::Attribute> device_arguments(const Lowering& l, const model::FenceAction& action) {
    std::vector<model::Attribute> out;
    for (const model::Attribute& a : action.arguments) {
        if (!stays_with_node(*l.cluster.at(action.device).agent, a)) out.push_back(a);
    }
    return out;
}

bool same_values(const std::vector<model::Attribute>& a, const std::vector<model::Attribute>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const model::Attribute& x, const model::Attribute& y) {
        return x.name == y.name && x.value == y.value;
    });
}

/// A device to which each node gives an address of its own (a service processor) is several devices in cluster.conf,
/// one a node: cluster.rng wants the address with the <fencedevice>. Not where one node speaks to it in two ways.
bool one_per_node(const Lowering& l, model::FenceDeviceId id) {
    const auto& words = l.cluster.at(id).attributes;
    if (std::any_of(words.begin(), words.end(),
                    [](const model::Attribute& a) { return a.name == "per_node" && a.value.number == 0; }))
        return false;
    bool any = false;
    for (const model::Node& node : l.cluster.nodes) {
        const auto actions = actions_of(node, id);
        for (const model::FenceAction* action : actions) {
            const bool alike = same_values(device_arguments(l, *action), device_arguments(l, *actions.front()));
            if (address(*action) == nullptr || !alike) return false;
            any = true;
        }
    }
    return any;
}

std::string name_for(const Lowering& l, model::FenceDeviceId id, const model::Node& node) {
    return l.cluster.at(id).name + (l.fencing[id.index].one_per_node ? '-' + node.name : std::string());
}

/// What the node's <device> says of an action.
std::vector<model::Attribute> node_arguments(const Lowering& l, const model::FenceAction& action, bool one_per_node) {
    if (!one_per_node) return action.arguments;
    std::vector<model::Attribute> out;
    for (const model::Attribute& a : action.arguments) {
        if (stays_with_node(*l.cluster.at(action.device).agent, a)) out.push_back(a);
    }
    return out;
}

/// The keys of a device that some node gives a value of its own.
std::set<std::string> overridden(const Lowering& l, model::FenceDeviceId id, bool one_per_node) {
    std::set<std::string> out;
    const model::FenceDevice& device = l.cluster.at(id);
    for (const model::Node& node : l.cluster.nodes) {
        for (const model::FenceAction* action : actions_of(node, id)) {
            for (const Pair& p : quiet_pairs(l, device, node_arguments(l, *action, one_per_node))) {
                if (!p.attribute.empty()) out.insert(p.name);
            }
        }
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
    out.set("name", device.agent == nullptr ? device.name.str() : name_for(l, action.device, node), action.origin);
    if (device.agent == nullptr) return out;
    // Constants of the mapping belong to the device, not to each use of it.
    for (const model::Attribute& a : node_arguments(l, action, l.fencing[action.device.index].one_per_node)) {
        for (const Pair& p : to_manager(l.speller, *device.agent, device.agent->rgmanager, a)) {
            out.set(p.name, p.value, p.origin);
        }
    }
    const std::set<std::string>& moved = l.fencing[action.device.index].overridden;
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
        fence.origin = node.origin;
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
        unfence.origin = node.origin;
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

void name_and_agent(Lowering& l, const model::FenceDevice& device, const std::string& name, FenceDevice& out) {
    out.origin = device.origin;
    out.set("name", name, device.origin);
    out.set("agent", device.agent->rgmanager.type.empty() ? device.agent->name : device.agent->rgmanager.type,
            device.origin);
    if (!xml::is_ncname(name)) {
        l.sink.report(diag::FenceDeviceName, l.span(device.origin), name)
            .notes(l.iterations(device.origin))
            .help("begin with a letter or `_`, go on with letters, digits, `-`, `_` and `.`");
    }
}

/// One <fencedevice>; `own` is what a single node adds to it.
FenceDevice fence_device(Lowering& l, model::FenceDeviceId id, const std::string& name,
                         const std::vector<model::Attribute>& own) {
    const model::FenceDevice& device = l.cluster.at(id);
    FenceDevice element;
    name_and_agent(l, device, name, element);
    const std::set<std::string>& moved = l.fencing[id.index].overridden;
    std::vector<model::Attribute> arguments = own;
    for (model::Attribute& a : own_arguments(device)) {
        const bool replaced =
            std::any_of(own.begin(), own.end(), [&](const model::Attribute& o) { return o.name == a.name; });
        if (!replaced) arguments.push_back(std::move(a));
    }
    for (const Pair& p : to_manager(l.speller, *device.agent, device.agent->rgmanager, arguments)) {
        if (moved.count(p.name) == 0 && p.name != "name") element.set(p.name, p.value, p.origin);
    }
    add_natives(l, device.natives, element, element.items);
    return element;
}

/// The elements of one device: itself, or one for each node that it is addressed by.
void add_elements(Lowering& l, model::FenceDeviceId id, FenceDevices& out) {
    if (!l.fencing[id.index].one_per_node) {
        out.items.emplace_back(fence_device(l, id, l.cluster.at(id).name, {}));
        return;
    }
    for (const model::Node& node : l.cluster.nodes) {
        const auto actions = actions_of(node, id);
        if (actions.empty()) continue;
        out.items.emplace_back(fence_device(l, id, name_for(l, id, node), device_arguments(l, *actions.front())));
    }
}

}  // namespace

std::vector<DeviceUse> fencing_of(const Lowering& l) {
    std::vector<DeviceUse> out(l.cluster.fence_devices.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const model::FenceDeviceId id(i);
        if (l.cluster.at(id).agent == nullptr) continue;  // reported
        out[i].one_per_node = one_per_node(l, id);
        out[i].overridden = overridden(l, id, out[i].one_per_node);
    }
    return out;
}

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
        report_use(l.speller, *device.agent, mapping, device.attributes, device.origin);
        pacemaker_words(l, device);
        add_elements(l, model::FenceDeviceId(i), out);
    }
    return out;
}

}  // namespace hale::rgmanager
