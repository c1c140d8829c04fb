#pragma once
// Which characters and names XML 1.0 allows.

#include <array>
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

/// What a byte may be, as bits; every byte of a character above ASCII counts as a letter.
enum ByteClass : std::uint8_t {
    kSpaceByte = 1,
    kNameStartByte = 2,
    kNameByte = 4,
    kPlainByte = 8  // printable ASCII that stands for itself in text and between quotes
};
constexpr std::array<std::uint8_t, 256> classify_bytes() {
    std::array<std::uint8_t, 256> out{};
    for (unsigned c = 0; c < 256; ++c) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c >= 0x80;
        const bool more = (c >= '0' && c <= '9') || c == '-' || c == '.';
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        const bool plain = c >= ' ' && c <= '~' && c != '&' && c != '<' && c != '>' && c != '"';
        out[c] = static_cast<std::uint8_t>((space ? kSpaceByte : 0) | (letter ? kNameStartByte : 0) |
                                           (letter || more ? kNameByte : 0) | (plain ? kPlainByte : 0));
    }
    return out;
}
inline constexpr std::array<std::uint8_t, 256> kByteClasses = classify_bytes();
constexpr bool is(ByteClass wanted, char c) { return (kByteClasses[static_cast<unsigned char>(c)] & wanted) != 0; }

constexpr bool is_space(char c) { return is(kSpaceByte, c); }
/// A byte that may begin, or continue, a name.
constexpr bool is_name_start(char c) { return is(kNameStartByte, c); }
constexpr bool is_name_byte(char c) { return is(kNameByte, c); }
bool is_name(std::string_view text);
/// A name without a colon: what the type ID asks for.
bool is_ncname(std::string_view text);

/// Nothing in `text` needs a look: it can be written as it stands.
bool is_plain(std::string_view text);
/// The first thing in `text` that XML cannot carry, in words ("the control character U+0001"); nothing when all is
/// well.
std::optional<std::string> first_unwritable(std::string_view text);

}  // namespace hale::xml
