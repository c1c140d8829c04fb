#include "compiler/value/describe.h"

#include <fmt/core.h>

namespace hale::model {

namespace {

constexpr std::size_t kLongest = 40;

/// At most kLongest bytes and never half a character.
std::string cut(const std::string& text) {
    if (text.size() <= kLongest) return text;
    std::size_t n = kLongest;
    while (n > 0 && (static_cast<unsigned char>(text[n]) & 0xC0u) == 0x80u) --n;
    return text.substr(0, n) + "…";
}

}  // namespace

std::string_view kind_name(ValueKind kind) {
    switch (kind) {
        case ValueKind::Unset:
            return "nothing";
        case ValueKind::Bool:
            return "a bool";
        case ValueKind::Int:
            return "an int";
        case ValueKind::Duration:
            return "a duration";
        case ValueKind::Size:
            return "a size";
        case ValueKind::Percent:
            return "a percentage";
        case ValueKind::Score:
            return "a score";
        case ValueKind::String:
            return "a string";
        case ValueKind::Word:
            return "a bare word";
        case ValueKind::Path:
            return "a dotted name";
        case ValueKind::Spec:
            return "an agent name";
        case ValueKind::Ref:
            return "a reference";
        case ValueKind::List:
            return "a list";
        case ValueKind::Map:
            return "a map";
        case ValueKind::Call:
            return "a call";
        case ValueKind::Secret:
            return "a secret";
        case ValueKind::Rule:
            return "a rule";
    }
    return "";
}

std::string describe(const Value& v) {
    switch (v.kind) {
        case ValueKind::String:
            return "the string " + to_text(Value::string(cut(v.text)));
        case ValueKind::Bool:
            return fmt::format("`{}`", to_text(v));
        case ValueKind::Int:
            return fmt::format("the number {}", v.number);
        case ValueKind::Duration:
        case ValueKind::Size:
        case ValueKind::Percent:
            return fmt::format("the {} `{}`", kind_name(v.kind).substr(2), to_text(v));
        case ValueKind::Word:
            return fmt::format("the word `{}`", cut(v.text));
        case ValueKind::Path:
            return fmt::format("the name `{}`", cut(to_text(v)));
        case ValueKind::Spec:
            return fmt::format("the agent name `{}`", cut(v.text));
        case ValueKind::Call:
            return fmt::format("the call `{}(…)`", cut(v.text));
        default:
            return std::string(kind_name(v.kind));
    }
}

}  // namespace hale::model
