#include <fmt/format.h>

#include <algorithm>

#include "compiler/graph/graph.h"

namespace hale::graph {

namespace {

struct Arrow {
    std::size_t from, to;
};

/// The arrows, without those that a way over another action implies.
class Arrows {
public:
    explicit Arrows(const std::vector<order::Action>& actions) : a_(actions), seen_(actions.size(), 0) {}

    std::vector<Arrow> run() {
        std::vector<Arrow> out;
        for (std::size_t to = 0; to < a_.size(); ++to) {
            look_behind(to);
            for (const std::size_t from : a_[to].after) {
                if (seen_[from] != round_) out.push_back({from, to});
            }
        }
        return out;
    }

private:
    /// Marks what comes before something that `to` waits for, as far back as the earliest of those.
    void look_behind(std::size_t to) {
        ++round_;
        const std::vector<std::size_t>& after = a_[to].after;
        if (after.size() < 2) return;
        const std::size_t earliest = *std::min_element(after.begin(), after.end());
        std::vector<std::size_t> todo = after;
        while (!todo.empty()) {
            const std::size_t at = todo.back();
            todo.pop_back();
            for (const std::size_t before : a_[at].after) {
                if (before < earliest || seen_[before] == round_) continue;
                seen_[before] = round_;
                todo.push_back(before);
            }
        }
    }

    const std::vector<order::Action>& a_;
    std::vector<std::size_t> seen_;
    std::size_t round_ = 0;
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

std::string label(const order::Action& a) { return a.operation + ' ' + a.resource; }

}  // namespace

std::string to_dot(const std::vector<order::Action>& actions, std::string_view title) {
    const auto text = [](std::string_view t) { return quoted(t, "\\\"", "\\\\"); };
    std::string out = fmt::format("digraph \"{}\" {{\n  rankdir=TB;\n  node [shape=box];\n", text(title));
    for (std::size_t i = 0; i < actions.size(); ++i) {
        out += actions[i].is_joint() ? fmt::format("  a{} [shape=point];\n", i)
                                     : fmt::format("  a{} [label=\"{}\"];\n", i, text(label(actions[i])));
    }
    for (const Arrow& arrow : Arrows(actions).run()) out += fmt::format("  a{} -> a{};\n", arrow.from, arrow.to);
    return out + "}\n";
}

std::string to_mermaid(const std::vector<order::Action>& actions, std::string_view title) {
    const auto text = [](std::string_view t) { return quoted(t, "#quot;", "\\"); };
    std::string out = fmt::format("---\ntitle: \"{}\"\n---\nflowchart TB\n", quoted(title, "'", "/"));
    for (std::size_t i = 0; i < actions.size(); ++i) {
        out += actions[i].is_joint() ? fmt::format("  a{}(( ))\n", i)
                                     : fmt::format("  a{}[\"{}\"]\n", i, text(label(actions[i])));
    }
    for (const Arrow& arrow : Arrows(actions).run()) out += fmt::format("  a{} --> a{}\n", arrow.from, arrow.to);
    return out;
}

}  // namespace hale::graph
