// `after`, `before`, `with`, `apart_from` between services.

#include <set>

#include "backends/pacemaker/lower.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

using model::RelationKind;

namespace {

/// A wish, weaker than one step of an ordered failover domain.
constexpr const char* kSoftScore = "500";
constexpr const char* kSoftApart = "-500";

class Relations {
public:
    explicit Relations(Lowering& lowering) : l_(lowering), c_(lowering.cluster) {}

    void run() {
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            for (const model::Relation& r : c_.services[i].policy.relations) relate(i, r);
        }
        report_empty();
    }

private:
    /// Services without anything to run; one that a relation names is already an error.
    void report_empty() const {
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            if (!l_.layouts[i].empty() || named_.count(i) != 0) continue;
            const model::Service& service = c_.services[i];
            l_.sink.report(diag::ServiceRunsNothing, l_.span(service.origin), c_.resource_of(service.root).label);
        }
    }

    static bool is_role(const std::string& member) { return member == "promoted" || member == "unpromoted"; }

    /// `with = db.promoted`, `after = db.promoted`.
    void relate_to_role(const Layout& self, const Layout& other, const model::Relation& r) {
        const std::string& clone = other.anchor();
        const bool promoted = r.target.member == "promoted";
        if (r.kind == RelationKind::With || r.kind == RelationKind::ApartFrom) {
            const bool with = r.kind == RelationKind::With;
            const char* soft = with ? kSoftScore : kSoftApart;
            Colocation c;
            c.id = l_.ids.part("colocation",
                               self.anchor() + (with ? "-with-" : "-apart-from-") + r.target.member + "-" + clone);
            c.rsc = self.anchor();
            c.with_rsc = clone;
            c.with_rsc_role = promoted ? "Promoted" : "Unpromoted";
            c.score = !r.hard ? soft : with ? "INFINITY" : "-INFINITY";
            c.origin = r.origin;
            l_.document.constraints.emplace_back(std::move(c));
            return;
        }
        Order o;
        const bool after = r.kind == RelationKind::After;
        o.first = after ? clone : self.last_start();
        o.then = after ? self.first_start() : clone;
        o.first_action = after ? (promoted ? "promote" : "start") : "start";
        o.then_action = after ? "start" : (promoted ? "promote" : "start");
        if (!r.hard) o.symmetrical = false;
        o.id = l_.ids.part("order", after ? r.target.member + "-" + clone + "-then-" + o.then
                                          : o.first + "-then-" + r.target.member + "-" + clone);
        o.origin = r.origin;
        l_.document.constraints.emplace_back(std::move(o));
    }

    void relate(std::size_t service, const model::Relation& r) {
        const Layout& self = l_.layouts[service];
        const auto other = target(r);
        if (!other || self.empty()) return;
        const bool apart = r.kind == RelationKind::ApartFrom;
        const bool place = apart || r.kind == RelationKind::With;
        if ((place && !l_.is_placed(self)) || (apart && !l_.is_placed(*other))) {
            return l_.refused("placed.clones", apart ? "apart_from" : "with", r.origin);
        }
        if (!r.target.member.empty()) return relate_to_role(self, *other, r);
        switch (r.kind) {
            case RelationKind::After:
                return sequence(*other, self, r);
            case RelationKind::Before:
                return sequence(self, *other, r);
            case RelationKind::With:
                return l_.colocate(self.anchor(), other->anchor(), r.hard ? "INFINITY" : kSoftScore, r.origin);
            case RelationKind::ApartFrom:
                return l_.colocate(self.anchor(), other->anchor(), r.hard ? "-INFINITY" : kSoftApart, r.origin);
        }
    }

    /// What a relation names, as a layout of its own; reports what cannot be related to.
    std::optional<Layout> target(const model::Relation& r) {
        const model::Entity& entity = r.target.entity;
        const bool here = entity.cluster < l_.model.clusters.size() && &l_.model.clusters[entity.cluster] == &c_;
        std::optional<Layout> found;
        if (here && (r.target.member.empty() || is_role(r.target.member))) {
            if (entity.kind == model::EntityKind::Service) found = l_.layouts[entity.index];
            if (entity.kind == model::EntityKind::Resource) found = resource(model::ResourceId(entity.index));
        }
        const bool whole = r.target.member.empty() || (found && found->unit_ids.size() == 1);
        if (!whole) found.reset();  // only one of Pacemaker's resources has a role
        if (!found || found->empty()) {
            if (here && entity.kind == model::EntityKind::Service) named_.insert(entity.index);
            l_.sink.report(diag::RelationHasNoTarget, l_.span(r.origin), r.target.text)
                .help("name a service, a virtual machine or a resource of this cluster that Pacemaker runs");
            return std::nullopt;
        }
        return found;
    }

    std::optional<Layout> resource(model::ResourceId id) const {
        if (const std::string* unit = inside_unit(id)) {
            Layout layout;
            layout.shape = make_shape({{0, false, {}}}, {0});
            layout.unit_ids = {*unit};
            return layout;
        }
        for (const model::UseId use : c_.at(id).uses) {
            const std::size_t instance = l_.plan.instance_of_use[use.index];
            if (instance == Plan::kNone) continue;
            const Instance& it = l_.plan.instances[instance];
            Layout layout;
            layout.shape = make_shape({{instance, false, {}}}, {instance});
            layout.unit_ids = {l_.ids.of(it.is_clone() ? "clone " + it.identity : it.identity)};
            return layout;
        }
        return std::nullopt;
    }

    /// A resource inside a literal unit has an id of its own in a group; inside a clone or bundle, it is the whole.
    const std::string* inside_unit(model::ResourceId id) const {
        if (c_.at(id).uses.empty()) return nullptr;
        model::UseId use = c_.at(id).uses.front();
        if (!is_literal(c_, c_.at(c_.at(use).service))) return nullptr;
        const std::string* out = &l_.ids.of(c_.at(id).path());
        for (use = c_.at(use).parent; use; use = c_.at(use).parent) {
            if (c_.resource_of(use).kind->name != "group") out = &c_.resource_of(use).label.str();
        }
        return out;
    }

    /// `then` starts when all of `first` runs, and stops before any of it.
    void sequence(const Layout& first, const Layout& then, const model::Relation& r) {
        const Edge both{0, 0, Edge::Kind::Both, false}, start{0, 0, Edge::Kind::StartOnly, false},
            stop{0, 0, Edge::Kind::StopOnly, false};
        const bool mirrored = first.last_start() == first.first_stop() && then.first_start() == then.last_stop();
        if (!r.hard) return l_.order(first.last_start(), then.first_start(), r.origin, start);
        if (mirrored) return l_.order(first.last_start(), then.first_start(), r.origin, both);
        l_.order(first.anchor(), then.anchor(), r.origin, both);
        l_.order(first.last_start(), then.first_start(), r.origin, start);
        l_.order(then.last_stop(), first.first_stop(), r.origin, stop);
    }

    Lowering& l_;
    const model::Cluster& c_;
    std::set<std::size_t> named_;  // empty services that a relation names
};

}  // namespace

void lower_relations(Lowering& lowering) { Relations(lowering).run(); }

}  // namespace hale::pacemaker
