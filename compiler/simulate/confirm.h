#pragma once
// The scheduler's word on a plan: the old CIB is brought up, the new configuration takes its place, and what
// crm_simulate does then is held against what the plan says.

#include "compiler/diff/plan.h"
#include "compiler/simulate/scheduler.h"

namespace hale::simulate {

/// Asks the scheduler, and takes its actions (with their nodes) and effects over into the plan; every difference is a
/// reason at the resource. A status section in `before` is where the cluster is. False: it could not be asked, and
/// `scheduler.problem` says why; the plan is as it was. What is reloaded counts as unchanged there, because only the
/// agents know of it.
bool confirm(Scheduler& scheduler, std::string_view before, std::string_view after, diff::Plan& plan);

/// Number of primitives in a CIB: executing a transition of many hundreds takes minutes.
std::size_t primitives(std::string_view cib);

}  // namespace hale::simulate
