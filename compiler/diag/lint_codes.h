#pragma once
// The diagnostics of codes/6_lint.def, for those who report them. Kept apart so that a new code rebuilds only its area.

#include "compiler/diag/diag.h"

namespace hale::diag {
#define HALE_DIAG HALE_DIAG_ROW
#include "compiler/diag/codes/6_lint.def"
#undef HALE_DIAG
}  // namespace hale::diag
