#include "backends/pacemaker/write.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

void set(Node& node, std::string_view name, const std::string& value) {
    if (!value.empty()) node.set(name, value);
}
void set(Node& node, std::string_view name, const std::optional<std::string>& value) {
    if (value) node.set(name, *value);
}

void add_extra(Node& node, const Extra& extra) {
    for (const xml::Attribute& a : extra.attributes) node.set(a.name, a.value, a.origin);
    for (const Node& child : extra.children) node.add(child);
}

Node element(std::string_view name, const std::string& id, OriginId origin) {
    Node node{std::string(name), origin};
    set(node, "id", id);
    return node;
}

void add_sets(Node& parent, std::string_view name, const std::vector<NvSet>& sets) {
    for (const NvSet& s : sets) {
        Node node = element(name, s.id, s.origin);
        set(node, "id-ref", s.id_ref);
        set(node, "score", s.score);
        add_extra(node, s.extra);
        for (const NvPair& p : s.pairs) {
            Node pair = element("nvpair", p.id, p.origin);
            set(pair, "id-ref", p.id_ref);
            set(pair, "name", p.name);
            set(pair, "value", p.value);
            node.add(std::move(pair));
        }
        parent.add(std::move(node));
    }
}

void add_sets(Node& parent, const Sets& sets) {
    add_sets(parent, "meta_attributes", sets.meta);
    add_sets(parent, "instance_attributes", sets.instance);
    add_sets(parent, "utilization", sets.utilization);
}

Node write_op(const Op& op) {
    Node node = element("op", op.id, op.origin);
    node.set("name", op.name);
    node.set("interval", op.interval);
    set(node, "timeout", op.timeout);
    set(node, "role", op.role);
    set(node, "on-fail", op.on_fail);
    add_extra(node, op.extra);
    add_sets(node, "meta_attributes", op.meta);
    add_sets(node, "instance_attributes", op.instance);
    return node;
}

Node write_primitive(std::string_view name, const Primitive& p) {
    Node node = element(name, p.id, p.origin);
    set(node, "class", p.cls);
    set(node, "provider", p.provider);
    set(node, "type", p.type);
    set(node, "template", p.template_id);
    add_extra(node, p.extra);
    add_sets(node, p.sets);
    if (p.operations.empty() && p.operations_id.empty() && p.operations_ref.empty()) return node;
    Node operations = element("operations", p.operations_id, {});
    set(operations, "id-ref", p.operations_ref);
    for (const Op& op : p.operations) operations.add(write_op(op));
    node.add(std::move(operations));
    return node;
}

struct ResourceWriter {
    Node operator()(const Primitive& p) const { return write_primitive("primitive", p); }
    Node operator()(const Template& t) const { return write_primitive("template", t.body); }
    Node operator()(const Group& g) const {
        Node node = element("group", g.id, g.origin);
        add_extra(node, g.extra);
        add_sets(node, g.sets);
        for (const Primitive& member : g.members) node.add(write_primitive("primitive", member));
        return node;
    }
    Node operator()(const Clone& c) const {
        Node node = element(c.legacy_master ? "master" : "clone", c.id, c.origin);
        add_extra(node, c.extra);
        add_sets(node, c.sets);
        node.add(std::visit(*this, c.child));
        return node;
    }
    Node operator()(const Bundle& b) const {
        Node node = element("bundle", b.id, b.origin);
        add_extra(node, b.extra);
        add_sets(node, b.sets);
        for (const Node& part : b.parts) node.add(part);
        if (b.member) node.add(write_primitive("primitive", *b.member));
        return node;
    }
};

Node write_rule(const Rule& rule) {
    Node node = element("rule", rule.id, {});
    set(node, "id-ref", rule.id_ref);
    set(node, "score", rule.score);
    set(node, "score-attribute", rule.score_attribute);
    set(node, "boolean-op", rule.boolean_op);
    set(node, "role", rule.role);
    add_extra(node, rule.extra);
    for (const Expression& e : rule.expressions) {
        Node expression = element("expression", e.id, {});
        set(expression, "attribute", e.attribute);
        set(expression, "operation", e.operation);
        set(expression, "value", e.value);
        set(expression, "type", e.type);
        node.add(std::move(expression));
    }
    return node;
}

void add_resource_sets(Node& parent, const std::vector<ResourceSet>& sets) {
    for (const ResourceSet& s : sets) {
        Node node = element("resource_set", s.id, {});
        set(node, "id-ref", s.id_ref);
        add_extra(node, s.extra);
        for (const std::string& resource : s.resources) node.add(element("resource_ref", resource, {}));
        parent.add(std::move(node));
    }
}

struct ConstraintWriter {
    Node operator()(const Location& c) const {
        Node node = element("rsc_location", c.id, c.origin);
        set(node, "rsc", c.rsc);
        set(node, "node", c.node);
        set(node, "score", c.score);
        return finish(std::move(node), c);
    }
    Node operator()(const Colocation& c) const {
        Node node = element("rsc_colocation", c.id, c.origin);
        set(node, "rsc", c.rsc);
        set(node, "with-rsc", c.with_rsc);
        set(node, "score", c.score);
        set(node, "rsc-role", c.rsc_role);
        set(node, "with-rsc-role", c.with_rsc_role);
        return finish(std::move(node), c);
    }
    Node operator()(const Order& c) const {
        Node node = element("rsc_order", c.id, c.origin);
        set(node, "first", c.first);
        set(node, "then", c.then);
        set(node, "first-action", c.first_action);
        set(node, "then-action", c.then_action);
        set(node, "kind", c.kind);
        if (c.symmetrical) node.set("symmetrical", *c.symmetrical ? "true" : "false");
        return finish(std::move(node), c);
    }
    Node operator()(const Ticket& c) const {
        Node node = element("rsc_ticket", c.id, c.origin);
        set(node, "ticket", c.ticket);
        set(node, "rsc", c.rsc);
        set(node, "rsc-role", c.rsc_role);
        set(node, "loss-policy", c.loss_policy);
        return finish(std::move(node), c);
    }

private:
    template <class C>
    static Node finish(Node node, const C& constraint) {
        add_extra(node, constraint.extra);
        if constexpr (std::is_same_v<C, Location>) {
            for (const Rule& rule : constraint.rules) node.add(write_rule(rule));
        }
        add_resource_sets(node, constraint.sets);
        return node;
    }
};

Node write_nodes(const Document& d) {
    Node section("nodes");
    for (const auto& n : d.nodes) {
        Node node = element("node", n.id, n.origin);
        set(node, "uname", n.uname);
        set(node, "type", n.type);
        add_extra(node, n.extra);
        add_sets(node, "instance_attributes", n.attributes);
        add_sets(node, "utilization", n.utilization);
        section.add(std::move(node));
    }
    return section;
}

Node write_topology(const Document& d) {
    Node section("fencing-topology");
    for (const FencingLevel& level : d.fencing_topology) {
        Node node = element("fencing-level", level.id, level.origin);
        set(node, "target", level.target);
        set(node, "index", level.index);
        set(node, "devices", level.devices);
        add_extra(node, level.extra);
        section.add(std::move(node));
    }
    return section;
}

Node write_tags(const Document& d) {
    Node section("tags");
    for (const Tag& tag : d.tags) {
        Node node = element("tag", tag.id, tag.origin);
        add_extra(node, tag.extra);
        for (const std::string& member : tag.members) node.add(element("obj_ref", member, {}));
        section.add(std::move(node));
    }
    return section;
}

void add_unless_empty(Node& parent, Node section) {
    if (!section.children.empty()) parent.add(std::move(section));
}

Node section_of(std::string_view name, std::string_view set_name, const std::vector<NvSet>& sets) {
    Node section{std::string(name)};
    add_sets(section, set_name, sets);
    return section;
}

Node section_of(std::string_view name, const std::vector<Node>& children) {
    Node section{std::string(name)};
    for (const Node& child : children) section.add(child);
    return section;
}

}  // namespace

xml::Tree write(const Document& d) {
    Node configuration("configuration", d.origin);
    configuration.add(section_of("crm_config", "cluster_property_set", d.crm_config));
    configuration.add(write_nodes(d));
    Node resources("resources");
    for (const Resource& r : d.resources) resources.add(std::visit(ResourceWriter{}, r));
    configuration.add(std::move(resources));
    Node constraints("constraints");
    for (const Constraint& c : d.constraints) constraints.add(std::visit(ConstraintWriter{}, c));
    configuration.add(std::move(constraints));
    add_unless_empty(configuration, write_topology(d));
    add_unless_empty(configuration, section_of("rsc_defaults", "meta_attributes", d.rsc_defaults));
    add_unless_empty(configuration, section_of("op_defaults", "meta_attributes", d.op_defaults));
    add_unless_empty(configuration, section_of("acls", d.acls));
    add_unless_empty(configuration, write_tags(d));
    add_unless_empty(configuration, section_of("alerts", d.alerts));
    add_extra(configuration, d.extra);

    xml::Tree tree;
    tree.root = Node("cib", d.origin);
    tree.root.set("admin_epoch", d.admin_epoch);
    tree.root.set("epoch", d.epoch);
    tree.root.set("num_updates", d.num_updates);
    tree.root.set("validate-with", "pacemaker-" + d.schema);
    tree.root.add(std::move(configuration));
    tree.root.add(Node("status"));
    return tree;
}

}  // namespace hale::pacemaker
