#include "backends/pacemaker/write.h"

#include <algorithm>

#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

/// Where the element stood in the file that it was read from.
void stamp(Node& node, const Markup& markup) {
    node.span = markup.span;
    node.name_span = markup.name_span;
    for (xml::Attribute& a : node.attributes) {
        const AttributePlace* place = markup.find(a.name);
        if (place == nullptr) continue;
        a.name_span = place->name_span;
        a.value_span = place->value_span;
    }
}

}  // namespace

void Children::into(Node& parent, const Markup& markup) {
    stamp(parent, markup);
    if (!markup.layout.empty()) {
        std::map<std::pair<Slot, std::uint32_t>, std::size_t> at;
        for (std::size_t i = 0; i < nodes_.size(); ++i) at[{nodes_[i].first.slot, nodes_[i].first.index}] = i;
        std::vector<bool> done(nodes_.size(), false);
        for (const Place& place : markup.layout) {
            const auto found = at.find({place.slot, place.index});
            if (found == at.end() || done[found->second]) continue;
            done[found->second] = true;
            parent.add(std::move(nodes_[found->second].second));
        }
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!done[i]) parent.add(std::move(nodes_[i].second));
        }
        return;
    }
    for (auto& [place, node] : nodes_) parent.add(std::move(node));
}

namespace {

class Writer {
public:
    explicit Writer(const Document& document) : d_(document) {}

    Node configuration() {
        Node node("configuration", d_.origin);
        all_.add_extra(node, d_.extra);
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
        all_.into(node, d_.markup);
        return node;
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
    void add(SectionName name, Children items) {
        const auto index = static_cast<std::uint32_t>(name);
        Node section{std::string(kSectionNames[index])};
        items.add_extra(section, d_.section(name).extra);
        items.into(section, d_.section(name).markup);
        if (is_wanted(name, section)) all_.add(Place{Slot::Section, index}, std::move(section));
    }

    void sets(SectionName name, std::string_view element_name, const std::vector<NvSet>& list) {
        Children items;
        add_sets(items, Slot::Item, element_name, list);
        add(name, std::move(items));
    }
    void raw(SectionName name, const std::vector<Node>& list) {
        Children items;
        for (const Node& node : list) items.add(Slot::Item, node);
        add(name, std::move(items));
    }
    void nodes() {
        Children items;
        for (const ClusterNode& n : d_.nodes) {
            Node node = element("node", n.id, n.origin);
            set(node, "uname", n.uname);
            set(node, "type", n.type);
            Children children;
            children.add_extra(node, n.extra);
            add_sets(children, Slot::Instance, "instance_attributes", n.attributes);
            add_sets(children, Slot::Utilization, "utilization", n.utilization);
            children.into(node, n.markup);
            items.add(Slot::Item, std::move(node));
        }
        add(SectionName::Nodes, std::move(items));
    }
    void resources() {
        Children items;
        for (const Resource& r : d_.resources) items.add(Slot::Resource, write_resource(r));
        add(SectionName::Resources, std::move(items));
    }
    void constraints() {
        Children items;
        for (const Constraint& c : d_.constraints) items.add(Slot::Item, write_constraint(c));
        add(SectionName::Constraints, std::move(items));
    }
    void topology() {
        Children items;
        for (const FencingLevel& level : d_.fencing_topology) {
            Node node = element("fencing-level", level.id, level.origin);
            set(node, "target", level.target);
            set(node, "index", level.index);
            set(node, "devices", level.devices);
            Children children;
            children.add_extra(node, level.extra);
            children.into(node, level.markup);
            items.add(Slot::Item, std::move(node));
        }
        add(SectionName::FencingTopology, std::move(items));
    }
    void tags() {
        Children items;
        for (const Tag& tag : d_.tags) {
            Node node = element("tag", tag.id, tag.origin);
            Children children;
            children.add_extra(node, tag.extra);
            add_references(children, "obj_ref", tag.members);
            children.into(node, tag.markup);
            items.add(Slot::Item, std::move(node));
        }
        add(SectionName::Tags, std::move(items));
    }

    const Document& d_;
    Children all_;
};

}  // namespace

xml::Tree write(const Document& d) {
    xml::Tree tree;
    tree.before = d.before;
    tree.after = d.after;
    tree.root = Node("cib", d.origin);
    set(tree.root, "admin_epoch", d.admin_epoch);
    set(tree.root, "epoch", d.epoch);
    set(tree.root, "num_updates", d.num_updates);
    if (!d.schema.empty()) tree.root.set("validate-with", "pacemaker-" + d.schema);
    Children children;
    children.add(Slot::Section, Writer(d).configuration());
    children.add_extra(tree.root, d.cib);
    if (!d.cib_markup.is_read()) children.add(Slot::Item, Node("status"));
    children.into(tree.root, d.cib_markup);
    return tree;
}

}  // namespace hale::pacemaker
