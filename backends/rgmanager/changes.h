#pragma once
// `hale plan` for rgmanager: a new cluster.conf against the old one.

#include "backends/side.h"
#include "compiler/diff/plan.h"
#include "compiler/schema/schema.h"

namespace hale::rgmanager {

/// What a running cluster does when `after` replaces `before`: exactly rgmanager's delta (delta.h) for resources, and
/// the differences of everything else. Hazards HL7001..HL7005, HL7009, HL7011 go to `sink`, with places in `after`.
diff::Plan changes(const backends::Side& before, const backends::Side& after, schema::Library& library,
                   diag::Sink& sink);

}  // namespace hale::rgmanager
