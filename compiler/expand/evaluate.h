#pragma once
// Expressions to values. A mistake is reported once and gives an Unset value; whatever is computed from an Unset value
// is Unset in silence.
//
//   names        a variable's value; else a bare word (Word), with dots a Path
//   operators    evaluate.cc (what each accepts is in docs/reference/expressions.md)
//   strings      strings.cc: escapes and `${…}`
//   functions    functions.cc: the pure functions; an unknown one stays a Call, for the attribute's type to judge
//   rules        rules.cc: `when = …` is not evaluated but turned into a Rule

#include "compiler/expand/context.h"

namespace hale::expand {

/// The value of an expression. Its origin is invalid unless it comes from a variable; items of a written list have one.
model::Value evaluate(Context& c, syntax::ExprId id);

/// The value of an expression that is only looked at: a variable's value is not copied.
class Operand {
public:
    Operand(Context& c, syntax::ExprId id);
    Operand(Operand&&) = default;
    const model::Value& operator*() const { return at_ != nullptr ? *at_ : own_; }
    const model::Value* operator->() const { return &**this; }

private:
    model::Value own_;
    const model::Value* at_ = nullptr;  // in the scope
};

/// The same for a condition: nothing when it is no bool (reported: HL1005, with `what` as in "`if` takes …").
std::optional<bool> evaluate_condition(Context& c, syntax::ExprId id, std::string_view what);

/// A String expression; nothing when a mistake was reported (HL1009..HL1011).
std::optional<std::string> evaluate_string(Context& c, const syntax::Expr& e);

/// A call. `e` is the whole call.
model::Value evaluate_call(Context& c, const syntax::Expr& e);

/// `when = …` as ValueKind::Rule; Unset when a mistake was reported (HL1028).
model::Value evaluate_rule(Context& c, syntax::ExprId id);

/// The text of a scalar inside a string or as a map key: `web01`, `30s`, `7`. Nothing for lists, maps, calls, secrets.
std::optional<std::string> scalar_text(const model::Value& value);

/// Where a value is computed, every name must be declared. When the expression is a bare name, or a dotted one, that
/// begins with nothing declared, this reports HL1100 with a suggestion and gives true. `help` is said when nothing is
/// spelt alike; empty: how to declare it.
bool report_undeclared(Context& c, syntax::ExprId id, std::string_view help = {});
/// `true` or `false` for an undeclared `yes`, `off` …; else empty.
std::string_view meant_truth(const Context& c, syntax::ExprId id);
/// The question alone.
bool is_undeclared(const Context& c, syntax::ExprId id);
/// HL1101 for each `$name` in a string's raw text whose name is in scope. `span` is that of the text.
void warn_of_dollar_names(Context& c, source::Span span, std::string_view raw);

/// Reports HL1023 when the value is a call that nothing computes; the caller then needs no other diagnostic.
bool report_unknown_call(Context& c, const model::Value& value, source::Span span);

/// Rough bytes of a copy of the value. `depth` becomes the number of lists inside each other.
std::size_t weigh(const model::Value& value, int& depth);

/// Span of a word, number or piece of text.
inline source::Span word_span(const syntax::Expr& e) { return e.text.valid() ? e.text : e.span; }

}  // namespace hale::expand
