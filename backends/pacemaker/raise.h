#pragma once
// A CIB to blocks: one `cluster` with `targets = [pacemaker]` and `literal = true`. Literal: each element becomes the
// block that lower.h makes that element of again, with its ids, order and spelling.

#include "backends/pacemaker/document.h"
#include "compiler/schema/schema.h"
#include "compiler/value/block.h"

namespace hale::pacemaker {

/// Every block and value has its place in the file. The name of the cluster is its cluster-name, else `name`.
block::Block raise(const Document& document, const std::string& name, schema::Library& library,
                   model::OriginTable& origins, diag::Sink& sink);

}  // namespace hale::pacemaker
