#pragma once
// One fast pass over the bytes before lexing.

#include "compiler/syntax/mistakes.h"

namespace hale::syntax {

/// Reports bytes that are not UTF-8 (HL0001; adjacent ones once) and characters that have no place in a text file
/// (HL0004): control characters, and those that turn the direction of the text, which could make it look like
/// something else.
void check_encoding(std::string_view text, Reporter& reporter);

}  // namespace hale::syntax
