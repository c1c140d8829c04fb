// XML to resources and attribute sets.

#include "backends/pacemaker/read_internal.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

NvPair read_pair(const Node& node) {
    NvPair pair;
    pair.origin = node.origin;
    Reading r(node, pair.extra, pair.markup);
    r.take("id", pair.id);
    r.take("id-ref", pair.id_ref);
    r.take("name", pair.name);
    r.take("value", pair.value);
    for (const Node& child : r.children()) r.keep(child);
    r.finish();
    return pair;
}

bool read_into_sets(Reading& r, const Node& child, Sets& sets) {
    return read_into_sets(r, child, &sets.meta, &sets.instance, &sets.utilization);
}

Op read_op(const Node& node) {
    Op op;
    op.origin = node.origin;
    Reading r(node, op.extra, op.markup);
    r.take("id", op.id);
    r.take("name", op.name);
    r.take("interval", op.interval);
    r.take("timeout", op.timeout);
    r.take("role", op.role);
    r.take("on-fail", op.on_fail);
    for (const Node& child : r.children()) {
        if (!read_into_sets(r, child, &op.meta, &op.instance, nullptr)) r.keep(child);
    }
    r.finish();
    return op;
}

void read_operations(const Node& node, Primitive& p) {
    p.operations_written = true;
    Reading r(node, p.operations_extra, p.operations_markup);
    r.take("id", p.operations_id);
    r.take("id-ref", p.operations_ref);
    for (const Node& child : r.children()) {
        if (child.is_element("op")) {
            r.append(Slot::Op, p.operations, read_op(child));
        } else {
            r.keep(child);
        }
    }
    r.finish();
}

Primitive read_primitive(const Node& node) {
    Primitive p;
    p.origin = node.origin;
    Reading r(node, p.extra, p.markup);
    r.take("id", p.id);
    r.take("class", p.cls);
    r.take("provider", p.provider);
    r.take("type", p.type);
    r.take("template", p.template_id);
    for (const Node& child : r.children()) {
        if (read_into_sets(r, child, p.sets)) continue;
        if (child.is_element("operations") && !p.operations_written) {
            r.placed(Slot::Operations, 0);
            read_operations(child, p);
        } else {
            r.keep(child);
        }
    }
    r.finish();
    return p;
}

Group read_group(const Node& node) {
    Group g;
    g.origin = node.origin;
    Reading r(node, g.extra, g.markup);
    r.take("id", g.id);
    for (const Node& child : r.children()) {
        if (read_into_sets(r, child, g.sets)) continue;
        if (child.is_element("primitive")) {
            r.append(Slot::Resource, g.members, read_primitive(child));
        } else {
            r.keep(child);
        }
    }
    r.finish();
    return g;
}

std::optional<Resource> read_clone(const Node& node) {
    Clone c;
    c.origin = node.origin;
    bool full = false;
    c.legacy_master = node.is_element("master");
    Reading r(node, c.extra, c.markup);
    r.take("id", c.id);
    for (const Node& child : r.children()) {
        if (read_into_sets(r, child, c.sets)) continue;
        const bool primitive = child.is_element("primitive");
        if (full || (!primitive && !child.is_element("group"))) {
            r.keep(child);
            continue;
        }
        full = true;
        r.placed(Slot::Resource, 0);
        if (primitive) {
            c.child = read_primitive(child);
        } else {
            c.child = read_group(child);
        }
    }
    r.finish();
    if (!full) return std::nullopt;
    return c;
}

Bundle read_bundle(const Node& node) {
    Bundle b;
    b.origin = node.origin;
    Reading r(node, b.extra, b.markup);
    r.take("id", b.id);
    for (const Node& child : r.children()) {
        if (read_into_sets(r, child, b.sets)) continue;
        if (child.is_element("primitive") && !b.member) {
            r.placed(Slot::Resource, 0);
            b.member = read_primitive(child);
        } else if (child.kind == xml::NodeKind::Element) {
            r.append(Slot::Part, b.parts, child);
        } else {
            r.keep(child);
        }
    }
    r.finish();
    return b;
}

}  // namespace

bool read_into_sets(Reading& r, const Node& child, std::vector<NvSet>* meta, std::vector<NvSet>* instance,
                    std::vector<NvSet>* utilization) {
    if (child.is_element("meta_attributes") && meta != nullptr) {
        r.append(Slot::Meta, *meta, read_set(child));
    } else if (child.is_element("instance_attributes") && instance != nullptr) {
        r.append(Slot::Instance, *instance, read_set(child));
    } else if (child.is_element("utilization") && utilization != nullptr) {
        r.append(Slot::Utilization, *utilization, read_set(child));
    } else {
        return false;
    }
    return true;
}

NvSet read_set(const Node& node) {
    NvSet set;
    set.origin = node.origin;
    Reading r(node, set.extra, set.markup);
    r.take("id", set.id);
    r.take("id-ref", set.id_ref);
    r.take("score", set.score);
    for (const Node& child : r.children()) {
        if (child.is_element("nvpair")) {
            r.append(Slot::Pair, set.pairs, read_pair(child));
        } else if (child.is_element("rule")) {
            r.append(Slot::Rule, set.rules, child);
        } else {
            r.keep(child);
        }
    }
    r.finish();
    return set;
}

std::optional<Resource> read_resource(const Node& node) {
    if (node.is_element("primitive")) return read_primitive(node);
    if (node.is_element("template")) return Template{read_primitive(node)};
    if (node.is_element("group")) return read_group(node);
    if (node.is_element("clone") || node.is_element("master")) return read_clone(node);
    if (node.is_element("bundle")) return read_bundle(node);
    return std::nullopt;
}

}  // namespace hale::pacemaker
