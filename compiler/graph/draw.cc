#include <fmt/core.h>

#include <map>
#include <set>

#include "compiler/graph/graph.h"

namespace hale::graph {

namespace {

struct Arrow {
    std::size_t from, to;
};

class Order {
public:
    explicit Order(const std::vector<Action>& actions) : before_(actions.size()) {
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < actions.size(); ++i) places.emplace(actions[i].id, i);
        for (std::size_t i = 0; i < actions.size(); ++i) {
            for (const std::string& id : actions[i].after) {
                const auto it = places.find(id);
                if (it != places.end() && it->second != i) before_[i].insert(it->second);
            }
        }
    }

    /// Without those that a way over another action implies.
    std::vector<Arrow> arrows() const {
        std::vector<Arrow> out;
        for (std::size_t to = 0; to < before_.size(); ++to) {
            for (const std::size_t from : before_[to]) {
                if (!implied(from, to)) out.push_back({from, to});
            }
        }
        return out;
    }

private:
    bool implied(std::size_t from, std::size_t to) const {
        std::set<std::size_t> seen;
        std::vector<std::size_t> open;
        for (const std::size_t other : before_[to]) {
            if (other != from) open.push_back(other);
        }
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            if (!seen.insert(at).second) continue;
            if (at == to) return false;  // a circle: everything is shown
            for (const std::size_t next : before_[at]) {
                if (next == from) return true;
                open.push_back(next);
            }
        }
        return false;
    }

    std::vector<std::set<std::size_t>> before_;
};

/// Between double quotes, in either language.
std::string quoted(std::string_view text, std::string_view quote, std::string_view backslash) {
    std::string out;
    for (const char c : text) {
        if (c == '"') {
            out += quote;
        } else if (c == '\\') {
            out += backslash;
        } else {
            out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

std::string label(const Action& a) { return a.operation + ' ' + a.resource; }

}  // namespace

std::string to_dot(const std::vector<Action>& actions, std::string_view title) {
    const auto text = [](std::string_view t) { return quoted(t, "\\\"", "\\\\"); };
    std::string out = fmt::format("digraph \"{}\" {{\n  rankdir=TB;\n  node [shape=box];\n", text(title));
    for (std::size_t i = 0; i < actions.size(); ++i)
        out += fmt::format("  a{} [label=\"{}\"];\n", i, text(label(actions[i])));
    for (const Arrow& arrow : Order(actions).arrows()) out += fmt::format("  a{} -> a{};\n", arrow.from, arrow.to);
    return out + "}\n";
}

std::string to_mermaid(const std::vector<Action>& actions, std::string_view title) {
    const auto text = [](std::string_view t) { return quoted(t, "#quot;", "\\"); };
    std::string out = fmt::format("---\ntitle: \"{}\"\n---\nflowchart TB\n", quoted(title, "'", "/"));
    for (std::size_t i = 0; i < actions.size(); ++i) out += fmt::format("  a{}[\"{}\"]\n", i, text(label(actions[i])));
    for (const Arrow& arrow : Order(actions).arrows()) out += fmt::format("  a{} --> a{}\n", arrow.from, arrow.to);
    return out;
}

}  // namespace hale::graph
