#pragma once
// Ids of what a cluster has: indices into the tables of one Cluster.

#include "compiler/support/id.h"

namespace hale::model {

using ClusterId = Id<struct ClusterTag>;
using NodeId = Id<struct NodeTag>;
using FenceDeviceId = Id<struct FenceDeviceTag>;
using DomainId = Id<struct DomainTag>;
using ResourceId = Id<struct ResourceTag>;
using UseId = Id<struct UseTag>;
using ServiceId = Id<struct ServiceTag>;

}  // namespace hale::model
