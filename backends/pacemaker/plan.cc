#include "backends/pacemaker/plan.h"

#include <algorithm>
#include <map>
#include <set>

#include "backends/pacemaker/lower.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/order/graph.h"
#include "compiler/order/order.h"

namespace hale::pacemaker {

using model::ResourceId;
using model::ServiceId;
using model::UseId;

namespace {

enum class Fate { InPlace, Clone, Copy };

class Planner {
public:
    explicit Planner(Lowering& lowering) : l_(lowering), c_(lowering.cluster) {}

    Plan run() {
        report_kinds_without_agent();
        for (std::size_t r = 0; r < c_.resources.size(); ++r) decide(ResourceId(r));
        build();
        if (copies_break_circles()) build();
        if (!report_circles()) report_shared();
        return std::move(plan_);
    }

private:
    struct Decision {
        Fate fate = Fate::InPlace;
        ServiceId owner;
        std::vector<ServiceId> users;  // in written order
        bool runs = false;
    };

    void report_kinds_without_agent() {
        std::set<const schema::Kind*> seen;
        for (const model::Resource& r : c_.resources) {
            if (r.uses.empty() || runs(*r.kind) || r.kind->container || !seen.insert(r.kind).second) continue;
            const schema::Mapping& m = r.kind->pacemaker;
            if (m.strategy == "transparent") {  // nothing is lost: what stands inside says it all
                l_.sink.report(diag::PacemakerApproximates, l_.span(r.origin), r.kind->name, m.reason)
                    .help("in its place: {}", m.stand_in);
                continue;
            }
            auto report = l_.sink.report(diag::PacemakerHasNoAgent, l_.span(r.origin), r.kind->name,
                                         m.reason.empty() ? "its declaration names none" : m.reason);
            if (!m.stand_in.empty()) report.help("in its place: {}", m.stand_in);
        }
    }

    void decide(ResourceId id) {
        const model::Resource& resource = c_.at(id);
        Decision d;
        d.runs = !resource.uses.empty() && runs(*resource.kind) && !is_inner(resource);
        for (const UseId use : resource.uses) {
            const ServiceId service = c_.at(use).service;
            if (std::find(d.users.begin(), d.users.end(), service) == d.users.end()) d.users.push_back(service);
        }
        std::sort(d.users.begin(), d.users.end());
        if (d.runs) settle(id, d);
        decisions_.push_back(std::move(d));
    }

    /// Inside a literal unit, which is one thing for everything around it.
    bool is_inner(const model::Resource& resource) const {
        const model::Use& use = c_.at(resource.uses.front());
        return use.parent && is_literal(c_, c_.at(use.service));
    }

    void settle(ResourceId id, Decision& d) {
        if (d.users.size() == 1) {
            d.owner = d.users.front();
            if (c_.at(id).uses.size() > 1 && values_differ(id)) d.fate = Fate::Copy;
            return;
        }
        if (const ServiceId owner = common_place(d.users)) {
            d.owner = owner;
            return;
        }
        const std::string& sharing = c_.at(id).kind->pacemaker.sharing;
        if (sharing == "clone") {
            d.fate = Fate::Clone;
        } else if (sharing == "copy" && values_differ(id)) {
            d.fate = Fate::Copy;
        } else {
            refuse(id, d);
        }
    }

    void refuse(ResourceId id, const Decision& d) {
        const model::Resource& resource = c_.at(id);
        const bool same = resource.kind->pacemaker.sharing == "copy";
        auto report =
            l_.sink.report(diag::SharedInstanceRefused, l_.span(resource.origin), resource.label, d.users.size());
        report.note("{}", same ? "a copy for each service would run twice with the same parameters: the first to stop "
                                 "takes it away from the other"
                               : "a resource of its own in each service could be active on two nodes at once, and two "
                                 "nodes writing to one thing destroy its data");
        report.help(
            "put the services that use it on one node with `with = {}`, or declare `sharing` in the agent's "
            "mapping if it may run on several nodes",
            c_.resource_of(c_.at(d.users.front()).root).label);
        for (std::size_t i = 0; i < resource.uses.size() && i < 3; ++i) {
            report.label(l_.span(c_.at(resource.uses[i]).origin), "used here");
        }
    }

    /// The user that every other one must sit with, directly or over others; invalid: they may be apart.
    ServiceId common_place(const std::vector<ServiceId>& users) const {
        for (const ServiceId candidate : users) {
            const bool all = std::all_of(users.begin(), users.end(),
                                         [&](ServiceId u) { return u == candidate || sits_with(u, candidate); });
            if (all) return candidate;
        }
        return {};
    }

    bool sits_with(ServiceId from, ServiceId to) const {
        std::vector<ServiceId> todo{from};
        std::set<ServiceId> seen{from};
        while (!todo.empty()) {
            const ServiceId at = todo.back();
            todo.pop_back();
            for (const model::Relation& r : c_.at(at).policy.relations) {
                if (r.kind != model::RelationKind::With || !r.hard) continue;
                if (r.target.entity.kind != model::EntityKind::Service) continue;
                const ServiceId next(r.target.entity.index);
                if (next == to) return true;
                if (seen.insert(next).second) todo.push_back(next);
            }
        }
        return false;
    }

    using Values = std::vector<std::pair<std::string, std::string>>;
    Values values(UseId use) const {
        Values out;
        for (const Parameter& p : parameters_of(l_, use)) out.emplace_back(p.name, p.value);
        std::sort(out.begin(), out.end());
        return out;
    }

    /// No two services would run it with the same parameters (within one service, equal uses are one resource).
    bool values_differ(ResourceId id) const {
        std::map<Values, ServiceId> seen;
        const auto& uses = c_.at(id).uses;
        for (const UseId use : uses) {
            const auto [it, fresh] = seen.insert({values(use), c_.at(use).service});
            if (!fresh && it->second != c_.at(use).service) return false;
        }
        return seen.size() > 1;
    }

    // --- from decisions to instances and sequences ---

    void build() {
        plan_ = {};
        plan_.instance_of_use.assign(c_.uses.size(), Plan::kNone);
        for (std::size_t r = 0; r < decisions_.size(); ++r) {
            if (decisions_[r].runs) add_instances(ResourceId(r), decisions_[r]);
        }
        for (const model::Service& service : c_.services) plan_.services.push_back(sequence(service));
    }

    void add_instances(ResourceId id, const Decision& d) {
        const model::Resource& resource = c_.at(id);
        if (d.fate != Fate::Copy) {
            plan_.instances.push_back(
                {resource.uses.front(), d.fate == Fate::Clone ? ServiceId() : d.owner, resource.path(), d.users});
            for (const UseId use : resource.uses) plan_.instance_of_use[use.index] = plan_.instances.size() - 1;
            return;
        }
        std::map<std::pair<ServiceId, Values>, std::size_t> made;
        for (const UseId use : resource.uses) {
            const ServiceId service = c_.at(use).service;
            const auto [it, fresh] = made.insert({{service, values(use)}, plan_.instances.size()});
            if (fresh) plan_.instances.push_back({use, service, copy_identity(use), {service}});
            plan_.instance_of_use[use.index] = it->second;
        }
    }

    /// `nfsclient.red@nfs/data/all`: the place is part of a copy's identity.
    std::string copy_identity(UseId use) const {
        std::string place;
        for (UseId at = c_.at(use).parent; at; at = c_.at(at).parent) {
            place = c_.resource_of(at).label + (place.empty() ? "" : "/") + place;
        }
        return c_.resource_of(use).path() + "@" + place;
    }

    Sequence sequence(const model::Service& service) const {
        const ServiceId self = c_.at(service.root).service;
        Sequence out;
        if (is_literal(c_, service)) {
            const std::size_t unit = plan_.instance_of_use[service.root.index];
            if (unit != Plan::kNone) return {{{unit, false, {}}}, {unit}};
            return out;
        }
        std::set<std::size_t> seen;
        for (const order::Step& step : order::start_steps(c_, service.root)) {
            const std::size_t i = plan_.instance_of_use[step.use.index];
            if (i == Plan::kNone || !seen.insert(i).second) continue;
            out.start.push_back({i, plan_.instances[i].owner != self, regions(step.use)});
        }
        // An instance that stands in several places stops after its last user: the last place counts.
        const std::vector<order::Step> stop = order::stop_steps(c_, service.root);
        seen.clear();
        for (auto step = stop.rbegin(); step != stop.rend(); ++step) {
            const std::size_t i = plan_.instance_of_use[step->use.index];
            if (i != Plan::kNone && seen.insert(i).second) out.stop.push_back(i);
        }
        std::reverse(out.stop.begin(), out.stop.end());
        return out;
    }

    /// The independent subtrees around a use, outermost first. The root's own word means nothing.
    std::vector<Element::Region> regions(UseId use) const {
        std::vector<Element::Region> out;
        for (UseId at = use; c_.at(at).parent; at = c_.at(at).parent) {
            const auto independence = c_.at(at).independent.value_or(model::Independence::No);
            if (independence == model::Independence::No) continue;
            out.push_back({at.index, independence == model::Independence::NonCritical});
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    // --- circles ---

    /// Instances, and which of them comes before which.
    order::Graph precedences(bool stop) const {
        order::Graph out(plan_.instances.size());
        for (const Sequence& s : plan_.services) {
            for (std::size_t i = 1; i < s.start.size(); ++i) {
                if (stop) {
                    out.add(s.stop[i - 1], s.stop[i]);
                } else {
                    out.add(s.start[i - 1].instance, s.start[i].instance);
                }
            }
        }
        add_relations(stop, out);
        return out;
    }

    /// `after` and `before` between services: the last of one comes before the first of the other.
    void add_relations(bool stop, order::Graph& out) const {
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            for (const model::Relation& r : c_.services[i].policy.relations) {
                if (r.target.entity.kind != model::EntityKind::Service) continue;
                if (r.kind != model::RelationKind::After && r.kind != model::RelationKind::Before) continue;
                std::size_t first = i, then = r.target.entity.index;
                if (r.kind == model::RelationKind::After) std::swap(first, then);
                const Sequence &a = plan_.services[first], &b = plan_.services[then];
                if (a.start.empty() || b.start.empty()) continue;
                if (!stop) out.add(a.start.back().instance, b.start.front().instance);
                if (stop && r.hard) out.add(b.stop.back(), a.stop.front());
            }
        }
    }

    /// Makes copies of clones that stand in a circle, where copies differ. True: the plan must be built again.
    bool copies_break_circles() {
        bool changed = false;
        for (const auto& circle : all_circles()) {
            for (const std::size_t i : circle) changed = make_copies(plan_.instances[i]) || changed;
        }
        return changed;
    }

    bool make_copies(const Instance& instance) {
        if (!instance.is_clone()) return false;
        const ResourceId id = c_.at(instance.use).resource;
        if (!values_differ(id)) return false;
        decisions_[id.index].fate = Fate::Copy;
        return true;
    }

    std::vector<std::vector<std::size_t>> all_circles() const {
        auto out = precedences(false).circles();
        const auto stops = precedences(true).circles();
        out.insert(out.end(), stops.begin(), stops.end());
        return out;
    }

    /// True when there are any.
    bool report_circles() {
        std::set<std::size_t> told;
        for (const auto& circle : all_circles()) {
            if (!std::all_of(circle.begin(), circle.end(), [&](std::size_t i) { return told.insert(i).second; })) {
                continue;
            }
            std::string names;
            const Instance* shared = &plan_.instances[circle.front()];
            for (const std::size_t i : circle) {
                const Instance& instance = plan_.instances[i];
                names += (names.empty() ? "`" : ", `") + c_.resource_of(instance.use).path() + '`';
                if (instance.is_clone()) shared = &instance;
            }
            const model::Resource& resource = c_.resource_of(shared->use);
            l_.sink.report(diag::OrderCircle, l_.span(resource.origin), names)
                .note("a service that waits for a shared instance, and is waited for by it, would never start")
                .help(
                    "use the shared instances in the same order in every service, or give each service its own "
                    "instance");
        }
        return !told.empty();
    }

    void report_shared() {
        for (std::size_t r = 0; r < decisions_.size(); ++r) {
            const Decision& d = decisions_[r];
            const model::Resource& resource = c_.resources[r];
            if (!d.runs || d.users.size() < 2 || d.fate != Fate::Clone) continue;
            l_.sink.report(diag::SharedBecomesClone, l_.span(resource.origin), resource.label, d.users.size())
                .note(
                    "what starts before it in a service waits for nothing: the order holds when both start "
                    "together, so that no service stops for another one's sake");
        }
    }

    Lowering& l_;
    const model::Cluster& c_;
    std::vector<Decision> decisions_;  // by ResourceId
    Plan plan_;
};

}  // namespace

bool is_literal(const model::Cluster& cluster, const model::Service& service) {
    return cluster.resource_of(service.root).literal;
}

bool runs(const schema::Kind& kind) {
    const schema::Mapping& m = kind.pacemaker;
    return !m.none && (!m.type.empty() || !m.strategy.empty());
}

Plan make_plan(Lowering& lowering) { return Planner(lowering).run(); }

}  // namespace hale::pacemaker
