#pragma once
// Moved to compiler/xml; this line goes once nobody includes it from here.
#include "compiler/xml/scan.h"
