#include "compiler/value/literal.h"

#include <array>
#include <charconv>
#include <string>
#include <utility>

#include "compiler/support/breakage.h"
#include "compiler/value/value.h"

namespace hale::model {

namespace {

using Units = std::pair<std::string_view, std::int64_t>;

constexpr std::int64_t kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes the digits at the start of `text`.
std::optional<std::int64_t> take_number(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && is_digit(text[n])) ++n;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + n, value);
    if (n == 0 || error != std::errc() || end != text.data() + n) return {};
    text.remove_prefix(n);
    return value;
}

/// Takes everything up to the next digit.
std::string_view take_unit(std::string_view& text) {
    std::size_t n = 0;
    while (n < text.size() && !is_digit(text[n])) ++n;
    const std::string_view unit = text.substr(0, n);
    text.remove_prefix(n);
    return unit;
}

template <std::size_t N>
std::optional<std::int64_t> factor_of(const std::array<Units, N>& units, std::string_view unit) {
    for (const auto& [name, factor] : units) {
        if (name == unit) return factor;
    }
    return {};
}

/// After the `P` of an ISO 8601 duration.
std::optional<std::int64_t> parse_iso_duration(std::string_view text) {
    static constexpr std::array<Units, 2> dates = {{{"w", 7 * kDay}, {"d", kDay}}};
    static constexpr std::array<Units, 3> times = {{{"h", kHour}, {"m", kMinute}, {"s", kSecond}}};
    std::int64_t total = 0;
    bool in_time = false, any = false;
    while (!text.empty()) {
        if (!in_time && text.front() == 't') {
            in_time = true;
            text.remove_prefix(1);
        }
        const auto number = take_number(text);
        if (!number || text.empty()) return {};
        const auto factor = in_time ? factor_of(times, text.substr(0, 1)) : factor_of(dates, text.substr(0, 1));
        text.remove_prefix(1);
        const auto part = factor ? checked_mul(*number, *factor) : std::nullopt;
        const auto sum = part ? checked_add(total, *part) : std::nullopt;
        if (!sum) return {};
        total = *sum;
        any = true;
    }
    return any ? std::optional(total) : std::nullopt;
}

}  // namespace

std::optional<std::int64_t> checked_mul(std::int64_t value, std::int64_t factor) {
    std::int64_t out = 0;
    if (__builtin_mul_overflow(value, factor, &out)) return {};
    return out;
}

std::optional<std::int64_t> checked_add(std::int64_t a, std::int64_t b) {
    std::int64_t out = 0;
    if (__builtin_add_overflow(a, b, &out)) return {};
    return out;
}

std::optional<std::int64_t> parse_int(std::string_view text) {
    if (text.starts_with('+') && !text.starts_with("+-")) text.remove_prefix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::optional<bool> parse_bool(std::string_view text) {
    const std::string word = lower(text);
    for (const std::string_view yes : {"true", "yes", "on", "y", "1"}) {
        if (word == yes) return true;
    }
    for (const std::string_view no : {"false", "no", "off", "n", "0"}) {
        if (word == no) return false;
    }
    return {};
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
    static constexpr std::array<Units, 12> units = {{{"", kSecond},
                                                     {"s", kSecond},
                                                     {"sec", kSecond},
                                                     {"ms", 1},
                                                     {"msec", 1},
                                                     {"m", kMinute},
                                                     {"min", kMinute},
                                                     {"h", kHour},
                                                     {"hr", kHour},
                                                     {"d", kDay},
                                                     {"w", 7 * kDay},
                                                     {"y", 365 * kDay}}};
    const std::string all = lower(text);
    std::string_view rest = all;
    if (rest.empty()) return {};
    if (rest.front() == 'p') return parse_iso_duration(rest.substr(1));
    std::int64_t total = 0;
    for (bool first = true; !rest.empty(); first = false) {
        const auto number = take_number(rest);
        if (!number) return {};
        const std::string_view unit = take_unit(rest);
        if (HALE_BREAK("duration.rest-without-unit", unit.empty() && !first, false))
            return {};  // `1h30`: nobody knows what 30 is
        if (unit == "us" || unit == "usec") {
            total = checked_add(total, *number / 1000).value_or(-1);
            if (total < 0) return {};
            continue;
        }
        const auto factor = factor_of(units, unit);
        const auto part = factor ? checked_mul(*number, *factor) : std::nullopt;
        const auto sum = part ? checked_add(total, *part) : std::nullopt;
        if (!sum) return {};
        total = *sum;
    }
    return total;
}

std::optional<std::int64_t> parse_size(std::string_view text) {
    static constexpr std::int64_t k = 1024;
    static constexpr std::array<Units, 14> units = {{{"", 1},
                                                     {"b", 1},
                                                     {"k", k},
                                                     {"kb", k},
                                                     {"kib", k},
                                                     {"m", k * k},
                                                     {"mb", k * k},
                                                     {"mib", k * k},
                                                     {"g", k * k * k},
                                                     {"gb", k * k * k},
                                                     {"gib", k * k * k},
                                                     {"t", k * k * k * k},
                                                     {"tb", k * k * k * k},
                                                     {"tib", k * k * k * k}}};
    const std::string all = lower(text);
    std::string_view rest = all;
    const auto number = take_number(rest);
    const auto factor = number ? factor_of(units, rest) : std::nullopt;
    return factor ? checked_mul(*number, *factor) : std::nullopt;
}

std::optional<std::int64_t> parse_percent(std::string_view text) {
    const auto number = take_number(text);
    if (!number || !(text.empty() || text == "%")) return {};
    return number;
}

std::optional<std::int64_t> parse_score(std::string_view text) {
    const std::string all = lower(text);
    std::string_view word = all;
    if (word.starts_with('+')) word.remove_prefix(1);
    if (word == "infinity" || word == "inf") return kInfinity;
    if (word == "-infinity" || word == "-inf") return -kInfinity;
    const auto number = parse_int(text);
    if (!number) return {};
    return HALE_BREAK("score.infinity-cap", *number >= kInfinity, *number > kInfinity + 1) ? kInfinity
           : *number <= -kInfinity                                                         ? -kInfinity
                                                                                           : *number;
}

std::optional<UnitLiteral> parse_unit_literal(std::string_view text) {
    using Kind = UnitLiteral::Kind;
    struct Row {
        std::string_view unit;
        Kind kind;
        std::int64_t factor;
    };
    static constexpr std::array<Row, 9> rows = {{{"ms", Kind::Duration, 1},
                                                 {"s", Kind::Duration, kSecond},
                                                 {"min", Kind::Duration, kMinute},
                                                 {"h", Kind::Duration, kHour},
                                                 {"d", Kind::Duration, kDay},
                                                 {"KiB", Kind::Size, 1LL << 10},
                                                 {"MiB", Kind::Size, 1LL << 20},
                                                 {"GiB", Kind::Size, 1LL << 30},
                                                 {"%", Kind::Percent, 1}}};
    const auto number = take_number(text);
    if (!number) return {};
    for (const Row& row : rows) {
        if (row.unit != text) continue;
        const auto value = checked_mul(*number, row.factor);
        if (!value) return {};
        return UnitLiteral{row.kind, *value};
    }
    return {};
}

}  // namespace hale::model
