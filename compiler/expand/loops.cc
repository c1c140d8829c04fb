#include "compiler/diag/names_codes.h"
#include "compiler/expand/expander.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;
using syntax::Item;

namespace {

/// `name = "web01"`, cut so that a note stays one line.
std::string note_of(std::string_view name, const Value& value) {
    constexpr std::size_t longest = 60;
    std::string text = value.items.size() > 8 ? std::string(model::kind_name(value.kind)) : to_text(value);
    if (text.size() > longest) text = model::describe(value);
    return fmt::format("{} = {}", name, text);
}

}  // namespace

void Expander::loop(const Item& item, Target target) {
    c_.used_loops = 0;
    c_.used_param = {};
    const Operand over(c_, item.value);
    const LoopMask loops = c_.used_loops;
    const std::string_view param = c_.used_param;
    if (!*over) return;
    const bool map = over->is(ValueKind::Map);
    if (!map && !over->is(ValueKind::List)) {
        const source::Span span = c_.tree->at(item.value).span;
        if (!report_unknown_call(c_, *over, span)) c_.report(diag::NotIterable, span, model::describe(*over));
        return;
    }
    const bool top = at_top_;
    at_top_ = false;
    const model::OriginId around = c_.reporter.iteration;
    loops_.push_back({item.name, over->items.size() > 1});
    const LoopMask mine = loops | loop_bit(loops_.size() - 1);
    const bool two = item.second_name.valid();
    for (std::size_t i = 0; i < over->items.size() && !c_.stopped; ++i) {
        if (!c_.spend(item.span, sizeof(model::Origin))) break;
        Value first = map ? Value::string(over->keys()[i]) : over->items[i];
        const source::Span from = over->items[i].origin ? c_.origins.span(over->items[i].origin) : item.name;
        c_.reporter.iteration =
            c_.origins.add({model::OriginKind::Loop, from, around, note_of(c_.text(item.name), first)});
        c_.scope.open();
        declare(item.name, std::move(first), mine, param);
        if (two) {
            Value second = map ? over->items[i] : Value::integer(static_cast<std::int64_t>(i));
            declare(item.second_name, std::move(second), mine, param);
        }
        body(item.body, target);
        c_.scope.close();
        c_.reporter.iteration = around;
    }
    loops_.pop_back();
    at_top_ = top;
}

}  // namespace hale::expand
