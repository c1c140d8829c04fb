#include "compiler/value/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/diag/printable.h"

namespace hale::model {

namespace {

/// Control characters, and those that turn the direction of text: .hale takes them only as `\u{…}` (HL0004).
bool is_hidden(char32_t c) {
    return c < 0x20 || c == 0x7F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        switch (c) {
            case '$':
                out += text.compare(i, 2, "${") == 0 ? "\\$" : "$";
                break;
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default: {
                const diag::CodePoint point = diag::decode(text, i);
                out += is_hidden(point.value) ? fmt::format("\\u{{{:X}}}", std::uint32_t{point.value})
                                              : text.substr(i, point.length);
                i += point.length - 1;
            }
        }
    }
    return out + '"';
}

std::string joined(const Items& items, std::string_view separator) {
    std::string out;
    for (const Value& item : items) {
        if (!out.empty()) out += separator;
        out += to_text(item);
    }
    return out;
}

std::string rule_text(const Rule& rule);

std::string operands(const Rule& rule, std::string_view op) {
    std::string out;
    for (const Rule& child : rule.children) {
        if (!out.empty()) out += op;
        const bool compound = child.op == Rule::Op::Or || child.op == Rule::Op::And;
        out += compound ? '(' + rule_text(child) + ')' : rule_text(child);
    }
    return out;
}

std::string rule_text(const Rule& rule) {
    using Op = Rule::Op;
    switch (rule.op) {
        case Op::Or:
            return operands(rule, " || ");
        case Op::And:
            return operands(rule, " && ");
        case Op::Not:
            return "!" + operands(rule, "");
        case Op::Eq:
            return operands(rule, " == ");
        case Op::Ne:
            return operands(rule, " != ");
        case Op::Lt:
            return operands(rule, " < ");
        case Op::Le:
            return operands(rule, " <= ");
        case Op::Gt:
            return operands(rule, " > ");
        case Op::Ge:
            return operands(rule, " >= ");
        case Op::Call:
            return rule.text + '(' + operands(rule, ", ") + ')';
        case Op::Literal:
            return rule.literal == ValueKind::String ? quoted(rule.text) : rule.text.str();
        case Op::Name:
            return rule.text;
    }
    return {};
}

std::string size_text(std::int64_t bytes) {
    static constexpr std::array<std::pair<std::string_view, std::int64_t>, 3> units = {
        {{"GiB", 1LL << 30}, {"MiB", 1LL << 20}, {"KiB", 1LL << 10}}};
    for (const auto& [unit, factor] : units) {
        if (bytes != 0 && bytes % factor == 0) return fmt::format("{}{}", bytes / factor, unit);
    }
    return std::to_string(bytes);
}

std::string score_text(std::int64_t score) {
    if (score >= kInfinity) return "infinity";
    if (score <= -kInfinity) return "-infinity";
    return std::to_string(score);
}

}  // namespace

Items::Items(std::vector<Value> values) {
    if (!values.empty()) own().values = std::move(values);
}
Items::Items(std::initializer_list<Value> values) {
    if (values.size() != 0) own().values = values;
}
Items::Items(const Items& other) : parts_(other.parts_ ? std::make_unique<Parts>(*other.parts_) : nullptr) {}
Items& Items::operator=(const Items& other) {
    if (this != &other) *this = Items(other);
    return *this;
}
Items::operator const std::vector<Value>&() const {
    static const std::vector<Value> none;
    return parts_ ? parts_->values : none;
}
void Items::push_back(Value value) { own().values.push_back(std::move(value)); }
void Items::pop_back() { parts_->values.pop_back(); }
void Items::reserve(std::size_t n) {
    if (n != 0) own().values.reserve(n);
}
void Items::clear() {
    if (!parts_) return;
    parts_->values.clear();
    parts_->keys.clear();
}
Parts& Items::own() {
    if (!parts_) parts_ = std::make_unique<Parts>();
    return *parts_;
}
bool operator==(const Items& a, const Items& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

const std::vector<Name>& Value::keys() const {
    static const std::vector<Name> none;
    return items.parts_ ? items.parts_->keys : none;
}
void Value::add(Name key, Value item) {
    items.own().keys.push_back(key);
    items.own().values.push_back(std::move(item));
}
const Rule* Value::rule() const { return items.parts_ ? items.parts_->rule.get() : nullptr; }
void Value::set_rule(Rule rule) { items.own().rule = std::make_shared<const Rule>(std::move(rule)); }
const Address* Value::address() const {
    return items.parts_ && items.parts_->address ? &*items.parts_->address : nullptr;
}
void Value::set_address(Address address) { items.own().address = address; }

Value Value::make(ValueKind k, std::int64_t n, Name s, OriginId o) {
    Value v;
    v.kind = k;
    v.number = n;
    v.text = s;
    v.origin = o;
    return v;
}

bool operator==(const Value& a, const Value& b) {
    const auto same_rule = [&] {
        const Rule *x = a.rule(), *y = b.rule();
        return x == y || (x != nullptr && y != nullptr && *x == *y);
    };
    return a.kind == b.kind && a.verbatim == b.verbatim && a.number == b.number && a.text == b.text &&
           a.entity == b.entity && a.member == b.member && a.items == b.items && a.keys() == b.keys() && same_rule();
}

std::string duration_text(std::int64_t ms) {
    static constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> units = {
        {{"d", 86'400'000}, {"h", 3'600'000}, {"min", 60'000}, {"s", 1'000}}};
    if (ms == 0) return "0s";
    for (const auto& [unit, factor] : units) {
        if (ms % factor == 0) return fmt::format("{}{}", ms / factor, unit);
    }
    return fmt::format("{}ms", ms);
}

std::string to_text(const Value& v) {
    if (v.verbatim) return quoted(v.text);
    switch (v.kind) {
        case ValueKind::Unset:
            return "?";
        case ValueKind::Bool:
            return v.number != 0 ? "true" : "false";
        case ValueKind::Int:
            return std::to_string(v.number);
        case ValueKind::Duration:
            return duration_text(v.number);
        case ValueKind::Size:
            return size_text(v.number);
        case ValueKind::Percent:
            return fmt::format("{}%", v.number);
        case ValueKind::Score:
            return score_text(v.number);
        case ValueKind::String:
            return quoted(v.text);
        case ValueKind::Word:
        case ValueKind::Spec:
            return v.text;
        case ValueKind::Path:
            return joined(v.items, ".");
        case ValueKind::Ref:
            return v.member.empty() ? v.text.str() : v.text + '.' + v.member;
        case ValueKind::List:
            return '[' + joined(v.items, ", ") + ']';
        case ValueKind::Call:
            return v.text + '(' + joined(v.items, ", ") + ')';
        case ValueKind::Secret:
            return "secret(" + quoted(v.text) + ')';
        case ValueKind::Rule:
            return v.rule() != nullptr ? rule_text(*v.rule()) : "?";
        case ValueKind::Map: {
            std::string out = "{ ";
            for (std::size_t i = 0; i < v.items.size(); ++i) out += v.keys()[i] + " = " + to_text(v.items[i]) + ' ';
            return out + '}';
        }
    }
    return "?";
}

}  // namespace hale::model
