#pragma once
// cluster.conf text to a document.

#include <optional>

#include "backends/rgmanager/document.h"
#include "compiler/diag/diag.h"

namespace hale::rgmanager {

/// Reads the file as it stands; every element and attribute has its position. Nothing when it is not XML
/// (HL5001..HL5007) or its root is not <cluster> (HL5010).
std::optional<Document> read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink);

}  // namespace hale::rgmanager
