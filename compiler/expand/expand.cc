#include "compiler/expand/expand.h"
