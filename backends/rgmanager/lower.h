#pragma once
// A model to a cluster.conf that means exactly the same under rgmanager, or a diagnostic that says why there is none.

#include <optional>

#include "backends/backend.h"
#include "backends/rgmanager/document.h"

namespace hale::rgmanager {

/// Reports HL4002..HL4039 at the position of what was written; nothing when one of them was an error.
std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink,
                              ledger::Ledger* books = nullptr);

}  // namespace hale::rgmanager
