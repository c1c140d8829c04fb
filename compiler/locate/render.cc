#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "compiler/locate/locate.h"

namespace hale::locate {

std::string_view name(Verdict verdict) {
    switch (verdict) {
        case Verdict::Safe:
            return "safe";
        case Verdict::Running:
            return "running";
        case Verdict::Unsafe:
            break;
    }
    return "unsafe";
}

int exit_code(Verdict verdict) {
    if (verdict == Verdict::Safe) return 0;
    return verdict == Verdict::Running ? 10 : 11;
}

std::string to_text(const Answer& a) {
    std::string out = fmt::format("{}: {}\n", a.vm, name(a.verdict));
    std::string where = a.state;
    if (!a.target.empty()) {
        where += fmt::format(" from {} to {}", a.node, a.target);
    } else if (!a.node.empty()) {
        where += " on " + a.node;
    }
    out += fmt::format("  state: {}\n", where);
    if (!a.last_node.empty() && a.last_node != a.node) out += fmt::format("  last seen on: {}\n", a.last_node);
    out += fmt::format("  host: {}, fencing: {}\n", a.host_state, a.fencing);
    for (const std::string& reason : a.reasons) out += fmt::format("  - {}\n", reason);
    return out;
}

std::string to_json(const Answer& a) {
    const auto or_null = [](const std::string& text) {
        return text.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(text);
    };
    nlohmann::ordered_json out;
    out["format"] = 1;
    out["vm"] = a.vm;
    out["verdict"] = name(a.verdict);
    out["state"] = a.state;
    out["node"] = or_null(a.node);
    out["target"] = or_null(a.target);
    out["last_node"] = or_null(a.last_node);
    out["host_state"] = a.host_state;
    out["fencing"] = a.fencing;
    out["resources"] = a.resources;
    out["reasons"] = a.reasons;
    return out.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace hale::locate
