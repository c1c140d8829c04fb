#include "compiler/value/words.h"

#include <algorithm>
#include <array>

#include "compiler/value/literal.h"

namespace hale::model {

namespace {

constexpr std::array<std::string_view, 10> kReserved = {"let", "use", "param", "import", "for",
                                                        "in",  "if",  "else",  "true",   "false"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool begins_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool in_name(char c) { return begins_name(c) || (c >= '0' && c <= '9') || c == '-'; }

}  // namespace

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

bool is_true(std::string_view text) { return parse_bool(text).value_or(false); }

bool is_true(const Value& value) {
    return value.is(ValueKind::Bool) ? value.number != 0 : is_true(std::string_view(plain_text(value)));
}

std::string plain_text(const Value& value) { return value.text.empty() ? to_text(value) : value.text; }

bool is_reserved(std::string_view text) {
    return std::find(kReserved.begin(), kReserved.end(), text) != kReserved.end();
}

bool is_bare_word(std::string_view text) {
    return !text.empty() && begins_name(text.front()) && std::all_of(text.begin(), text.end(), in_name) &&
           !is_reserved(text);
}

}  // namespace hale::model
