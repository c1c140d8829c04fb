#pragma once
// The shape a service takes: which of its resources stand together in a group, and which constraints make Pacemaker
// start and stop them in exactly the given order. Pure: knows numbers only, so that it can be tested over all small
// cases.
//
// A group runs its stop order as the mirror of its start order. Where a service's stop order is another one (rgmanager
// stops `ip` before `smb`), neighbours that are mirrored still form a group, and between groups stand
//   Both       a symmetrical order: `then` starts after `first`, stops before it, and restarts with it
//   StartOnly  an order of the two starts alone (symmetrical=false)
//   StopOnly   an order of the two stops alone
// Elements are weak when the rest of the service must go on without them: a shared instance, which belongs to nobody,
// and a non-critical subtree. An order from or to a weak element is advisory where the stronger one must not wait for
// ever (facts/pacemaker.md, section 5: "Optional").

#include <cstddef>
#include <vector>

namespace hale::pacemaker {

/// One resource in a service's sequence.
struct Element {
    std::size_t instance = 0;
    bool foreign = false;  // a clone, or a resource that belongs to another service
    /// The independent subtrees around it, outermost first: any id, and whether the subtree is non-critical.
    struct Region {
        std::size_t id;
        bool non_critical;
        friend bool operator==(const Region&, const Region&) = default;
    };
    std::vector<Region> regions;
};

/// Elements that stand in one group (or alone).
struct Unit {
    std::vector<Element> members;
    const Element& front() const { return members.front(); }
    bool foreign() const { return members.front().foreign; }
    bool non_critical() const;
    /// Belongs to the service and the service depends on it.
    bool strong() const { return !foreign() && !non_critical(); }
};

struct Edge {
    enum class Kind { Both, StartOnly, StopOnly };
    std::size_t first = 0, then = 0;  // indices into Shape::units
    Kind kind = Kind::Both;
    bool advisory = false;  // orders the two only when both act
};

/// `rsc` must run where `with` runs.
struct Together {
    std::size_t rsc = 0, with = 0;
};

struct Shape {
    std::vector<Unit> units;        // in start order
    std::vector<std::size_t> stop;  // the same in stop order
    std::vector<Edge> edges;
    std::vector<Together> together;

    /// The first unit that the service depends on: the one that its placement is said of. units.size(): none.
    std::size_t anchor() const;
};

/// `stop` holds the instances of `start` in the order in which they stop.
Shape make_shape(const std::vector<Element>& start, const std::vector<std::size_t>& stop);

}  // namespace hale::pacemaker
