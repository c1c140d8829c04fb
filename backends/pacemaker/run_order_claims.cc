// What one action proves of those behind it.

#include <unordered_set>

#include "backends/pacemaker/transition.h"

namespace hale::pacemaker::ordering {

const Claims::Mark Claims::kNothing{};

void Claims::begin(std::size_t first) {
    first_ = first;
    ++stamp_;
}

void Claims::from(std::size_t first, const std::vector<std::size_t>& among) {
    begin(first);
    for (const std::size_t vertex : among) {
        if (t_.place(vertex) > t_.place(first)) marks_[vertex] = {along(vertex), stamp_};
    }
}

void Claims::from(std::size_t first) {
    begin(first);
    for (std::size_t i = t_.place(first) + 1; i < t_.sequence().size(); ++i) {
        const std::size_t vertex = t_.sequence()[i];
        marks_[vertex] = {along(vertex), stamp_};
        by_what_is_left_out(vertex, marks_[vertex].mark);
    }
}

Claims::Mark Claims::along(std::size_t vertex) {
    Mark out;
    for (const std::uint32_t e : t_.incoming(vertex)) by_edge(t_.edges()[e], out);
    by_choice(vertex, out);
    out.same_instance = out.same_instance || out.everywhere;
    return out;
}

void Claims::by_edge(const Edge& edge, Mark& to) {
    const Mark& before = at(edge.from);
    const bool itself = edge.from == first_;
    to.likely = to.likely || itself || before.likely;
    if (t_.doubtful(edge)) return;
    if (t_.is_joint(edge.from)) {
        to.everywhere = to.everywhere || before.everywhere;
        if (edge.needed) return;
        for (const std::size_t by : needed_of(edge.to, edge.from)) to.everywhere = to.everywhere || at(by).everywhere;
        return;
    }
    to.same_instance = to.same_instance || itself;
    if (edge.same) {
        if (!edge.needed) return;
        to.same_instance = to.same_instance || before.same_instance;
        to.everywhere = to.everywhere || before.everywhere;
        return;
    }
    to.inner_everywhere = to.inner_everywhere || before.everywhere;
    to.inner_same = to.inner_same || before.same_instance;
    to.everywhere = to.everywhere || itself;
    // Promoted where it started.
    if (edge.needed && edge.from / 2 == edge.to / 2) to.same_instance = to.same_instance || before.same_instance;
    if (!before.everywhere || to.everywhere) return;
    // Over an advisory order only what must have taken place: since the later one needs it, or the middle one did.
    to.everywhere = edge.needed || needs(first_, edge.from) || (!t_.is_joint(edge.to) && needs(edge.to, edge.from));
}

/// One of several is sure to take place: what comes before all of them comes before it.
void Claims::by_choice(std::size_t vertex, Mark& to) const {
    std::map<std::size_t, bool> all;
    for (const std::uint32_t e : t_.incoming(vertex)) {
        const Edge& edge = t_.edges()[e];
        if (edge.choice != 0) all.try_emplace(edge.choice, true).first->second &= at(edge.from).everywhere;
    }
    for (const auto& [choice, before_all] : all) to.everywhere = to.everywhere || before_all;
}

/// Paths through actions that do not take place.
void Claims::by_what_is_left_out(std::size_t vertex, Mark& to) {
    const auto [known, fresh] = around_.try_emplace(vertex);
    if (fresh) {
        std::vector<bool> seen(t_.size(), false);
        std::vector<std::size_t> todo{vertex};
        const auto see = [&](std::size_t next) {
            if (seen[next]) return;
            seen[next] = true;
            todo.push_back(next);
        };
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            for (const std::size_t next : t_.around(at)) see(next);
            for (const std::uint32_t e : t_.incoming(at)) {
                const std::size_t from = t_.edges()[e].from;
                if (t_.is_joint(at) && at != vertex) see(from);
                for (std::size_t i = 0; t_.is_joint(from) && i < t_.around(from).size(); ++i) see(t_.around(from)[i]);
            }
        }
        for (std::size_t a = 0; a < t_.actions(); ++a) {
            if (seen[a] && t_.takes_place(a) && t_.place(a) != Transition::kNone) known->second.push_back(a);
        }
    }
    for (const std::size_t before : known->second) {
        const bool earlier = t_.place(before) < t_.place(vertex);
        to.likely = to.likely || before == first_ || (earlier && at(before).likely);
    }
}

bool Claims::needs(std::size_t who, std::size_t on) const {
    std::unordered_set<std::size_t> seen;  // mostly a small part of the whole
    std::vector<std::size_t> todo{who};
    while (!todo.empty()) {
        const std::size_t at = todo.back();
        todo.pop_back();
        for (const std::size_t next : t_.needs(at)) {
            if (next == on) return true;
            if (seen.insert(next).second) todo.push_back(next);
        }
    }
    return false;
}

/// What `joint` waits for, as far as `then` cannot take place without it.
const std::vector<std::size_t>& Claims::needed_of(std::size_t then, std::size_t joint) {
    const auto [known, fresh] = needed_.try_emplace({then, joint});
    for (std::size_t i = 0; fresh && i < t_.incoming(joint).size(); ++i) {
        const Edge& edge = t_.edges()[t_.incoming(joint)[i]];
        if (!t_.doubtful(edge) && needs(then, edge.from)) known->second.push_back(edge.from);
    }
    return known->second;
}

}  // namespace hale::pacemaker::ordering
