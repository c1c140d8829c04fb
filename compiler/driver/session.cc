#include "compiler/driver/session.h"
