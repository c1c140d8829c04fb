#pragma once
// Words that more than one room must read alike. Each list stands here and nowhere else.

#include <optional>
#include <string>
#include <string_view>

#include "compiler/value/value.h"

namespace hale::model {

/// The same word, whatever the case of its (ASCII) letters.
bool same_word(std::string_view a, std::string_view b);

/// What Pacemaker takes for true: true, yes, on, y, 1 in any case; everything else is false.
bool is_true(std::string_view text);
/// The same of a value that may be typed.
bool is_true(const Value& value);

/// The text of a value as a manager gets it: as written, or canonical when nothing was.
std::string plain_text(const Value& value);

/// A word of hale's grammar that is no name: `let`, `use`, `true` …
bool is_reserved(std::string_view text);
/// A text that stands bare in hale where a name or a word may: a name of the grammar that is not reserved.
bool is_bare_word(std::string_view text);

}  // namespace hale::model
