#include "backends/pacemaker/fencing.h"
#include "compiler/support/breakage.h"

#include <algorithm>
#include <set>

namespace hale::pacemaker {

using backends::Pair;

namespace {

/// What pcmk_host_map can hold without escapes.
bool fits_host_map(const std::string& plug) {
    return std::all_of(plug.begin(), plug.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
               c == '_' || c == '/';
    });
}

/// One place where a node names a device.
struct FencePlace {
    std::size_t node = 0;
    std::size_t level = 0;
    bool unfence = false;
    const model::FenceAction* action = nullptr;
    std::vector<model::Attribute> plugs, others;
};

class FencePlanner {
public:
    explicit FencePlanner(Lowering& lowering) : l_(lowering), c_(lowering.cluster) {}

    FencePlan run() {
        for (std::size_t n = 0; n < c_.nodes.size(); ++n) collect(n);
        for (std::size_t d = 0; d < c_.fence_devices.size(); ++d) settle(model::FenceDeviceId(d));
        return std::move(plan_);
    }

private:
    void collect(std::size_t n) {
        const model::Node& node = c_.nodes[n];
        auto& levels = plan_.levels.emplace_back(node.levels.size());
        for (std::size_t i = 0; i < levels.size(); ++i) {
            for (const model::FenceAction& action : node.levels[i].actions) {
                // Pacemaker itself turns every device of a level off, then every one on again.
                if (HALE_BREAK("fence.on-action", asked_for(action) == "on", false)) {
                    l_.books.book(action.origin, "fence.action");
                    for (const model::Attribute& a : action.arguments) l_.books.book(a.origin, "fence.action");
                    continue;
                }
                add_place(n, i, false, action);
            }
        }
        for (const model::FenceAction& action : node.unfence) add_place(n, 0, true, action);
    }

    static std::string asked_for(const model::FenceAction& action) {
        for (const model::Attribute& a : action.arguments) {
            if (a.name == "action" || a.name == "option") return a.value.text;
        }
        return {};
    }

    void add_place(std::size_t n, std::size_t level, bool unfence, const model::FenceAction& action) {
        FencePlace place{n, level, unfence, &action, {}, {}};
        const schema::Kind& agent = *c_.at(action.device).agent;
        const bool both = has_on(n, level, action);
        for (const model::Attribute& a : action.arguments) {
            const bool is_action = a.name == "action" || a.name == "option";
            if (is_action) l_.books.book(a.origin, "fence.action");
            if (is_action && (both || unfence || HALE_BREAK("fence.reboot-action", a.value.text == "reboot", false))) continue;
            const bool plug = std::find(agent.plug.begin(), agent.plug.end(), a.name) != agent.plug.end();
            if (plug) l_.books.book(a.origin, "fence.plug");
            (plug ? place.plugs : place.others).push_back(a);
        }
        places_[action.device.index].push_back(std::move(place));
    }

    /// The level also says `on` for this device: off and on is what Pacemaker does anyway.
    bool has_on(std::size_t n, std::size_t level, const model::FenceAction& action) const {
        if (level >= c_.nodes[n].levels.size()) return false;
        const auto& actions = c_.nodes[n].levels[level].actions;
        return std::any_of(actions.begin(), actions.end(), [&](const model::FenceAction& a) {
            return a.device == action.device && asked_for(a) == "on";
        });
    }

    void settle(model::FenceDeviceId id) {
        const auto& places = places_[id.index];
        if (places.empty()) {
            if (c_.targets == std::vector<std::string>{"pacemaker"}) {
                Stonith device = whole(id);
                device.literal = true;
                plan_.devices.push_back(std::move(device));
                return;
            }
            if (!says_its_victims(c_.at(id))) l_.approximated("fence_device.unused", "fence_device", c_.at(id).origin);
            if (says_its_victims(c_.at(id))) plan_.devices.push_back(whole(id));
            return;
        }
        if (one_primitive(places)) {
            Stonith device = whole(id);
            for (const FencePlace& p : places) use(p, device, plan_.devices.size());
            plan_.devices.push_back(std::move(device));
        } else {
            one_each(id, places);
        }
    }

    static bool says_its_victims(const model::FenceDevice& device) {
        return std::any_of(device.attributes.begin(), device.attributes.end(), [](const model::Attribute& a) {
            return a.name == "pcmk_host_list" || a.name == "pcmk_host_map" || a.name == "pcmk_host_check";
        });
    }

    Stonith whole(model::FenceDeviceId id) const {
        const model::FenceDevice& device = c_.at(id);
        const bool unfences = device.agent->pacemaker.strategy == "unfencing";
        return {id, "fence " + device.name, device.name, {}, {}, unfences, false, device.origin};
    }

    std::vector<Pair> spelled(const FencePlace& place, const std::vector<model::Attribute>& attributes) const {
        const schema::Kind& agent = *c_.at(place.action->device).agent;
        std::vector<Pair> out;
        for (const model::Attribute& a : attributes) {
            for (Pair& p : backends::to_manager(l_.speller, agent, agent.pacemaker, a)) out.push_back(std::move(p));
        }
        return out;
    }

    /// Every node gives at most a plug, always the same one.
    bool one_primitive(const std::vector<FencePlace>& places) const {
        std::map<std::size_t, std::string> plug_of_node;
        for (const FencePlace& p : places) {
            if (!p.others.empty() || p.plugs.size() > 1) return false;
            const std::vector<Pair> plug = spelled(p, p.plugs);
            const std::string text = plug.empty() ? std::string() : plug.front().value;
            if (!fits_host_map(text)) return false;
            const auto [it, fresh] = plug_of_node.insert({p.node, text});
            if (!fresh && it->second != text) return false;
        }
        return true;
    }

    /// The victim's name at the device, when a host map can carry it; its own name says nothing more.
    std::string mapped_plug(const FencePlace& place) const {
        const std::vector<Pair> plug = spelled(place, place.plugs);
        if (plug.size() != 1 || !fits_host_map(plug.front().value)) return {};
        return plug.front().value == c_.nodes[place.node].name ? std::string() : plug.front().value;
    }

    /// Records that `place` uses the primitive `device`, which has or will have this index.
    void use(const FencePlace& place, Stonith& device, std::size_t index) {
        const std::pair<std::string, std::string> victim{c_.nodes[place.node].name, mapped_plug(place)};
        if (std::find(device.victims.begin(), device.victims.end(), victim) == device.victims.end()) {
            device.victims.push_back(victim);
        }
        if (place.unfence) {
            device.unfences = true;
            return;
        }
        auto& level = plan_.levels[place.node][place.level];
        if (std::find(level.begin(), level.end(), index) == level.end()) level.push_back(index);
    }

    /// A primitive for every node, and for every different set of values of one node.
    void one_each(model::FenceDeviceId id, const std::vector<FencePlace>& places) {
        std::map<std::string, std::size_t> made;  // identity -> index
        std::map<std::size_t, std::set<std::string>> variants;
        for (const FencePlace& p : places) variants[p.node].insert(values_text(p));
        for (const FencePlace& p : places) {
            const std::string values = values_text(p);
            const std::string identity = "fence " + c_.at(id).name + "@" + c_.nodes[p.node].name + "/" + values;
            const auto [it, fresh] = made.insert({identity, plan_.devices.size()});
            if (fresh) {
                Stonith device = whole(id);
                device.identity = identity;
                device.label += "-" + c_.nodes[p.node].name;
                if (variants[p.node].size() > 1) device.label += "-" + plug_text(p);
                device.origin = p.action->origin;
                const std::vector<Pair> plugs = spelled(p, p.plugs);
                if (plugs.size() > 1 || (plugs.size() == 1 && !fits_host_map(plugs.front().value))) {
                    device.parameters = plugs;
                }
                for (Pair& pair : spelled(p, p.others)) device.parameters.push_back(std::move(pair));
                plan_.devices.push_back(std::move(device));
            }
            Stonith& device = plan_.devices[it->second];
            use(p, device, it->second);
        }
    }

    std::string values_text(const FencePlace& place) const {
        std::string out;
        for (const auto* list : {&place.plugs, &place.others}) {
            for (const Pair& p : spelled(place, *list)) out += p.name + "=" + p.value + ";";
        }
        return out;
    }
    std::string plug_text(const FencePlace& place) const {
        const std::vector<Pair> plug = spelled(place, place.plugs.empty() ? place.others : place.plugs);
        return plug.empty() ? std::string("plain") : plug.front().value;
    }

    Lowering& l_;
    const model::Cluster& c_;
    std::map<std::uint32_t, std::vector<FencePlace>> places_;  // by device
    FencePlan plan_;
};

}  // namespace

FencePlan plan_fencing(Lowering& lowering) { return FencePlanner(lowering).run(); }

}  // namespace hale::pacemaker
