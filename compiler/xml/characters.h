#pragma once
// Which characters and names XML 1.0 allows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hale::xml {

/// One decoded character; `size` bytes were read. Invalid UTF-8: `code` is empty and `size` is 1.
struct Decoded {
    std::optional<std::uint32_t> code;
    std::size_t size = 1;
};
Decoded decode(std::string_view text, std::size_t at);

/// A character that may stand in a document (`Char` of XML 1.0).
bool is_char(std::uint32_t code);
bool is_space(char c);
/// A byte that may begin, or continue, a name (bytes of characters above ASCII are taken as letters).
bool is_name_start(char c);
bool is_name_byte(char c);
bool is_name(std::string_view text);
/// A name without a colon: what the type ID asks for.
bool is_ncname(std::string_view text);

/// The first thing in `text` that XML cannot carry, in words ("the control character U+0001"); nothing when all is
/// well.
std::optional<std::string> first_unwritable(std::string_view text);

}  // namespace hale::xml
