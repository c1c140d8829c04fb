#pragma once
// The target `corosync`: corosync.conf, beside the CIB of a Pacemaker cluster.

#include "backends/backend.h"

namespace hale::backends {

const Backend& corosync_backend();

}  // namespace hale::backends
