#pragma once
// Comments of an imported cluster, back where they stood: before the element that a block became, or at its end.

#include "compiler/xml/tree.h"
#include "compiler/model/model.h"

namespace hale::pacemaker {

void add_comments(const model::Model& model, xml::Node& root);

}  // namespace hale::pacemaker
