#include "compiler/expand/params.h"

#include <algorithm>
#include <array>

#include "compiler/expand/context.h"
#include "compiler/value/address.h"
#include "compiler/value/literal.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;

namespace {

struct Scalar {
    std::string_view name;
    std::string_view article;
    ValueKind kind;
};
constexpr std::array<Scalar, 9> kScalars = {{{"string", "a string", ValueKind::String},
                                             {"int", "an int", ValueKind::Int},
                                             {"bool", "a bool (true or false)", ValueKind::Bool},
                                             {"duration", "a duration", ValueKind::Duration},
                                             {"size", "a size", ValueKind::Size},
                                             {"percent", "a percentage", ValueKind::Percent},
                                             {"address", "an IP address", ValueKind::String},
                                             {"path", "an absolute path", ValueKind::String},
                                             {"word", "a word", ValueKind::Word}}};

const Scalar* scalar(std::string_view name) {
    const auto it = std::find_if(kScalars.begin(), kScalars.end(), [&](const Scalar& s) { return s.name == name; });
    return it == kScalars.end() ? nullptr : &*it;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t' || text.front() == '\n'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\n')) text.remove_suffix(1);
    return text;
}

bool is_word(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    return !text.empty() && letter(text.front()) && std::all_of(text.begin(), text.end(), [&](char c) {
        return letter(c) || (c >= '0' && c <= '9') || c == '-';
    });
}

/// What a string must look like for the types that are text.
bool text_fits(std::string_view type, const std::string& text) {
    std::string why;
    if (type == "address") return model::parse_address(text, why).has_value();
    if (type == "path") return text.starts_with('/');
    return true;
}

std::optional<Value> number(ValueKind kind, std::optional<std::int64_t> n) {
    if (!n) return {};
    return Value::make(kind, *n, {}, {});
}

std::optional<Value> read_scalar(const Scalar& type, std::string_view text) {
    switch (type.kind) {
        case ValueKind::Int:
            return number(type.kind, model::parse_int(text));
        case ValueKind::Bool:
            if (text != "true" && text != "false") return {};
            return Value::boolean(text == "true");
        case ValueKind::Duration:
            return number(type.kind, model::parse_duration(text));
        case ValueKind::Size:
            return number(type.kind, model::parse_size(text));
        case ValueKind::Percent:
            return number(type.kind, model::parse_percent(text));
        case ValueKind::Word:
            if (!is_word(text)) return {};
            return Value::word(std::string(text));
        default:
            break;
    }
    if (text.size() > kMaxString || !text_fits(type.name, std::string(text))) return {};
    return Value::string(std::string(text));
}

/// `enum(lab, prod)`
std::optional<ParamType> enum_type(std::string_view text, std::string& wrong) {
    wrong = std::string(text);
    std::string_view rest = trimmed(text.substr(4));
    if (!rest.starts_with('(') || !rest.ends_with(')')) return {};
    rest = rest.substr(1, rest.size() - 2);
    ParamType out{"enum", nullptr, {}};
    while (true) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view member = trimmed(rest.substr(0, comma));
        if (!is_word(member)) return {};
        out.members.emplace_back(member);
        if (comma == rest.size()) return out;
        rest.remove_prefix(comma + 1);
    }
}

}  // namespace

std::optional<ParamType> parse_param_type(std::string_view text, std::string& wrong) {
    text = trimmed(text);
    if (text.starts_with("enum")) return enum_type(text, wrong);
    const std::size_t open = text.find('[');
    const std::string_view name = trimmed(text.substr(0, open));
    wrong = std::string(name);
    if (open == std::string_view::npos) {
        if (scalar(name) == nullptr) return {};
        return ParamType{std::string(name), nullptr, {}};
    }
    if (name != "list" || !text.ends_with(']')) return {};
    auto element = parse_param_type(text.substr(open + 1, text.size() - open - 2), wrong);
    if (!element) return {};
    if (element->element) {  // lists of lists have no notation on a command line
        wrong = std::string(text);
        return {};
    }
    return ParamType{"list", std::make_shared<ParamType>(std::move(*element)), {}};
}

std::string to_text(const ParamType& type) {
    if (!type.members.empty()) {
        std::string list;
        for (const std::string& m : type.members) list += (list.empty() ? "one of " : ", ") + m;
        return list;
    }
    if (type.element && !type.element->members.empty()) return "a list of which each is " + to_text(*type.element);
    return type.element ? "a list of " + type.element->name : std::string(scalar(type.name)->article);
}

std::optional<Value> read_param(const ParamType& type, std::string_view text) {
    if (!type.members.empty()) {
        const bool known = std::find(type.members.begin(), type.members.end(), text) != type.members.end();
        return known ? std::optional(Value::word(std::string(text))) : std::nullopt;
    }
    if (!type.element) return read_scalar(*scalar(type.name), text);
    Value out = Value::make(ValueKind::List, 0, {}, {});
    for (text = trimmed(text); !text.empty();) {
        const std::size_t comma = std::min(text.find(','), text.size());
        auto item = read_param(*type.element, trimmed(text.substr(0, comma)));
        if (!item || out.items.size() >= kMaxList) return {};
        out.items.push_back(std::move(*item));
        if (comma == text.size()) break;
        text.remove_prefix(comma + 1);
        if (text.empty()) return {};  // a comma at the end
    }
    return out;
}

bool fits(const ParamType& type, const Value& value) {
    if (type.element) {
        return value.is(ValueKind::List) && std::all_of(value.items.begin(), value.items.end(),
                                                        [&](const Value& item) { return fits(*type.element, item); });
    }
    if (!type.members.empty()) {
        return value.is(ValueKind::Word) &&
               std::find(type.members.begin(), type.members.end(), value.text) != type.members.end();
    }
    const Scalar& s = *scalar(type.name);
    if (value.is(ValueKind::Secret)) return type.name == "string";
    return value.is(s.kind) && (s.kind != ValueKind::String || text_fits(type.name, value.text));
}

}  // namespace hale::expand
