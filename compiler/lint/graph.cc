#include "compiler/lint/graph.h"

#include <unordered_set>

namespace hale::lint {

namespace {

/// Orders about stopping, demoting … say nothing about starting.
bool about_starting(const std::string& action) { return action.empty() || action == "start" || action == "promote"; }

}  // namespace

StartGraph::StartGraph(const Facts& facts) : edges_(2 * facts.cluster.uses.size()) {
    for (std::size_t i = 0; i < facts.cluster.uses.size(); ++i) sequence(facts, model::UseId(i));
    for (const Wait& w : facts.waits) {
        if (!w.mandatory || !about_starting(w.first_action) || !about_starting(w.then_action)) continue;
        edges_[end_of(w.first)].push_back({begin_of(w.then), &w});
    }
}

void StartGraph::sequence(const Facts& facts, model::UseId use) {
    std::size_t before = begin_of(use);
    for (const model::UseId child : facts.cluster.at(use).start_order) {
        edges_[before].push_back({begin_of(child), nullptr});
        before = end_of(child);
    }
    edges_[before].push_back({end_of(use), nullptr});
}

bool StartGraph::proves(model::UseId first, model::UseId then) const {
    std::unordered_set<std::size_t> seen;  // mostly one service of many
    // What encloses `then` has begun before it: a use inside `first` proves as well.
    std::vector<std::size_t> todo = {begin_of(first)};
    const std::size_t goal = begin_of(then);
    while (!todo.empty()) {
        const std::size_t at = todo.back();
        todo.pop_back();
        for (const Edge& edge : edges_[at]) {
            if (edge.to == goal) return true;
            if (seen.insert(edge.to).second) todo.push_back(edge.to);
        }
    }
    return false;
}

}  // namespace hale::lint
