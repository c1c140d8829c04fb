#include "compiler/syntax/encoding.h"

#include <cstring>

#include "compiler/diag/printable.h"
#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/chars.h"

namespace hale::syntax {

namespace {

/// Are the 8 bytes at `p` all plain ASCII from blank to `~`? (DEL and the rest take the slow way.)
bool plain8(const char* p) {
    std::uint64_t w = 0;
    std::memcpy(&w, p, sizeof w);
    const std::uint64_t high = 0x8080808080808080u;
    const std::uint64_t below_blank = (w - 0x2020202020202020u) & ~w & high;
    const std::uint64_t del = (w ^ 0x7F7F7F7F7F7F7F7Fu);
    const std::uint64_t is_del = (del - 0x0101010101010101u) & ~del & high;
    return ((w & high) | below_blank | is_del) == 0;
}

bool turns_direction(char32_t c) { return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069); }

}  // namespace

void check_encoding(std::string_view text, Reporter& reporter) {
    std::size_t i = 0;
    while (i < text.size() && !reporter.full()) {
        if (i + 8 <= text.size() && plain8(text.data() + i)) {
            i += 8;
            continue;
        }
        const std::size_t begin = i;
        const diag::CodePoint c = diag::decode(text, i);
        i += c.length;
        const auto from = static_cast<std::uint32_t>(begin);
        if (c.value == 0xFFFD && c.length == 1) {
            while (i < text.size() && diag::decode(text, i).value == 0xFFFD && diag::decode(text, i).length == 1) ++i;
            reporter.report(diag::InvalidUtf8, from, static_cast<std::uint32_t>(i))
                .help("{}", mistake_help(diag::InvalidUtf8));
        } else if ((c.length == 1 && is_control(text[begin])) || turns_direction(c.value)) {
            while (i < text.size() && text[i] == text[begin] && c.length == 1) ++i;  // a run of the same
            reporter.report(diag::ControlCharacter, from, static_cast<std::uint32_t>(i), unsigned{c.value})
                .help("{}", mistake_help(diag::ControlCharacter));
        }
    }
}

}  // namespace hale::syntax
