#include "compiler/model/guests.h"

namespace hale::model {

namespace {

void add_said(const Block& set, std::set<std::string>& out) {
    const Attribute* name = set.find("remote-node");
    if (name != nullptr && !name->value.text.empty()) out.insert(name->value.text);
    for (const Block& child : set.children) {
        if (child.name == "values") add_said(child, out);
    }
}

}  // namespace

std::set<std::string> guest_nodes(const Cluster& cluster) {
    std::set<std::string> out;
    for (const Resource& r : cluster.resources) {
        if (r.kind != nullptr && r.kind->traits.node) out.insert(r.label);
        for (const Block& block : r.blocks) {
            if (block.name == "meta") add_said(block, out);
        }
    }
    return out;
}

}  // namespace hale::model
