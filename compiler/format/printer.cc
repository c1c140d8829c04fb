#include "compiler/format/printer.h"

#include <algorithm>

#include "compiler/format/format.h"

namespace hale::format {

namespace {

using Kind = syntax::TokenKind;

enum Flag : std::uint8_t {
    kItemBegins = 1,  // an item begins with the token
    kParamColon = 2,  // `param x : int`
};

bool is_opener(Kind k) {
    return k == Kind::LBrace || k == Kind::LBracket || k == Kind::LParen || k == Kind::Quote || k == Kind::Interp;
}
bool is_closer(Kind k) {
    return k == Kind::RBrace || k == Kind::RBracket || k == Kind::RParen || k == Kind::EndQuote;
}

/// Columns of a text: code points.
std::size_t columns(std::string_view s) {
    return static_cast<std::size_t>(
        std::count_if(s.begin(), s.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u; }));
}

std::string_view trimmed(std::string_view s) {
    while (!s.empty() && (s.back() == ' ' || s.back() == '\t')) s.remove_suffix(1);
    return s;
}

}  // namespace

Printer::Printer(const syntax::Tree& tree, std::string_view text)
    : tree_(tree), text_(text), closing_(tree.tokens.size(), 0), apart_(tree.tokens.size(), 0) {
    std::vector<std::uint32_t> open;
    for (std::uint32_t i = 0; i < tree.tokens.size(); ++i) {
        const Kind k = tree.tokens[i].kind;
        if (is_opener(k)) open.push_back(i);
        if (!is_closer(k) || open.empty()) continue;
        closing_[open.back()] = i;
        open.pop_back();
    }
    for (std::uint32_t i = 0; i < tree.bodies.size(); ++i) bodies_.emplace_back(tree.bodies[i].span.begin, i);
    std::sort(bodies_.begin(), bodies_.end());
    for (const syntax::Item& item : tree.items) {
        const std::size_t begin = token_at(item.span.begin);
        apart_[begin] |= kItemBegins;
        if (item.kind != syntax::ItemKind::Param) continue;
        for (std::size_t i = begin; i < tree.tokens.size(); ++i) {
            if (tree.tokens[i].kind != Kind::Colon) continue;
            apart_[i] |= kParamColon;
            break;
        }
    }
    out_.reserve(text.size() + text.size() / 8);
}

std::size_t Printer::token_at(std::uint32_t offset) const {
    const auto it = std::lower_bound(tree_.tokens.begin(), tree_.tokens.end(), offset,
                                     [](const Token& t, std::uint32_t o) { return t.begin < o; });
    return static_cast<std::size_t>(it - tree_.tokens.begin());
}

std::string_view Printer::gap_before(std::size_t i) const {
    const std::uint32_t from = i == 0 ? 0 : at(i - 1).end;
    return text_.substr(from, at(i).begin - from);
}
bool Printer::newline_before(std::size_t i) const {
    return i == 0 || gap_before(i).find_first_of("\r\n") != std::string_view::npos;
}
bool Printer::blank_before(std::size_t i) const {
    const std::string_view gap = gap_before(i);
    const auto feeds = std::count(gap.begin(), gap.end(), '\n');
    const auto returns = std::count(gap.begin(), gap.end(), '\r');
    return std::max(feeds, returns) > 1;
}

const syntax::Body* Printer::body_at(std::uint32_t offset) const {
    auto it = std::lower_bound(bodies_.begin(), bodies_.end(), std::pair<std::uint32_t, std::uint32_t>{offset, 0});
    return it != bodies_.end() && it->first == offset ? &tree_.bodies[it->second] : nullptr;
}

void Printer::put(std::string_view piece) { out_ += piece; }

void Printer::newline(std::size_t depth) {
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    if (!out_.empty()) out_ += '\n';
    line_start_ = out_.size();
    out_.append(depth * 2, ' ');
}

/// `-` or `!` before its operand.
bool Printer::is_prefix(std::size_t i) const {
    const Kind k = at(i).kind;
    if (k == Kind::Not) return true;
    if (k != Kind::Minus) return false;
    std::size_t b = i;
    while (b > 0 && at(b - 1).kind == Kind::Comment) --b;
    if (b == 0) return true;
    const Kind before = at(b - 1).kind;
    const bool operand = before == Kind::Name || before == Kind::Int || before == Kind::Unit || before == Kind::True ||
                         before == Kind::False || before == Kind::EndQuote || before == Kind::RParen ||
                         before == Kind::RBracket || before == Kind::RBrace;
    return !operand;
}

bool Printer::space_between(std::size_t b, std::size_t a) const {
    const Kind before = at(b).kind, after = at(a).kind;
    if (after == Kind::Comma || after == Kind::RParen || after == Kind::RBracket) return false;
    if (before == Kind::LParen || before == Kind::LBracket) return false;
    if (before == Kind::Dot || after == Kind::Dot || before == Kind::Range || after == Kind::Range) return false;
    if (before == Kind::Colon) return (apart_[b] & kParamColon) != 0;
    if (after == Kind::Colon) return (apart_[a] & kParamColon) != 0;
    if (is_prefix(b)) return false;
    const bool glues = after == Kind::LParen || after == Kind::LBracket;
    const bool callee = before == Kind::Name || before == Kind::RParen || before == Kind::RBracket ||
                        before == Kind::EndQuote || before == Kind::RBrace;
    return !(glues && callee);
}

/// No line break and no comment between two brackets.
bool Printer::stays_flat(std::size_t open, std::size_t close) const {
    for (std::size_t i = open + 1; i <= close; ++i) {
        if (at(i).kind == Kind::Comment || newline_before(i)) return false;
    }
    return true;
}

/// Tokens [i, end) on one line.
std::string Printer::flat(std::size_t i, std::size_t end) {
    std::string out;
    const std::size_t first = i;
    for (; i < end; ++i) {
        const Kind k = at(i).kind;
        if (i != first) {
            const bool begins = (apart_[i] & kItemBegins) != 0;
            const bool empty = at(i - 1).kind == Kind::LBrace && k == Kind::RBrace;
            if (begins && at(i - 1).kind != Kind::LBrace) {
                out += "  ";
            } else if (!empty && space_between(i - 1, i)) {
                out += ' ';
            }
        }
        if (k == Kind::Quote) {
            const std::size_t close = closing(i);
            out += text_.substr(at(i).begin, at(close).end - at(i).begin);
            i = close;
            continue;
        }
        out += text_of(at(i));
    }
    return out;
}

void Printer::comment(std::size_t i) { put(text_of(at(i))); }

std::size_t Printer::print_string(std::size_t i) {
    const std::size_t close = closing(i);
    put(text_.substr(at(i).begin, at(close).end - at(i).begin));
    return close + 1;
}

/// `[ … ]` or `( … )`: on one line as it was, if it fits; else an element a line.
std::size_t Printer::print_list(std::size_t i, std::size_t depth) {
    const std::size_t close = closing(i);
    if (stays_flat(i, close)) {
        const std::string line = flat(i, close + 1);
        const bool grouping = at(i).kind == Kind::LParen;
        if (grouping || columns(std::string_view(out_).substr(line_start_)) + columns(line) <= kWidth) {
            put(line);
            return close + 1;
        }
    }
    put(text_of(at(i)));
    std::size_t at_token = i + 1;
    bool fresh = true;  // an element begins
    while (at_token < close) {
        const Kind k = at(at_token).kind;
        if (k == Kind::Comment) {
            if (newline_before(at_token)) {
                newline(depth + 1);
            } else {
                put("  ");
            }
            comment(at_token++);
            fresh = true;
        } else if (k == Kind::Comma) {
            put(",");
            ++at_token;
            fresh = true;
        } else {
            if (fresh) newline(depth + 1);
            fresh = false;
            std::size_t end = at_token;  // to the comma, over brackets
            while (end < close && at(end).kind != Kind::Comma && at(end).kind != Kind::Comment) {
                end = is_opener(at(end).kind) ? closing(end) + 1 : end + 1;
            }
            at_token = print_run(at_token, end, depth + 1);
        }
    }
    if (close > i + 1) newline(depth);
    put(text_of(at(close)));
    return close + 1;
}

std::size_t Printer::print_body(const syntax::Body& body, std::size_t i, std::size_t depth) {
    const std::size_t close = closing(i);
    if (close == i + 1) {
        put("{}");
        return close + 1;
    }
    if (stays_flat(i, close)) {
        const std::string line = flat(i, close + 1);
        if (columns(std::string_view(out_).substr(line_start_)) + columns(line) <= kWidth) {
            put(line);
            return close + 1;
        }
    }
    put("{");
    print_items(body.items, i + 1, close, depth + 1);
    newline(depth);
    put("}");
    return close + 1;
}

/// Tokens [i, end) of one item or expression.
std::size_t Printer::print_run(std::size_t i, std::size_t end, std::size_t depth) {
    const std::size_t first = i;
    while (i < end) {
        const Kind k = at(i).kind;
        if (k == Kind::Comment) {
            if (newline_before(i)) {
                newline(depth + 1);
            } else if (i != first) {
                put("  ");
            }
            comment(i++);
            newline(depth + 1);
            continue;
        }
        const bool after_comment = i > 0 && i != first && at(i - 1).kind == Kind::Comment;
        if (i != first && !after_comment && space_between(i - 1, i)) put(" ");
        if (k == Kind::LBrace) {
            const syntax::Body* body = body_at(at(i).begin);
            if (body != nullptr) {
                i = print_body(*body, i, depth);
                continue;
            }
        }
        if (k == Kind::LBracket || k == Kind::LParen) {
            i = print_list(i, depth);
        } else if (k == Kind::Quote) {
            i = print_string(i);
        } else {
            put(text_of(at(i)));
            ++i;
        }
    }
    return i;
}

/// `# fmt: off` and what follows, up to `# fmt: on` or the end of the body.
std::size_t Printer::verbatim(std::size_t i, std::size_t end) {
    std::size_t last = i;
    while (last + 1 < end) {
        ++last;
        if (at(last).kind == Kind::Comment && trimmed(text_of(at(last))) == "# fmt: on") break;
    }
    put(text_.substr(at(i).begin, at(last).end - at(i).begin));
    line_start_ = std::min(out_.rfind('\n') + 1, out_.size());
    return last + 1;
}

/// Comments, and commas, before the next item.
std::size_t Printer::print_between(std::size_t i, std::size_t end, std::size_t depth, bool& first) {
    while (i < end && (at(i).kind == Kind::Comment || at(i).kind == Kind::Comma)) {
        if (at(i).kind == Kind::Comma) {
            put(",");
            ++i;
            continue;
        }
        if (newline_before(i)) {
            if (!first && blank_before(i)) {
                newline(0);
                out_ += '\n';
                line_start_ = out_.size();
                out_.append(depth * 2, ' ');
            } else {
                newline(depth);
            }
        } else {
            put("  ");
        }
        first = false;
        if (trimmed(text_of(at(i))) == "# fmt: off") {
            i = verbatim(i, end);
        } else {
            comment(i++);
        }
    }
    return i;
}

std::size_t Printer::print_items(syntax::ListRange<syntax::ItemId> range, std::size_t i, std::size_t end,
                                 std::size_t depth) {
    bool first = true;
    for (const syntax::ItemId id : tree_.items_of(range)) {
        const syntax::Item& item = tree_.at(id);
        i = print_between(i, end, depth, first);
        if (i >= end || at(i).begin > item.span.begin) continue;  // printed as it stands
        if (!first && blank_before(i)) {
            newline(0);
            out_ += '\n';
            line_start_ = out_.size();
            out_.append(depth * 2, ' ');
        } else {
            newline(depth);
        }
        first = false;
        i = print_run(i, token_at(item.span.end), depth);
    }
    return print_between(i, end, depth, first);
}

std::string Printer::file() {
    const std::size_t end = tree_.tokens.size() - 1;  // End
    print_items(tree_.top, 0, end, 0);
    while (!out_.empty() && (out_.back() == ' ' || out_.back() == '\n')) out_.pop_back();
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
}

std::string Printer::items(syntax::ListRange<syntax::ItemId> list, std::size_t first, std::size_t last,
                           std::size_t depth, std::uint32_t& end) {
    const syntax::Tree::Items all = tree_.items_of(list);
    const std::size_t from = token_at(tree_.at(all.b[first]).span.begin);
    std::size_t to = token_at(tree_.at(all.b[last]).span.end);
    while (at(to).kind == Kind::Comma || (at(to).kind == Kind::Comment && !newline_before(to))) ++to;
    end = at(to - 1).end;
    out_.clear();
    line_start_ = 0;
    const auto begin = static_cast<std::uint32_t>(list.begin + first);
    print_items({begin, static_cast<std::uint32_t>(list.begin + last + 1)}, from, to, depth);
    return std::move(out_);
}

}  // namespace hale::format
