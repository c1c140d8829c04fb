#include "compiler/driver/key_values.h"

#include <fmt/core.h>

namespace hale::driver {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view unquoted(std::string_view text) {
    const bool quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
    return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

std::optional<KeyValues> parse_key_values(std::string_view text, std::string& problem) {
    KeyValues out;
    for (int number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        const std::size_t equals = line.find('=');
        const std::string_view key = trimmed(line.substr(0, std::min(equals, line.size())));
        if (equals == std::string_view::npos || key.empty()) {
            problem = fmt::format("line {} is no `key = value`", number);
            return std::nullopt;
        }
        if (!out.emplace(key, unquoted(trimmed(line.substr(equals + 1)))).second) {
            problem = fmt::format("line {} says a key for the second time", number);
            return std::nullopt;
        }
    }
    return out;
}

}  // namespace hale::driver
