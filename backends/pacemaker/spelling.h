#pragma once
// How Pacemaker reads values: true/false, durations with a unit, lists separated by commas.

#include "backends/common/spelling.h"

namespace hale::pacemaker {

inline constexpr backends::Spelling kSpelling{"Pacemaker", "true", "false", true, ","};

}  // namespace hale::pacemaker
