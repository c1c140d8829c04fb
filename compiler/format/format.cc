#include "compiler/format/format.h"

#include <algorithm>

#include "compiler/format/printer.h"

namespace hale::format {

namespace {

using syntax::Item;
using syntax::ItemId;
using syntax::ListRange;
using syntax::Tree;

/// Offsets [begin, end) of the text that the lines are.
std::pair<std::uint32_t, std::uint32_t> offsets(std::string_view text, Lines lines) {
    std::uint32_t line = 1, begin = static_cast<std::uint32_t>(text.size()), end = begin;
    if (lines.first <= 1) begin = 0;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\n') continue;
        if (line == lines.last) {
            end = i;
            break;
        }
        if (++line == lines.first) begin = i + 1;
    }
    return {begin, std::max(begin, end)};
}

/// A run of items of one body.
struct Chosen {
    ListRange<ItemId> list;
    std::size_t first = 0, last = 0, depth = 0;
};

bool has_lines(std::string_view text, source::Span span) {
    return text.substr(span.begin, span.end - span.begin).find('\n') != std::string_view::npos;
}

/// The smallest run that covers [begin, end); nothing when no item is there.
std::optional<Chosen> choose(const Tree& tree, std::string_view text, std::uint32_t begin, std::uint32_t end) {
    std::optional<Chosen> found;
    ListRange<ItemId> list = tree.top;
    for (std::size_t depth = 0;; ++depth) {
        const Tree::Items items = tree.items_of(list);
        std::size_t first = list.size(), last = 0;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const source::Span s = tree.at(items.b[i]).span;
            if (s.end <= begin || s.begin > end) continue;
            first = std::min(first, i);
            last = i;
        }
        if (first == list.size()) return found;
        found = Chosen{list, first, last, depth};
        if (first != last) return found;
        const Item& item = tree.at(items.b[first]);
        const syntax::Body* inside = nullptr;
        for (const syntax::BodyId id : {item.body, item.else_body}) {
            if (!id) continue;
            const source::Span s = tree.at(id).span;
            const bool whole = text[s.begin] == '{' && has_lines(text, s);
            const std::size_t open_line = text.find('\n', s.begin), close_line = text.rfind('\n', s.end - 1);
            if (whole && begin > open_line && end <= close_line) inside = &tree.at(id);
        }
        if (inside == nullptr) return found;
        list = inside->items;
    }
}

}  // namespace

std::string format(const Tree& tree, std::string_view text, std::optional<Lines> lines) {
    if (tree.has_errors) return std::string(text);
    Printer printer(tree, text);
    if (!lines) return printer.file();
    const auto [begin, end] = offsets(text, *lines);
    const std::optional<Chosen> chosen = choose(tree, text, begin, end);
    if (!chosen) return std::string(text);
    std::uint32_t stop = 0;
    const std::string piece = printer.items(chosen->list, chosen->first, chosen->last, chosen->depth, stop);
    std::uint32_t start = tree.at(tree.items_of(chosen->list).b[chosen->first]).span.begin;
    while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t')) --start;
    std::string out(text.substr(0, start));
    const bool own_line = start == 0 || text[start - 1] == '\n' || text[start - 1] == '\r';
    out += own_line ? piece : ' ' + piece.substr(piece.find_first_not_of(' '));
    return out.append(text.substr(stop));
}

}  // namespace hale::format
