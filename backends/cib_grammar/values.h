#pragma once
// The types that attributes of a CIB have, as Pacemaker's schemas read them (XML Schema's types; blanks around a number,
// a boolean or a word of a list do not count).

#include <string>
#include <string_view>

#include "backends/cib_grammar/grammar.h"

namespace hale::cib {

/// True when `value` is of that type: `text`, `id`, `ref`, `int`, `uint`, `positive`, `level`, `bool`, `score`, `ports`,
/// `devices`, or a list of words.
bool is_of_type(std::string_view value, std::string_view type, Version version);

/// The type in words: "whole number", "one of `a`, `b`".
std::string type_words(std::string_view type, Version version);

/// Blanks at both ends cut off, others made one.
std::string collapsed(std::string_view value);

}  // namespace hale::cib
