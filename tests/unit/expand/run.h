#pragma once
// Expands a text and shows the result as text, so that a test reads as text in, text out.

#include <map>
#include <string>

#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"

namespace hale::expand {

using Files = std::map<std::string, std::string>;

struct Expanded {
    std::string blocks;       // `node "a" { id = 1 }`, one line a block, two blanks a level
    std::string diagnostics;  // `HL1002 3:7 message | mark | label | note | help`, one line each
    std::vector<Block> tree;
    model::OriginTable origins;
};

inline std::string show_attr(const Attr& a) {
    const std::string name = a.quoted_name ? '"' + a.name + '"' : a.name.str();
    return name + " = " + to_text(a.value);
}

inline void show_block(const Block& b, std::size_t depth, std::string& out) {
    out += std::string(2 * depth, ' ') + b.name;
    for (const Label& l : b.labels) out += ' ' + (l.quoted ? '"' + l.text + '"' : l.text.str());
    for (const Attr& a : b.attrs) out += (&a == &b.attrs.front() ? ": " : ", ") + show_attr(a);
    out += '\n';
    for (const Block& child : b.children) show_block(child, depth + 1, out);
}

inline std::string show(const source::SourceManager& sources, const diag::Diagnostic& d) {
    std::string out = diag::code_name(d.code);
    if (d.span.valid()) {
        const auto at = sources.position(d.span.file, d.span.begin);
        out += fmt::format(" {}:{}", at.line, at.column);
    }
    out += ' ' + diag::message(d);
    if (!d.label.empty()) out += " | mark: " + d.label;
    for (const auto& l : d.secondary) {
        out += fmt::format(" | {}: {}", sources.position(l.span.file, l.span.begin).line, l.text);
    }
    for (const std::string& n : d.notes) out += " | note: " + n;
    if (!d.help.empty()) out += " | help: " + d.help;
    return out + '\n';
}

inline Expanded run(const std::string& text, ExpandOptions options = {}, const Files& files = {}) {
    source::SourceManager sources;
    diag::Sink sink;
    Expanded out;
    if (!options.read) {
        options.read = [&](const std::string& path) -> std::optional<std::string> {
            const auto it = files.find(path);
            return it == files.end() ? std::nullopt : std::optional(it->second);
        };
    }
    const auto file = sources.add("project/main.hale", text);
    out.tree = expand(sources, file, options, out.origins, sink);
    for (const Block& b : out.tree) show_block(b, 0, out.blocks);
    for (const auto& d : sink.diagnostics()) out.diagnostics += show(sources, d);
    return out;
}

/// The value of `x` in `let`s and one block: `value("", "1 + 2")` is "3", or the diagnostics.
inline std::string value(const std::string& lets, const std::string& expression) {
    const Expanded e = run(lets + "\nb { x = " + expression + " }\n");
    if (!e.diagnostics.empty()) return e.diagnostics;
    if (e.tree.empty() || e.tree[0].attrs.empty()) return "nothing";
    return to_text(e.tree[0].attrs[0].value);
}

}  // namespace hale::expand
