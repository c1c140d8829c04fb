#include "backends/cib_grammar/values.h"

#include <algorithm>

#include "compiler/xml/characters.h"

namespace hale::cib {

namespace {

bool digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view unsign(std::string_view text) {
    return text.starts_with('+') || text.starts_with('-') ? text.substr(1) : text;
}

bool is_zero(std::string_view number) {
    return std::all_of(number.begin(), number.end(), [](char c) { return c == '0'; });
}

/// libxml2 keeps 24 digits.
bool is_integer(std::string_view text) { return digits(unsign(text)) && unsign(text).size() <= 24; }
bool is_unsigned(std::string_view text) {
    return is_integer(text) && (!text.starts_with('-') || is_zero(unsign(text)));
}
bool is_positive(std::string_view text) {
    return is_integer(text) && !text.starts_with('-') && !is_zero(unsign(text));
}

bool is_level(std::string_view text) {
    if (!is_positive(text)) return false;
    const std::string_view number = unsign(text);
    const std::size_t first = number.find_first_not_of('0');
    return number.size() - first == 1;
}

bool is_devices(std::string_view text) {
    const auto plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
               c == '-';
    };
    if (text.empty() || text.front() == ',' || text.back() == ',') return false;
    char before = 'x';
    for (const char c : text) {
        if (c == ',' ? before == ',' : !plain(c)) return false;
        before = c;
    }
    return true;
}

bool is_ports(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || c == '-'; });
}

}  // namespace

std::string collapsed(std::string_view value) {
    std::string out;
    bool gap = false;
    for (const char c : value) {
        if (xml::is_space(c)) {
            gap = !out.empty();
            continue;
        }
        if (gap) out += ' ';
        gap = false;
        out += c;
    }
    return out;
}

bool is_of_type(std::string_view value, std::string_view type, Version version) {
    if (type == "text") return true;
    if (type == "ports") return is_ports(value);
    if (type == "devices") return is_devices(value);
    const std::string plain = collapsed(value);
    if (type == "id" || type == "ref") return xml::is_ncname(plain);
    if (type == "int") return is_integer(plain);
    if (type == "uint") return is_unsigned(plain);
    if (type == "positive") return is_positive(plain);
    if (type == "level") return is_level(plain);
    if (type == "bool") return plain == "true" || plain == "false" || plain == "1" || plain == "0";
    if (type == "score") {
        return is_integer(plain) || plain == "INFINITY" || plain == "+INFINITY" || plain == "-INFINITY";
    }
    const std::vector<std::string> choices = grammar().choices(type, version);
    return std::find(choices.begin(), choices.end(), plain) != choices.end();
}

std::string type_words(std::string_view type, Version version) {
    if (type == "id" || type == "ref") return "a name without blanks and colons that begins with a letter or `_`";
    if (type == "int") return "a whole number";
    if (type == "uint") return "a whole number from 0";
    if (type == "positive") return "a whole number from 1";
    if (type == "level") return "a whole number from 1 to 9";
    if (type == "bool") return "`true` or `false`";
    if (type == "score") return "a whole number, `INFINITY` or `-INFINITY`";
    if (type == "ports") return "a range of ports such as `2000-2010`";
    if (type == "devices") return "ids of fence devices with commas between";
    const std::vector<std::string> choices = grammar().choices(type, version);
    std::string out;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        if (i != 0) out += i + 1 == choices.size() ? " or " : ", ";
        out += '`' + choices[i] + '`';
    }
    return out;
}

}  // namespace hale::cib
