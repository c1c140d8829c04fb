#pragma once
// Pacemaker's entry in the registry of managers.

#include "backends/backend.h"

namespace hale::backends {

const Backend& pacemaker_backend();

}  // namespace hale::backends
