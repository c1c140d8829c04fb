#pragma once
// One transition, from nothing to everything or back: which actions take place, the edges between them, and one
// sequence that keeps all of them. Always in the direction of starting.
//
// Vertices are actions (start_of, promote_of) and, behind them, joints. A joint takes no time: it stands in the sequence
// right behind the last action that it waits for.

#include "backends/pacemaker/run_order_internal.h"

namespace hale::pacemaker::ordering {

class Transition {
public:
    Transition(const Resources& resources, bool stop);

    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    std::size_t actions() const { return 2 * r_.items.size(); }
    std::size_t size() const { return actions() + r_.joints; }
    bool is_joint(std::size_t vertex) const { return vertex >= actions(); }
    const Item& item(std::size_t action) const { return r_.items[action / 2]; }

    /// Vertices in a valid sequence; what stands in a circle or behind one is missing.
    const std::vector<std::size_t>& sequence() const { return sequence_; }
    /// The index in the sequence; kNone: not in it.
    std::size_t place(std::size_t vertex) const { return place_[vertex]; }
    /// Everything that takes place is in the sequence.
    bool complete() const { return sequence_.size() == present_; }
    bool takes_place(std::size_t vertex) const { return !absent_[vertex]; }

    const std::vector<Edge>& edges() const { return edges_; }
    /// Indices into `edges()`.
    const std::vector<std::uint32_t>& incoming(std::size_t vertex) const { return incoming_[vertex]; }
    const std::vector<std::uint32_t>& outgoing(std::size_t vertex) const { return outgoing_[vertex]; }
    /// Who comes before this, where one of the two does not take place.
    const std::vector<std::size_t>& around(std::size_t vertex) const { return around_[vertex]; }
    /// What it cannot take place without.
    const std::vector<std::size_t>& needs(std::size_t vertex) const { return needs_[vertex]; }

    /// The edge proves nothing: what comes before a machine, say, may be placed on the guest node in it, and the
    /// scheduler then drops the order.
    bool doubtful(const Edge& edge) const {
        if (edge.doubtful) return true;
        if (is_joint(edge.from)) return false;  // its maker has looked at the two ends
        if (unsure_[edge.from]) return true;
        return !is_joint(edge.to) && item(edge.to).machine && item(edge.from).hosted;
    }

private:
    std::size_t vertex(ActionId id) const { return id < kJoint ? id : actions() + (id - kJoint); }
    void depend(std::size_t who, std::size_t on);
    void find_absent();
    void find_unsure();
    void take_edges(std::vector<Edge> edges);
    void sort();

    const Resources& r_;
    std::vector<Edge> edges_;
    std::vector<std::vector<std::uint32_t>> incoming_, outgoing_;
    std::vector<std::vector<std::size_t>> around_;
    std::vector<std::vector<std::size_t>> dependents_, needs_;  // who cannot take place without whom, when starting
    std::vector<bool> absent_, unsure_;
    std::vector<std::size_t> sequence_, place_;
    std::size_t present_ = 0;
};

/// What the sequence's vertices prove of each other (RunOrder says what a claim is). Asked for one earlier vertex at a
/// time: then everything behind it is worked out in one walk along the sequence, joints being looked through.
class Claims {
public:
    explicit Claims(const Transition& transition) : t_(transition), marks_(transition.size()) {}

    struct Mark {
        bool everywhere = false, same_instance = false, likely = false;
        // Of a joint: some action that it waits for has the claim.
        bool inner_everywhere = false, inner_same = false;
    };

    /// Works out what `first` is before, among these vertices only: ascending places, and with each vertex everything
    /// between it and `first`.
    void from(std::size_t first, const std::vector<std::size_t>& among);
    /// The same for the whole sequence, `likely` included.
    void from(std::size_t first);
    /// As the last `from` found it.
    const Mark& at(std::size_t vertex) const { return marks_[vertex].stamp == stamp_ ? marks_[vertex].mark : kNothing; }

private:
    struct Stamped {
        Mark mark;
        std::uint32_t stamp = 0;
    };

    void begin(std::size_t first);
    Mark along(std::size_t vertex);
    void by_edge(const Edge& edge, Mark& to);
    void by_choice(std::size_t vertex, Mark& to) const;
    void by_what_is_left_out(std::size_t vertex, Mark& to);
    bool needs(std::size_t who, std::size_t on) const;
    const std::vector<std::size_t>& needed_of(std::size_t then, std::size_t joint);

    static const Mark kNothing;
    const Transition& t_;
    std::vector<Stamped> marks_;
    std::uint32_t stamp_ = 0;
    std::size_t first_ = 0;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::size_t>> needed_;  // see needed_of
    std::map<std::size_t, std::vector<std::size_t>> around_;  // actions before a vertex by a way round
};

/// What each vertex of the sequence waits for, as vertices in order of their places: nothing that others imply.
std::vector<std::vector<std::size_t>> waits(const Transition& transition);

}  // namespace hale::pacemaker::ordering
