// Clusters whose nodes are virtual machines of other clusters (`runs_in`). Each cluster may be right by itself, and the
// two together wrong: a guest is off only when its host is, and one host takes all the guests that stand on it.

#include <algorithm>
#include <map>
#include <set>

#include "compiler/diag/guest_codes.h"
#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

constexpr std::int64_t kNever = -1000000;

const model::Attribute* find(const std::vector<model::Attribute>& attributes, std::string_view name) {
    const auto at = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == name; });
    return at == attributes.end() ? nullptr : &*at;
}

/// A node that is a virtual machine.
struct Guest {
    const model::Node* node;
    const model::Attribute* said;  // runs_in
    model::Entity machine;
};

std::vector<Guest> guests_of(const model::Model& model, const model::Cluster& cluster) {
    std::vector<Guest> out;
    for (const model::Node& node : cluster.nodes) {
        const model::Attribute* a = find(node.attributes, "runs_in");
        if (a == nullptr || a->value.entity.kind != model::EntityKind::Service) continue;
        if (a->value.entity.cluster >= model.clusters.size()) continue;
        if (a->value.entity.index >= model.clusters[a->value.entity.cluster].services.size()) continue;
        out.push_back({&node, a, a->value.entity});
    }
    return out;
}

/// The clusters that this one's nodes stand on, and those that they stand on.
bool stands_on(const model::Model& model, std::uint32_t who, std::uint32_t on, std::set<std::uint32_t>& seen) {
    for (const Guest& g : guests_of(model, model.clusters[who])) {
        if (g.machine.cluster == on) return true;
        if (seen.insert(g.machine.cluster).second && stands_on(model, g.machine.cluster, on, seen)) return true;
    }
    return false;
}

class GuestClustersCheck {
public:
    GuestClustersCheck(const Facts& facts, diag::Sink& sink)
        : f_(facts), sink_(sink), guests_(guests_of(facts.model, facts.cluster)) {}

    void run() {
        if (guests_.empty()) return;
        twice();
        if (circle()) return;
        for (const Guest& g : guests_) {
            if (!hosts_.contains(g.machine.cluster)) {
                hosts_.emplace(g.machine.cluster,
                               Facts(f_.model, f_.sources, f_.model.clusters[g.machine.cluster], g.machine.cluster));
            }
        }
        for (const Guest& g : guests_) unfenced_host(g);
        one_host_takes_quorum();
        keys();
    }

private:
    const model::Cluster& host(const Guest& g) const { return f_.model.clusters[g.machine.cluster]; }
    const model::Service& service(const Guest& g) const { return host(g).services[g.machine.index]; }
    const std::string& vm(const Guest& g) const { return host(g).resource_of(service(g).root).label; }

    /// HL3600: one machine is also a node of a cluster before this one. (Twice in one cluster: one outlet fences both,
    /// HL3402.)
    void twice() {
        for (std::uint32_t c = 0; c < f_.number; ++c) {
            for (const Guest& other : guests_of(f_.model, f_.model.clusters[c])) {
                for (const Guest& g : guests_) {
                    if (!(other.machine == g.machine)) continue;
                    sink_
                        .report(diag::MachineIsTwoNodes, f_.span(g.said->origin), vm(g), other.node->name,
                                f_.model.clusters[c].name, g.node->name)
                        .notes(f_.iterations(g.said->origin))
                        .note("fencing one of them stops the other, whose cluster knows nothing of it")
                        .help("give each node a virtual machine of its own");
                }
            }
        }
    }

    /// HL3601: the hosts stand, in the end, on this cluster.
    bool circle() {
        for (const Guest& g : guests_) {
            std::set<std::uint32_t> seen;
            if (g.machine.cluster != f_.number && !stands_on(f_.model, g.machine.cluster, f_.number, seen)) continue;
            sink_.report(diag::GuestOfItsGuest, f_.span(g.said->origin), g.node->name, vm(g), host(g).name)
                .notes(f_.iterations(g.said->origin))
                .note("neither cluster can start before the other, and neither is fenced while the other is down")
                .help("let the hosts be machines, or virtual machines of a third cluster");
            return true;
        }
        return false;
    }

    /// Nodes of the host cluster on which the machine may run.
    std::vector<std::uint32_t> places(const Guest& g) const {
        const model::Cluster& c = host(g);
        std::vector<std::uint32_t> out;
        const auto& domain = service(g).policy.domain;
        for (std::uint32_t i = 0; i < c.nodes.size(); ++i) {
            if (domain && c.at(*domain).restricted) {
                const auto& members = c.at(*domain).members;
                if (std::none_of(members.begin(), members.end(), [&](model::NodeId m) { return m.index == i; }))
                    continue;
            }
            const auto& homes = hosts_.at(g.machine.cluster).homes;
            const bool banned = std::any_of(homes.begin(), homes.end(), [&](const Home& h) {
                return h.who == service(g).root && h.node.index == i && h.score <= kNever;
            });
            if (!banned) out.push_back(i);
        }
        return out;
    }

    /// HL3602: a guest is certainly off only when its host is, and nobody fences that.
    void unfenced_host(const Guest& g) {
        const Facts& hosts = hosts_.at(g.machine.cluster);
        for (const std::uint32_t i : places(g)) {
            const std::string& name = host(g).nodes[i].name;
            if (hosts.fences.fenced(name) || hosts.fences.watchdog() || !told_.insert(name).second) continue;
            sink_.report(diag::GuestOnUnfencedHost, f_.span(g.said->origin), g.node->name, vm(g), name)
                .notes(f_.iterations(g.said->origin))
                .note("when `{}` is cut off, `{}` may run on there, and another host starts it as well", name, vm(g))
                .help("fence `{}` in `{}`, or keep `{}` away from it with a restricted failover domain", name,
                      host(g).name, vm(g));
            return;
        }
    }

    bool apart(const Guest& a, const Guest& b) const {
        const auto& besides = hosts_.at(a.machine.cluster).besides;
        const model::UseId x = service(a).root, y = service(b).root;
        return std::any_of(besides.begin(), besides.end(), [&](const Beside& s) {
            return !s.together && s.mandatory && ((s.who == x && s.with == y) || (s.who == y && s.with == x));
        });
    }

    static std::int64_t votes(const Guest& g) {
        const model::Attribute* a = find(g.node->attributes, "votes");
        return a == nullptr || !a->value.is(model::ValueKind::Int) ? 1 : a->value.number;
    }

    /// HL6600: the guests that may stand on one host take the cluster's quorum with them.
    void one_host_takes_quorum() {
        std::int64_t all = 0;
        for (const model::Node& node : f_.cluster.nodes) {
            const model::Attribute* a = find(node.attributes, "votes");
            all += a == nullptr || !a->value.is(model::ValueKind::Int) ? 1 : a->value.number;
        }
        const bool pair = f_.cluster.nodes.size() == 2;
        for (const Guest& first : guests_) {
            for (const std::uint32_t at : places(first)) {
                std::vector<const Guest*> there = {&first};
                std::int64_t lost = votes(first);
                for (const Guest& g : guests_) {
                    if (g.machine.cluster != first.machine.cluster || g.node == first.node ||
                        g.machine == first.machine)
                        continue;
                    const auto may = places(g);
                    if (std::find(may.begin(), may.end(), at) == may.end()) continue;
                    if (std::any_of(there.begin(), there.end(), [&](const Guest* o) { return apart(*o, g); })) continue;
                    there.push_back(&g);
                    lost += votes(g);
                }
                const bool survives = there.size() < 2 || (pair ? there.size() < 2 : 2 * (all - lost) > all);
                if (survives) continue;
                const std::string& name = host(first).nodes[at].name;
                sink_
                    .report(diag::OneHostTakesQuorum, f_.span(there[1]->said->origin), first.node->name,
                            there[1]->node->name, name)
                    .notes(f_.iterations(there[1]->said->origin))
                    .note(
                        "when `{}` is lost, {} of {} votes go with it, and `{}` stands still until its machines run "
                        "elsewhere",
                        name, lost, all, f_.cluster.name)
                    .help("say `apart_from = {}` at `{}` in `{}`", vm(first), vm(*there[1]), host(first).name);
                return;
            }
        }
    }

    /// HL6601: guests and hosts do not share the key.
    void keys() {
        for (const model::FenceDevice& device : f_.cluster.fence_devices) {
            const model::Attribute* own = find(device.attributes, "key_file");
            if (own == nullptr || device.agent == nullptr ||
                (device.agent->name != "fence_xvm" && device.agent->name != "fence_virt"))
                continue;
            for (const auto& [number, facts] : hosts_) {
                const model::Attribute* theirs = key_of(facts);
                if (theirs == nullptr || theirs->value.text == own->value.text) continue;
                sink_
                    .report(diag::GuestKeyDiffers, f_.span(own->origin), device.name, own->value.text,
                            facts.cluster.name, theirs->value.text)
                    .notes(f_.iterations(own->origin))
                    .note("with another key fence_virtd answers nothing, and no guest can be fenced")
                    .help("name the same file on both sides, and copy it to guests and hosts");
                return;
            }
        }
    }
    static const model::Attribute* key_of(const Facts& hosts) {
        for (const model::Block* daemon : hosts.constructs("fence_virtd")) {
            for (const model::Block& child : daemon->children) {
                if (child.name != "virt_listener") continue;
                if (const model::Attribute* key = child.find("key_file")) return key;
            }
        }
        return nullptr;
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::vector<Guest> guests_;
    std::map<std::uint32_t, Facts> hosts_;
    std::set<std::string> told_;  // hosts that were spoken of
};

}  // namespace

void guest_clusters(const Facts& facts, diag::Sink& sink) { GuestClustersCheck(facts, sink).run(); }

}  // namespace hale::lint
