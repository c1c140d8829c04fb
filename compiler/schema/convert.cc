#include "compiler/schema/convert.h"

#include <algorithm>

#include "compiler/diag/kinds_codes.h"
#include "compiler/support/suggest.h"
#include "compiler/value/address.h"
#include "compiler/value/describe.h"
#include "compiler/value/literal.h"

namespace hale::schema {

using model::Value;
using model::ValueKind;
using Why = ConvertError::Kind;

namespace {

Converted fail(const Type& type, const Value& raw, std::string suggestion = {}, Why kind = Why::WrongType) {
    std::string seen = type.tag == TypeTag::Secret ? std::string(model::kind_name(raw.kind)) : model::describe(raw);
    return {{}, ConvertError{kind, with_article(type), std::move(seen), {}, std::move(suggestion), raw.origin}};
}

/// A quoted value of a type that is no text: checked, then kept as written.
Converted verbatim(Value raw, ValueKind kind, std::int64_t number) {
    raw.kind = kind;
    raw.number = number;
    raw.verbatim = true;
    return {std::move(raw), {}};
}

Converted as(Value raw, ValueKind kind, std::int64_t number) {
    raw.kind = kind;
    raw.number = number;
    raw.text.clear();
    return {std::move(raw), {}};
}

Converted keep(Value raw) { return {std::move(raw), {}}; }

std::string quoted(const Value& raw) { return to_text(Value::string(raw.text)); }

/// How a bare word, number … would be written as a string.
std::string in_quotes(const Value& raw) {
    switch (raw.kind) {
        case ValueKind::Word:
        case ValueKind::Spec:
            return quoted(raw);
        case ValueKind::Path:
        case ValueKind::Int:
        case ValueKind::Bool:
            return '"' + to_text(raw) + '"';
        default:
            return {};
    }
}

Converted to_string(const Type& type, Value raw) {
    if (raw.is(ValueKind::String) || raw.is(ValueKind::Secret)) return keep(std::move(raw));
    if (raw.is(ValueKind::Int)) {  // `port = 3`: the digits are the text
        std::string digits = raw.text.empty() ? std::to_string(raw.number) : raw.text.str();
        return keep(Value::string(std::move(digits), raw.origin));
    }
    return fail(type, raw, in_quotes(raw));
}

Converted to_path(const Type& type, Value raw) {
    if (raw.is(ValueKind::String)) return keep(std::move(raw));
    return fail(type, raw, in_quotes(raw));
}

Converted to_address(const Type& type, Value raw) {
    if (!raw.is(ValueKind::String)) return fail(type, raw, in_quotes(raw));
    std::string why;
    if (const auto address = model::parse_address(raw.text, why)) {
        raw.set_address(*address);
        return keep(std::move(raw));
    }
    Converted out = fail(type, raw, {}, Why::BadAddress);
    out.error->why = std::move(why);
    return out;
}

Converted to_word(const Type& type, Value raw) {
    switch (raw.kind) {
        case ValueKind::Word:
            return keep(std::move(raw));
        case ValueKind::Spec:
            raw.kind = ValueKind::Word;
            return keep(std::move(raw));
        case ValueKind::String:
            return verbatim(std::move(raw), ValueKind::Word, 0);
        default:
            return fail(type, raw, in_quotes(raw));
    }
}

Converted to_int(const Type& type, Value raw) {
    if (raw.is(ValueKind::Int)) return keep(std::move(raw));
    const auto n = raw.is(ValueKind::String) ? model::parse_int(raw.text) : std::nullopt;
    return n ? verbatim(std::move(raw), ValueKind::Int, *n) : fail(type, raw);
}

Converted to_bool(const Type& type, Value raw) {
    if (raw.is(ValueKind::Bool)) return keep(std::move(raw));
    if (raw.is(ValueKind::String)) {
        const auto b = model::parse_bool(raw.text);
        return b ? verbatim(std::move(raw), ValueKind::Bool, *b ? 1 : 0) : fail(type, raw);
    }
    const auto meant = raw.is(ValueKind::Word)  ? model::parse_bool(raw.text)
                       : raw.is(ValueKind::Int) ? model::parse_bool(std::to_string(raw.number))
                                                : std::nullopt;
    return fail(type, raw, meant ? (*meant ? "true" : "false") : "");
}

/// Types whose bare literal has a kind of its own, and a plain number means `factor` of the base unit.
Converted to_measure(const Type& type, Value raw, ValueKind kind, std::int64_t factor,
                     std::optional<std::int64_t> (*parse)(std::string_view)) {
    if (raw.is(kind)) return keep(std::move(raw));
    if (raw.is(ValueKind::Int) && raw.number >= 0 && factor != 0) {
        const auto n = model::checked_mul(raw.number, factor);
        if (!n) return fail(type, raw);
        std::string seconds = kind == ValueKind::Duration ? std::to_string(raw.number) : std::string();
        Converted out = as(std::move(raw), kind, *n);
        out.value.text = std::move(seconds);  // a manager may write it without a unit too
        return out;
    }
    if (raw.is(ValueKind::Int) && factor == 0) return fail(type, raw, std::to_string(raw.number) + '%');
    const auto n = raw.is(ValueKind::String) ? parse(raw.text) : std::nullopt;
    return n ? verbatim(std::move(raw), kind, *n) : fail(type, raw);
}

Converted to_score(const Type& type, Value raw) {
    if (raw.is(ValueKind::Score)) return keep(std::move(raw));
    if (raw.is(ValueKind::Int)) {
        const std::int64_t n = std::clamp(raw.number, -model::kInfinity, model::kInfinity);
        return as(std::move(raw), ValueKind::Score, n);
    }
    if (raw.is(ValueKind::Word)) {
        if (const auto n = model::parse_score(raw.text)) return as(std::move(raw), ValueKind::Score, *n);
        return fail(type, raw, suggest(raw.text, std::vector<std::string>{"infinity", "-infinity"}));
    }
    const auto n = raw.is(ValueKind::String) ? model::parse_score(raw.text) : std::nullopt;
    return n ? verbatim(std::move(raw), ValueKind::Score, *n) : fail(type, raw);
}

Converted to_enum(const Type& type, Value raw) {
    const bool literal = raw.is(ValueKind::Int) || raw.is(ValueKind::Bool) || raw.is(ValueKind::Path);
    if (!raw.is(ValueKind::Word) && !raw.is(ValueKind::String) && !raw.is(ValueKind::Spec) && !literal) {
        return fail(type, raw);
    }
    const std::string word = literal ? to_text(raw) : raw.text.str();
    if (std::find(type.members.begin(), type.members.end(), word) == type.members.end()) {
        return fail(type, raw, suggest(word, type.members), Why::NotAMember);
    }
    if (raw.is(ValueKind::String)) return verbatim(std::move(raw), ValueKind::Word, 0);
    return keep(Value::word(word, raw.origin));
}

/// `parallel(a, b)` where a list may stand: the arguments are checked as items are.
bool is_list_call(const Value& raw) {
    return raw.is(ValueKind::Call) && (raw.text == "parallel" || raw.text == "any_of");
}

Converted to_list(const Type& type, Value raw) {
    if (!raw.is(ValueKind::List) && !(is_list_call(raw) && type.element && type.element->tag != TypeTag::List)) {
        Value list = Value::make(ValueKind::List, 0, {}, raw.origin);
        if (type.element) {
            Converted one = convert(*type.element, std::move(raw));
            if (one.error) {
                if (one.error->kind == Why::WrongType) one.error->expected = with_article(type);
                return one;
            }
            raw = std::move(one.value);
        }
        list.items.push_back(std::move(raw));
        return keep(std::move(list));
    }
    if (!type.element) return keep(std::move(raw));
    for (Value& item : raw.items) {
        Converted one = convert(*type.element, std::move(item));
        if (one.error) return one;
        item = std::move(one.value);
    }
    return keep(std::move(raw));
}

Converted to_map(const Type& type, Value raw) {
    if (!raw.is(ValueKind::Map)) return fail(type, raw);
    if (!type.element) return keep(std::move(raw));
    for (Value& item : raw.items) {
        Converted one = convert(*type.element, std::move(item));
        if (one.error) return one;
        item = std::move(one.value);
    }
    return keep(std::move(raw));
}

Converted to_ref(const Type& type, Value raw) {
    switch (raw.kind) {
        case ValueKind::Word:
        case ValueKind::Path:
        case ValueKind::Ref:
            return keep(std::move(raw));
        case ValueKind::String:  // `"node1.example.com"`: a name that is no word
            raw.kind = ValueKind::Word;
            raw.verbatim = std::find(type.members.begin(), type.members.end(), "quoted") != type.members.end();
            return keep(std::move(raw));
        default:
            return fail(type, raw);
    }
}

std::string range_text(const Attribute& a) {
    const auto show = [&](std::int64_t n) {
        const ValueKind kind = a.type.tag == TypeTag::Duration  ? ValueKind::Duration
                               : a.type.tag == TypeTag::Size    ? ValueKind::Size
                               : a.type.tag == TypeTag::Percent ? ValueKind::Percent
                                                                : ValueKind::Int;
        return to_text(Value::make(kind, n, {}, {}));
    };
    if (a.min && a.max) return show(*a.min) + " to " + show(*a.max);
    return a.min ? "at least " + show(*a.min) : "at most " + show(*a.max);
}

}  // namespace

std::string with_article(const Type& type) {
    switch (type.tag) {
        case TypeTag::Int:
        case TypeTag::Address:
            return "an " + to_text(type);
        case TypeTag::Enum:
        case TypeTag::Any:
            return to_text(type);
        default:
            return "a " + to_text(type);
    }
}

Converted convert(const Type& type, Value raw) {
    if (raw.is(ValueKind::Unset)) return keep(std::move(raw));
    switch (type.tag) {
        case TypeTag::String:
            return to_string(type, std::move(raw));
        case TypeTag::Int:
            return to_int(type, std::move(raw));
        case TypeTag::Bool:
            return to_bool(type, std::move(raw));
        case TypeTag::Duration:
            return to_measure(type, std::move(raw), ValueKind::Duration, 1000, model::parse_duration);
        case TypeTag::Size:
            return to_measure(type, std::move(raw), ValueKind::Size, 1, model::parse_size);
        case TypeTag::Percent:
            return to_measure(type, std::move(raw), ValueKind::Percent, 0, model::parse_percent);
        case TypeTag::Score:
            return to_score(type, std::move(raw));
        case TypeTag::Address:
            return to_address(type, std::move(raw));
        case TypeTag::Path:
            return to_path(type, std::move(raw));
        case TypeTag::Word:
            return to_word(type, std::move(raw));
        case TypeTag::Enum:
            return to_enum(type, std::move(raw));
        case TypeTag::List:
            return to_list(type, std::move(raw));
        case TypeTag::Map:
            return to_map(type, std::move(raw));
        case TypeTag::Ref:
            return to_ref(type, std::move(raw));
        case TypeTag::Secret:
            if (raw.is(ValueKind::Secret) || raw.is(ValueKind::String)) return keep(std::move(raw));
            return fail(type, raw);
        case TypeTag::Rule:
            if (raw.is(ValueKind::Rule)) return keep(std::move(raw));
            return fail(type, raw);
        case TypeTag::Any:
            return keep(std::move(raw));
    }
    return keep(std::move(raw));
}

Converted convert(const Attribute& attribute, Value raw) {
    Converted out = convert(attribute.type, std::move(raw));
    if (out.error || !(attribute.min || attribute.max) || out.value.is(ValueKind::Unset)) return out;
    const auto inside = [&](const Value& v) {
        if (v.is(ValueKind::String) || v.is(ValueKind::Word)) return true;  // `any`: only numbers have a size
        return (!attribute.min || v.number >= *attribute.min) && (!attribute.max || v.number <= *attribute.max);
    };
    const auto check = [&](const Value& v) {
        if (!inside(v)) {
            out.error = ConvertError{Why::OutOfRange, range_text(attribute), model::describe(v), {}, {}, v.origin};
        }
    };
    if (out.value.is(ValueKind::List)) {
        for (const Value& item : out.value.items) {
            if (!out.error) check(item);
        }
    } else {
        check(out.value);
    }
    if (out.error) out.value = {};
    return out;
}

diag::Report report(diag::Sink& sink, source::Span span, std::string_view name, const ConvertError& error) {
    diag::Diagnostic d;
    switch (error.kind) {
        case Why::WrongType:
            d = diag::make(diag::WrongType, span, name, error.expected, error.seen);
            if (!error.suggestion.empty()) d.help = fmt::format("write `{}`", error.suggestion);
            break;
        case Why::NotAMember:
            d = diag::make(diag::NotAMember, span, name, error.seen);
            d.label = error.expected;
            if (!error.suggestion.empty()) d.help = fmt::format("did you mean `{}`?", error.suggestion);
            break;
        case Why::BadAddress:
            d = diag::make(diag::BadAddress, span, error.seen, error.why);
            break;
        case Why::OutOfRange:
            d = diag::make(diag::OutOfRange, span, name, error.expected, error.seen);
            break;
    }
    return diag::Report(sink, std::move(d));
}

}  // namespace hale::schema
