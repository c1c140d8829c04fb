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
    Children children;
    children.add_extra(node, op.extra);
    add_sets(children, Slot::Meta, "meta_attributes", op.meta);
    add_sets(children, Slot::Instance, "instance_attributes", op.instance);
    children.into(node, op.markup);
    return node;
}

Node write_operations(const Primitive& p) {
    Node node = element("operations", p.operations_id, {});
    set(node, "id-ref", p.operations_ref);
    Children children;
    children.add_extra(node, p.operations_extra);
    for (const Op& op : p.operations) children.add(Slot::Op, write_op(op));
    children.into(node, p.operations_markup);
    return node;
}

Node write_primitive(std::string_view name, const Primitive& p) {
    Node node = element(name, p.id, p.origin);
    set(node, "class", p.cls);
    set(node, "provider", p.provider);
    set(node, "type", p.type);
    set(node, "template", p.template_id);
    Children children;
    children.add_extra(node, p.extra);
    add_sets(children, p.sets);
    if (p.operations_written || !p.operations.empty() || !p.operations_id.empty() || !p.operations_ref.empty()) {
        children.add(Slot::Operations, write_operations(p));
    }
    children.into(node, p.markup);
    return node;
}

struct ResourceWriter {
    Node operator()(const Primitive& p) const { return write_primitive("primitive", p); }
    Node operator()(const Template& t) const { return write_primitive("template", t.body); }
    Node operator()(const Group& g) const {
        Node node = element("group", g.id, g.origin);
        Children children;
        children.add_extra(node, g.extra);
        add_sets(children, g.sets);
        for (const Primitive& member : g.members) {
            children.add(Slot::Resource, write_primitive("primitive", member));
        }
        children.into(node, g.markup);
        return node;
    }
    Node operator()(const Clone& c) const {
        Node node = element(c.legacy_master ? "master" : "clone", c.id, c.origin);
        Children children;
        children.add_extra(node, c.extra);
        add_sets(children, c.sets);
        children.add(Slot::Resource, std::visit(*this, c.child));
        children.into(node, c.markup);
        return node;
    }
    Node operator()(const Bundle& b) const {
        Node node = element("bundle", b.id, b.origin);
        Children children;
        children.add_extra(node, b.extra);
        add_sets(children, b.sets);
        for (const Node& part : b.parts) children.add(Slot::Part, part);
        if (b.member) children.add(Slot::Resource, write_primitive("primitive", *b.member));
        children.into(node, b.markup);
        return node;
    }
};

Node write_pair(const NvPair& p) {
    Node node = element("nvpair", p.id, p.origin);
    set(node, "id-ref", p.id_ref);
    set(node, "name", p.name);
    set(node, "value", p.value);
    Children children;
    children.add_extra(node, p.extra);
    children.into(node, p.markup);
    return node;
}

}  // namespace

void add_rules(Children& children, const std::vector<Node>& rules) {
    for (const Node& rule : rules) children.add(Slot::Rule, rule);
}

void add_sets(Children& children, Slot slot, std::string_view name, const std::vector<NvSet>& sets) {
    for (const NvSet& s : sets) {
        Node node = element(name, s.id, s.origin);
        set(node, "id-ref", s.id_ref);
        set(node, "score", s.score);
        Children inner;
        inner.add_extra(node, s.extra);
        add_rules(inner, s.rules);
        for (const NvPair& p : s.pairs) inner.add(Slot::Pair, write_pair(p));
        inner.into(node, s.markup);
        children.add(slot, std::move(node));
    }
}

Node write_resource(const Resource& resource) { return std::visit(ResourceWriter{}, resource); }

}  // namespace hale::pacemaker
