#pragma once
// The tree as text, for tests and `hale check --dump syntax`.

#include <string>

#include "compiler/syntax/tree.h"

namespace hale::syntax {

/// One node a line, children indented by two, with the position where it begins:
///     block service @3:3
///       label name nfs @3:11
///       attribute recovery @4:5
///         name relocate @4:16
std::string dump(const Tree& tree, const source::SourceManager& sources);

/// The tokens, one a line: `kind @line:col text`.
std::string dump_tokens(const Tree& tree, const source::SourceManager& sources);

/// The file's text rebuilt from the tokens and the gaps between them; equal to the text, byte for byte (a test and the
/// fuzzer check it), unless the file was too large to be read.
std::string rebuild_text(const Tree& tree, const source::SourceManager& sources);

/// Checks what every tree keeps to: tokens in order and inside the file, nothing but white space (and a byte order
/// mark) between them, ids and spans inside their tables and the file. Empty if all is well, else what is wrong.
std::string check_tree(const Tree& tree, const source::SourceManager& sources);

}  // namespace hale::syntax
