#pragma once
// Expanded blocks to the model: names, kinds, attributes, references, identity, inheritance, order, sharing, fencing.

#include "compiler/expand/expand.h"
#include "compiler/model/model.h"

namespace hale::sema {

/// Never throws. The model holds what is right; everything wrong is a diagnostic (HL1xxx..HL3xxx).
model::Model analyse(std::vector<expand::Block> blocks, model::OriginTable origins, schema::Library& library,
                     diag::Sink& sink, bool managers_own = false);

}  // namespace hale::sema
