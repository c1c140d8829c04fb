#pragma once
// A cluster.conf to blocks: what rgmanager effectively runs, in hale's words. sema then makes the model of them, as it
// does of .hale text, and the printer can turn them into such text. Every block and value has an origin of kind
// Imported whose span is in the XML file.
//
// Nothing disappears: what rgmanager drops is reported with the consequence (HL5011..HL5019) and kept as a `native
// rgmanager` block, where it stays as ineffective as it was; so are elements and attributes that hale has no word for
// (HL5020, HL5021). What is respelled is reported too (HL5023..HL5027).

#include <vector>

#include "backends/rgmanager/document.h"
#include "compiler/diag/diag.h"
#include "compiler/schema/schema.h"
#include "compiler/value/block.h"
#include "compiler/value/origin.h"

namespace hale::rgmanager {

enum class RaiseMode : std::uint8_t {
    AsItRuns,  // autostart="yes" switches autostart off, a dangling reference is nothing
    AsMeant    // autostart="yes" means on, and everything that has a known type is taken as written
};

/// One `cluster` block. Never throws.
std::vector<block::Block> raise(const Document& document, RaiseMode mode, schema::Library& library,
                                model::OriginTable& origins, diag::Sink& sink);

}  // namespace hale::rgmanager
