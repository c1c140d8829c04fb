#include "compiler/order/actions.h"

#include <fmt/format.h>

#include <algorithm>

namespace hale::order {

namespace {

std::string in_quotes(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (byte < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
        } else {
            out += c;
        }
    }
    return out + '"';
}

/// What an action waits for once joints are taken away. A joint's own list is worked out when it is first asked for.
class Plain {
public:
    explicit Plain(const Order& order) : o_(order), of_joint_(order.actions.size()) {}

    std::vector<std::size_t> after(const Action& action) {
        std::vector<std::size_t> out;
        bool joined = false;
        for (const std::size_t i : action.after) {
            if (!o_.actions[i].is_joint()) {
                out.push_back(i);
                continue;
            }
            joined = true;
            const std::vector<std::size_t>& more = joint(i);
            out.insert(out.end(), more.begin(), more.end());
        }
        if (!joined) return out;
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

private:
    const std::vector<std::size_t>& joint(std::size_t i) {
        if (of_joint_[i].empty()) of_joint_[i] = after(o_.actions[i]);
        return of_joint_[i];
    }

    const Order& o_;
    std::vector<std::vector<std::size_t>> of_joint_;
};

std::string line(const Action& action, const Order& order, const std::vector<std::size_t>& after) {
    std::string out = fmt::format("\n    {{\"id\": {}, \"resource\": {}, \"operation\": \"{}\", \"after\": [",
                                  in_quotes(action.id), in_quotes(action.resource), action.operation);
    for (std::size_t i = 0; i < after.size(); ++i) out += (i > 0 ? ", " : "") + in_quotes(order.actions[after[i]].id);
    return out + "]}";
}

std::string paragraph(const Action& action, const Order& order, const std::vector<std::size_t>& after) {
    std::string out =
        fmt::format("\n    {{\n      \"id\": {},\n      \"resource\": {},\n      \"operation\": \"{}\",\n",
                    in_quotes(action.id), in_quotes(action.resource), action.operation);
    if (after.empty()) return out + "      \"after\": []\n    }";
    out += "      \"after\": [";
    for (std::size_t i = 0; i < after.size(); ++i)
        out += (i > 0 ? ",\n        " : "\n        ") + in_quotes(order.actions[after[i]].id);
    return out + "\n      ]\n    }";
}

}  // namespace

std::string to_text(const Order& order) {
    std::string out;
    if (!order.in_units) {
        for (const Action& action : order.actions) {
            if (!action.is_joint()) out += action.operation + " " + action.resource + "\n";
        }
        return out;
    }
    for (const Unit& unit : order.units) {
        out += fmt::format("## {} rc=0\n", unit.name);
        for (std::size_t i = unit.begin; i < unit.end; ++i) {
            out += fmt::format("[{}] {}\n", order.actions[i].operation, order.actions[i].resource);
        }
    }
    return out;
}

std::string to_json(const Order& order) {
    Plain plain(order);
    std::string out;
    for (const Action& action : order.actions) {
        if (action.is_joint()) continue;
        if (!out.empty()) out += ',';
        const std::vector<std::size_t> after = plain.after(action);
        out += order.in_units ? line(action, order, after) : paragraph(action, order, after);
    }
    return "{\n  \"format\": 1,\n  \"actions\": [" + out + (out.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace hale::order
