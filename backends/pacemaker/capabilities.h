#pragma once
// What Pacemaker makes of each neutral word: one row of capabilities.def each.

#include <string_view>
#include <vector>

#include "backends/backend.h"

namespace hale::pacemaker {

const std::vector<backends::Capability>& capabilities();
/// The row of a word that the table must have.
const backends::Capability& capability(std::string_view word);

}  // namespace hale::pacemaker
