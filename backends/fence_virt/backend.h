#pragma once
// The target `fence_virt`: fence_virt.conf of the hosts of virtual machines.

#include "backends/backend.h"

namespace hale::backends {

const Backend& fence_virt_backend();

}  // namespace hale::backends
