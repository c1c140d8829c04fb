// `runs_in` alone is enough to fence a guest: its name at the hosts is the virtual machine's. Where the guests' cluster
// has one device that fences virtual machines, and a node says no fencing of its own, the node's level follows from it.

#include <algorithm>
#include <array>

#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

bool fences_machines(const model::FenceDevice& device) {
    static constexpr std::array<std::string_view, 3> agents = {"fence_xvm", "fence_virt", "fence_hale"};
    return device.agent != nullptr && std::find(agents.begin(), agents.end(), device.agent->name) != agents.end();
}

const model::Attribute* find(const std::vector<model::Attribute>& attributes, std::string_view name) {
    const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == name; });
    return at == attributes.end() ? nullptr : &*at;
}

bool says_false(const model::Attribute* a) {
    return a != nullptr && a->value.is(model::ValueKind::Bool) && a->value.number == 0;
}
bool says_true(const model::Attribute* a) {
    return a != nullptr && a->value.is(model::ValueKind::Bool) && a->value.number != 0;
}

/// The name of a domain's file, which is the domain's name: /etc/libvirt/qemu/web1.xml.
std::string stem(std::string path) {
    path = path.substr(path.rfind('/') + 1);
    const std::string end = ".xml";
    return path.ends_with(end) ? path.substr(0, path.size() - end.size()) : path;
}

/// What the hypervisor calls the machine: by UUID where the device wants that, by the domain's name otherwise.
std::string plug_of(const model::Resource& vm, bool by_uuid) {
    if (by_uuid) return vm.uuid;
    for (const char* name : {"name", "config", "xml"}) {
        const model::Attribute* a = vm.find(name);
        if (a != nullptr && !a->value.text.empty())
            return name == std::string_view("name") ? a->value.text : stem(a->value.text);
    }
    return vm.label;
}

/// All devices that fence virtual machines: the hosts, one after another, are the levels.
std::vector<model::FenceDeviceId> devices_of(const model::Cluster& cluster) {
    std::vector<model::FenceDeviceId> out;
    for (std::uint32_t i = 0; i < cluster.fence_devices.size(); ++i) {
        if (fences_machines(cluster.fence_devices[i])) out.push_back(model::FenceDeviceId{i});
    }
    return out;
}

}  // namespace

void fence_guests(Builder& b) {
    model::Cluster& cluster = b.cluster();
    const std::vector<model::FenceDeviceId> devices = devices_of(cluster);
    if (devices.empty()) return;
    for (model::Node& node : cluster.nodes) {
        const model::Attribute* machine = find(node.attributes, "runs_in");
        if (machine == nullptr || !node.levels.empty() || says_false(find(node.attributes, "fencing"))) continue;
        const model::Entity& entity = machine->value.entity;
        if (entity.kind != model::EntityKind::Service || entity.cluster >= b.ctx.model.clusters.size()) continue;
        const model::Cluster& host = b.ctx.model.clusters[entity.cluster];
        if (entity.index >= host.services.size()) continue;
        const model::Resource& vm = host.resource_of(host.services[entity.index].root);
        for (const model::FenceDeviceId id : devices) {
            const model::FenceDevice& device = cluster.at(id);
            if (device.agent->attribute("port") == nullptr) continue;
            model::Value plug;
            plug.kind = model::ValueKind::String;
            plug.text = plug_of(vm, says_true(find(device.attributes, "use_uuid")));
            plug.origin = machine->origin;
            if (plug.text.empty()) continue;
            model::FenceAction action{id, {{"port", plug, machine->origin}}, machine->origin};
            node.levels.push_back({device.name, {std::move(action)}, machine->origin});
        }
    }
}

}  // namespace hale::sema
