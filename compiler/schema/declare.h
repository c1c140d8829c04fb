#pragma once
// A kind as a declaration: the block that docs/reference/agents.md describes. Printed by decompile/print.h and loaded
// again it is the same kind (tests/unit/metadata).

#include "compiler/schema/schema.h"
#include "compiler/value/block.h"

namespace hale::schema {

block::Block declare(const Kind& kind);

/// A word that stands bare as the member of an enum: a name of the grammar, or a plain number.
bool is_bare_member(std::string_view text);

}  // namespace hale::schema
