#pragma once
// Drawings of a cluster. An order is drawn from the JSON form of `hale order`, which is the same for every manager:
// actions, and what each waits for. So a manager that gives a partial order is drawn as one.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hale::graph {

struct Action {
    std::string id, resource, operation;
    std::vector<std::string> after;  // ids; what cannot be found is left out
};

/// The actions of `{"format":1,"actions":[{"id","resource","operation","after":[id…]}]}`; nothing when it is no such
/// text.
std::optional<std::vector<Action>> read_order(std::string_view json);

/// Graphviz, one node an action, an arrow from each to what waits for it. An arrow that others imply is left out.
std::string to_dot(const std::vector<Action>& actions, std::string_view title);
/// The same for Mermaid.
std::string to_mermaid(const std::vector<Action>& actions, std::string_view title);

}  // namespace hale::graph
