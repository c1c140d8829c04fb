#include <fmt/core.h>

#include <array>

#include "compiler/driver/dump.h"
#include "compiler/syntax/parse.h"

namespace hale::driver {

namespace {

using syntax::Expr;
using syntax::ExprId;
using syntax::ExprKind;
using syntax::Item;
using syntax::ItemId;
using syntax::ItemKind;

std::string_view name_of(ItemKind kind) {
    constexpr std::array<std::string_view, 9> kNames = {"error", "let", "param",     "import", "for",
                                                        "if",    "use", "attribute", "block"};
    return kNames.at(static_cast<std::size_t>(kind));
}

std::string_view name_of(ExprKind kind) {
    constexpr std::array<std::string_view, 25> kNames = {
        "error", "bool", "int", "unit", "name", "spec", "string", "text", "list", "map",   "paren",  "not",  "negate",
        "or",    "and",  "eq",  "ne",   "lt",   "le",   "gt",     "ge",   "add",  "range", "member", "index"};
    return kind == ExprKind::Call ? "call" : kNames.at(static_cast<std::size_t>(kind));
}

class SyntaxDumper {
public:
    SyntaxDumper(const source::SourceManager& sources, const syntax::Tree& tree) : sources_(sources), tree_(tree) {}

    std::string run() {
        for (const ItemId id : tree_.items_of(tree_.top)) item(id);
        return std::move(out_);
    }

private:
    std::string text(source::Span span) const { return span.valid() ? std::string(sources_.text(span)) : ""; }

    void line(std::string_view what, source::Span span) {
        out_.append(depth_ * 2, ' ');
        const source::Position from = sources_.position(tree_.file, span.begin);
        const source::Position to = sources_.position(tree_.file, span.end);
        out_ += fmt::format("{}  [{}:{}-{}:{}]\n", what, from.line, from.column, to.line, to.column);
    }

    void item(ItemId id) {
        const Item& it = tree_.at(id);
        std::string head(name_of(it.kind));
        for (const source::Span part : {it.name, it.second_name, it.type}) {
            if (part.valid()) head += ' ' + text(part);
        }
        if (it.quoted) head += " quoted";
        line(head, it.span);
        ++depth_;
        if (it.name_expr) expr(it.name_expr);
        for (const syntax::Label& label : tree_.labels(it)) {
            line("label " + text(label.span), label.span);
            if (label.expr) nested(label.expr);
        }
        if (it.value) expr(it.value);
        body(it.body);
        if (it.else_body) line("else", tree_.at(it.else_body).span);
        body(it.else_body);
        --depth_;
    }

    void body(syntax::BodyId id) {
        if (!id) return;
        for (const ItemId child : tree_.items_of(id)) item(child);
    }

    void nested(ExprId id) {
        ++depth_;
        expr(id);
        --depth_;
    }

    void expr(ExprId id) {
        const Expr& x = tree_.at(id);
        std::string head(name_of(x.kind));
        if (x.text.valid()) {
            head += ' ' + text(x.text);
        } else if (x.kind == ExprKind::Name || x.kind == ExprKind::Spec || x.kind == ExprKind::StringText) {
            head += ' ' + text(x.span);
        }
        line(head, x.span);
        for (const ExprId child : tree_.children(x)) nested(child);
        ++depth_;
        body(x.body);
        --depth_;
    }

    const source::SourceManager& sources_;
    const syntax::Tree& tree_;
    std::string out_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string dump_syntax(Session& session) {
    const syntax::Tree tree = syntax::parse(session.sources, session.main, session.sink);
    return SyntaxDumper(session.sources, tree).run();
}

}  // namespace hale::driver
