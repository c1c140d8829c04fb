#pragma once
// Untrusted text made safe to print on a terminal, and its width there.

#include <cstddef>
#include <string>
#include <string_view>

namespace hale::diag {

/// One decoded code point. Invalid bytes decode to U+FFFD with length 1.
struct CodePoint {
    char32_t value = 0xFFFD;
    std::size_t length = 1;  // bytes consumed
};
/// The code point at `at` (which must be inside `text`).
CodePoint decode(std::string_view text, std::size_t at);

/// Columns it takes on a terminal: 0 (combining), 1 or 2 (East Asian wide, emoji).
int width_of(char32_t c);
/// Control characters, bidirectional overrides and other invisible format characters, which could make a message
/// look like something else.
bool is_unsafe(char32_t c);

/// The text with unsafe and invalid pieces as U+FFFD and newlines and tabs as one space: always one line.
std::string printable(std::string_view text);

}  // namespace hale::diag
