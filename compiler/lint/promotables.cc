// Clones with promoted instances: which agents need one, what depends on the promoted instance without saying so, which
// roles are asked of what has none, and monitors for both roles.

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/value/normal.h"

namespace hale::lint {

namespace {

using model::UseId;

class PromotablesCheck {
public:
    PromotablesCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {
        for (std::uint32_t i = 0; i < f_.cluster.uses.size(); ++i) {
            const model::Resource& r = f_.cluster.resource_of(UseId(i));
            if (!r.kind->traits.replica.empty() && !r.is_template) replicas_.push_back(UseId(i));
        }
    }

    void run() {
        for (std::uint32_t i = 0; i < f_.cluster.uses.size(); ++i) {
            const UseId use(i);
            const model::Resource& r = f_.cluster.resource_of(use);
            if (r.is_template) continue;
            needs(use, r);
            roles_checked(use, r);
            on_replica(use, r);
        }
        orders();
        colocations();
        places();
        kept();
        interleave();
    }

private:
    const model::Resource& unit(UseId use) const { return f_.cluster.resource_of(f_.unit(use)); }

    void needs(UseId use, const model::Resource& r) {
        const schema::Traits& traits = r.kind->traits;
        const model::Resource& top = unit(use);
        if (traits.must_promote && !promotes(top)) {
            sink_.report(diag::MustBePromotable, f_.span(r.origin), name_of(r))
                .notes(f_.iterations(r.origin))
                .note("every instance stays a follower: nothing may write, and what waits for it starts on the wrong node or not at all")
                .help("put it into a clone with `promotable`");
        } else if (traits.must_notify && top.kind->name == "clone" && !is_true(meta(top, "notify"))) {
            const model::Attribute* said = meta(top, "notify");
            const model::OriginId at = said == nullptr ? top.origin : said->origin;
            sink_.report(diag::MustNotify, f_.span(at), name_of(top), r.kind->name)
                .notes(f_.iterations(at))
                .help("add the meta attribute `notify = true` to the clone");
        }
    }

    // ---- monitors ----

    static std::string role_in(const model::Operation& op) {
        for (const model::Attribute& a : op.attributes) {
            if (a.name == "role") return role_of(text_of(a.value));
        }
        return {};
    }

    /// A check without a role does not run where the instance is promoted.
    void roles_checked(UseId use, const model::Resource& r) {
        const model::Resource& top = unit(use);
        if (!r.literal || !promotes(top) || r.kind->container || !r.extends.empty()) return;
        bool promoted = false, unpromoted = false;
        for (const model::Operation& op : operations_of(r)) {
            if (op.name != "monitor" || op.interval.value_or(1) <= 0) continue;
            (role_in(op) == "promoted" ? promoted : unpromoted) = true;
        }
        if (promoted == unpromoted) return;  // both, or none at all: HL6001
        const auto promotes_itself = [](const schema::Operation& op) { return op.name == "promote"; };
        const auto& known = r.kind->operations;
        if (!known.empty() && std::none_of(known.begin(), known.end(), promotes_itself)) return;  // HL3107
        auto report = sink_.report(diag::RoleUnchecked, f_.span(r.origin), promoted ? "unpromoted" : "promoted", name_of(r));
        report.notes(f_.iterations(r.origin))
            .note("a failure of such an instance is never noticed")
            .help("add a `monitor` with the role {}, and an interval of its own", promoted ? "Unpromoted" : "Promoted");
    }

    // ---- what stands on replicated storage ----

    /// The replicas that the path may be on: by name, or all of them where it is a number.
    std::vector<UseId> replicas_of(const std::string& path) const {
        constexpr std::string_view kByName = "/dev/drbd/by-res/";
        if (path.rfind("/dev/drbd", 0) != 0) return {};
        if (path.rfind(kByName, 0) != 0) return replicas_;
        const std::string rest = path.substr(kByName.size());
        const std::string name = rest.substr(0, rest.find('/'));
        std::vector<UseId> out;
        for (const UseId use : replicas_) {
            const model::Resource& r = f_.cluster.resource_of(use);
            const model::Attribute* a = parameter(r, r.kind->traits.replica);
            if (a != nullptr && text_of(a->value) == name) out.push_back(use);
        }
        return out;
    }

    void on_replica(UseId use, const model::Resource& r) {
        if (!r.kind->traits.replica.empty()) return;
        for (const model::Attribute* a : parameters(r)) {
            if (!a->value || a->value.is(model::ValueKind::Secret)) continue;
            const std::string path = model::normal_path(text_of(a->value));
            std::vector<UseId> all = replicas_of(path);
            std::erase_if(all, [&](UseId u) { return !promotes(unit(u)) || f_.unit(u) == f_.unit(use); });
            if (all.empty()) continue;
            const auto any = [&](auto test) { return std::any_of(all.begin(), all.end(), test); };
            const UseId first = all.front();
            const std::string clone = name_of(unit(first));
            if (!any([&](UseId u) { return reaches(f_.unit(use), f_.unit(u), true); })) {
                const model::OriginId at = link(f_.unit(use), f_.unit(first), true);
                sink_.report(diag::NotWhereReplicaIsPromoted, f_.span(at ? at : r.origin), name_of(r), path, clone, clone)
                    .notes(f_.iterations(r.origin))
                    .note("elsewhere the device cannot be written, and often not even read")
                    .help("tie it to the promoted instance: `with` role Promoted, score INFINITY");
            }
            if (!any([&](UseId u) { return reaches(f_.unit(use), f_.unit(u), false); })) {
                const model::OriginId at = link(f_.unit(use), f_.unit(first), false);
                sink_.report(diag::NotAfterPromotion, f_.span(at ? at : r.origin), name_of(r), path, clone)
                    .notes(f_.iterations(r.origin))
                    .note("it is started before the device can be written, and fails")
                    .help("order it: first promote `{}`, then start `{}`", clone, f_.path(f_.unit(use)));
            }
            return;
        }
    }

    /// From `who` over mandatory constraints to a role or action of `goal`.
    bool reaches(UseId who, UseId goal, bool colocation) const {
        std::set<std::uint32_t> seen = {who.index};
        std::vector<UseId> todo = {who};
        while (!todo.empty()) {
            const UseId at = todo.back();
            todo.pop_back();
            const auto next = [&](UseId other) {
                if (seen.insert(other.index).second) todo.push_back(other);
            };
            for (const Beside& b : f_.besides) {
                if (!colocation || !b.together || !b.mandatory || f_.unit(b.who) != at) continue;
                const UseId with = f_.unit(b.with);
                if (with == goal && b.with_role == "promoted") return true;
                if (b.with_role.empty() && with != goal) next(with);
            }
            for (const Wait& w : f_.waits) {
                if (colocation || !w.mandatory || f_.unit(w.then) != at) continue;
                const UseId first = f_.unit(w.first);
                if (first == goal && w.first_action == "promote") return true;
                if (first != goal) next(first);
            }
        }
        return false;
    }

    /// The constraint between the two that falls short.
    model::OriginId link(UseId who, UseId goal, bool colocation) const {
        for (const Beside& b : f_.besides) {
            if (colocation && f_.unit(b.who) == who && f_.unit(b.with) == goal) return b.origin;
        }
        for (const Wait& w : f_.waits) {
            if (!colocation && f_.unit(w.then) == who && f_.unit(w.first) == goal) return w.origin;
        }
        return {};
    }

    // ---- roles of what has none ----

    void never(UseId use, model::OriginId at, const std::string& consequence) {
        if (promotes(unit(use)) || !told_.insert(at.index).second) return;
        sink_.report(diag::NeverPromoted, f_.span(at), f_.path(use), consequence)
            .notes(f_.iterations(at))
            .help("leave the role out, or make it a clone with `promotable`");
    }

    void orders() {
        for (const Wait& w : f_.waits) {
            if (w.first_action != "promote" && w.first_action != "demote") continue;
            never(w.first, w.origin, w.mandatory ? "`" + f_.path(w.then) + "` never starts" : "this order does nothing");
        }
    }

    void colocations() {
        for (const Beside& b : f_.besides) {
            if (b.who_role == "promoted") never(b.who, b.origin, "this constraint does nothing");
            if (b.with_role != "promoted") continue;
            never(b.with, b.origin, b.together && b.mandatory ? "`" + f_.path(b.who) + "` has no node to run on"
                                                             : std::string("this constraint does nothing"));
        }
    }

    void places() {
        for (const model::Block& block : f_.cluster.constructs) {
            if (block.name != "place" && block.name != "ticket") continue;
            const model::Attribute* who = block.find("resource");
            if (who == nullptr) continue;
            bool promoted = role_of(who->value.member) == "promoted";
            const auto asks = [](const model::Block& b) {
                const model::Attribute* role = b.find("role");
                return role != nullptr && role_of(text_of(role->value)) == "promoted";
            };
            promoted = promoted || asks(block) || std::any_of(block.children.begin(), block.children.end(), asks);
            if (!promoted) continue;
            for (const UseId use : f_.uses_of(who->value)) never(use, block.origin, "this constraint does nothing");
        }
    }

    // ---- kept from being promoted ----

    void kept() {
        std::map<std::uint32_t, const model::Attribute*> held;  // by unit
        for (std::uint32_t i = 0; i < f_.cluster.uses.size(); ++i) {
            const model::Attribute* role = meta(f_.cluster.resource_of(UseId(i)), "target-role");
            if (role == nullptr || role_of(text_of(role->value)) != "unpromoted") continue;
            if (promotes(unit(UseId(i)))) held.emplace(f_.unit(UseId(i)).index, role);
        }
        std::set<std::uint32_t> told;
        const auto tell = [&](UseId first, UseId then) {
            const auto it = held.find(f_.unit(first).index);
            if (it == held.end() || !told.insert(f_.unit(first).index).second) return;
            sink_.report(diag::KeptUnpromoted, f_.span(it->second->origin), name_of(unit(first)),
                         text_of(it->second->value), f_.path(f_.unit(then)))
                .notes(f_.iterations(it->second->origin))
                .help("leave target-role out: Started allows promotion");
        };
        for (const Wait& w : f_.waits) {
            if (w.mandatory && w.first_action == "promote") tell(w.first, w.then);
        }
        for (const Beside& b : f_.besides) {
            if (b.mandatory && b.together && b.with_role == "promoted") tell(b.with, b.who);
        }
    }

    // ---- clones that wait for clones ----

    static bool starts(const std::string& action) { return action.empty() || action == "start" || action == "promote"; }

    void interleave() {
        std::set<std::uint32_t> told;
        for (const Wait& w : f_.waits) {
            const model::Resource &first = unit(w.first), &then = unit(w.then);
            if (!w.mandatory || !starts(w.first_action) || first.kind->name != "clone" || then.kind->name != "clone") continue;
            if (is_true(meta(then, "interleave")) || f_.unit(w.first) == f_.unit(w.then) || one(first) || one(then)) continue;
            if (!told.insert(f_.unit(w.then).index).second) continue;
            sink_.report(diag::NoInterleave, f_.span(w.origin), name_of(then), name_of(first))
                .notes(f_.iterations(w.origin))
                .label(f_.span(then.origin), "`interleave = true` belongs here")
                .help("add the meta attribute `interleave = true` to `{}`: each instance then waits for the one on its own node",
                      name_of(then));
        }
    }

    static bool one(const model::Resource& clone) {
        const model::Attribute* max = meta(clone, "clone-max");
        return max != nullptr && text_of(max->value) == "1";
    }

    const Facts& f_;
    diag::Sink& sink_;
    std::vector<UseId> replicas_;
    std::set<std::uint32_t> told_;  // origins of constraints about roles
};

}  // namespace

void promotables(const Facts& facts, diag::Sink& sink) {
    if (facts.for_manager("pacemaker")) PromotablesCheck(facts, sink).run();
}

}  // namespace hale::lint
