#pragma once
// What the parts of the writer share.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "backends/pacemaker/document.h"

namespace hale::pacemaker {

inline void set(xml::Node& node, std::string_view name, const std::string& value) {
    if (!value.empty()) node.set(name, value);
}
inline void set(xml::Node& node, std::string_view name, const std::optional<std::string>& value) {
    if (value) node.set(name, *value);
}
inline xml::Node element(std::string_view name, const std::string& id, OriginId origin) {
    xml::Node node{std::string(name), origin};
    set(node, "id", id);
    return node;
}

/// The children of one element: collected in the writer's order, put into the parent in the order of its layout.
class Children {
public:
    void add(Slot slot, xml::Node node) {
        const std::uint32_t index = counts_[slot]++;
        nodes_.push_back({{slot, index}, std::move(node)});
    }
    /// With an index of its own, which must be unique.
    void add(Place place, xml::Node node) { nodes_.push_back({place, std::move(node)}); }
    /// Writes `extra` first: attributes at once, children where no layout says otherwise.
    void add_extra(xml::Node& parent, const Extra& extra) {
        for (const xml::Attribute& a : extra.attributes) parent.set(a.name, a.value, a.origin);
        for (const xml::Node& child : extra.children) add(Slot::Extra, child);
    }
    void into(xml::Node& parent, const Markup& markup);

private:
    std::map<Slot, std::uint32_t> counts_;
    std::vector<std::pair<Place, xml::Node>> nodes_;
};

void add_sets(Children& children, Slot slot, std::string_view name, const std::vector<NvSet>& sets);
void add_rules(Children& children, const std::vector<xml::Node>& rules);
xml::Node write_resource(const Resource& resource);
xml::Node write_constraint(const Constraint& constraint);
/// `<tag>` and `<resource_set>` hold references.
void add_references(Children& children, std::string_view name, const std::vector<Reference>& references);

}  // namespace hale::pacemaker
