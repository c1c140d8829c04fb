#pragma once
// The `fence_virtd` block to fence_virt.conf (docs/reference/corosync.md): its own words are the section fence_virtd,
// each virt_listener, virt_backend and virt_group in it a section of listeners, backends and groups.

#include <optional>

#include "backends/common/spelling.h"
#include "backends/conf/tree.h"
#include "compiler/model/model.h"

namespace hale::fence_virt {

/// Nothing when something was refused: HL4002..HL4008 by the mapping rows, HL4220 without a `fence_virtd` block.
std::optional<conf::Document> lower(const model::Model& model, const model::Cluster& cluster,
                                    const backends::BuildOptions& options, diag::Sink& sink);

/// How fence_virtd spells values.
const backends::Spelling& spelling();

}  // namespace hale::fence_virt
