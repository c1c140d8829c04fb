#pragma once
// corosync.conf text to a document.

#include "backends/corosync/document.h"
#include "compiler/diag/diag.h"

namespace hale::corosync {

/// Reads any bytes, line by line, as corosync's own parser does (section, else `key: value`, else `}`; `#` begins a
/// comment only at the start of a line). Every name and value has its position. What corosync would refuse is an error
/// and the rest is read on: HL5100 (no such line), HL5101 (name or value missing), HL5102 and HL5103 (braces), HL5104
/// (text after a brace), HL5105 (line too long), HL5106 (bad byte), HL5107 (too deep), HL5108 (name). A key said twice
/// in a section is a warning, HL5110.
Document read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink);

/// True when the text begins like a corosync.conf: after comments, a line `totem {` or another section of that file.
bool looks_like(std::string_view text);

}  // namespace hale::corosync
