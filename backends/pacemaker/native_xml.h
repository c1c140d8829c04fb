#pragma once
// XML as blocks, for what hale has no word for: the element's name is the block's, its attributes are quoted.
//
//     native pacemaker { lifetime { rule { id = "r" … } } }
//
// A comment inside stays with the element that follows it; text becomes the attribute "#text".

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raising.h"

namespace hale::pacemaker {

block::Block raise_xml(Raising& raising, const xml::Node& node);
/// Attributes as they are written; a list or a call has no text form (HL4008).
xml::Node lower_xml(Lowering& lowering, const model::Block& block);
/// The attributes and blocks in the body of a `native pacemaker`.
void add_xml(Lowering& lowering, const model::Block& body, xml::Node& into);
/// What the `native pacemaker` blocks inside a construct add to its element.
void add_native_xml(Lowering& lowering, const model::Block& construct, xml::Node& into);

}  // namespace hale::pacemaker
