#pragma once
// What the parts of the reader share.

#include <string>
#include <string_view>
#include <vector>

#include "backends/pacemaker/document.h"

namespace hale::pacemaker {

/// One element being read into a struct: attributes are taken by name, children go into lists; what nobody took goes
/// into `extra` by `finish`.
class Reading {
public:
    Reading(const xml::Node& node, Extra& extra, Markup& markup);

    /// The attribute's value. An empty one stays behind: the writer would leave it out.
    void take(std::string_view name, std::string& into);
    /// The attribute's value, even when it is empty.
    void take(std::string_view name, std::optional<std::string>& into);
    /// true or false; any other spelling stays behind.
    void take(std::string_view name, std::optional<bool>& into);

    const std::vector<xml::Node>& children() const { return node_.children; }
    /// The child that is next was put into the list of `slot` at this index.
    void placed(Slot slot, std::size_t index) { markup_.layout.push_back({slot, static_cast<std::uint32_t>(index)}); }
    /// The child has no list here.
    void keep(const xml::Node& child) {
        placed(Slot::Extra, extra_.children.size());
        extra_.children.push_back(child);
    }
    /// Puts an item at the end of a list.
    template <class T>
    void append(Slot slot, std::vector<T>& list, T item) {
        placed(slot, list.size());
        list.push_back(std::move(item));
    }
    /// Keeps the attributes that are left.
    void finish();

private:
    const xml::Attribute* left(std::string_view name);

    const xml::Node& node_;
    Extra& extra_;
    Markup& markup_;
    std::vector<bool> taken_;
};

NvSet read_set(const xml::Node& node);
/// A child of <resources>; nothing for any other element, and for a clone without its one resource.
std::optional<Resource> read_resource(const xml::Node& node);
std::optional<Constraint> read_constraint(const xml::Node& node);
Reference read_reference(const xml::Node& node);

/// Puts the child into the list that its element's name says (`meta_attributes` …); false when it is no such set.
bool read_into_sets(Reading& reading, const xml::Node& child, std::vector<NvSet>* meta, std::vector<NvSet>* instance,
                    std::vector<NvSet>* utilization);

}  // namespace hale::pacemaker
