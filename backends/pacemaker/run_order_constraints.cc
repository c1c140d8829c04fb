// rsc_order as edges; mandatory colocation as what cannot run without what.

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "backends/pacemaker/run_order_internal.h"
#include "compiler/model/constraints.h"

namespace hale::pacemaker::ordering {

namespace {

/// In place of a choice's number: which of several must take place is not known.
constexpr std::size_t kUnsure = static_cast<std::size_t>(-1);

using Operation = model::Doing;
using model::is_up;

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

std::string_view kind_of(const Order& order) {
    return order.kind.empty() ? extra(order.extra, "kind").value_or("") : std::string_view(order.kind);
}

/// What stands on one side of an order.
struct Operands {
    std::vector<const Unit*> units;
    Operation does = Operation::Start;
};
/// Each of one side before each of the other.
struct Block {
    Operands first, then;
    Block turned() const { return {then, first}; }
};

/// Which units have their order already. Sets are kept as they were said, not as all the pairs that they make.
class Told {
public:
    /// Adds a block; gives what is new in it: all of it, mostly.
    std::vector<Block> add(const Block& block) {
        if (block.first.units.size() == 1 && block.then.units.size() == 1) {
            const Action first{block.first.units.front(), block.first.does};
            const Action then{block.then.units.front(), block.then.does};
            if (in_blocks(first, then) || !pairs_[first].insert(then).second) return {};
            return {block};
        }
        std::vector<Block> out;
        if (!touches(block)) {
            out.push_back(block);
        } else {
            for (const Unit* unit : block.first.units) row(block, unit, out);
        }
        keep(block);
        return out;
    }

private:
    using Action = std::pair<const Unit*, Operation>;
    using Actions = std::set<Action>;

    bool in_blocks(const Action& first, const Action& then) const {
        const auto at = blocks_of_.find(first);
        return at != blocks_of_.end() && std::any_of(at->second.begin(), at->second.end(), [&](std::size_t i) {
            return thens_[i].contains(then);
        });
    }

    /// The part of the block that begins with this unit, without what is told.
    void row(const Block& block, const Unit* unit, std::vector<Block>& out) const {
        Block fresh{{{unit}, block.first.does}, {{}, block.then.does}};
        const Action first{unit, block.first.does};
        const auto singles = pairs_.find(first);
        for (const Unit* other : block.then.units) {
            const Action then{other, block.then.does};
            const bool told = in_blocks(first, then) || (singles != pairs_.end() && singles->second.contains(then));
            if (!told) fresh.then.units.push_back(other);
        }
        if (!fresh.then.units.empty()) out.push_back(std::move(fresh));
    }

    /// Some pair of it may be told.
    bool touches(const Block& block) const {
        const Actions then = actions(block.then);
        std::set<std::size_t> met;
        for (const Unit* unit : block.first.units) {
            const auto singles = pairs_.find({unit, block.first.does});
            if (singles != pairs_.end() && meet(singles->second, then)) return true;
            const auto blocks = blocks_of_.find({unit, block.first.does});
            if (blocks != blocks_of_.end()) met.insert(blocks->second.begin(), blocks->second.end());
        }
        return std::any_of(met.begin(), met.end(), [&](std::size_t i) { return meet(thens_[i], then); });
    }
    static bool meet(const Actions& a, const Actions& b) {
        const Actions &small = a.size() < b.size() ? a : b, &large = a.size() < b.size() ? b : a;
        return std::any_of(small.begin(), small.end(), [&](const Action& action) { return large.contains(action); });
    }

    static Actions actions(const Operands& side) {
        Actions out;
        for (const Unit* unit : side.units) out.insert({unit, side.does});
        return out;
    }

    void keep(const Block& block) {
        for (const Unit* unit : block.first.units) blocks_of_[{unit, block.first.does}].push_back(thens_.size());
        thens_.push_back(actions(block.then));
    }

    std::map<Action, Actions> pairs_;
    std::map<Action, std::vector<std::size_t>> blocks_of_;  // by first action: indices of
    std::vector<Actions> thens_;
};

class Reader {
public:
    Reader(const Document& document, Resources& out, bool probed) : d_(document), out_(out), probed_(probed) {
        for (const Constraint& c : d_.constraints) {
            std::visit([this](const auto& constraint) { note(constraint); }, c);
        }
    }

    void run() {
        for (std::size_t i = 0; i < d_.constraints.size(); ++i) {
            why_ = i;
            if (const auto* order = std::get_if<Order>(&d_.constraints[i])) read(*order);
            if (const auto* beside = std::get_if<Colocation>(&d_.constraints[i])) read(*beside);
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

    static Binding binding(const Order& order) {
        if (model::order_kind(kind_of(order)) == model::OrderKind::Serialize) return {false, false, true, false};
        Binding out;
        out.mandatory = is_mandatory(order);
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
        first.operation = model::doing_of(order.first_action);
        // A tag or template makes it sets, whose own default is start.
        const bool sets = out_.units.count(order.first) == 0 || out_.units.count(order.then) == 0;
        then.operation = order.then_action.empty() && !sets ? first.operation : model::doing_of(order.then_action);
        first.require_all = is_true(extra(order.extra, "require-all").value_or("true"));
        first.sequential = then.sequential = false;
        if (!first.require_all && first.units.size() == 1) {
            // What starts still starts first, but `then` may run without. For clones of groups the scheduler has no
            // order at all.
            if (first.units.front()->kind == Unit::Kind::ClonedGroup) {
                return before(first.units, first.operation, then.units, then.operation, bound, kUnsure);
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
            members.operation = model::doing_of(extra(set->extra, "action").value_or("start"));
            members.sequential = is_true(extra(set->extra, "sequential").value_or("true"));
            members.require_all = is_true(extra(set->extra, "require-all").value_or("true"));
            if (members.sequential) {
                for (std::size_t i = 1; i < members.units.size(); ++i) {
                    before({members.units[i - 1]}, members.operation, {members.units[i]}, members.operation, binding,
                           0);
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
        using Units = std::vector<const Unit*>;
        before(first.sequential ? Units{first.units.back()} : first.units, first.operation,
               then.sequential ? Units{then.units.front()} : then.units, then.operation, binding, choice);
    }

    /// Each of `first` before each of `then`. Two actions have one order: of several constraints between the same two,
    /// the scheduler takes the one that is written first, even when another demands more.
    void before(const std::vector<const Unit*>& first, Operation first_does, const std::vector<const Unit*>& then,
                Operation then_does, const Binding& binding, std::size_t choice) {
        if (is_up(first_does) != is_up(then_does)) return;  // one starts when the other stops: no transition of ours
        // Ids inside one clone, say: nothing waits for itself.
        if (first.size() == 1 && then.size() == 1 && first.front()->items == then.front()->items &&
            first_does == then_does) {
            return;
        }
        const bool up = is_up(first_does), direct = choice == 0 && !binding.indirect;
        const Block all{{first, first_does}, {then, then_does}};
        const auto fresh = [&](Told& told) { return direct ? told.add(up ? all : all.turned()) : std::vector{all}; };
        std::vector<Block> starting, stopping;
        if (up || binding.symmetrical) starting = fresh(starting_);
        if (!up || binding.symmetrical) stopping = fresh(stopping_);
        if (direct && !up) {
            for (Block& block : starting) block = block.turned();
            for (Block& block : stopping) block = block.turned();
        }
        if (binding.either) return;
        if (up && (binding.mandatory || binding.indirect) && std::any_of(first.begin(), first.end(), [&](auto* unit) {
                return !can(*unit, first_does);
            })) {
            for (const Unit* unit : then) {
                for (const std::size_t t : unit->items) out_.items[t].unsure = true;
            }
        }
        for (const Block& block : starting) connect(block, up, false, binding, choice);
        for (const Block& block : stopping) connect(block, up, true, binding, choice);
    }

    void connect(const Block& block, bool up, bool stopping, const Binding& binding, std::size_t choice) {
        const auto& [first, then] = block;
        const bool sure = binding.mandatory && choice != kUnsure && then.does == Operation::Start;
        Edge like;
        like.why = why_;
        // A promotion does not depend on what is ordered before it. What is demanded is demanded of the direction that
        // is written.
        if (up) like.needed = sure && choice == 0;
        if (up && sure) like.choice = choice;
        std::vector<Side> before, after;
        for (const Unit* unit : first.units) {
            const bool loose = !up && stopping && (binding.indirect || choice == kUnsure) && is_collective(unit);
            for (const std::size_t f : unit->items) {
                const bool doubt = up && !stopping ? in_doubt(*unit, f, binding, choice) : loose;
                if (exists(action(f, first.does))) before.push_back({action(f, first.does), doubt});
            }
        }
        for (const Unit* unit : then.units) {
            for (const std::size_t t : unit->items) {
                const bool doubt = !up && !stopping && in_doubt(*unit, t, {false}, 0);
                if (exists(action(t, then.does))) after.push_back({action(t, then.does), doubt});
            }
        }
        if (!up) std::swap(before, after);
        std::erase_if(after, [&](const Side& side) { return out_.items[side.action / 2].address; });
        std::vector<Edge>& list = stopping ? out_.edges.stopping : out_.edges.starting;
        if (overlap(before, after)) return out_.connect_plain(before, after, like, list);
        out_.connect(before, after, like, list);
    }

    static bool overlap(const std::vector<Side>& a, const std::vector<Side>& b) {
        std::unordered_set<std::size_t> items;
        for (const Side& side : a) items.insert(side.action / 2);
        return std::any_of(b.begin(), b.end(), [&](const Side& side) { return items.contains(side.action / 2); });
    }

    bool can(const Unit& unit, Operation does) const {
        return std::any_of(unit.items.begin(), unit.items.end(),
                           [&](std::size_t item) { return exists(action(item, does)); });
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
        for (const Unit* b : with) {
            std::vector<Beside> needs;
            for (const std::size_t j : b->items) {
                const ActionId action = this->action(j, *with_does);
                if (exists(action)) needs.push_back({0, action, b->kind == Unit::Kind::Group});
                if (b->kind == Unit::Kind::ClonedGroup) break;  // an instance is where its first member is
            }
            for (const Unit* a : who) beside(*a, *who_does, needs);
        }
    }

    /// Every item of the unit beside all of these; over a joint where they are many.
    void beside(const Unit& who, Operation does, std::vector<Beside>& with) {
        if (with.size() > 1 && who.items.size() > 1) {
            const ActionId joint = kJoint + out_.joints++;
            const bool placed = with.front().placed;
            for (const Beside& b : with) out_.beside.push_back({joint, b.with, placed});
            with = {{0, joint, placed}};
        }
        for (const std::size_t i : who.items) {
            for (const Beside& b : with) {
                if (exists(action(i, does))) out_.beside.push_back({action(i, does), b.with, b.placed});
            }
        }
    }

    const Document& d_;
    Resources& out_;
    bool probed_;
    std::size_t why_ = 0;
    Told starting_, stopping_;  // what has its order; in the direction of starting
    std::map<std::string_view, const ResourceSet*> sets_;
    std::size_t choices_ = 0;
};

}  // namespace

bool is_mandatory(const Order& order) {
    const std::string_view kind = kind_of(order);
    if (!kind.empty()) return model::order_kind(kind) == model::OrderKind::Mandatory;
    const std::string_view score = extra(order.extra, "score").value_or("INFINITY");
    return score != "0" && score != "+0" && score != "-0";
}

void add_constraints(const Document& document, Resources& to, bool probed) { Reader(document, to, probed).run(); }

}  // namespace hale::pacemaker::ordering
