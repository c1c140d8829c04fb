#include <nlohmann/json.hpp>

#include "backends/pacemaker/run_order.h"

namespace hale::pacemaker {

namespace {
std::string action_id(const Action& action) { return action.resource + "_" + action.operation + "_0"; }
}  // namespace

std::string order_text(const RunOrder& order) {
    std::string out;
    for (const Action& action : order.actions) out += action.operation + " " + action.resource + "\n";
    return out;
}

std::string order_json(const RunOrder& order) {
    nlohmann::ordered_json actions = nlohmann::ordered_json::array();
    for (const Action& action : order.actions) {
        nlohmann::ordered_json after = nlohmann::ordered_json::array();
        for (const std::size_t i : action.after) after.push_back(action_id(order.actions[i]));
        actions.push_back({{"id", action_id(action)},
                           {"resource", action.resource},
                           {"operation", action.operation},
                           {"after", std::move(after)}});
    }
    return nlohmann::ordered_json{{"format", 1}, {"actions", std::move(actions)}}.dump(2) + "\n";
}

}  // namespace hale::pacemaker
