#pragma once
// What comes before what, as a sparse graph: the one that every room asks about order. A rule about circles fills it
// from the model's uses, the Pacemaker back end from its resources (to break circles) and from the constraints of a CIB
// (to prove an order), and a drawing from actions. What an edge means beyond "before" is its maker's: `why` is a number
// of theirs, an index into a list of constraints, say.
//
// Sets. "All of these before all of those" between n and m vertices is n + m edges over a joint, a vertex of its own
// that stands for the moment between the two; never n × m. So two sets of 10,000 members cost what a chain of 20,000
// does.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace hale::order {

/// An edge without a cause of its own: what stands inside something begins after it, and the like.
inline constexpr std::size_t kNoCause = std::numeric_limits<std::size_t>::max();

/// `from` is over before `to` begins.
struct Edge {
    std::size_t from = 0, to = 0;
    std::size_t why = kNoCause;
};

class Graph {
public:
    explicit Graph(std::size_t vertices) : next_(vertices), actions_(vertices) {}

    /// Vertices, joints included; those below `actions()` are the maker's own.
    std::size_t size() const { return next_.size(); }
    std::size_t actions() const { return actions_; }
    bool is_joint(std::size_t vertex) const { return vertex >= actions_; }

    void add(std::size_t from, std::size_t to, std::size_t why = kNoCause);
    /// Every one of `first` before every one of `then`. Lists may share members: such a one waits for itself.
    void add_all(const std::vector<std::size_t>& first, const std::vector<std::size_t>& then,
                 std::size_t why = kNoCause);

    const std::vector<Edge>& edges() const { return edges_; }
    /// Indices into `edges()` of those that leave a vertex.
    const std::vector<std::uint32_t>& leaving(std::size_t vertex) const { return next_[vertex]; }

    /// There is a way of at least one edge.
    bool reaches(std::size_t from, std::size_t to) const;

    /// Every maximal set of vertices that come before each other (two or more, or one before itself), ascending; joints
    /// are among them. Linear in vertices and edges; never recurses.
    std::vector<std::vector<std::size_t>> circles() const;

    /// The shortest way round within such a set, from its smallest vertex that is no joint back to it: edges one after
    /// the other.
    std::vector<Edge> way_round(const std::vector<std::size_t>& circle) const;

private:
    std::vector<Edge> edges_;
    std::vector<std::vector<std::uint32_t>> next_;  // by vertex
    std::size_t actions_;
};

}  // namespace hale::order
