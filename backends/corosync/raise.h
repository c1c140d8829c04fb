#pragma once
// corosync.conf to blocks: one `cluster` with `targets = [corosync]`, because the file says nothing of fencing and
// resources. lower(analyse(raise(d))) has the same settings as d (cmap in document.h).

#include "backends/corosync/document.h"
#include "compiler/schema/schema.h"
#include "compiler/value/block.h"

namespace hale::corosync {

/// Codes: HL5109 (a key that corosync does not know; kept), HL5111 (no `version: 2`; it will be written), HL5112 (a
/// node without ring0_addr). A value of a wrong type is kept as a string; the semantic pass reports it at its place.
block::Block raise(const Document& document, schema::Library& library, model::OriginTable& origins, diag::Sink& sink);

}  // namespace hale::corosync
