#pragma once
// Drawings of a cluster. An order is drawn from its actions, which are of one form for every manager, and what each
// waits for. So a manager that gives a partial order is drawn as one.

#include <string>
#include <string_view>
#include <vector>

#include "compiler/order/actions.h"

namespace hale::graph {

/// Graphviz, one node an action, an arrow from each to what waits for it. An arrow that others imply is left out; a joint
/// between many and many is a point, so that a drawing grows with what it shows.
std::string to_dot(const std::vector<order::Action>& actions, std::string_view title);
/// The same for Mermaid.
std::string to_mermaid(const std::vector<order::Action>& actions, std::string_view title);

}  // namespace hale::graph
