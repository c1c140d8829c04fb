#include "backends/pacemaker/write.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

/// So many attributes are looked through faster than put into a table.
constexpr std::size_t kFew = 16;

/// Where the element stood in the file that it was read from.
void stamp(Node& node, const Markup& markup) {
    node.span = markup.span;
    node.name_span = markup.name_span;
    std::unordered_map<std::string_view, const AttributePlace*> places;
    if (markup.attributes.size() > kFew) {
        for (const AttributePlace& place : markup.attributes) places.try_emplace(place.name, &place);
    }
    const auto find = [&](std::string_view name) -> const AttributePlace* {
        if (places.empty()) return markup.find(name);
        const auto it = places.find(name);
        return it == places.end() ? nullptr : it->second;
    };
    for (xml::Attribute& a : node.attributes) {
        const AttributePlace* place = find(a.name);
        if (place == nullptr) continue;
        a.name_span = place->name_span;
        a.value_span = place->value_span;
    }
}

}  // namespace

void Children::add_extra(const Extra& extra) {
    std::vector<xml::Attribute>& all = parent_.attributes;
    if (extra.attributes.size() <= kFew) {
        for (const xml::Attribute& a : extra.attributes) parent_.set(a.name, a.value, a.origin);
    } else {
        all.reserve(all.size() + extra.attributes.size());  // the names below must not move
        std::unordered_map<std::string_view, std::size_t> at;
        for (std::size_t i = 0; i < all.size(); ++i) at.try_emplace(all[i].name, i);
        for (const xml::Attribute& a : extra.attributes) {
            const auto it = at.find(a.name);
            if (it != at.end()) {
                all[it->second].value = a.value;
                all[it->second].origin = a.origin;
                continue;
            }
            xml::Attribute added;
            added.name = a.name;
            added.value = a.value;
            added.origin = a.origin;
            all.push_back(std::move(added));
            at.emplace(all.back().name, all.size() - 1);
        }
    }
    for (const xml::Node& child : extra.children) add(Slot::Extra, child);
}

void Children::settle() {
    stamp(parent_, markup_);
    if (markup_.layout.empty()) return;
    std::map<std::pair<Slot, std::uint32_t>, std::size_t> at;
    for (std::size_t i = 0; i < places_.size(); ++i) at[{places_[i].slot, places_[i].index}] = i;
    std::vector<Node> settled;
    settled.reserve(places_.size());
    std::vector<bool> done(places_.size(), false);
    const auto take = [&](std::size_t i) {
        if (!done[i]) settled.push_back(std::move(parent_.children[i]));
        done[i] = true;
    };
    for (const Place& place : markup_.layout) {
        if (const auto found = at.find({place.slot, place.index}); found != at.end()) take(found->second);
    }
    for (std::size_t i = 0; i < places_.size(); ++i) take(i);
    parent_.children = std::move(settled);
}

namespace {

class Writer {
public:
    explicit Writer(Document& document)
        : d_(document), configuration_("configuration", document.origin), all_(configuration_, document.markup) {}

    Node configuration() {
        all_.add_extra(d_.extra);
        sets(SectionName::CrmConfig, "cluster_property_set", d_.crm_config);
        nodes();
        resources();
        constraints();
        topology();
        sets(SectionName::RscDefaults, "meta_attributes", d_.rsc_defaults);
        sets(SectionName::OpDefaults, "meta_attributes", d_.op_defaults);
        raw(SectionName::Acls, d_.acls);
        tags();
        raw(SectionName::Alerts, d_.alerts);
        all_.settle();
        return std::move(configuration_);
    }

private:
    /// An empty section: the layout names it, or there is no layout and the schema demands it.
    bool is_wanted(SectionName name, const Node& section) const {
        if (!section.children.empty() || !section.attributes.empty()) return true;
        const auto& layout = d_.markup.layout;
        if (layout.empty()) return !d_.cib_markup.is_read() && name <= SectionName::Constraints;
        return std::any_of(layout.begin(), layout.end(), [&](const Place& place) {
            return place.slot == Slot::Section && place.index == static_cast<std::uint32_t>(name);
        });
    }
    /// `fill` adds the section's items.
    template <class Fill>
    void section(SectionName name, Fill fill) {
        const auto index = static_cast<std::uint32_t>(name);
        const Section& said = d_.section(name);
        Node node{std::string(kSectionNames[index])};
        Children items(node, said.markup);
        fill(items);
        items.add_extra(said.extra);
        items.settle();
        if (is_wanted(name, node)) all_.add(Place{Slot::Section, index}, std::move(node));
    }

    void sets(SectionName name, std::string_view element_name, const std::vector<NvSet>& list) {
        section(name, [&](Children& items) { add_sets(items, Slot::Item, element_name, list); });
    }
    void raw(SectionName name, const std::vector<Node>& list) {
        section(name, [&](Children& items) {
            for (const Node& node : list) items.add(Slot::Item, node);
        });
    }
    void nodes() {
        section(SectionName::Nodes, [&](Children& items) {
            for (const ClusterNode& n : d_.nodes) items.add(Slot::Item, write_node(n));
        });
    }
    void resources() {
        section(SectionName::Resources, [&](Children& items) {
            for (Resource& r : d_.resources) items.add(Slot::Resource, write_resource(std::exchange(r, {})));
        });
    }
    void constraints() {
        section(SectionName::Constraints, [&](Children& items) {
            for (Constraint& c : d_.constraints) items.add(Slot::Item, write_constraint(std::exchange(c, {})));
        });
    }
    void topology() {
        section(SectionName::FencingTopology, [&](Children& items) {
            for (const FencingLevel& level : d_.fencing_topology) items.add(Slot::Item, write_level(level));
        });
    }
    void tags() {
        section(SectionName::Tags, [&](Children& items) {
            for (const Tag& tag : d_.tags) items.add(Slot::Item, write_tag(tag));
        });
    }

    static Node write_node(const ClusterNode& n) {
        Node node = element("node", n.id, n.origin);
        set(node, "uname", n.uname);
        set(node, "type", n.type);
        Children children(node, n.markup);
        children.add_extra(n.extra);
        add_sets(children, Slot::Instance, "instance_attributes", n.attributes);
        add_sets(children, Slot::Utilization, "utilization", n.utilization);
        children.settle();
        return node;
    }
    static Node write_level(const FencingLevel& level) {
        Node node = element("fencing-level", level.id, level.origin);
        set(node, "target", level.target);
        set(node, "index", level.index);
        set(node, "devices", level.devices);
        Children children(node, level.markup);
        children.add_extra(level.extra);
        children.settle();
        return node;
    }
    static Node write_tag(const Tag& tag) {
        Node node = element("tag", tag.id, tag.origin);
        Children children(node, tag.markup);
        children.add_extra(tag.extra);
        add_references(children, "obj_ref", tag.members);
        children.settle();
        return node;
    }

    Document& d_;
    Node configuration_;
    Children all_;
};

}  // namespace

void set_schema(Node& cib, std::string_view schema) {
    if (schema.empty()) {
        std::erase_if(cib.attributes, [](const xml::Attribute& a) { return a.name == "validate-with"; });
    } else {
        cib.set("validate-with", "pacemaker-" + std::string(schema));
    }
}

xml::Tree write(Document d) {
    xml::Tree tree;
    tree.before = d.before;
    tree.after = d.after;
    tree.root = Node("cib", d.origin);
    set(tree.root, "admin_epoch", d.admin_epoch);
    set(tree.root, "epoch", d.epoch);
    set(tree.root, "num_updates", d.num_updates);
    set_schema(tree.root, d.schema);
    Children children(tree.root, d.cib_markup);
    children.add(Slot::Section, Writer(d).configuration());
    children.add_extra(d.cib);
    if (!d.cib_markup.is_read()) children.add(Slot::Item, Node("status"));
    children.settle();
    return tree;
}

}  // namespace hale::pacemaker
