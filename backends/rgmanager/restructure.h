#pragma once
// rgmanager starts the children of a resource by the agent's own table of levels, whatever the file's order
// (facts/rgmanager.md section 5). Where a model means another order (`order = written`), nesting is the only way to say
// it: whatever stands inside a resource starts after it and stops before it.

#include <optional>

#include "compiler/diag/diag.h"
#include "compiler/model/model.h"

namespace hale::rgmanager {

/// The cluster with its trees nested so that rgmanager runs exactly the model's start and stop order; nothing when it
/// can stay as it is. Reports HL4028 (info) for each service that was nested, and HL4027 (error) where nesting would
/// change what a resource inherits, what may fail alone, or put a resource where it is forbidden; then its tree is
/// returned as it was.
std::optional<model::Cluster> restructure(const model::Model& model, const model::Cluster& cluster, diag::Sink& sink);

}  // namespace hale::rgmanager
