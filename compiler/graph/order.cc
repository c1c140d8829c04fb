#include <nlohmann/json.hpp>

#include "compiler/graph/graph.h"

namespace hale::graph {

std::optional<std::vector<Action>> read_order(std::string_view text) {
    const auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object() || !json.contains("actions") || !json["actions"].is_array()) return std::nullopt;
    std::vector<Action> out;
    for (const auto& entry : json["actions"]) {
        if (!entry.is_object()) return std::nullopt;
        Action action{entry.value("id", ""), entry.value("resource", ""), entry.value("operation", ""), {}};
        if (entry.contains("after")) {
            for (const auto& id : entry["after"]) {
                if (id.is_string()) action.after.push_back(id.get<std::string>());
            }
        }
        out.push_back(std::move(action));
    }
    return out;
}

}  // namespace hale::graph
