#pragma once
// The order in which Pacemaker starts (or stops) what a CIB holds, proven from the document alone: groups, clones,
// promotables, bundles and guest nodes by what they are, order constraints (sets, tags and templates included) by what
// they say. docs/reference/order.md tells it at length.
//
// A claim "A before B" is about a cluster in which nothing runs yet: if both take place, each instance of A is done
// before any instance of B begins. Where A and B are of one clone, or of one bundle, it may hold within one instance
// only (the members of a cloned group, a replica and what runs in it); SameInstance claims that much and no more.
// Interleave makes no difference: it narrows what must restart together, but when two clones start at once every
// instance of the first is done before any of the second begins.
//
// Claims through a third action are made only when that action is sure to take place: a path A, B, C by advisory orders
// says nothing about A and C when nothing makes B run. What placement, fencing, probes and tickets add is not in the
// document, nor here; what they take away does no harm, for a claim is about actions that take place.

#include <string>
#include <vector>

#include "backends/pacemaker/document.h"

namespace hale::pacemaker {

struct Action {
    std::string resource;            // a primitive, or one that a bundle or guest node brings: web-docker-0, web-0
    std::string operation;           // start, promote; stop, demote
    std::vector<std::size_t> after;  // indices of earlier actions, those implied by others left out
};

enum class Claim : std::uint8_t {
    Nothing,
    SameInstance,  // A's instance before B's instance, in each instance of their clone or replica of their bundle
    Everywhere     // every instance of A before every instance of B
};

/// A square table of bits.
class Relation {
public:
    Relation() = default;
    explicit Relation(std::size_t size) : words_((size + 63) / 64), bits_(size * words_, 0) {}
    bool get(std::size_t row, std::size_t column) const {
        return ((bits_[row * words_ + column / 64] >> (column % 64)) & 1U) != 0;
    }
    void set(std::size_t row, std::size_t column) {
        bits_[row * words_ + column / 64] |= std::uint64_t{1} << (column % 64);
    }
    /// Adds all of row `from` to row `to`.
    void merge(std::size_t to, std::size_t from) {
        for (std::size_t w = 0; w < words_; ++w) bits_[to * words_ + w] |= bits_[from * words_ + w];
    }
    /// Adds the row of another relation of the same size.
    void unite(std::size_t row, const Relation& other) {
        for (std::size_t w = 0; w < words_; ++w) bits_[row * words_ + w] |= other.bits_[row * words_ + w];
    }

private:
    std::size_t words_ = 0;
    std::vector<std::uint64_t> bits_;
};

/// One valid sequence; among free ones the document's order (stopping: its reverse). What something stopped, disabled
/// or unmanaged keeps from starting is not in it. When constraints go in a circle, what is in the circle or behind it
/// is left out and `complete` is false.
struct RunOrder {
    std::vector<Action> actions;
    bool complete = true;

    // Row: the later action; column: the earlier one.
    Relation everywhere, same_instance;  // the claims; same_instance holds those of `everywhere` too
    Relation likely;                     // also paths through actions that may not take place

    Claim proves(std::size_t first, std::size_t then) const;
};
RunOrder run_order(const Document& document, bool stop);

/// One action a line, `start web`; or the JSON of docs/reference/cli.md.
std::string order_text(const RunOrder& order);
std::string order_json(const RunOrder& order);

}  // namespace hale::pacemaker
