#pragma once
// Classes of characters in hale text.

#include <string_view>

namespace hale::syntax {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
/// Begins a name.
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_word(char c) { return is_letter(c) || is_digit(c); }
/// Goes on in a name.
constexpr bool is_name_char(char c) { return is_word(c) || c == '-'; }
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
constexpr bool is_newline(char c) { return c == '\n' || c == '\r'; }
/// Control characters that have no place in a text file.
constexpr bool is_control(char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\t' && !is_newline(c)) || c == 0x7F;
}
/// Goes on in a path that was written without quotes.
constexpr bool is_path_char(char c) {
    if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
    return std::string_view("\"'#{}()[],;=").find(c) == std::string_view::npos;
}

/// A non-ASCII character that people write inside words (not a typographic quote, not an invisible one), valid UTF-8.
bool is_foreign_letter(std::string_view text, std::size_t at);
/// One of U+2018 … U+201F.
bool is_curly_quote(std::string_view text, std::size_t at);

}  // namespace hale::syntax
