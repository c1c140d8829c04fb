#include "backends/pacemaker/run_order.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>
#include <tuple>

#include "backends/pacemaker/run_order_internal.h"

namespace hale::pacemaker {

namespace {

using namespace ordering;

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// The edges of one transition, closed.
class Closure {
public:
    Closure(const Resources& resources, bool stop) : r_(resources), size_(2 * r_.items.size()), stop_(stop) {
        dependents_.resize(size_);
        needs_.resize(size_);
        for (const Edge& edge : r_.edges.starting) {
            if (edge.needed) depend(edge.to, edge.from);
        }
        for (const Beside& beside : r_.beside) {
            if (!beside.placed) depend(beside.who, beside.with);
        }
        find_absent();
        find_unsure();
    }

    RunOrder run() {
        incoming_.resize(size_);
        outgoing_.resize(size_);
        around_.resize(size_);
        std::vector<Edge> edges = stop_ ? r_.edges.stopping : r_.edges.starting;
        std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
            return std::tie(a.from, a.to, a.same, a.doubtful, b.needed) <
                   std::tie(b.from, b.to, b.same, b.doubtful, a.needed);
        });
        const Edge* last = nullptr;
        for (const Edge& edge : edges) {
            if (absent_[edge.from] || absent_[edge.to]) {
                around_[edge.to].push_back(edge.from);
                continue;
            }
            // Of several between the same two the strongest will do.
            const bool again =
                last != nullptr && last->from == edge.from && last->to == edge.to && !last->same && !last->doubtful;
            if (again && edge.choice == 0) continue;
            last = &edge;
            incoming_[edge.to].push_back(edge);
            outgoing_[edge.from].push_back(edge.to);
        }
        sort();
        close();
        return result();
    }

private:
    void depend(ActionId who, ActionId on) {
        dependents_[on].push_back(who);
        needs_[who].push_back(on);
    }

    void find_absent() {
        absent_.assign(size_, false);
        std::vector<ActionId> todo;
        const auto leave_out = [&](ActionId a) {
            if (absent_[a]) return;
            absent_[a] = true;
            todo.push_back(a);
        };
        for (std::size_t i = 0; i < r_.items.size(); ++i) {
            const Item& item = r_.items[i];
            if (item.stopped || r_.nothing_starts) leave_out(start_of(i));
            if (item.stopped || r_.nothing_starts || !item.promotable || item.unpromoted) leave_out(promote_of(i));
        }
        // First what has no place, then what an order keeps from starting as well.
        std::vector<std::vector<ActionId>> beside(size_);
        for (const Beside& b : r_.beside) beside[b.with].push_back(b.who);
        for (const auto* next : {&beside, &dependents_}) {
            for (ActionId a = 0; a < size_; ++a) {
                if (absent_[a]) todo.push_back(a);
            }
            while (!todo.empty()) {
                const ActionId a = todo.back();
                todo.pop_back();
                for (const ActionId b : (*next)[a]) leave_out(b);
            }
        }
    }

    /// A group with such a member may never be complete, and nothing behind it is sure either.
    void find_unsure() {
        unsure_.assign(size_, false);
        const auto mark = [&](std::size_t item) {
            const std::vector<bool> behind = reach(start_of(item), dependents_);
            for (ActionId a = 0; a < size_; ++a) unsure_[a] = unsure_[a] || behind[a] || a == start_of(item);
        };
        for (const auto& [id, unit] : r_.units) {
            const bool any = std::any_of(unit.items.begin(), unit.items.end(),
                                         [&](std::size_t item) { return r_.items[item].unsure; });
            if (any) std::for_each(unit.items.begin(), unit.items.end(), mark);
        }
    }

    void sort() {
        std::vector<std::size_t> waits(size_, 0);
        for (ActionId a = 0; a < size_; ++a) waits[a] = incoming_[a].size();
        std::priority_queue<ActionId, std::vector<ActionId>, std::greater<>> ready;
        for (ActionId a = 0; a < size_; ++a) {
            if (absent_[a]) continue;
            ++present_;
            if (waits[a] == 0) ready.push(a);
        }
        place_.assign(size_, kNone);
        while (!ready.empty()) {
            const ActionId a = ready.top();
            ready.pop();
            place_[a] = sequence_.size();
            sequence_.push_back(a);
            for (const ActionId b : outgoing_[a]) {
                if (--waits[b] == 0) ready.push(b);
            }
        }
    }

    /// Everything that `next` leads to from `a`, `a` left out.
    std::vector<bool> reach(ActionId a, const std::vector<std::vector<ActionId>>& next) const {
        std::vector<bool> seen(size_, false);
        std::vector<ActionId> todo{a};
        while (!todo.empty()) {
            const ActionId b = todo.back();
            todo.pop_back();
            for (const ActionId c : next[b]) {
                if (seen[c]) continue;
                seen[c] = true;
                todo.push_back(c);
            }
        }
        return seen;
    }

    /// Indices are places in the sequence.
    void close() {
        const std::size_t n = sequence_.size();
        everywhere_ = same_ = likely_ = Relation(n);
        for (std::size_t then = 0; then < n; ++then) {
            for (const Edge& edge : incoming_[sequence_[then]]) {
                const std::size_t by = place_[edge.from];
                likely_.set(then, by);
                likely_.merge(then, by);
                if (doubtful(edge)) continue;
                same_.set(then, by);
                if (edge.same) {
                    if (!edge.needed) continue;
                    same_.merge(then, by);
                    everywhere_.merge(then, by);
                    continue;
                }
                everywhere_.set(then, by);
                if (edge.needed && edge.from / 2 == edge.to / 2) same_.merge(then, by);  // promoted where it started
                if (edge.needed || reach(edge.to, needs_)[edge.from]) {
                    everywhere_.merge(then, by);
                } else {
                    through_needed(then, by);
                }
            }
            go_around(then);
            choose(then);
            same_.unite(then, everywhere_);
        }
    }

    /// Paths through actions that do not take place.
    void go_around(std::size_t then) {
        if (around_[sequence_[then]].empty()) return;
        const std::vector<bool> before = reach(sequence_[then], around_);
        for (ActionId a = 0; a < size_; ++a) {
            if (!before[a] || absent_[a] || place_[a] == kNone) continue;
            likely_.set(then, place_[a]);
            if (place_[a] < then) likely_.merge(then, place_[a]);
        }
    }

    /// What comes before a machine may be placed on the guest node in it; the scheduler then drops the order.
    bool doubtful(const Edge& edge) const {
        return edge.doubtful || unsure_[edge.from] || (r_.items[edge.to / 2].machine && r_.items[edge.from / 2].hosted);
    }

    /// One of several is sure to take place: what comes before all of them comes before `then`.
    void choose(std::size_t then) {
        std::map<std::size_t, std::vector<std::size_t>> choices;
        for (const Edge& edge : incoming_[sequence_[then]]) {
            if (edge.choice != 0) choices[edge.choice].push_back(place_[edge.from]);
        }
        for (const auto& [choice, one_of] : choices) {
            for (std::size_t first = 0; first < one_of.front(); ++first) {
                const bool before_all = std::all_of(one_of.begin(), one_of.end(),
                                                    [&](std::size_t by) { return everywhere_.get(by, first); });
                if (before_all) everywhere_.set(then, first);
            }
        }
    }

    /// What comes before `by` and cannot take place without it comes before `then`.
    void through_needed(std::size_t then, std::size_t by) {
        const std::vector<bool> who = reach(sequence_[by], dependents_);
        for (std::size_t first = 0; first < by; ++first) {
            if (everywhere_.get(by, first) && who[sequence_[first]]) everywhere_.set(then, first);
        }
    }

    RunOrder result() {
        const std::size_t n = sequence_.size();
        RunOrder out;
        out.complete = n == present_;
        for (std::size_t i = 0; i < n; ++i) {
            const ActionId a = sequence_[i];
            Action action{r_.items[a / 2].id, a % 2 == 0 ? "start" : "promote", {}};
            for (const Edge& edge : incoming_[a]) {
                const std::size_t p = place_[edge.from];
                if (doubtful(edge)) continue;
                if (!implied(a, p, edge.same)) action.after.push_back(p);
            }
            std::sort(action.after.begin(), action.after.end());
            out.actions.push_back(std::move(action));
        }
        if (stop_) return turned(out);
        out.everywhere = std::move(everywhere_);
        out.same_instance = std::move(same_);
        out.likely = std::move(likely_);
        return out;
    }

    /// Another edge to `a` from a needed action says as much.
    bool implied(ActionId a, std::size_t first, bool same) const {
        return std::any_of(incoming_[a].begin(), incoming_[a].end(), [&](const Edge& other) {
            const std::size_t by = place_[other.from];
            if (by == first || !other.needed) return false;
            if (doubtful(other)) return false;
            return everywhere_.get(by, first) || (same && same_.get(by, first));
        });
    }

    RunOrder turned(const RunOrder& up) const {
        const std::size_t n = up.actions.size();
        RunOrder out;
        out.complete = up.complete;
        out.actions.resize(n);
        out.everywhere = out.same_instance = out.likely = Relation(n);
        for (std::size_t i = 0; i < n; ++i) {
            Action& action = out.actions[n - 1 - i];
            action.resource = up.actions[i].resource;
            action.operation = up.actions[i].operation == "start" ? "stop" : "demote";
            for (const std::size_t p : up.actions[i].after) out.actions[n - 1 - p].after.push_back(n - 1 - i);
            for (std::size_t p = 0; p < i; ++p) {
                if (everywhere_.get(i, p)) out.everywhere.set(n - 1 - p, n - 1 - i);
                if (same_.get(i, p)) out.same_instance.set(n - 1 - p, n - 1 - i);
                if (likely_.get(i, p)) out.likely.set(n - 1 - p, n - 1 - i);
            }
        }
        for (Action& action : out.actions) std::sort(action.after.begin(), action.after.end());
        return out;
    }

    const Resources& r_;
    std::size_t size_;
    bool stop_;
    std::vector<std::vector<ActionId>> dependents_, needs_;  // who cannot take place without whom, when starting
    std::vector<bool> absent_, unsure_;
    std::vector<std::vector<Edge>> incoming_;
    std::vector<std::vector<ActionId>> outgoing_;
    std::vector<std::vector<ActionId>> around_;  // who comes before whom, where one of them does not take place
    std::vector<ActionId> sequence_;
    std::vector<std::size_t> place_;
    std::size_t present_ = 0;
    Relation everywhere_, same_, likely_;
};

}  // namespace

Claim RunOrder::proves(std::size_t first, std::size_t then) const {
    if (everywhere.get(then, first)) return Claim::Everywhere;
    return same_instance.get(then, first) ? Claim::SameInstance : Claim::Nothing;
}

RunOrder run_order(const Document& document, bool stop) {
    Resources resources = read_resources(document);
    add_constraints(document, resources, stop);
    return Closure(resources, stop).run();
}

}  // namespace hale::pacemaker
