#pragma once
// The order in which rgmanager runs things, as `hale order` prints it (docs/reference/cli.md): one block for each
// top-level unit, `## kind:name rc=0` and then one line an action. Services and VMs come first, in written order; then
// other resources directly under <rm>. Units do not wait for each other. A unit that the file names but rgmanager
// refuses has no actions.

#include <string>

#include "compiler/model/model.h"

namespace hale::rgmanager {

/// `fs:data`: element name and primary value, or the label where the agent has no primary; up to a line's end.
std::string instance_name(const model::Resource& resource);
std::string order_text(const model::Model& model, const model::Cluster& cluster, bool stop);
/// {"format":1,"actions":[{"id","resource","operation","after":[id…]}]}: each action waits for the one before it in
/// its unit; units do not wait for each other.
std::string order_json(const model::Cluster& cluster, bool stop);

}  // namespace hale::rgmanager
