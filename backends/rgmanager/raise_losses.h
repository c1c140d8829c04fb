#pragma once

#include "backends/rgmanager/effective.h"
#include "compiler/diag/diag.h"

namespace hale::rgmanager {

/// One of HL5011..HL5018, with the consequence. Silent for what stands inside an element that was reported.
void report_loss(diag::Sink& sink, const Lost& lost);

}  // namespace hale::rgmanager
