#include "backends/pacemaker/transition.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <tuple>

namespace hale::pacemaker::ordering {

Transition::Transition(const Resources& resources, bool stop) : r_(resources), dependents_(size()), needs_(size()) {
    for (const Edge& edge : r_.edges.starting) {
        if (edge.needed) depend(vertex(edge.to), vertex(edge.from));
    }
    for (const Beside& beside : r_.beside) {
        if (!beside.placed) depend(vertex(beside.who), vertex(beside.with));
    }
    find_absent();
    find_unsure();
    take_edges(stop ? r_.edges.stopping : r_.edges.starting);
    sort();
}

void Transition::depend(std::size_t who, std::size_t on) {
    dependents_[on].push_back(who);
    needs_[who].push_back(on);
}

void Transition::find_absent() {
    absent_.assign(size(), false);
    std::vector<std::size_t> todo;
    const auto leave_out = [&](std::size_t a) {
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
    std::vector<std::vector<std::size_t>> beside(size());
    for (const Beside& b : r_.beside) beside[vertex(b.with)].push_back(vertex(b.who));
    for (const auto* next : {&beside, &dependents_}) {
        for (std::size_t a = 0; a < size(); ++a) {
            if (absent_[a]) todo.push_back(a);
        }
        while (!todo.empty()) {
            const std::size_t a = todo.back();
            todo.pop_back();
            for (const std::size_t b : (*next)[a]) leave_out(b);
        }
    }
}

/// A group with such a member may never be complete, and nothing behind it is sure either.
void Transition::find_unsure() {
    unsure_.assign(size(), false);
    std::vector<std::size_t> todo;
    const auto mark = [&](std::size_t vertex) {
        if (unsure_[vertex]) return;
        unsure_[vertex] = true;
        todo.push_back(vertex);
    };
    for (const auto& [id, unit] : r_.units) {
        const bool any =
            std::any_of(unit.items.begin(), unit.items.end(), [&](std::size_t item) { return r_.items[item].unsure; });
        for (std::size_t i = 0; any && i < unit.items.size(); ++i) mark(start_of(unit.items[i]));
    }
    while (!todo.empty()) {
        const std::size_t at = todo.back();
        todo.pop_back();
        for (const std::size_t next : dependents_[at]) mark(next);
    }
}

void Transition::take_edges(std::vector<Edge> edges) {
    incoming_.resize(size());
    outgoing_.resize(size());
    around_.resize(size());
    for (Edge& edge : edges) {
        edge.from = vertex(edge.from);
        edge.to = vertex(edge.to);
    }
    std::stable_sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) {
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
        const auto index = static_cast<std::uint32_t>(edges_.size());
        incoming_[edge.to].push_back(index);
        outgoing_[edge.from].push_back(index);
        edges_.push_back(edge);
    }
}

void Transition::sort() {
    std::vector<std::size_t> waits(size(), 0);
    std::vector<std::size_t> joints;  // that are due: before any action
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    const auto due = [&](std::size_t vertex) {
        if (is_joint(vertex)) {
            joints.push_back(vertex);
        } else {
            ready.push(vertex);
        }
    };
    for (std::size_t a = 0; a < size(); ++a) {
        waits[a] = incoming_[a].size();
        if (absent_[a]) continue;
        ++present_;
        if (waits[a] == 0) due(a);
    }
    place_.assign(size(), kNone);
    while (!ready.empty() || !joints.empty()) {
        const std::size_t a = joints.empty() ? ready.top() : joints.back();
        if (joints.empty()) {
            ready.pop();
        } else {
            joints.pop_back();
        }
        place_[a] = sequence_.size();
        sequence_.push_back(a);
        for (const std::uint32_t e : outgoing_[a]) {
            if (--waits[edges_[e].to] == 0) due(edges_[e].to);
        }
    }
}

}  // namespace hale::pacemaker::ordering
