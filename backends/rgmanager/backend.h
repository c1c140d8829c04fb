#pragma once

#include "backends/backend.h"

namespace hale::backends {

const Backend& rgmanager_backend();

}  // namespace hale::backends
