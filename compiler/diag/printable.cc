#include "compiler/diag/printable.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hale::diag {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
using Range = std::pair<char32_t, char32_t>;

template <std::size_t N>
bool within(const std::array<Range, N>& ranges, char32_t c) {
    const auto next = std::upper_bound(ranges.begin(), ranges.end(), c,
                                       [](char32_t value, const Range& r) { return value < r.first; });
    return next != ranges.begin() && c <= (next - 1)->second;
}

// Unicode 15, East Asian Width W and F, merged into blocks; close enough to place a mark under the right character.
constexpr std::array<Range, 17> kWide = {{{0x1100, 0x115F},
                                          {0x231A, 0x231B},
                                          {0x23E9, 0x23EC},
                                          {0x25FD, 0x25FE},
                                          {0x2614, 0x2615},
                                          {0x2E80, 0x303E},
                                          {0x3041, 0x33FF},
                                          {0x3400, 0x4DBF},
                                          {0x4E00, 0xA4CF},
                                          {0xA960, 0xA97F},
                                          {0xAC00, 0xD7A3},
                                          {0xF900, 0xFAFF},
                                          {0xFE30, 0xFE6F},
                                          {0xFF00, 0xFF60},
                                          {0xFFE0, 0xFFE6},
                                          {0x1F300, 0x1FAFF},
                                          {0x20000, 0x3FFFD}}};
constexpr std::array<Range, 12> kCombining = {{{0x0300, 0x036F},
                                               {0x0483, 0x0489},
                                               {0x0591, 0x05BD},
                                               {0x0610, 0x061A},
                                               {0x064B, 0x065F},
                                               {0x0900, 0x0902},
                                               {0x0E34, 0x0E3A},
                                               {0x1AB0, 0x1AFF},
                                               {0x1DC0, 0x1DFF},
                                               {0x20D0, 0x20FF},
                                               {0xFE00, 0xFE0F},
                                               {0xFE20, 0xFE2F}}};
constexpr std::array<Range, 8> kUnsafe = {{{0x0000, 0x001F},
                                           {0x007F, 0x009F},
                                           {0x061C, 0x061C},
                                           {0x200B, 0x200F},
                                           {0x2028, 0x202E},
                                           {0x2060, 0x206F},
                                           {0xFEFF, 0xFEFF},
                                           {0xFFF9, 0xFFFB}}};

}  // namespace

CodePoint decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return {};
    char32_t value = lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0u) != 0x80u) return {};
        value = (value << 6) | (byte(i) & 0x3Fu);
    }
    constexpr std::array<char32_t, 5> kLeast = {0, 0, 0x80, 0x800, 0x10000};
    if (value < kLeast.at(length) || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
    return {value, length};
}

int width_of(char32_t c) {
    if (c < 0x300) return 1;
    if (within(kCombining, c)) return 0;
    return within(kWide, c) ? 2 : 1;
}

bool is_unsafe(char32_t c) { return within(kUnsafe, c); }

std::string printable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const CodePoint c = decode(text, i);
        if (c.value == '\n' || c.value == '\t' || c.value == '\r') {
            out += ' ';
        } else if (is_unsafe(c.value) || c.value == 0xFFFD) {
            out += kReplacement;
        } else {
            out += text.substr(i, c.length);
        }
        i += c.length;
    }
    return out;
}

}  // namespace hale::diag
