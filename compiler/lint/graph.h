#pragma once
// Who must be done before whom, as a graph: each use has a beginning and an end, what encloses a use begins before it
// and ends after it, children follow one another, and every mandatory order adds edges. Reachability proves an order; a
// circle is one nobody can start.

#include "compiler/lint/facts.h"
#include "compiler/order/graph.h"

namespace hale::lint {

class StartGraph {
public:
    explicit StartGraph(const Facts& facts);

    /// `first` has ended whenever `then` begins.
    bool proves(model::UseId first, model::UseId then) const;

    static std::size_t begin_of(model::UseId use) { return 2 * std::size_t{use.index}; }
    static std::size_t end_of(model::UseId use) { return 2 * std::size_t{use.index} + 1; }
    static model::UseId use_of(std::size_t vertex) { return model::UseId(vertex / 2); }

    /// The cause of an edge is an index into Facts::waits; none: the order inside a service or group.
    const order::Graph& graph() const { return graph_; }

private:
    void sequence(const Facts& facts, model::UseId use);

    order::Graph graph_;
};

}  // namespace hale::lint
