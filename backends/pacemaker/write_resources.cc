// Resources and attribute sets to XML.

#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

void add_sets(Children& children, const Sets& sets) {
    add_sets(children, Slot::Meta, "meta_attributes", sets.meta);
    add_sets(children, Slot::Instance, "instance_attributes", sets.instance);
    add_sets(children, Slot::Utilization, "utilization", sets.utilization);
}

Node write_op(const Op& op) {
    Node node = element("op", op.id, op.origin);
    set(node, "name", op.name);
    set(node, "interval", op.interval);
    set(node, "timeout", op.timeout);
    set(node, "role", op.role);
    set(node, "on-fail", op.on_fail);
    Children children(node, op.markup);
    children.add_extra(op.extra);
    add_sets(children, Slot::Meta, "meta_attributes", op.meta);
    add_sets(children, Slot::Instance, "instance_attributes", op.instance);
    children.settle();
    return node;
}

Node write_operations(const Primitive& p) {
    Node node = element("operations", p.operations_id, {}, 1);
    set(node, "id-ref", p.operations_ref);
    Children children(node, p.operations_markup);
    children.add_extra(p.operations_extra);
    for (const Op& op : p.operations) children.add(Slot::Op, write_op(op));
    children.settle();
    return node;
}

Node write_primitive(std::string_view name, const Primitive& p) {
    Node node = element(name, p.id, p.origin);
    set(node, "class", p.cls);
    set(node, "provider", p.provider);
    set(node, "type", p.type);
    set(node, "template", p.template_id);
    Children children(node, p.markup);
    children.add_extra(p.extra);
    add_sets(children, p.sets);
    if (p.operations_written || !p.operations.empty() || !p.operations_id.empty() || !p.operations_ref.empty()) {
        children.add(Slot::Operations, write_operations(p));
    }
    children.settle();
    return node;
}

struct ResourceWriter {
    Node operator()(const Primitive& p) const { return write_primitive("primitive", p); }
    Node operator()(const Template& t) const { return write_primitive("template", t.body); }
    Node operator()(const Group& g) const {
        Node node = element("group", g.id, g.origin, 1);
        Children children(node, g.markup);
        children.add_extra(g.extra);
        add_sets(children, g.sets);
        for (const Primitive& member : g.members) {
            children.add(Slot::Resource, write_primitive("primitive", member));
        }
        children.settle();
        return node;
    }
    Node operator()(const Clone& c) const {
        Node node = element(c.legacy_master ? "master" : "clone", c.id, c.origin);
        Children children(node, c.markup);
        children.add_extra(c.extra);
        add_sets(children, c.sets);
        children.add(Slot::Resource, std::visit(*this, c.child));
        children.settle();
        return node;
    }
    Node operator()(const Bundle& b) const {
        Node node = element("bundle", b.id, b.origin);
        Children children(node, b.markup);
        children.add_extra(b.extra);
        add_sets(children, b.sets);
        for (const Node& part : b.parts) children.add(Slot::Part, part);
        if (b.member) children.add(Slot::Resource, write_primitive("primitive", *b.member));
        children.settle();
        return node;
    }
};

Node write_pair(const NvPair& p) {
    Node node = element("nvpair", p.id, p.origin, 3);
    set(node, "id-ref", p.id_ref);
    set(node, "name", p.name);
    set(node, "value", p.value);
    Children children(node, p.markup);
    children.add_extra(p.extra);
    children.settle();
    return node;
}

Node write_set(std::string_view name, const NvSet& s) {
    Node node = element(name, s.id, s.origin, 1);
    set(node, "id-ref", s.id_ref);
    set(node, "score", s.score);
    Children children(node, s.markup);
    children.add_extra(s.extra);
    add_rules(children, s.rules);
    for (const NvPair& p : s.pairs) children.add(Slot::Pair, write_pair(p));
    children.settle();
    return node;
}

}  // namespace

void add_rules(Children& children, const std::vector<Node>& rules) {
    for (const Node& rule : rules) children.add(Slot::Rule, rule);
}

void add_sets(Children& children, Slot slot, std::string_view name, const std::vector<NvSet>& sets) {
    for (const NvSet& s : sets) children.add(slot, write_set(name, s));
}

void add_sets(Node& parent, std::string_view name, const std::vector<NvSet>& sets) {
    for (const NvSet& s : sets) parent.add(write_set(name, s));
}

Node write_resource(const Resource& resource) { return std::visit(ResourceWriter{}, resource); }

}  // namespace hale::pacemaker
