#pragma once
// The order in which rgmanager runs things: one chain of actions for each top-level unit. Services and VMs come first, in
// written order; then other resources directly under <rm>. Units do not wait for each other. A unit that the file names
// but rgmanager refuses has no actions.

#include <string>

#include "compiler/model/model.h"
#include "compiler/order/actions.h"

namespace hale::rgmanager {

/// `fs:data`: element name and primary value, or the label where the agent has no primary; up to a line's end.
std::string instance_name(const model::Resource& resource);
/// Starts, or stops, of everything.
order::Order order_of(const model::Model& model, const model::Cluster& cluster, bool stop);

}  // namespace hale::rgmanager
