#pragma once
// Text to syntax tree. Any byte sequence is accepted: mistakes become HL0xxx diagnostics, all of them in one run,
// and the tree holds what could be understood.

#include "compiler/diag/diag.h"
#include "compiler/syntax/tree.h"

namespace hale::syntax {

/// Deepest nesting of brackets that is accepted; deeper is HL0003.
inline constexpr int kMaxDepth = 256;

/// Larger files are refused (HL0025) and not read; it bounds memory. A million lines are about 45 MiB.
inline constexpr std::size_t kMaxFileSize = std::size_t{64} << 20;

/// Escape sequences that strings may contain (anything else is HL0024): \" \\ \n \t \r \$ and \u{20AC}, whose digits
/// expansion checks (HL1010)
/// (the tree holds the raw text; who evaluates a string replaces them).

/// Parses one file of `sources`. Never throws, never fails: see Tree::has_errors.
Tree parse(const source::SourceManager& sources, source::FileId file, diag::Sink& sink);

}  // namespace hale::syntax
