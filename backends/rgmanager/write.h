#pragma once
// A document to cluster.conf text.

#include <optional>

#include "backends/backend.h"
#include "backends/rgmanager/document.h"

namespace hale::rgmanager {

/// Deterministic and indented, with the comments of the model; `lines` carries each line's origin. Nothing when a value
/// cannot stand in XML (HL4001). Each value is booked in `books`, which becomes the file's.
std::optional<backends::OutputFile> write(const Document& document, const model::Model& model, diag::Sink& sink,
                                          ledger::Ledger books = {});

}  // namespace hale::rgmanager
