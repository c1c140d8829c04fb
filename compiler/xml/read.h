#pragma once
// XML text to a tree, with positions.

#include <optional>

#include "compiler/diag/diag.h"
#include "compiler/xml/scan.h"
#include "compiler/xml/tree.h"

namespace hale::xml {

/// Reads the whole file. Nothing when it is not well-formed XML that says one thing to every reader: the reasons are
/// HL5001..HL5007 with positions in that file. Comments and instructions are kept; text in an element that holds other
/// nodes too is trimmed, and white space between elements is dropped.
std::optional<Tree> read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink,
                         Doctype doctype = Doctype::Refuse);

}  // namespace hale::xml
