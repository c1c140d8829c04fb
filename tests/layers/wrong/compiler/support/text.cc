// For a test: an arrow that points up (never compiled).
#include <string>

#include "compiler/diag/diag.h"
