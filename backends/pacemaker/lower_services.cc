// The resources of every service, and the constraints that hold each service together.

#include <algorithm>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/units.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::pacemaker {

using model::ServiceId;

namespace {

class Services {
public:
    explicit Services(Lowering& lowering) : l_(lowering), c_(lowering.cluster) {
        for (const Instance& instance : l_.plan.instances) instance_ids_.push_back(l_.ids.of(instance.identity));
    }

    void run() {
        report_partial_restart();
        for (std::size_t i = 0; i < c_.services.size(); ++i) layouts().push_back(arrange(ServiceId(i)));
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            const std::size_t before = l_.document.resources.size();
            emit_resources(ServiceId(i));
            for (std::size_t r = before; r < l_.document.resources.size(); ++r) {
                note(id_of(l_.document.resources[r]), model::EntityKind::Service, i);
            }
        }
        emit_templates();
        emit_clones();
        for (std::size_t i = 0; i < c_.services.size(); ++i) emit_constraints(ServiceId(i));
    }

private:
    std::vector<Layout>& layouts() { return l_.layouts; }
    const model::Resource& root(ServiceId id) const { return c_.resource_of(c_.at(id).root); }

    /// Once for the cluster: a group restarts only its tail.
    void report_partial_restart() const {
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            if (l_.plan.services[i].start.size() < 2) continue;
            return l_.approximated("service.failure", "service", c_.services[i].origin);
        }
    }

    std::string reference(std::size_t instance) const {
        const Instance& it = l_.plan.instances[instance];
        return it.is_clone() ? l_.ids.of("clone " + it.identity) : instance_ids_[instance];
    }

    Layout arrange(ServiceId id) {
        Layout layout;
        const Sequence& sequence = l_.plan.services[id.index];
        layout.shape = make_shape(sequence.start, sequence.stop);
        const std::string& service = l_.ids.of("service " + root(id).path());
        const auto& units = layout.shape.units;
        for (const Unit& unit : units) {
            const std::string first = reference(unit.front().instance);
            if (units.size() == 1 && !unit.foreign() && !is_bare(id, unit)) {
                layout.unit_ids.push_back(service);
            } else if (unit.members.size() > 1) {
                layout.unit_ids.push_back(l_.ids.part(service, "from-" + first));
            } else {
                layout.unit_ids.push_back(first);
            }
        }
        return layout;
    }

    /// A virtual machine alone is no group.
    bool is_bare(ServiceId id, const Unit& unit) const {
        return unit.members.size() == 1 && l_.plan.instances[unit.front().instance].use == c_.at(id).root;
    }

    void note(const std::string& id, model::EntityKind kind, std::size_t index) {
        const auto cluster = static_cast<std::uint32_t>(&c_ - l_.model.clusters.data());
        l_.made_for.emplace(id, model::Entity{kind, static_cast<std::uint32_t>(index), cluster});
    }

    void emit_templates() {
        for (std::size_t i = 0; i < c_.resources.size(); ++i) {
            if (!c_.resources[i].is_template) continue;
            l_.document.resources.push_back(to_resource(lower_unit(l_, c_.resources[i])));
            note(c_.resources[i].label, model::EntityKind::Resource, i);
        }
    }

    void emit_resources(ServiceId id) {
        if (root(id).literal) {
            l_.document.resources.push_back(to_resource(lower_unit(l_, root(id))));
            return;
        }
        const Layout& layout = layouts()[id.index];
        const auto& units = layout.shape.units;
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (units[i].foreign()) continue;
            const bool group = units[i].members.size() > 1 || (units.size() == 1 && !is_bare(id, units[i]));
            Resource resource = group ? Resource(make_group(layout.unit_ids[i], units[i], c_.at(id).origin))
                                      : Resource(make_primitive(units[i].front().instance));
            lower_policy(l_, id, units[i], resource);
            l_.document.resources.push_back(std::move(resource));
        }
        if (units.size() > 1) emit_tag(id);
    }

    /// The service's name stays a handle for operators when it is no group.
    void emit_tag(ServiceId id) {
        const Layout& layout = layouts()[id.index];
        Tag tag;
        tag.id = l_.ids.of("service " + root(id).path());
        tag.origin = c_.at(id).origin;
        for (std::size_t i = 0; i < layout.unit_ids.size(); ++i) {
            if (!layout.shape.units[i].foreign()) tag.members.push_back({layout.unit_ids[i], {}, {}});
        }
        if (!tag.members.empty()) l_.document.tags.push_back(std::move(tag));
    }

    Primitive make_primitive(std::size_t instance) {
        return lower_primitive(l_, l_.plan.instances[instance], instance_ids_[instance]);
    }

    Group make_group(const std::string& id, const Unit& unit, OriginId origin) {
        Group group;
        group.id = id;
        group.origin = origin;
        for (const Element& member : unit.members) group.members.push_back(make_primitive(member.instance));
        return group;
    }

    void emit_clones() {
        for (std::size_t i = 0; i < l_.plan.instances.size(); ++i) {
            if (!l_.plan.instances[i].is_clone()) continue;
            Clone clone;
            clone.id = reference(i);
            clone.origin = c_.resource_of(l_.plan.instances[i].use).origin;
            l_.put_meta(clone.sets, clone.id, "interleave", HALE_BREAK("clone.no-interleave", "true", "false"));
            clone.child = make_primitive(i);
            l_.document.resources.emplace_back(std::move(clone));
        }
    }

    void emit_constraints(ServiceId id) {
        const Layout& layout = layouts()[id.index];
        const OriginId origin = c_.at(id).origin;
        const auto& units = layout.shape.units;
        for (Edge edge : layout.shape.edges) {
            if (units[edge.first].foreign() && units[edge.then].foreign() && edge.kind == Edge::Kind::Both) {
                edge.advisory = !always_before(units[edge.first], units[edge.then]);
            }
            l_.order(layout.unit_ids[edge.first], layout.unit_ids[edge.then], origin, edge);
        }
        for (const Together& t : layout.shape.together) {
            l_.colocate(layout.unit_ids[t.rsc], layout.unit_ids[t.with], "INFINITY", origin);
        }
    }

    /// Every user of the shared `then` also uses the shared `first`, earlier: nobody waits in vain.
    bool always_before(const Unit& first, const Unit& then) const {
        const std::size_t a = first.front().instance, b = then.front().instance;
        return std::all_of(l_.plan.instances[b].users.begin(), l_.plan.instances[b].users.end(), [&](ServiceId user) {
            const auto& start = l_.plan.services[user.index].start;
            const auto& stop = l_.plan.services[user.index].stop;
            const auto place = [&](std::size_t instance) {
                return std::find_if(start.begin(), start.end(),
                                    [&](const Element& e) { return e.instance == instance; });
            };
            return place(a) < place(b) &&
                   std::find(stop.begin(), stop.end(), b) < std::find(stop.begin(), stop.end(), a);
        });
    }

    Lowering& l_;
    const model::Cluster& c_;
    std::vector<std::string> instance_ids_;
};

}  // namespace

void lower_services(Lowering& lowering) { Services(lowering).run(); }

}  // namespace hale::pacemaker
