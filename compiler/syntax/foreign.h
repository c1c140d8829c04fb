#pragma once
// Text of another language, recognised once. People try what they have: crmsh's configuration, pcs commands, YAML, JSON.
// Parsed as .hale such a file gives a mistake a line; here it gives one message that says what it is, and the way in.

#include <optional>
#include <string_view>

#include "compiler/syntax/mistakes.h"

namespace hale::syntax {

struct Foreign {
    std::string_view what;  // "YAML", "a gzip archive"
    std::string_view help;  // the way to hale
    std::uint32_t begin = 0, end = 0;  // the text that gave it away
};

/// What the text is when it is surely no .hale; nothing when it may be one, however wrong.
std::optional<Foreign> foreign_text(std::string_view text);

/// Reports HL0200 for such a text, HL0201 for the marks of an unfinished merge. True: the text is not to be parsed.
bool refuse_foreign(std::string_view text, Reporter& reporter);

/// Nothing but blanks and comments.
bool says_nothing(std::string_view text);

}  // namespace hale::syntax
