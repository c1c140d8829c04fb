#pragma once
// Document to CIB XML. One to one: every struct an element, empty ones left out, except the four sections that the
// schema demands.

#include "backends/pacemaker/document.h"
#include "compiler/xml/tree.h"

namespace hale::pacemaker {

xml::Tree write(const Document& document);

}  // namespace hale::pacemaker
