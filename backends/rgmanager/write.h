#pragma once
// A document to cluster.conf text.

#include <optional>

#include "backends/backend.h"
#include "backends/rgmanager/document.h"

namespace hale::rgmanager {

/// Deterministic and indented; `lines` carries each line's origin. Nothing when a value cannot stand in XML (HL4001).
std::optional<backends::OutputFile> write(const Document& document, const model::OriginTable& origins,
                                          diag::Sink& sink);

}  // namespace hale::rgmanager
