#pragma once
// Start and stop order of a service tree, exactly as facts of rgmanager's resource tree say (docs/reference/order.md).

#include "compiler/model/model.h"

namespace hale::order {

/// Fills Use::start_order and Use::stop_order of every use of the cluster from the kinds' child tables.
void compute(model::Cluster& cluster);

/// A parent's children in the order in which they start and stop.
struct Sequence {
    std::vector<model::UseId> start, stop;
};
/// The order that the table of the parent's kind gives these children.
Sequence by_table(const model::Cluster& cluster, model::UseId parent, const std::vector<model::UseId>& children);

/// One step of a service's start or stop.
struct Step {
    model::UseId use;
    bool stop = false;
};
/// The whole walk of a service: start = node, then children in start order, depth first; stop = children in stop order,
/// then node.
std::vector<Step> start_steps(const model::Cluster& cluster, model::UseId root);
std::vector<Step> stop_steps(const model::Cluster& cluster, model::UseId root);

}  // namespace hale::order
