#pragma once
// Who must be done before whom, as a graph: each use has a beginning and an end, what encloses a use begins before it
// and ends after it, children follow one another, and every mandatory order adds an edge. Reachability proves an
// order; a circle is one nobody can start.

#include <vector>

#include "compiler/lint/facts.h"

namespace hale::lint {

struct Edge {
    std::size_t to = 0;
    const Wait* wait = nullptr;  // nullptr: the order inside a service or group
};

class StartGraph {
public:
    explicit StartGraph(const Facts& facts);

    /// `first` has ended whenever `then` begins.
    bool proves(model::UseId first, model::UseId then) const;

    static std::size_t begin_of(model::UseId use) { return 2 * std::size_t{use.index}; }
    static std::size_t end_of(model::UseId use) { return 2 * std::size_t{use.index} + 1; }
    static model::UseId use_of(std::size_t vertex) { return model::UseId(vertex / 2); }

    const std::vector<std::vector<Edge>>& edges() const { return edges_; }

private:
    void sequence(const Facts& facts, model::UseId use);

    std::vector<std::vector<Edge>> edges_;  // by vertex
};

}  // namespace hale::lint
