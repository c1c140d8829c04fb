#include "compiler/syntax/parse.h"
