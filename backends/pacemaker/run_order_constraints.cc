// rsc_order as edges; mandatory colocation as what cannot run without what.

#include <algorithm>
#include <set>
#include <tuple>

#include "backends/pacemaker/run_order_internal.h"

namespace hale::pacemaker::ordering {

namespace {

/// In place of a choice's number: which of several must take place is not known.
constexpr std::size_t kUnsure = static_cast<std::size_t>(-1);

enum class Operation : std::uint8_t { Start, Promote, Stop, Demote };

Operation operation(std::string_view text) {
    if (text == "promote") return Operation::Promote;
    if (text == "stop") return Operation::Stop;
    if (text == "demote") return Operation::Demote;
    return Operation::Start;
}
bool is_up(Operation o) { return o == Operation::Start || o == Operation::Promote; }
bool of_role(Operation o) { return o == Operation::Promote || o == Operation::Demote; }

/// How one constraint binds.
struct Binding {
    bool mandatory = true, symmetrical = true;
    bool either = false;    // Serialize: any may be first
    bool indirect = false;  // by an action of the scheduler's own between the two
};

/// Units that an order names together, with the operation that is meant.
struct Members {
    std::vector<const Unit*> units;
    Operation operation = Operation::Start;
    bool sequential = true, require_all = true;
};

class ConstraintReader {
public:
    ConstraintReader(const Document& document, Resources& out, bool probed) : d_(document), out_(out), probed_(probed) {
        for (const Constraint& c : d_.constraints) {
            std::visit([this](const auto& constraint) { note(constraint); }, c);
        }
    }

    void run() {
        for (const Constraint& c : d_.constraints) {
            if (const auto* order = std::get_if<Order>(&c)) read(*order);
            if (const auto* beside = std::get_if<Colocation>(&c)) read(*beside);
        }
    }

private:
    void note(const Location& c) { note(c.sets); }
    void note(const Colocation& c) { note(c.sets); }
    void note(const Order& c) { note(c.sets); }
    void note(const Ticket& c) { note(c.sets); }
    void note(const std::vector<ResourceSet>& sets) {
        for (const ResourceSet& set : sets) {
            if (!set.id.empty()) sets_.emplace(set.id, &set);
        }
    }

    /// The unit of this id, or those of the tag or template. False when something has none: the scheduler then ignores
    /// the constraint.
    bool append(std::vector<const Unit*>& to, const std::string& id) const {
        if (append_unit(to, id)) return true;
        const auto collection = out_.collections.find(id);
        return collection != out_.collections.end() &&
               std::all_of(collection->second.begin(), collection->second.end(),
                           [&](const std::string& member) { return append_unit(to, member); });
    }
    bool append_unit(std::vector<const Unit*>& to, const std::string& id) const {
        if (const auto unit = out_.units.find(id); unit != out_.units.end()) {
            to.push_back(&unit->second);
            return true;
        }
        const auto inner = out_.once_probed.find(id);
        if (!probed_ || inner == out_.once_probed.end()) return false;
        to.push_back(&inner->second);
        return true;
    }

    Binding binding(const Order& order) const {
        Binding out;
        std::string_view kind = order.kind;
        if (kind.empty()) kind = extra(order.extra, "kind").value_or("");
        if (same_word(kind, "Serialize")) return {false, false, true, false};
        if (kind.empty()) {
            const std::string_view score = extra(order.extra, "score").value_or("INFINITY");
            out.mandatory = score != "0" && score != "+0" && score != "-0";
        } else {
            out.mandatory = !same_word(kind, "Optional");
        }
        const auto odd = extra(order.extra, "symmetrical");
        out.symmetrical = order.symmetrical.value_or(!odd || is_true(*odd));
        return out;
    }

    void read(const Order& order) {
        const Binding bound = binding(order);
        if (!order.sets.empty()) {
            chain(order.sets, bound);
            return;
        }
        if (extra(order.extra, "first-instance") || extra(order.extra, "then-instance")) return;
        Members first, then;
        if (!append(first.units, order.first) || !append(then.units, order.then)) return;
        first.operation = operation(order.first_action);
        // A tag or template makes it sets, whose own default is start.
        const bool sets = out_.units.count(order.first) == 0 || out_.units.count(order.then) == 0;
        then.operation = order.then_action.empty() && !sets ? first.operation : operation(order.then_action);
        first.require_all = is_true(extra(order.extra, "require-all").value_or("true"));
        first.sequential = then.sequential = false;
        if (!first.require_all && first.units.size() == 1) {
            // What starts still starts first, but `then` may run without. For clones of groups the scheduler has no
            // order at all.
            if (first.units.front()->kind == Unit::Kind::ClonedGroup) {
                for (const Unit* unit : then.units) {
                    pair(*first.units.front(), first.operation, *unit, then.operation, bound, kUnsure);
                }
                return;
            }
            first.require_all = true;
            sequence(first, then, {false, bound.symmetrical, bound.either, true});
            return;
        }
        sequence(first, then, bound);
    }

    void chain(const std::vector<ResourceSet>& sets, const Binding& binding) {
        std::optional<Members> previous;
        for (const ResourceSet& written : sets) {
            const ResourceSet* set = &written;
            if (!written.id_ref.empty()) {
                const auto it = sets_.find(written.id_ref);
                if (it == sets_.end()) continue;
                set = it->second;
            }
            Members members;
            for (const Reference& r : set->resources) {
                if (!append(members.units, r.id)) return;
            }
            members.operation = operation(extra(set->extra, "action").value_or("start"));
            members.sequential = is_true(extra(set->extra, "sequential").value_or("true"));
            members.require_all = is_true(extra(set->extra, "require-all").value_or("true"));
            if (members.sequential) {
                for (std::size_t i = 1; i < members.units.size(); ++i) {
                    pair(*members.units[i - 1], members.operation, *members.units[i], members.operation, binding, 0);
                }
            }
            if (previous) sequence(*previous, members, binding);
            previous = std::move(members);
        }
    }

    void sequence(const Members& first, const Members& then, const Binding& binding) {
        if (first.units.empty() || then.units.empty()) return;
        std::size_t choice = 0;
        if (!first.require_all) {
            choice = ++choices_;
            // Of more than primitives only the beginning is waited for.
            if (std::any_of(first.units.begin(), first.units.end(), is_collective)) choice = kUnsure;
        }
        for (std::size_t i = first.sequential ? first.units.size() - 1 : 0; i < first.units.size(); ++i) {
            for (std::size_t j = 0; j < (then.sequential ? 1 : then.units.size()); ++j) {
                pair(*first.units[i], first.operation, *then.units[j], then.operation, binding, choice);
            }
        }
    }

    /// Two actions have one order: of several constraints between the same two, the scheduler takes the one that is
    /// written first, even when another demands more.
    void pair(const Unit& first, Operation first_does, const Unit& then, Operation then_does, const Binding& binding,
              std::size_t choice) {
        if (is_up(first_does) != is_up(then_does)) return;  // one starts when the other stops: no transition of ours
        const bool up = is_up(first_does);
        const bool direct = choice == 0 && !binding.indirect;
        const Pair actions =
            up ? Pair{&first, first_does, &then, then_does} : Pair{&then, then_does, &first, first_does};
        const bool starts = (up || binding.symmetrical) && (!direct || starting_.insert(actions).second);
        const bool stops = (!up || binding.symmetrical) && (!direct || stopping_.insert(actions).second);
        if (binding.either) return;
        const bool hopeless = up && (binding.mandatory || binding.indirect) &&
                              std::none_of(first.items.begin(), first.items.end(),
                                           [&](std::size_t f) { return exists(action(f, first_does)); });
        for (const std::size_t f : first.items) {
            for (const std::size_t t : then.items) {
                const bool sure = binding.mandatory && choice != kUnsure;
                Edge edge{action(f, first_does), action(t, then_does)};
                // A promotion does not depend on what is ordered before it.
                edge.needed = sure && choice == 0 && then_does == Operation::Start;
                edge.choice = sure && then_does == Operation::Start ? choice : 0;
                if (hopeless) out_.items[t].unsure = true;
                if (!exists(edge.from) || !exists(edge.to) || f == t) continue;
                if (!up) edge = {edge.to, edge.from};
                if (out_.items[edge.to / 2].address) continue;
                edge.doubtful = !up && (binding.indirect || choice == kUnsure) && is_collective(&first);
                if (stops) out_.edges.stopping.push_back(edge);
                // What is demanded is demanded of the direction that is written.
                edge.doubtful = up ? in_doubt(first, f, binding, choice) : in_doubt(then, t, {false}, 0);
                if (starts) out_.edges.starting.push_back(edge);
            }
        }
    }

    static bool is_collective(const Unit* unit) { return unit->kind != Unit::Kind::Primitive; }

    /// `first` is over when all of it runs: whether that comes is not known where nothing demands it.
    static bool in_doubt(const Unit& first, std::size_t f, const Binding& binding, std::size_t choice) {
        if (choice == kUnsure && is_collective(&first)) return true;
        if (binding.mandatory || first.items.size() == 1 || !is_collective(&first)) return false;
        return first.kind != Unit::Kind::Clone && (!first.ordered || f != first.items.back());
    }

    ActionId action(std::size_t item, Operation does) const {
        return of_role(does) ? promote_of(item) : start_of(item);
    }
    bool exists(ActionId id) const { return id % 2 == 0 || out_.items[id / 2].promotable; }

    /// What a colocation in this role is about; nothing for a role that is no action of its own.
    static std::optional<Operation> of_colocation(std::string_view role) {
        if (role.empty() || same_word(role, "Started")) return Operation::Start;
        if (same_word(role, "Master") || same_word(role, "Promoted")) return Operation::Promote;
        return std::nullopt;
    }

    void read(const Colocation& c) {
        if (!c.sets.empty() || (c.score != "INFINITY" && c.score != "+INFINITY")) return;
        const auto who_does = of_colocation(c.rsc_role), with_does = of_colocation(c.with_rsc_role);
        if (!who_does || !with_does) return;
        std::vector<const Unit*> who, with;
        if (!append(who, c.rsc) || !append(with, c.with_rsc)) return;
        for (const Unit* a : who) {
            for (const Unit* b : with) {
                for (const std::size_t i : a->items) {
                    for (const std::size_t j : b->items) {
                        const Beside beside{action(i, *who_does), action(j, *with_does), b->kind == Unit::Kind::Group};
                        if (exists(beside.who) && exists(beside.with)) out_.beside.push_back(beside);
                        if (b->kind == Unit::Kind::ClonedGroup) break;  // an instance is where its first member is
                    }
                }
            }
        }
    }

    using Pair = std::tuple<const Unit*, Operation, const Unit*, Operation>;

    const Document& d_;
    Resources& out_;
    bool probed_;
    std::set<Pair> starting_, stopping_;  // that have their order; in the direction of starting
    std::map<std::string_view, const ResourceSet*> sets_;
    std::size_t choices_ = 0;
};

}  // namespace

void add_constraints(const Document& document, Resources& to, bool probed) { ConstraintReader(document, to, probed).run(); }

}  // namespace hale::pacemaker::ordering
