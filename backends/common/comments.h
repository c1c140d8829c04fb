#pragma once
// Comments of a description in the manager's file: before the element that a block became, or at its end.
//
// A section has no block of its own: <clusternodes>, or <cluster> for the parts of a CIB that hale writes by itself.
// Its origin is none, or that of an element around it. Comments that stand apart from the first block in it, with a
// blank line between, go before the section:
//
//     # The machines             <!-- The machines -->
//                                <clusternodes>
//     node alpha {}                <clusternode name="alpha"/>
//
//     # in the cellar              <!-- in the cellar -->
//     node beta {}                 <clusternode name="beta"/>

#include "compiler/xml/tree.h"
#include "compiler/model/model.h"

namespace hale::backends {

void add_comments(const model::Model& model, xml::Tree& tree);

}  // namespace hale::backends
