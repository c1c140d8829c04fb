// Expressions: leaves, postfixes, prefixes, and operators by precedence.

#include <algorithm>

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/builder.h"

namespace hale::syntax {

namespace {

constexpr int kLevels = 5;

/// 0 binds tightest.
int level_of(TokenKind op) {
    switch (op) {
        case TokenKind::Plus:
            return 0;
        case TokenKind::Range:
            return 1;
        case TokenKind::And:
            return 3;
        case TokenKind::Or:
            return 4;
        default:
            return 2;
    }
}

ExprKind kind_of(TokenKind op) {
    switch (op) {
        case TokenKind::Plus:
            return ExprKind::Add;
        case TokenKind::Range:
            return ExprKind::Range;
        case TokenKind::And:
            return ExprKind::And;
        case TokenKind::Or:
            return ExprKind::Or;
        case TokenKind::Eq:
            return ExprKind::Eq;
        case TokenKind::Ne:
            return ExprKind::Ne;
        case TokenKind::Lt:
            return ExprKind::Lt;
        case TokenKind::Le:
            return ExprKind::Le;
        case TokenKind::Gt:
            return ExprKind::Gt;
        default:
            return ExprKind::Ge;
    }
}

bool is_prefix(TokenKind k) { return k == TokenKind::Not || k == TokenKind::Minus; }

}  // namespace

Builder::Made Builder::leaf(ExprKind kind, std::uint32_t begin, std::uint32_t end) {
    Expr e;
    e.kind = kind;
    e.span = e.text = span(begin, end);
    tree_.exprs.push_back(e);
    return {ExprId(tree_.exprs.size() - 1), 1};
}

Builder::Made Builder::error(std::uint32_t begin, std::uint32_t end) {
    Expr e;
    e.span = span(begin, end);
    tree_.exprs.push_back(e);
    return {ExprId(tree_.exprs.size() - 1), 1};
}

Builder::Made Builder::make(Expr expr, const Made* children, std::size_t count, Frame& f, std::uint32_t height) {
    expr.children.begin = static_cast<std::uint32_t>(tree_.expr_list.size());
    for (std::size_t i = 0; i < count; ++i) {
        tree_.expr_list.push_back(children[i].id);
        height = std::max(height, children[i].height);
    }
    expr.children.end = static_cast<std::uint32_t>(tree_.expr_list.size());
    tree_.exprs.push_back(expr);
    Made made{ExprId(tree_.exprs.size() - 1), height + 1};
    check_height(made, f);
    return made;
}

void Builder::check_height(Made& made, Frame& f) {
    if (made.height <= kMaxHeight) return;
    const source::Span where = tree_.at(made.id).span;
    if (!f.too_deep) {
        reporter_.report(diag::TooDeep, where.begin, std::min(where.begin + 1, where.end), kMaxHeight)
            .help("{}", mistake_help(diag::TooDeep));
    }
    f.too_deep = true;
    made = error(where.begin, where.end);
}

void Builder::take_in_primary(Frame& f, TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    if (kind == TokenKind::Colon) {
        f.colon = true;
    } else if (kind == TokenKind::Dot) {
        finish_leaf(f);
        f.dot = true;
    } else if (f.dot) {
        f.dot = false;
        if (exprs_.size() == f.exprs) return;
        Expr e;
        e.kind = ExprKind::Member;
        e.span = span(tree_.at(exprs_.back().id).span.begin, end);
        e.text = span(begin, end);
        exprs_.back() = make(e, &exprs_.back(), 1, f);
    } else if (f.colon) {
        f.text_end = end;
    } else {
        f.leaf = kind;
        f.text_begin = begin;
        f.text_end = end;
    }
}

void Builder::finish_leaf(Frame& f) {
    if (f.rule != Rule::Primary) return;
    if (f.body) {
        Expr e;
        e.kind = ExprKind::Map;
        e.span = tree_.at(f.body).span;
        e.body = f.body;
        f.body = {};
        exprs_.push_back(make(e, nullptr, 0, f, f.height));
        return;
    }
    ExprKind kind = ExprKind::Error;
    switch (f.leaf) {
        case TokenKind::True:
        case TokenKind::False:
            kind = ExprKind::Bool;
            break;
        case TokenKind::Int:
            kind = ExprKind::Int;
            break;
        case TokenKind::Unit:
            kind = ExprKind::Unit;
            break;
        case TokenKind::Name:
            kind = f.colon ? ExprKind::Spec : ExprKind::Name;
            break;
        case TokenKind::Bad:
            kind = ExprKind::StringText;
            break;
        default:
            return;
    }
    f.leaf = TokenKind::End;
    Made made = leaf(kind, f.text_begin, f.text_end);
    if (kind == ExprKind::StringText) {
        Expr string;
        string.kind = ExprKind::String;
        string.span = span(f.text_begin, f.text_end);
        made = make(string, &made, 1, f);
    }
    exprs_.push_back(made);
}

void Builder::fail(Frame& f) {
    exprs_.resize(f.exprs);
    exprs_.push_back(error(f.begin, std::max(f.begin, last_end_)));
}

void Builder::exit_primary(Frame& f) {
    finish_leaf(f);
    if (f.failed || exprs_.size() != f.exprs + 1) fail(f);
    if (top().rule == Rule::Expr) apply_prefixes(top());
}

void Builder::apply_prefixes(Frame& f) {
    while (operators_.size() > f.operators && is_prefix(operators_.back().kind)) {
        const Operator op = operators_.back();
        operators_.pop_back();
        Expr e;
        e.kind = op.kind == TokenKind::Not ? ExprKind::Not : ExprKind::Negate;
        e.span = span(op.begin, std::max(op.end, tree_.at(exprs_.back().id).span.end));
        exprs_.back() = make(e, &exprs_.back(), 1, f);
    }
    if (operators_.size() == f.operators || !operators_.back().negates) return;
    Operator& minus = operators_.back();
    minus.negates = false;
    Expr e;
    e.kind = ExprKind::Negate;
    e.span = span(minus.begin, std::max(minus.end, tree_.at(exprs_.back().id).span.end));
    exprs_.back() = make(e, &exprs_.back(), 1, f);
}

void Builder::exit_children(Frame& f, ExprKind kind) {
    if (f.failed || (kind == ExprKind::Paren && exprs_.size() != f.exprs + 1)) return fail(f);
    Expr e;
    e.kind = kind;
    e.span = span(f.begin, std::max(f.begin, last_end_));
    const Made made = make(e, exprs_.data() + f.exprs, exprs_.size() - f.exprs, f);
    exprs_.resize(f.exprs);
    exprs_.push_back(made);
}

void Builder::exit_postfix(Frame& f, ExprKind kind) {
    const bool right = f.exprs > 0 && (kind == ExprKind::Call || exprs_.size() == f.exprs + 1);
    if (f.failed || !right) return fail(f);
    --f.exprs;  // what it is applied to
    Expr e;
    e.kind = kind;
    e.span = span(tree_.at(exprs_[f.exprs].id).span.begin, last_end_);
    const Made made = make(e, exprs_.data() + f.exprs, exprs_.size() - f.exprs, top());
    exprs_.resize(f.exprs);
    exprs_.push_back(made);
}

void Builder::take_in_string(Frame& f, TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    if (kind != TokenKind::Text) {
        f.after_text = false;
        return;
    }
    if (f.after_text) {  // `a$b` comes in pieces
        Expr& text = tree_.exprs[exprs_.back().id.index];
        text.span.end = text.text.end = end;
    } else {
        exprs_.push_back(leaf(ExprKind::StringText, begin, end));
    }
    f.after_text = true;
}

void Builder::exit_expr(Frame& f) {
    const std::size_t count = exprs_.size() - f.exprs;
    if (f.failed || count == 0 || count != operators_.size() - f.operators + 1) {
        operators_.resize(f.operators);
        return fail(f);
    }
    for (int level = 0; level < kLevels && operators_.size() > f.operators; ++level) fold(f, level);
}

/// Joins the operands around every run of operators of one level.
void Builder::fold(Frame& f, int level) {
    std::size_t out = f.exprs;
    std::size_t out_op = f.operators;
    const std::size_t ops = operators_.size() - f.operators;
    for (std::size_t i = 0; i <= ops;) {
        const std::size_t first = i;
        while (i < ops && level_of(operators_[f.operators + i].kind) == level) ++i;
        Made operand = exprs_[f.exprs + first];
        if (i > first) {
            const Made* run = exprs_.data() + f.exprs + first;
            const Operator& op = operators_[f.operators + first];
            Expr e;
            e.kind = kind_of(op.kind);
            e.span = source::join(tree_.at(run[0].id).span, tree_.at(run[i - first].id).span);
            if (i - first > 1 && (level == 1 || level == 2)) {  // `a < b < c`
                const Operator& second = operators_[f.operators + first + 1];
                reporter_.report(diag::ChainedComparison, second.begin, second.end)
                    .label(span(op.begin, op.end), "the first one")
                    .help("{}", mistake_help(diag::ChainedComparison));
                operand = error(e.span.begin, e.span.end);
            } else {
                operand = make(e, run, i - first + 1, f);
            }
        }
        exprs_[out++] = operand;
        if (i < ops) operators_[out_op++] = operators_[f.operators + i];
        ++i;
    }
    exprs_.resize(out);
    operators_.resize(out_op);
}

}  // namespace hale::syntax
