#include "compiler/lint/graph.h"

namespace hale::lint {

StartGraph::StartGraph(const Facts& facts) : graph_(2 * facts.cluster.uses.size()) {
    for (std::size_t i = 0; i < facts.cluster.uses.size(); ++i) sequence(facts, model::UseId(i));
    for (std::size_t i = 0; i < facts.waits.size(); ++i) {
        const model::Before& wait = facts.waits[i].before;
        // Orders about stopping, demoting … say nothing about starting.
        if (!wait.mandatory || !model::is_up(wait.first_does) || !model::is_up(wait.then_does)) continue;
        std::vector<std::size_t> ends, begins;
        for (const model::UseId use : wait.first) ends.push_back(end_of(use));
        for (const model::UseId use : wait.then) begins.push_back(begin_of(use));
        graph_.add_all(ends, begins, i);
    }
}

void StartGraph::sequence(const Facts& facts, model::UseId use) {
    std::size_t before = begin_of(use);
    for (const model::UseId child : facts.cluster.at(use).start_order) {
        graph_.add(before, begin_of(child));
        before = end_of(child);
    }
    graph_.add(before, end_of(use));
}

bool StartGraph::proves(model::UseId first, model::UseId then) const {
    // What encloses `then` has begun before it: a use inside `first` proves as well.
    return graph_.reaches(begin_of(first), begin_of(then));
}

}  // namespace hale::lint
