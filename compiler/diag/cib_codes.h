#pragma once
// The diagnostics of codes/5_cib.def, for those who report them. Kept apart so that a new code rebuilds only its area.

#include "compiler/diag/diag.h"

namespace hale::diag {
#define HALE_DIAG(CODE, SEVERITY, NAME, FORMAT) inline constexpr Row NAME{CODE, Severity::SEVERITY, #NAME, FORMAT};
#include "compiler/diag/codes/5_cib.def"
#undef HALE_DIAG
}  // namespace hale::diag
