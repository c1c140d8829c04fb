#pragma once
// fence_virt.conf to blocks: one `cluster` with `targets = [fence_virt]` and a `fence_virtd` block in it. Lowering it
// again gives the same settings.

#include "backends/conf/tree.h"
#include "compiler/schema/schema.h"
#include "compiler/value/block.h"

namespace hale::fence_virt {

/// Codes: HL5109 (a key or section that fence_virtd does not know; kept).
block::Block raise(const conf::Document& document, schema::Library& library, model::OriginTable& origins,
                   diag::Sink& sink);

}  // namespace hale::fence_virt
