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

#include <memory>
#include <string>
#include <vector>

#include "backends/pacemaker/document.h"
#include "compiler/order/actions.h"
#include "compiler/diag/diag.h"
#include "compiler/model/model.h"
#include "compiler/order/graph.h"

namespace hale::pacemaker {

enum class Claim : std::uint8_t {
    Nothing,
    SameInstance,  // A's instance before B's instance, in each instance of their clone or replica of their bundle
    Everywhere     // every instance of A before every instance of B
};

namespace ordering {
class Proof;
}

/// One constraint of a circle, and what it makes wait for what.
struct CircleStep {
    std::string first, then;            // `start web`
    std::size_t constraint = 0;         // of Document::constraints; order::kNoCause: a group's own order, and the like
};

/// One valid sequence; among free ones the document's order (stopping: its reverse). What something stopped, disabled
/// or unmanaged keeps from starting is not in it. When constraints go in a circle, what is in the circle or behind it
/// is left out and `complete` is false.
struct RunOrder {
    order::Order order;  // joints are among the actions
    bool complete = true;
    std::vector<CircleStep> circle;  // the way round, when it is not complete
    std::shared_ptr<ordering::Proof> proof;

    /// What is sure of two actions, by their indices.
    Claim proves(std::size_t first, std::size_t then) const;
    /// There is a path, though it may lead through actions that do not take place.
    bool likely(std::size_t first, std::size_t then) const;
};
RunOrder run_order(const Document& document, bool stop);

/// The way round a circle of starts, or stops, by orders that Pacemaker may not drop; empty: there is none.
std::vector<CircleStep> find_circle(const Document& document, bool stop);

/// HL4300: the whole circle, in the words of the CIB, at the constraints that make it. `mild`: a warning, for a CIB that
/// can be written as it stands.
void report_circle(const std::vector<CircleStep>& circle, const Document& document, const model::Model& model,
                   bool mild, diag::Sink& sink);

}  // namespace hale::pacemaker
