#include "compiler/expand/evaluate.h"

#include <algorithm>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/functions.h"
#include "compiler/support/suggest.h"
#include "compiler/value/describe.h"
#include "compiler/value/literal.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;
using syntax::Expr;
using syntax::ExprId;
using syntax::ExprKind;

bool Context::stop(source::Span span, std::string_view why) {
    if (!stopped) report(diag::ExpansionStopped, span, why);
    stopped = true;
    return false;
}

std::size_t weigh(const Value& v, int& depth) {
    std::size_t bytes = sizeof(Value) + v.text.size();
    int deepest = 0;
    for (const Value& item : v.items) {
        int below = 0;
        bytes += weigh(item, below);
        deepest = std::max(deepest, below + 1);
    }
    for (const Name& key : v.keys()) bytes += sizeof(std::string) + key.size();
    depth = deepest;
    return bytes;
}

bool report_unknown_call(Context& c, const Value& value, source::Span span) {
    if (!value.is(ValueKind::Call)) return false;
    auto report = c.report(diag::UnknownFunction, span, value.text);
    const std::string best = suggest(value.text, function_names());
    if (!best.empty()) report.help("did you mean `{}`?", best);
    return true;
}

namespace {

Value number(ValueKind kind, std::int64_t n) { return Value::make(kind, n, {}, {}); }

/// Depth of the recursion, because `!!!…` and `a.b.c.…` need no brackets.
class Deeper {
public:
    explicit Deeper(int& depth) : depth_(depth) { ++depth_; }
    ~Deeper() { --depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

private:
    int& depth_;
};

Value literal_int(Context& c, const Expr& e) {
    const std::string_view digits = c.text(word_span(e));
    const auto n = model::parse_int(digits);
    if (n) {
        Value out = Value::integer(*n);
        if (digits.size() > 1 && digits.front() == '0') out.text = digits;  // `port = 007` may be wanted as text
        return out;
    }
    c.report(diag::NumberTooLarge, e.span, "this number");
    return {};
}

Value literal_unit(Context& c, const Expr& e) {
    using Kind = model::UnitLiteral::Kind;
    const auto u = model::parse_unit_literal(c.text(word_span(e)));
    if (!u) {
        c.report(diag::NumberTooLarge, e.span, "this number");
        return {};
    }
    return number(u->kind == Kind::Duration ? ValueKind::Duration
                  : u->kind == Kind::Size   ? ValueKind::Size
                                            : ValueKind::Percent,
                  u->number);
}

/// The variable that a Name expression names, and notes that it was used.
const Variable* variable(Context& c, const Expr& e) {
    if (e.kind != ExprKind::Name) return nullptr;
    const Variable* v = c.scope.find(c.text(word_span(e)));
    if (v == nullptr) return nullptr;
    c.used_loops |= v->loops;
    if (!v->param.empty()) c.used_param = v->param;
    return v;
}

Value name(Context& c, const Expr& e) {
    if (const Variable* v = variable(c, e)) {
        if (!c.spend(e.span, v->weight)) return {};
        return v->value;
    }
    const std::string_view word = c.text(word_span(e));
    if (const source::Span later = c.scope.coming(word); later.valid()) {
        c.report(diag::UsedBeforeLet, e.span, word).label(later, "it is declared here");
        return {};
    }
    return Value::word(std::string(word));
}

Value list(Context& c, const Expr& e) {
    Value out = number(ValueKind::List, 0);
    const auto children = c.tree->children(e);
    if (children.size() > kMaxList) {
        c.report(diag::TooLong, e.span, "list", fmt::format("{} items", kMaxList));
        return {};
    }
    out.items.reserve(children.size());
    bool poisoned = false;
    for (const ExprId id : children) {
        Value item = evaluate(c, id);
        poisoned |= item.is(ValueKind::Unset);
        if (!item.origin) item.origin = c.origin(c.tree->at(id).span);
        out.items.push_back(std::move(item));
    }
    return poisoned ? Value{} : std::move(out);
}

Value map(Context& c, const Expr& e) {
    Value out = number(ValueKind::Map, 0);
    bool poisoned = false;
    for (const syntax::ItemId id : c.tree->items_of(e.body)) {
        const syntax::Item& item = c.tree->at(id);
        if (item.kind == syntax::ItemKind::Error) {
            poisoned = true;
            continue;
        }
        if (item.kind != syntax::ItemKind::Attribute) {
            c.report(diag::Misplaced, item.span, "a map holds only `name = value`");
            poisoned = true;
            continue;
        }
        std::optional<std::string> key =
            item.quoted ? evaluate_string(c, c.tree->at(item.name_expr)) : std::string(c.text(item.name));
        Value value = evaluate(c, item.value);
        if (!key || value.is(ValueKind::Unset)) {
            poisoned = true;
            continue;
        }
        if (std::find(out.keys().begin(), out.keys().end(), *key) != out.keys().end()) {
            c.report(diag::AlreadyDeclared, item.quoted ? c.tree->at(item.name_expr).span : item.name, *key);
            poisoned = true;
            continue;
        }
        if (!value.origin) value.origin = c.origin(c.tree->at(item.value).span);
        out.add(*key, std::move(value));
    }
    return poisoned ? Value{} : std::move(out);
}

bool wrong_operands(Context& c, const Expr& e, std::string_view verb, const Value& a, const Value& b) {
    if (a.is(ValueKind::Unset) || b.is(ValueKind::Unset)) return true;
    if (report_unknown_call(c, a, e.span) || report_unknown_call(c, b, e.span)) return true;
    auto report = c.report(diag::WrongOperands, e.span, verb, model::kind_name(a.kind), model::kind_name(b.kind));
    const auto one_of = [&](ValueKind kind) { return a.is(kind) || b.is(kind); };
    if (one_of(ValueKind::Word) && one_of(ValueKind::String)) {
        report.help("write the word in quotes: \"{}\"", a.is(ValueKind::Word) ? a.text : b.text);
    } else if (one_of(ValueKind::String) && !one_of(ValueKind::List) && !one_of(ValueKind::Map)) {
        report.help("put values into text with `${{…}}`, as in \"web${{i}}\"");
    }
    return true;
}

bool is_number(const Value& v) {
    return v.is(ValueKind::Int) || v.is(ValueKind::Duration) || v.is(ValueKind::Size) || v.is(ValueKind::Percent);
}

Value add_two(Context& c, const Expr& e, Value a, Value b) {
    if (a.is(ValueKind::String) && b.is(ValueKind::String)) {
        if (a.text.size() + b.text.size() > kMaxString) {
            c.report(diag::TooLong, e.span, "string", "1 MiB");
            return {};
        }
        a.text = a.text + b.text;
        return c.spend(e.span, a.text.size()) ? std::move(a) : Value{};
    }
    if (a.is(ValueKind::List) && b.is(ValueKind::List)) {
        if (a.items.size() + b.items.size() > kMaxList) {
            c.report(diag::TooLong, e.span, "list", fmt::format("{} items", kMaxList));
            return {};
        }
        a.items.append(std::make_move_iterator(b.items.begin()), std::make_move_iterator(b.items.end()));
        return a;
    }
    if (is_number(a) && a.kind == b.kind) {
        if (const auto sum = model::checked_add(a.number, b.number)) return number(a.kind, *sum);
        c.report(diag::NumberTooLarge, e.span, "this sum");
        return {};
    }
    wrong_operands(c, e, "add", a, b);
    return {};
}

Value add(Context& c, const Expr& e) {
    const auto children = c.tree->children(e);
    for (const ExprId id : children) {
        if (report_undeclared(c, id)) return {};
    }
    Value sum = evaluate(c, children[0]);
    for (std::size_t i = 1; i < children.size(); ++i) {
        Value next = evaluate(c, children[i]);
        sum = add_two(c, e, std::move(sum), std::move(next));
    }
    sum.origin = {};
    return sum;
}

Value negate(Context& c, const Expr& e) {
    const ExprId child = c.tree->children(e)[0];
    Value v = evaluate(c, child);
    v.origin = {};
    switch (v.kind) {
        case ValueKind::Unset:
            return v;
        case ValueKind::Int:
            if (const auto n = model::checked_mul(v.number, -1)) return Value::integer(*n);
            c.report(diag::NumberTooLarge, e.span, "this number");
            return {};
        case ValueKind::Word:
            if (!v.text.starts_with('-') && model::parse_score(v.text)) return Value::word('-' + v.text);
            [[fallthrough]];
        default:
            if (!report_undeclared(c, child) && !report_unknown_call(c, v, e.span))
                c.report(diag::WrongOperand, e.span, "-", "an int", model::describe(v));
            return {};
    }
}

Value range(Context& c, const Expr& e) {
    const auto children = c.tree->children(e);
    if (report_undeclared(c, children[0]) || report_undeclared(c, children[1])) return {};
    const Value from = evaluate(c, children[0]), to = evaluate(c, children[1]);
    if (!from.is(ValueKind::Int) || !to.is(ValueKind::Int)) {
        wrong_operands(c, e, "make a range from", from, to);
        return {};
    }
    Value out = number(ValueKind::List, 0);
    if (to.number < from.number) return out;
    const auto count = static_cast<std::uint64_t>(to.number) - static_cast<std::uint64_t>(from.number);
    if (count >= kMaxList) {
        c.report(diag::TooLong, e.span, "list", fmt::format("{} items", kMaxList));
        return {};
    }
    if (!c.spend(e.span, (count + 1) * sizeof(Value))) return {};
    out.items.reserve(count + 1);
    for (std::int64_t n = from.number;; ++n) {
        out.items.push_back(Value::integer(n));
        if (n == to.number) return out;
    }
}

/// -1, 0, 1; nothing when the two have no order.
std::optional<int> compare(const Value& a, const Value& b) {
    const auto sign = [](auto x, auto y) { return x < y ? -1 : x == y ? 0 : 1; };
    if (a.kind != b.kind) return {};
    if (is_number(a)) return sign(a.number, b.number);
    if (a.is(ValueKind::String)) return sign(std::string_view(a.text), std::string_view(b.text));
    return {};
}

Value comparison(Context& c, const Expr& e) {
    const auto children = c.tree->children(e);
    // A bare word may stand beside a value that is a word; never two of them.
    const bool bare_left = is_undeclared(c, children[0]), bare_right = is_undeclared(c, children[1]);
    if (bare_left && bare_right) {
        report_undeclared(c, children[0]);
        return {};
    }
    const Operand left(c, children[0]), right(c, children[1]);
    const Value &a = *left, &b = *right;
    if (!a || !b) return {};
    const auto is_name = [](const Value& v) { return v.is(ValueKind::Word) || v.is(ValueKind::Path); };
    if (bare_left && !is_name(b) && report_undeclared(c, children[0])) return {};
    if (bare_right && !is_name(a) && report_undeclared(c, children[1])) return {};
    const bool equality = e.kind == ExprKind::Eq || e.kind == ExprKind::Ne;
    if (equality && a.kind == b.kind && !a.is(ValueKind::Call))
        return Value::boolean((a == b) == (e.kind == ExprKind::Eq));
    const auto order = equality ? std::nullopt : compare(a, b);
    if (!order) {
        wrong_operands(c, e, "compare", a, b);
        return {};
    }
    switch (e.kind) {
        case ExprKind::Lt:
            return Value::boolean(*order < 0);
        case ExprKind::Le:
            return Value::boolean(*order <= 0);
        case ExprKind::Gt:
            return Value::boolean(*order > 0);
        default:
            return Value::boolean(*order >= 0);
    }
}

/// `a && b && …`: stops at the first operand that decides.
Value logic(Context& c, const Expr& e) {
    const bool all = e.kind == ExprKind::And;
    for (const ExprId id : c.tree->children(e)) {
        const auto b = evaluate_condition(c, id, all ? "&&" : "||");
        if (!b) return {};
        if (*b != all) return Value::boolean(!all);
    }
    return Value::boolean(all);
}

/// A dotted name that starts with no variable.
bool is_plain_path(Context& c, const Expr& e) {
    const Expr* at = &e;
    while (at->kind == ExprKind::Member) at = &c.tree->at(c.tree->children(*at)[0]);
    return at->kind == ExprKind::Name && c.scope.find(c.text(word_span(*at))) == nullptr;
}

Value longer_name(Value base, std::string_view member) {
    if (base.is(ValueKind::Word)) {
        Value path = number(ValueKind::Path, 0);
        path.items.push_back(std::move(base));
        base = std::move(path);
    }
    base.items.push_back(Value::word(std::string(member)));
    base.origin = {};
    return base;
}

/// `.member` of a name that a variable holds: `name` is its last word as text, anything else makes the name longer.
Value member_of_name(Value base, std::string_view member) {
    if (member != "name") return longer_name(std::move(base), member);
    return Value::string(base.is(ValueKind::Word) ? base.text : base.items.back().text);
}

const Value* item_of_map(Context& c, const Expr& e, const Value& base, std::string_view key) {
    const auto it = std::find(base.keys().begin(), base.keys().end(), key);
    if (it != base.keys().end()) return &base.items[static_cast<std::size_t>(it - base.keys().begin())];
    auto report = c.report(diag::NoSuchItem, e.span, "this map", fmt::format("`{}`", key));
    if (const std::string best = suggest(key, base.keys()); !best.empty()) report.help("did you mean `{}`?", best);
    return nullptr;
}

/// A copy of an item of `base`, paid for.
Value copy_of(Context& c, const Expr& e, const Value* item) {
    int depth = 0;
    return item != nullptr && c.spend(e.span, weigh(*item, depth)) ? *item : Value{};
}

Value member(Context& c, const Expr& e) {
    const ExprId child = c.tree->children(e)[0];
    const std::string_view word = c.text(e.text);
    if (is_plain_path(c, e)) {
        Value base = evaluate(c, child);
        return base ? longer_name(std::move(base), word) : Value{};
    }
    const Operand base(c, child);
    switch (base->kind) {
        case ValueKind::Unset:
            return {};
        case ValueKind::Map:
            return copy_of(c, e, item_of_map(c, e, *base, word));
        case ValueKind::Word:
        case ValueKind::Path:
            return member_of_name(*base, word);
        default:
            if (!report_unknown_call(c, *base, e.span)) c.report(diag::NoMember, e.text, model::describe(*base), word);
            return {};
    }
}

Value index(Context& c, const Expr& e) {
    const auto children = c.tree->children(e);
    if (report_undeclared(c, children[0]) || report_undeclared(c, children[1])) return {};
    const Operand base(c, children[0]);
    const Value key = evaluate(c, children[1]);
    if (!*base || !key) return {};
    if (base->is(ValueKind::Map) && key.is(ValueKind::String)) return copy_of(c, e, item_of_map(c, e, *base, key.text));
    if (!base->is(ValueKind::List) || !key.is(ValueKind::Int)) {
        wrong_operands(c, e, "index", *base, key);
        return {};
    }
    if (key.number < 0 || static_cast<std::uint64_t>(key.number) >= base->items.size()) {
        c.report(diag::NoSuchItem, e.span, fmt::format("this list of {}", base->items.size()),
                 std::to_string(key.number))
            .help("the first item has the number 0");
        return {};
    }
    return copy_of(c, e, &base->items[static_cast<std::size_t>(key.number)]);
}

Value dispatch(Context& c, const Expr& e) {
    switch (e.kind) {
        case ExprKind::Error:
        case ExprKind::StringText:
            return {};
        case ExprKind::Bool:
            return Value::boolean(c.text(word_span(e)) == "true");
        case ExprKind::Int:
            return literal_int(c, e);
        case ExprKind::Unit:
            return literal_unit(c, e);
        case ExprKind::Name:
            return name(c, e);
        case ExprKind::Spec:
            return Value::make(ValueKind::Spec, 0, std::string(c.text(word_span(e))), {});
        case ExprKind::String: {
            auto text = evaluate_string(c, e);
            return text ? Value::string(std::move(*text)) : Value{};
        }
        case ExprKind::List:
            return list(c, e);
        case ExprKind::Map:
            return map(c, e);
        case ExprKind::Paren:
            return evaluate(c, c.tree->children(e)[0]);
        case ExprKind::Not: {
            const auto b = evaluate_condition(c, c.tree->children(e)[0], "!");
            return b ? Value::boolean(!*b) : Value{};
        }
        case ExprKind::Negate:
            return negate(c, e);
        case ExprKind::Or:
        case ExprKind::And:
            return logic(c, e);
        case ExprKind::Eq:
        case ExprKind::Ne:
        case ExprKind::Lt:
        case ExprKind::Le:
        case ExprKind::Gt:
        case ExprKind::Ge:
            return comparison(c, e);
        case ExprKind::Add:
            return add(c, e);
        case ExprKind::Range:
            return range(c, e);
        case ExprKind::Member:
            return member(c, e);
        case ExprKind::Index:
            return index(c, e);
        case ExprKind::Call:
            return evaluate_call(c, e);
    }
    return {};
}

}  // namespace

Operand::Operand(Context& c, ExprId id) {
    while (id && c.tree->at(id).kind == ExprKind::Paren) id = c.tree->children(c.tree->at(id))[0];
    const Variable* v = id ? variable(c, c.tree->at(id)) : nullptr;
    if (v == nullptr) {
        own_ = evaluate(c, id);
        return;
    }
    c.steps += v->weight / 1024;  // whoever asked for it will look through it
    at_ = &v->value;
}

Value evaluate(Context& c, ExprId id) {
    if (!id) return {};
    const Expr& e = c.tree->at(id);
    const Deeper deeper(c.expr_depth);
    if (c.expr_depth > kMaxExprDepth) {
        c.stop(e.span, "an expression is nested too deeply");
        return {};
    }
    if (!c.spend(e.span)) return {};
    return dispatch(c, e);
}

std::optional<bool> evaluate_condition(Context& c, ExprId id, std::string_view what) {
    const std::string_view truth = meant_truth(c, id);
    if (truth.empty() && report_undeclared(c, id)) return {};
    const Value v = evaluate(c, id);
    if (v.is(ValueKind::Bool)) return v.number != 0;
    if (!v || report_unknown_call(c, v, c.tree->at(id).span)) return {};
    diag::Report report = c.report(diag::NotABool, c.tree->at(id).span, what, model::describe(v));
    if (!truth.empty()) report.help("write `{}`", truth);
    return {};
}

}  // namespace hale::expand
