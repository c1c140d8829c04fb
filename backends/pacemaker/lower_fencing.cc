// Fence devices as stonith primitives, and the fencing topology.

#include <algorithm>

#include "backends/pacemaker/fencing.h"
#include "backends/pacemaker/operations.h"
#include "backends/pacemaker/units.h"

namespace hale::pacemaker {

namespace {

constexpr std::size_t kMaxLevels = 9;
/// How long the fencing of the first of two nodes is held back, so that it wins when they lose sight of each other.
constexpr const char* kHeadStart = "10s";

bool says_delay(const model::FenceDevice& device) {
    const auto is_delay = [](const model::Attribute& a) { return a.name == "delay" || a.name.rfind("pcmk_delay", 0) == 0; };
    return std::any_of(device.attributes.begin(), device.attributes.end(), is_delay) ||
           std::any_of(device.blocks.begin(), device.blocks.end(), [&](const model::Block& b) {
               return std::any_of(b.attributes.begin(), b.attributes.end(), is_delay);
           });
}

bool argument_says_delay(const model::FenceAction& action) {
    return std::any_of(action.arguments.begin(), action.arguments.end(),
                       [](const model::Attribute& a) { return a.name == "delay"; });
}

class Fencing {
public:
    Fencing(Lowering& lowering, const FencePlan& plan) : l_(lowering), plan_(plan) {}

    void run() {
        const auto cluster = static_cast<std::uint32_t>(&l_.cluster - l_.model.clusters.data());
        for (const Stonith& device : plan_.devices) {
            l_.document.resources.push_back(device.literal ? to_resource(lower_unit(l_, l_.cluster.at(device.device)))
                                                           : Resource(primitive(device)));
            l_.made_for.emplace(l_.ids.of(device.identity),
                                model::Entity{model::EntityKind::FenceDevice, device.device.index, cluster});
        }
        for (std::size_t n = 0; n < plan_.levels.size(); ++n) topology(n);
    }

private:
    Primitive primitive(const Stonith& stonith) {
        const model::FenceDevice& device = l_.cluster.at(stonith.device);
        const schema::Mapping& mapping = device.agent->pacemaker;
        Primitive p;
        p.id = l_.ids.of(stonith.identity);
        p.origin = stonith.origin;
        p.cls = "stonith";
        p.type = mapping.type.empty() ? device.agent->name : mapping.type.substr(mapping.type.find(':') + 1);
        lower_natives(l_, device.natives, p.id, p.sets);
        for (const backends::Pair& pair : stonith.parameters) parameter(p, pair.name, pair.value, pair.origin);
        for (const backends::Pair& pair : shared_parameters(device)) {
            if (pair.meta) {
                l_.put_meta(p.sets, p.id, pair.name, pair.value, pair.origin);
            } else {
                parameter(p, pair.name, pair.value, pair.origin);
            }
        }
        victims(p, stonith);
        if (first_to_wait(stonith)) parameter(p, "pcmk_delay_base", kHeadStart, stonith.origin);
        if (stonith.unfences) l_.put_meta(p.sets, p.id, "provides", "unfencing", stonith.origin);
        p.operations = lower_operations(l_, device, p.id);
        return p;
    }

    /// Two nodes that each have a device of their own would shoot each other: the first node's is held back, unless the
    /// description says a delay anywhere.
    bool first_to_wait(const Stonith& stonith) const {
        const model::Cluster& c = l_.cluster;
        if (c.nodes.size() != 2 || stonith.victims.size() != 1 || stonith.victims[0].first != c.nodes[0].name) return false;
        if (std::any_of(c.fence_devices.begin(), c.fence_devices.end(), says_delay)) return false;
        for (const model::Node& node : c.nodes) {
            for (const model::FenceLevel& level : node.levels) {
                if (std::any_of(level.actions.begin(), level.actions.end(), argument_says_delay)) return false;
            }
        }
        for (const model::Block& block : c.constructs) {
            if (block.name == "properties" && block.find("priority-fencing-delay") != nullptr) return false;
        }
        return own_first_level(stonith);
    }

    /// It is the first that is tried for its node, and the other node has one that is not it.
    bool own_first_level(const Stonith& stonith) const {
        const auto index = static_cast<std::size_t>(&stonith - plan_.devices.data());
        const auto first = [&](std::size_t node) {
            return plan_.levels[node].empty() ? std::vector<std::size_t>() : plan_.levels[node].front();
        };
        const std::vector<std::size_t> own = first(0), other = first(1);
        return !own.empty() && own.front() == index && !other.empty() &&
               std::find(other.begin(), other.end(), index) == other.end();
    }

    void parameter(Primitive& p, const std::string& name, const std::string& value, OriginId origin) {
        l_.put(p.sets.instance, p.id, "params", name, value, origin);
    }

    std::vector<backends::Pair> shared_parameters(const model::FenceDevice& device) const {
        std::vector<model::Attribute> said;
        for (const model::Attribute& a : device.attributes) {
            if (a.name != "uuid" && a.name != "moved_from" && a.name != "per_node") said.push_back(a);
        }
        return backends::to_manager(l_.speller, *device.agent, device.agent->pacemaker, said);
    }

    /// pcmk_host_list or pcmk_host_map, unless the device says one itself.
    void victims(Primitive& p, const Stonith& stonith) {
        const bool said = !p.sets.instance.empty() && (p.sets.instance.front().find("pcmk_host_list") != nullptr ||
                                                       p.sets.instance.front().find("pcmk_host_map") != nullptr);
        if (said || stonith.victims.empty()) return;
        std::string list, map;
        for (const auto& [node, plug] : stonith.victims) {
            if (plug.empty()) {
                list += (list.empty() ? "" : ",") + node;
            } else {
                map += (map.empty() ? "" : ";") + node + ":" + plug;
            }
        }
        if (!list.empty()) parameter(p, "pcmk_host_list", list, stonith.origin);
        if (!map.empty()) parameter(p, "pcmk_host_map", map, stonith.origin);
    }

    /// A topology where plain registration does not say it all: several levels, or several devices in one.
    void topology(std::size_t n) {
        const model::Node& node = l_.cluster.nodes[n];
        const auto& levels = plan_.levels[n];
        const bool several = levels.size() > 1 || std::any_of(levels.begin(), levels.end(),
                                                              [](const auto& level) { return level.size() > 1; });
        if (!several) return;
        std::size_t index = 0;
        for (std::size_t i = 0; i < levels.size(); ++i) {
            if (levels[i].empty()) continue;
            if (++index > kMaxLevels) return l_.refused("fence.levels", "fence", node.levels[i].origin);
            FencingLevel level;
            level.id = l_.ids.part("fencing", node.name + "-" + std::to_string(index));
            level.target = node.name;
            level.index = std::to_string(index);
            level.origin = node.levels[i].origin;
            for (const std::size_t d : levels[i]) {
                level.devices += (level.devices.empty() ? "" : ",") + l_.ids.of(plan_.devices[d].identity);
            }
            l_.document.fencing_topology.push_back(std::move(level));
        }
    }

    Lowering& l_;
    const FencePlan& plan_;
};

}  // namespace

void lower_fencing(Lowering& lowering, const FencePlan& plan) { Fencing(lowering, plan).run(); }

}  // namespace hale::pacemaker
