#include "backends/side.h"

namespace hale::backends {

bool same_value(std::string_view a, std::string_view b) { return a == b || a == kUnknownSecret || b == kUnknownSecret; }

}  // namespace hale::backends
