#pragma once
// `hale plan` for Pacemaker: a new CIB against the old one, by the rules of facts/pacemaker.md sections 1 and 5. Where
// the scheduler is at hand, driver/confirm.h asks it as well; this is what can be said without it.

#include "backends/side.h"
#include "compiler/diff/plan.h"
#include "compiler/schema/schema.h"

namespace hale::pacemaker {

/// Effects: another agent or a parameter that is not reloadable restarts a resource; reloadable ones are reloaded; what
/// waits for a resource by a mandatory order, or stands behind it in a group, restarts with it. Hazards HL7004,
/// HL7006..HL7012 go to `sink`, with places in `after`.
diff::Plan changes(const backends::Side& before, const backends::Side& after, schema::Library& library,
                   diag::Sink& sink);

}  // namespace hale::pacemaker
