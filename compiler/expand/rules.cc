// `when = …` to a Rule. Nothing is computed except what hale knows and the manager cannot: variables become literals,
// strings are put together. Everything else stays for Pacemaker; what it may contain is checked by its backend.

#include "compiler/diag/names_codes.h"
#include "compiler/expand/evaluate.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Rule;
using model::Value;
using model::ValueKind;
using syntax::Expr;
using syntax::ExprKind;

namespace {

std::optional<Rule> rule(Context& c, syntax::ExprId id);

std::optional<Rule::Op> operation(ExprKind kind) {
    switch (kind) {
        case ExprKind::Or:
            return Rule::Op::Or;
        case ExprKind::And:
            return Rule::Op::And;
        case ExprKind::Not:
            return Rule::Op::Not;
        case ExprKind::Eq:
            return Rule::Op::Eq;
        case ExprKind::Ne:
            return Rule::Op::Ne;
        case ExprKind::Lt:
            return Rule::Op::Lt;
        case ExprKind::Le:
            return Rule::Op::Le;
        case ExprKind::Gt:
            return Rule::Op::Gt;
        case ExprKind::Ge:
            return Rule::Op::Ge;
        default:
            return {};
    }
}

std::optional<Rule> with_children(Context& c, Rule out, syntax::Tree::Exprs children) {
    bool good = true;
    for (const syntax::ExprId id : children) {
        auto child = rule(c, id);
        good &= child.has_value();
        if (child) out.children.push_back(std::move(*child));
    }
    return good ? std::optional(std::move(out)) : std::nullopt;
}

/// `a && b && c` is one operation with three operands; parentheses make an operation of their own.
void splice(Context& c, const Expr& e, Rule& out) {
    if (out.op != Rule::Op::And && out.op != Rule::Op::Or) return;
    if (c.tree->at(c.tree->children(e)[0]).kind != e.kind) return;
    Rule first = std::move(out.children.front());
    out.children.erase(out.children.begin());
    out.children.insert(out.children.begin(), std::make_move_iterator(first.children.begin()),
                        std::make_move_iterator(first.children.end()));
}

std::optional<Rule> call(Context& c, const Expr& e) {
    const auto children = c.tree->children(e);
    const Expr& callee = c.tree->at(children[0]);
    if (callee.kind != ExprKind::Name) {
        c.report(diag::NotInRule, e.span, "this call");
        return {};
    }
    Rule out{Rule::Op::Call, std::string(c.text(word_span(callee))), {}, {}};
    return with_children(c, std::move(out), {children.b + 1, children.e});
}

std::optional<Rule> literal(Context& c, const Expr& e, syntax::ExprId id) {
    const Value v = evaluate(c, id);
    if (!v) return {};
    auto text = scalar_text(v);
    if (!text) {
        c.report(diag::NotInRule, e.span, model::kind_name(v.kind));
        return {};
    }
    if (v.is(ValueKind::Word) || v.is(ValueKind::Path)) return Rule{Rule::Op::Name, std::move(*text), {}, {}};
    return Rule{Rule::Op::Literal, std::move(*text), {}, v.kind};
}

std::optional<Rule> rule(Context& c, syntax::ExprId id) {
    const Expr& e = c.tree->at(id);
    if (e.kind == ExprKind::Paren) return rule(c, c.tree->children(e)[0]);
    if (!c.spend(e.span)) return {};
    if (++c.expr_depth > kMaxExprDepth) c.stop(e.span, "an expression is nested too deeply");
    std::optional<Rule> out;
    if (c.stopped) {
    } else if (e.kind == ExprKind::Call) {
        out = call(c, e);
    } else if (const auto op = operation(e.kind)) {
        out = with_children(c, Rule{*op, {}, {}, {}}, c.tree->children(e));
        if (out) splice(c, e, *out);
    } else {
        out = literal(c, e, id);
    }
    if (out) out->span = e.span;
    --c.expr_depth;
    return out;
}

}  // namespace

Value evaluate_rule(Context& c, syntax::ExprId id) {
    if (!id) return {};
    auto tree = rule(c, id);
    if (!tree) return {};
    Value out = Value::make(ValueKind::Rule, 0, {}, {});
    out.set_rule(std::move(*tree));
    return out;
}

}  // namespace hale::expand
