#pragma once
// The order in which rgmanager runs things, as `hale order` prints it (docs/reference/cli.md): one block for each
// top-level unit in written order, `## kind:name rc=0` and then one line an action.

#include <string>

#include "compiler/model/model.h"

namespace hale::rgmanager {

/// `fs:data`: element name and primary value, or the label where the agent has no primary.
std::string instance_name(const model::Resource& resource);
std::string order_text(const model::Cluster& cluster, bool stop);
/// {"format":1,"actions":[{"id","resource","operation","after":[id…]}]}: each action waits for the one before it in
/// its unit; units do not wait for each other.
std::string order_json(const model::Cluster& cluster, bool stop);

}  // namespace hale::rgmanager
