#pragma once
// What the attributes and children of one element have to do with each other.

#include "backends/cib_grammar/grammar.h"
#include "compiler/diag/diag.h"
#include "compiler/xml/tree.h"

namespace hale::cib {

/// Reports HL5302, HL5303, HL5305, HL5306, HL5312 and HL5313 as the type's rules say. `keep`: warnings.
void check_rules(const xml::Node& node, const Type& type, Version version, bool keep, diag::Sink& sink);

}  // namespace hale::cib
