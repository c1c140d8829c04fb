#pragma once
// The diagnostics of codes/3_dangers.def, for the rules that report them.

#include "compiler/diag/diag.h"

namespace hale::diag {
#define HALE_DIAG HALE_DIAG_ROW
#include "compiler/diag/codes/3_dangers.def"
#undef HALE_DIAG
}  // namespace hale::diag
