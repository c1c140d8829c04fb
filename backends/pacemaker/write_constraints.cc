// Constraints to XML.

#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

void add_resource_sets(Children& children, const std::vector<ResourceSet>& sets) {
    for (const ResourceSet& s : sets) {
        Node node = element("resource_set", s.id, {});
        set(node, "id-ref", s.id_ref);
        Children inner(node, s.markup);
        inner.add_extra(s.extra);
        add_references(inner, "resource_ref", s.resources);
        inner.settle();
        children.add(Slot::Set, std::move(node));
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
        Children children(node, constraint.markup);
        children.add_extra(constraint.extra);
        if constexpr (std::is_same_v<C, Location>) add_rules(children, constraint.rules);
        add_resource_sets(children, constraint.sets);
        children.settle();
        return node;
    }
};

}  // namespace

void add_references(Children& children, std::string_view name, const std::vector<Reference>& references) {
    for (const Reference& r : references) {
        Node node = element(name, r.id, {}, 1);
        Children inner(node, r.markup);
        inner.add_extra(r.extra);
        inner.settle();
        children.add(Slot::Reference, std::move(node));
    }
}

Node write_constraint(const Constraint& constraint) { return std::visit(ConstraintWriter{}, constraint); }

}  // namespace hale::pacemaker
