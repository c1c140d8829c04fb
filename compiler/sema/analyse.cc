#include "compiler/sema/analyse.h"
