#pragma once
// Brackets that do not pair are put right before parsing, so that the parser, whose recovery relies on it, always sees
// balanced text: HL0003 (too deep), HL0008 (never closed), HL0009 (closes nothing).
//
// Which of several `{` is the unclosed one cannot be seen from the brackets alone (the innermost that is left over at
// the end of the file is usually the wrong one). So when braces are missing or left over, indentation decides, as it
// does for a reader: a line that is not indented deeper than the line of a `{` ends that block.

#include "compiler/syntax/mistakes.h"
#include "compiler/syntax/token_feed.h"

namespace hale::syntax {

/// The patches that make brackets pair and nest at most kMaxDepth deep, sorted; empty for a right file.
std::vector<Patch> balance(const std::vector<Token>& tokens, std::string_view text, Reporter& reporter);

}  // namespace hale::syntax
