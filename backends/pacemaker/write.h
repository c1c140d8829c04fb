#pragma once
// Document to CIB XML. One to one: every struct an element, empty ones left out, except the four sections that the
// schema demands.

#include "backends/pacemaker/document.h"
#include "compiler/xml/tree.h"

namespace hale::pacemaker {

/// Takes the document apart as it goes: a large one never stands beside its whole tree.
xml::Tree write(Document document);

/// `schema` is what validate-with of <cib> says after "pacemaker-"; empty: the attribute is left out.
void set_schema(xml::Node& cib, std::string_view schema);

}  // namespace hale::pacemaker
