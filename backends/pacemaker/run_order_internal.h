#pragma once
// What run_order is made of: the resources (run_order_resources.cc), the constraints between them
// (run_order_constraints.cc), the sequence of both (transition.h), what it proves (run_order_claims.cc), and what is
// printed of it (run_order_after.cc).
//
// Everything is kept in the direction of starting. Stopping is computed the same way over the edges that hold when
// stopping, and turned round at the end.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "backends/pacemaker/document.h"
#include "compiler/order/graph.h"
#include "compiler/value/words.h"

namespace hale::pacemaker::ordering {

/// A primitive, or a resource that a bundle or a guest node brings along.
struct Item {
    std::string id;
    bool promotable = false;
    bool stopped = false;     // by its own meta attributes, or a parent's
    bool unpromoted = false;  // starts, is never promoted
    bool machine = false;     // a guest node runs in it
    bool hosted = true;       // may be placed on a guest node
    bool unsure = false;      // waits for a promotion that cannot be: the scheduler starts it, or does not
    bool address = false;     // of a bundle's replica: the container waits for what comes first, this does not
};

/// Start of an item is 2i, its promotion 2i+1. A joint (compiler/order/graph.h) is kJoint plus its number.
using ActionId = std::size_t;
inline constexpr ActionId kJoint = ActionId{1} << 62U;
inline ActionId start_of(std::size_t item) { return 2 * item; }
inline ActionId promote_of(std::size_t item) { return 2 * item + 1; }

struct Edge {
    ActionId from = 0, to = 0;
    bool needed = false;     // `to` cannot take place when `from` did not
    bool same = false;       // within one instance
    bool doubtful = false;   // holds only when something else takes place too, which is not known
    std::size_t choice = 0;  // of those with this number `to` needs only one; 0: no choice
    std::size_t why = order::kNoCause;  // of Document::constraints
};
struct Edges {
    std::vector<Edge> starting, stopping;
    void both(Edge edge) {
        starting.push_back(edge);
        stopping.push_back(edge);
    }
};

/// One action of many on one side of an order.
struct Side {
    ActionId action = 0;
    bool doubtful = false;
};

/// `who` takes place only where `with` does.
struct Beside {
    ActionId who = 0, with = 0;
    bool placed = false;  // it is enough that `with` has a place, though an order keeps it from starting
};

/// All that an id in a constraint stands for: the items of a group, of a whole clone.
struct Unit {
    enum class Kind : std::uint8_t { Primitive, Group, Clone, ClonedGroup, Bundle };
    std::vector<std::size_t> items;
    Kind kind = Kind::Primitive;
    bool ordered = true;  // the members of a group
};

struct Resources {
    std::vector<Item> items;
    std::map<std::string, Unit, std::less<>> units;
    std::map<std::string, Unit, std::less<>>
        once_probed;  // primitives in clones and bundles: what their ids mean later
    std::map<std::string, std::vector<std::string>, std::less<>> collections;  // templates, tags: ids of units
    Edges edges;
    std::vector<Beside> beside;
    bool nothing_starts = false;  // stop-all-resources, maintenance-mode
    std::size_t joints = 0;

    /// Each of `first` before each of `then`, as `like` says: over a joint where that is fewer edges.
    void connect(const std::vector<Side>& first, const std::vector<Side>& then, const Edge& like,
                 std::vector<Edge>& to);
    /// The same, edge by edge, for lists that share items: no item comes before itself.
    void connect_plain(const std::vector<Side>& first, const std::vector<Side>& then, const Edge& like,
                       std::vector<Edge>& to) const;
};

Resources read_resources(const Document& document);
/// `probed`: the cluster has a history of every resource, so that it knows primitives inside clones by their ids.
void add_constraints(const Document& document, Resources& to, bool probed);

/// By its kind, or the score that says it.
bool is_mandatory(const Order& order);

using model::is_true;
using model::same_word;
/// The attribute among those kept aside.
std::optional<std::string_view> extra(const Extra& extra, std::string_view name);

}  // namespace hale::pacemaker::ordering
