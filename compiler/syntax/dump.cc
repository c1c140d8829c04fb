#include "compiler/syntax/dump.h"

#include <fmt/core.h>

#include <array>

#include "compiler/diag/printable.h"

namespace hale::syntax {

namespace {

constexpr std::array<std::string_view, 26> kExprNames = {
    "error", "bool", "int", "unit", "name", "spec", "string", "text", "list", "map",   "paren",  "not",   "negate",
    "or",    "and",  "eq",  "ne",   "lt",   "le",   "gt",     "ge",   "add",  "range", "member", "index", "call"};
static_assert(kExprNames.size() == static_cast<std::size_t>(ExprKind::Call) + 1);

constexpr std::array<std::string_view, 43> kTokenNames = {
    "let",     "use", "param", "import", "for",  "in",    "if",   "else", "true",      "false",
    "{",       "}",   "[",     "]",      "(",    ")",     ",",    ".",    ":",         "=",
    "==",      "!=",  "<=",    ">=",     "<",    ">",     "&&",   "||",   "!",         "+",
    "-",       "..",  "unit",  "int",    "name", "quote", "text", "${",   "end-quote", "string-newline",
    "comment", "bad", "end"};
static_assert(kTokenNames.size() == static_cast<std::size_t>(TokenKind::End) + 1);

class Dumper {
public:
    Dumper(const Tree& tree, const source::SourceManager& sources) : tree_(tree), sources_(sources) {}

    std::string run() {
        items(tree_.top, 0);
        return std::move(out_);
    }

private:
    std::string text(source::Span s) const { return diag::printable(sources_.text(s)); }

    void line(int depth, std::string_view what, source::Span s) {
        const source::Position p = sources_.position(tree_.file, s.begin);
        out_ += fmt::format("{:{}}{} @{}:{}\n", "", depth * 2, what, p.line, p.column);
    }

    void items(ListRange<ItemId> range, int depth) {
        for (const ItemId id : tree_.items_of(range)) item(tree_.at(id), depth);
    }

    void body(BodyId id, int depth) {
        if (id) items(tree_.at(id).items, depth);
    }

    std::string heading(const Item& x) const {
        switch (x.kind) {
            case ItemKind::Error:
                return "error";
            case ItemKind::Let:
                return "let " + text(x.name);
            case ItemKind::Param:
                return fmt::format("param {} : {}", text(x.name), text(x.type));
            case ItemKind::Import:
                return "import";
            case ItemKind::For:
                return "for " + text(x.name) + (x.second_name.valid() ? ", " + text(x.second_name) : "");
            case ItemKind::If:
                return "if";
            case ItemKind::Use:
                return "use";
            case ItemKind::Attribute:
                return (x.quoted ? "attribute quoted " : "attribute ") + text(x.name);
            case ItemKind::Block:
                return "block " + text(x.name);
        }
        return {};
    }

    void item(const Item& x, int depth) {
        line(depth, heading(x), x.span);
        for (const Label& l : tree_.labels(x)) label(l, depth + 1);
        if (x.value) expr(tree_.at(x.value), depth + 1);
        if (x.kind != ItemKind::If) return body(x.body, depth + 1);
        line(depth, "then", tree_.at(x.body).span);
        body(x.body, depth + 1);
        if (!x.else_body) return;
        line(depth, "else", tree_.at(x.else_body).span);
        body(x.else_body, depth + 1);
    }

    void label(const Label& l, int depth) {
        if (l.kind != LabelKind::String) {
            return line(depth, (l.kind == LabelKind::Name ? "label name " : "label spec ") + text(l.span), l.span);
        }
        line(depth, "label", l.span);
        expr(tree_.at(l.expr), depth + 1);
    }

    void expr(const Expr& e, int depth) {
        std::string what(kExprNames.at(static_cast<std::size_t>(e.kind)));
        if (e.text.valid()) what += ' ' + text(e.text);
        line(depth, what, e.span);
        for (const ExprId child : tree_.children(e)) expr(tree_.at(child), depth + 1);
        body(e.body, depth + 1);
    }

    const Tree& tree_;
    const source::SourceManager& sources_;
    std::string out_;
};

}  // namespace

std::string dump(const Tree& tree, const source::SourceManager& sources) { return Dumper(tree, sources).run(); }

std::string dump_tokens(const Tree& tree, const source::SourceManager& sources) {
    std::string out;
    for (const Token& t : tree.tokens) {
        const source::Position p = sources.position(tree.file, t.begin);
        out += fmt::format("{} @{}:{} {}\n", kTokenNames.at(static_cast<std::size_t>(t.kind)), p.line, p.column,
                           diag::printable(sources.text({tree.file, t.begin, t.end})));
    }
    return out;
}

std::string rebuild_text(const Tree& tree, const source::SourceManager& sources) {
    const std::string_view text = sources.text(tree.file);
    std::string out;
    out.reserve(text.size());
    std::uint32_t at = 0;
    for (const Token& t : tree.tokens) {
        out += text.substr(at, t.begin - at);
        out += text.substr(t.begin, t.end - t.begin);
        at = t.end;
    }
    return out;
}

namespace {

class Checker {
public:
    Checker(const Tree& tree, std::string_view text) : tree_(tree), text_(text) {}

    std::string run() {
        tokens();
        if (problem_.empty()) nodes();
        return problem_;
    }

private:
    void bad(std::string_view what, std::size_t index) {
        if (problem_.empty()) problem_ = fmt::format("{} {}", what, index);
    }

    void tokens() {
        std::uint32_t at = text_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        for (std::size_t i = 0; i < tree_.tokens.size(); ++i) {
            const Token& t = tree_.tokens[i];
            const bool is_end = t.kind == TokenKind::End;
            if (t.begin < at || t.end > text_.size() || (is_end ? t.begin != t.end : t.begin >= t.end)) {
                return bad("range of token", i);
            }
            if (text_.substr(at, t.begin - at).find_first_not_of(" \t\r\n") != std::string_view::npos) {
                return bad("lost text before token", i);
            }
            if (is_end != (i + 1 == tree_.tokens.size())) return bad("place of token", i);
            at = t.end;
        }
        if (at != text_.size()) bad("end of token", tree_.tokens.size());
    }

    bool inside(source::Span s) const { return !s.valid() || (s.begin <= s.end && s.end <= text_.size()); }

    void nodes() {
        for (std::size_t i = 0; i < tree_.exprs.size(); ++i) {
            const Expr& e = tree_.exprs[i];
            if (!e.span.valid() || !inside(e.span) || !inside(e.text)) return bad("span of expression", i);
            // Children are made first: so no cycle is possible.
            for (const ExprId c : tree_.children(e)) {
                if (c.index >= i) return bad("child of expression", i);
            }
            if ((e.kind == ExprKind::Map) != e.body.valid()) return bad("body of expression", i);
        }
        for (std::size_t i = 0; i < tree_.bodies.size(); ++i) {
            if (!inside(tree_.bodies[i].span) || !tree_.bodies[i].span.valid()) return bad("span of body", i);
        }
        for (std::size_t i = 0; i < tree_.items.size(); ++i) item(tree_.items[i], i);
    }

    void item(const Item& x, std::size_t i) {
        if (!x.span.valid() || !inside(x.span) || !inside(x.name) || !inside(x.second_name) || !inside(x.type)) {
            return bad("span of item", i);
        }
        for (const Label& l : tree_.labels(x)) {
            if (!inside(l.span) || (l.kind == LabelKind::String) != l.expr.valid()) return bad("label of item", i);
        }
        const auto has = [&](auto... what) { return (static_cast<bool>(what) && ...); };
        switch (x.kind) {
            case ItemKind::Error:
                return;
            case ItemKind::Let:
                if (!has(x.value) || !x.name.valid()) bad("let", i);
                return;
            case ItemKind::Param:
                if (!x.name.valid()) bad("param", i);
                return;
            case ItemKind::Import:
                if (!has(x.value)) bad("import", i);
                return;
            case ItemKind::For:
                if (!has(x.value, x.body) || !x.name.valid()) bad("for", i);
                return;
            case ItemKind::If:
                if (!has(x.value, x.body)) bad("if", i);
                return;
            case ItemKind::Use:
                if (x.labels.size() == 0) bad("use", i);
                return;
            case ItemKind::Attribute:
                if (!has(x.value) || !x.name.valid() || x.quoted != x.name_expr.valid()) bad("attribute", i);
                return;
            case ItemKind::Block:
                if (!has(x.body) || !x.name.valid()) bad("block", i);
                return;
        }
    }

    const Tree& tree_;
    std::string_view text_;
    std::string problem_;
};

}  // namespace

std::string check_tree(const Tree& tree, const source::SourceManager& sources) {
    return Checker(tree, sources.text(tree.file)).run();
}

}  // namespace hale::syntax
