#pragma once
// What mapping rows cannot say: the strategies of docs/reference/agents.md, each a few lines of code here and one word
// in an agent's declaration.

#include <string>
#include <vector>

#include "backends/pacemaker/lower.h"

namespace hale::pacemaker {

/// A kind whose strategy nobody knows is refused.
bool is_known_strategy(const std::string& strategy);
/// Parameters that are made of several attributes.
std::vector<Parameter> strategy_parameters(const Lowering& lowering, model::UseId use);
/// `class:provider:type` of the use: the mapping's, or what the strategy makes of its values.
std::string agent_of(const Lowering& lowering, model::UseId use);
/// The attribute is told by the strategy and is no parameter of its own.
bool taken_by_strategy(const std::string& strategy, const std::string& attribute);

}  // namespace hale::pacemaker
