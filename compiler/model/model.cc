#include "compiler/model/model.h"

#include <algorithm>

namespace hale::model {

namespace {

const Attribute* find_attribute(const std::vector<Attribute>& list, std::string_view name) {
    const auto it = std::find_if(list.begin(), list.end(), [&](const Attribute& a) { return a.name == name; });
    return it == list.end() ? nullptr : &*it;
}

}  // namespace

const Attribute* Block::find(std::string_view attribute) const { return find_attribute(attributes, attribute); }
const Attribute* Resource::find(std::string_view attribute) const { return find_attribute(attributes, attribute); }

const Attribute* Policy::find(std::string_view attribute) const { return find_attribute(attributes, attribute); }

const Value* Cluster::effective(UseId id, std::string_view name) const {
    const Use& use = at(id);
    const Resource& resource = at(use.resource);
    if (const Attribute* written = resource.find(name)) return &written->value;
    if (const Attribute* inherited = find_attribute(use.inherited, name)) return &inherited->value;
    const schema::Attribute* declared = resource.kind->attribute(name);
    return declared != nullptr && declared->def ? &*declared->def : nullptr;
}

}  // namespace hale::model
