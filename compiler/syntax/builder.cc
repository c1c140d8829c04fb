#include "compiler/syntax/builder.h"

#include "compiler/diag/syntax_codes.h"

namespace hale::syntax {

Builder::Builder(source::FileId file, std::string_view text, Reporter& reporter, Tree& tree)
    : file_(file), text_(text), reporter_(reporter), tree_(tree) {
    frames_.reserve(64);
}

void Builder::enter(Rule rule, std::uint32_t begin) {
    if (rule == Rule::Index || rule == Rule::Arguments) finish_leaf(top());
    if (rule == Rule::Item) last_value_.ends_in_name_on_new_line = false;
    Frame& f = frames_.emplace_back();
    f.rule = rule;
    f.begin = begin;
    f.exprs = static_cast<std::uint32_t>(exprs_.size());
    f.items = static_cast<std::uint32_t>(items_.size());
    f.labels = static_cast<std::uint32_t>(labels_.size());
    f.operators = static_cast<std::uint32_t>(operators_.size());
}

void Builder::take(TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    Frame& f = top();
    last_end_ = end;
    if (!f.has_first) {
        f.has_first = true;
        f.first = kind;
        if (f.rule != Rule::Index && f.rule != Rule::Arguments) f.begin = begin;
    }
    switch (f.rule) {
        case Rule::Item:
            return take_in_item(f, kind, begin, end);
        case Rule::Label:
            f.colon = f.colon || kind == TokenKind::Colon;
            if (kind == TokenKind::Bad) f.leaf = kind;
            return;
        case Rule::Expr:
            if (kind == TokenKind::Minus && operand_complete(f)) {
                operators_.push_back({TokenKind::Plus, begin, end, true});
            } else {
                operators_.push_back({kind, begin, end});
            }
            return;
        case Rule::Body:
            if (kind == TokenKind::Comma) ++f.commas;  // since the last item
            return;
        case Rule::Primary:
            return take_in_primary(f, kind, begin, end);
        case Rule::List:
        case Rule::Arguments:
            if (kind == TokenKind::Comma && ++f.commas > elements(f)) {
                reporter_.report(diag::UnexpectedToken, begin, end, "`,`").mark("expected an element before it");
            }
            return;
        case Rule::String:
            return take_in_string(f, kind, begin, end);
        default:
            return;
    }
}

void Builder::exit() {
    Frame f = top();
    frames_.pop_back();
    switch (f.rule) {
        case Rule::File:
            return exit_file(f);
        case Rule::Body:
            return exit_body(f);
        case Rule::Item:
            return exit_item(f);
        case Rule::Condition:
            return exit_condition(f);
        case Rule::Label:
            return exit_label(f);
        case Rule::Type:
            if (top().rule == Rule::Item && !f.failed) top().type = span(f.begin, last_end_);
            return;
        case Rule::Expr:
            return exit_expr(f);
        case Rule::Primary:
            return exit_primary(f);
        case Rule::List:
            return exit_children(f, ExprKind::List);
        case Rule::Group:
            return exit_children(f, ExprKind::Paren);
        case Rule::Index:
            return exit_postfix(f, ExprKind::Index);
        case Rule::Arguments:
            return exit_postfix(f, ExprKind::Call);
        case Rule::String:
            return exit_children(f, ExprKind::String);
    }
}

void Builder::forget_last_value() {
    last_value_.ends_in_name_on_new_line = false;
    Expr& value = tree_.exprs[last_value_.value.index];
    value.kind = ExprKind::Error;
    value.span.begin = value.span.end = last_value_.assign_end;
    value.text = {};
    last_item()->span.end = last_value_.assign_end;
}

Item* Builder::last_item() { return items_.size() > top().items ? &tree_.items[items_.back().id.index] : nullptr; }

bool Builder::operand_complete(const Frame& f) const {
    return exprs_.size() - f.exprs > operators_.size() - f.operators;
}

}  // namespace hale::syntax
