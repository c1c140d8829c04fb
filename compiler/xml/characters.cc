#include "compiler/xml/characters.h"

#include <fmt/core.h>

#include <algorithm>

namespace hale::xml {

namespace {

/// Length of a UTF-8 sequence by its first byte, and the bits that byte gives; length 0: no first byte.
struct Lead {
    std::size_t size;
    std::uint32_t bits, least;
};

Lead lead_of(unsigned char c) {
    if (c < 0x80) return {1, c, 0};
    if ((c & 0xE0u) == 0xC0u) return {2, c & 0x1Fu, 0x80};
    if ((c & 0xF0u) == 0xE0u) return {3, c & 0x0Fu, 0x800};
    if ((c & 0xF8u) == 0xF0u) return {4, c & 0x07u, 0x10000};
    return {0, 0, 0};
}

}  // namespace

Decoded decode(std::string_view text, std::size_t at) {
    const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
    if (lead.size == 0 || at + lead.size > text.size()) return {};
    std::uint32_t code = lead.bits;
    for (std::size_t i = 1; i < lead.size; ++i) {
        const auto c = static_cast<unsigned char>(text[at + i]);
        if ((c & 0xC0u) != 0x80u) return {};
        code = (code << 6) | (c & 0x3Fu);
    }
    if (code < lead.least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
    return {code, lead.size};
}

bool is_char(std::uint32_t c) {
    if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
    return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

bool is_name(std::string_view text) {
    return !text.empty() && is_name_start(text.front()) && std::all_of(text.begin(), text.end(), is_name_byte) &&
           (is_plain(text) || !first_unwritable(text));
}

bool is_ncname(std::string_view text) { return is_name(text) && text.find(':') == std::string_view::npos; }

bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return is(kPlainByte, c); });
}

std::optional<std::string> first_unwritable(std::string_view text) {
    const auto special = std::find_if(text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; });
    for (auto at = static_cast<std::size_t>(special - text.begin()); at < text.size();) {
        const Decoded c = decode(text, at);
        if (!c.code)
            return fmt::format("the byte 0x{:02X}, which is not valid UTF-8", static_cast<unsigned char>(text[at]));
        if (!is_char(*c.code)) return fmt::format("the control character U+{:04X}", *c.code);
        at += c.size;
    }
    return std::nullopt;
}

}  // namespace hale::xml
