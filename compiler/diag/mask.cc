#include "compiler/diag/mask.h"

#include <algorithm>
#include <array>

namespace hale::diag {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}
bool is_blank(char c) { return c == ' ' || c == '\t'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && is_blank(text[at])) ++at;
    return at;
}

/// The value that begins at `at`: inside its quotes, or up to the next blank. Empty when there is none.
std::pair<std::size_t, std::size_t> value_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {at, at};
    if (text[at] == '"' || text[at] == '\'') {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != text[at] && text[end] != '\n') {
            end += text[end] == '\\' && end + 1 < text.size() ? 2 : 1;
        }
        return {at + 1, std::min(end, text.size())};
    }
    return {at, at};
}

/// Where the value of the name that ends at `end` stands.
std::pair<std::size_t, std::size_t> value_of(std::string_view text, std::size_t end) {
    const bool quoted_name = end < text.size() && (text[end] == '"' || text[end] == '\'');
    std::size_t at = skip_blanks(text, quoted_name ? end + 1 : end);
    if (at < text.size() && (text[at] == '=' || (text[at] == ':' && !quoted_name))) {
        const bool colon = text[at] == ':';
        at = skip_blanks(text, at + 1);
        if (colon && at < text.size() && text[at] != '"') {  // `password: text to the end of the line`
            return {at, std::min(text.find_first_of("\r\n", at), text.size())};
        }
        return value_at(text, at);
    }
    if (!quoted_name && (at >= text.size() || text[at] != '{')) return {at, at};
    // `name="passwd" value="…"`, `nvpair passwd { value = "…" }`
    const std::size_t close = std::min(text.find_first_of(">\n", at), text.size());
    const std::size_t value = text.substr(0, close).find("value", at);
    if (value == std::string_view::npos) return {at, at};
    const std::size_t equals = skip_blanks(text, value + 5);
    return equals < close && text[equals] == '=' ? value_at(text, skip_blanks(text, equals + 1)) : std::pair{at, at};
}

/// Calls `found(begin, end)` for each value.
template <class Found>
void each_secret(std::string_view text, Found found) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_word(text[at])) {
            ++at;
            continue;
        }
        std::size_t end = at;
        while (end < text.size() && is_word(text[end])) ++end;
        if (names_a_secret(text.substr(at, end - at))) {
            const auto [from, to] = value_of(text, end);
            if (from < to) found(from, to);
            end = std::max(end, to);
        }
        at = end;
    }
}

}  // namespace

bool names_a_secret(std::string_view name) {
    static constexpr std::array<std::string_view, 12> parts = {"password",  "passwd",    "passphrase", "community",
                                                               "secretkey", "secret_key", "auth_key",  "privatekey",
                                                               "hexadecimal_kg", "snmp_priv_passwd", "api_token", "rcon_password"};
    static constexpr std::array<std::string_view, 8> files = {"script", "file", "path", "_ng", "method", "type", "prompt", "length"};
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    std::replace(lower.begin(), lower.end(), '-', '_');
    for (const std::string_view f : files) {
        if (lower.ends_with(f)) return false;
    }
    if (lower == "token" || lower == "pass" || lower == "secret") return lower == "pass";
    return std::any_of(parts.begin(), parts.end(),
                       [&](std::string_view p) { return lower.find(p) != std::string::npos; });
}

std::string masked(std::string_view text) {
    std::string out(text);
    each_secret(text, [&](std::size_t from, std::size_t to) {
        std::fill(out.begin() + static_cast<std::ptrdiff_t>(from), out.begin() + static_cast<std::ptrdiff_t>(to), '*');
    });
    return out;
}

bool holds_secret(std::string_view text) {
    bool any = false;
    each_secret(text, [&](std::size_t from, std::size_t to) {
        const std::string_view value = text.substr(from, to - from);
        any = any || value.find_first_not_of('*') != std::string_view::npos;
    });
    return any;
}

}  // namespace hale::diag
