#pragma once
// What the parts of the writer share.

#include <array>
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
/// An element with an id; `attributes` is how many it mostly has.
inline xml::Node element(std::string_view name, const std::string& id, OriginId origin, std::size_t attributes = 4) {
    xml::Node node{std::string(name), origin};
    node.attributes.reserve(attributes);
    set(node, "id", id);
    return node;
}

/// The children of one element: added in the writer's order, then settled into the order of the element's layout.
class Children {
public:
    Children(xml::Node& parent, const Markup& markup) : parent_(parent), markup_(markup) {}

    void add(Slot slot, xml::Node node) {
        add(Place{slot, counts_[static_cast<std::size_t>(slot)]++}, std::move(node));
    }
    /// With an index of its own, which must be unique.
    void add(Place place, xml::Node node) {
        if (!markup_.layout.empty()) places_.push_back(place);
        parent_.add(std::move(node));
    }
    /// Attributes and children that no struct names.
    void add_extra(const Extra& extra);
    /// Ends the element: its children, attributes and itself stand where the file had them.
    void settle();

private:
    xml::Node& parent_;
    const Markup& markup_;
    std::array<std::uint32_t, static_cast<std::size_t>(Slot::Section) + 1> counts_{};
    std::vector<Place> places_;  // of the parent's children, where a layout asks for them
};

void add_sets(Children& children, Slot slot, std::string_view name, const std::vector<NvSet>& sets);
/// The same for an element that has no layout.
void add_sets(xml::Node& parent, std::string_view name, const std::vector<NvSet>& sets);
void add_rules(Children& children, const std::vector<xml::Node>& rules);
xml::Node write_resource(const Resource& resource);
xml::Node write_constraint(const Constraint& constraint);
/// `<tag>` and `<resource_set>` hold references.
void add_references(Children& children, std::string_view name, const std::vector<Reference>& references);

}  // namespace hale::pacemaker
