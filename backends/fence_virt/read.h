#pragma once
// fence_virt.conf text to a document: `name { … }` and `name = "value";`, `#` to the end of the line is a comment. A
// value is quoted, not empty, and knows no escapes; it may go on over several lines.

#include "backends/conf/tree.h"
#include "compiler/diag/diag.h"

namespace hale::fence_virt {

/// Reads any bytes. Mistakes are HL5101 (no value), HL5102, HL5103 (braces), HL5106 (bad byte), HL5107 (too deep),
/// HL5120 (something else was expected) and HL5121 (a string that is not closed); the rest is read on.
conf::Document read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink);

/// True when the text begins like a fence_virt.conf: after comments, `fence_virtd {`, `listeners {` or the like.
bool looks_like(std::string_view text);

}  // namespace hale::fence_virt
