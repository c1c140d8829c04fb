#pragma once
// Text to tokens: the hand-written lexer. It gives the tokens that grammar/HaleLexer.g4 defines (a test compares them),
// from any bytes, and reports what no parser can explain: HL0001 (UTF-8), HL0004 (control characters), HL0005 (stray
// characters), HL0006 and HL0007 (unterminated string, `${`), HL0013 (`;`), HL0015 (single quotes), HL0016 (comments
// of other languages), HL0024 (escapes).
//
// Strings and their interpolations never go beyond their line: a forgotten quote damages one line.

#include "compiler/syntax/mistakes.h"
#include "compiler/syntax/tree.h"

namespace hale::syntax {

/// All tokens and comments of `text`, in order, End last.
std::vector<Token> lex(std::string_view text, Reporter& reporter);

}  // namespace hale::syntax
