#pragma once
// The order in which Pacemaker starts (or stops) what a CIB holds, told from the document: groups, clones, and order
// constraints. What a stopped target-role keeps from starting does not appear.

#include <string>
#include <vector>

#include "backends/pacemaker/document.h"

namespace hale::pacemaker {

struct Action {
    std::string resource;
    std::string operation;           // start, stop
    std::vector<std::size_t> after;  // indices of earlier actions
};

/// One valid sequence; among free ones the document's order. When constraints go in a circle the rest is left out, and
/// `complete` is false.
struct RunOrder {
    std::vector<Action> actions;
    bool complete = true;
};
RunOrder run_order(const Document& document, bool stop);

/// One action a line, `start web`; or the JSON of docs/reference/cli.md.
std::string order_text(const RunOrder& order);
std::string order_json(const RunOrder& order);

}  // namespace hale::pacemaker
