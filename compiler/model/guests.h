#pragma once
// Nodes that are resources: Pacemaker runs what they run, but no corosync does.

#include <set>
#include <string>

#include "compiler/model/model.h"

namespace hale::model {

/// The names of remote nodes (instances of an agent whose traits say `node`, ocf:pacemaker:remote) and guest nodes
/// (what the meta attribute `remote-node` of a resource says).
std::set<std::string> guest_nodes(const Cluster& cluster);

}  // namespace hale::model
