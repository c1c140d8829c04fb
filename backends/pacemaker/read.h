#pragma once
// CIB text to a document, one to one: write(read(text)) is the same XML, element by element, comments included. Any
// validate-with is read alike, with or without <status>; nothing is upgraded, renamed, resolved or reordered.

#include <optional>
#include <string_view>

#include "backends/cib_grammar/validate.h"
#include "backends/pacemaker/document.h"
#include "compiler/diag/diag.h"

namespace hale::pacemaker {

/// Reads the file as it stands; every element and attribute has its place in `markup`. A root of <configuration> is
/// taken for a CIB that has nothing else. Nothing when it is not XML (HL5001..HL5007) or no CIB (HL5130).
/// `validation`: the file is held against the schema that it names as well (cib_grammar); nothing when that gave an error.
std::optional<Document> read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink,
                             const cib::ValidateOptions* validation = nullptr);

/// True when the text begins like a CIB: its first element is <cib>, or a <configuration>.
bool looks_like(std::string_view text);

}  // namespace hale::pacemaker
