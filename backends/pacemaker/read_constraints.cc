// XML to constraints.

#include "backends/pacemaker/read_internal.h"

namespace hale::pacemaker {

using xml::Node;

namespace {

ResourceSet read_resource_set(const Node& node) {
    ResourceSet set;
    Reading r(node, set.extra, set.markup);
    r.take("id", set.id);
    r.take("id-ref", set.id_ref);
    for (const Node& child : r.children()) {
        if (child.is_element("resource_ref")) {
            r.append(Slot::Reference, set.resources, read_reference(child));
        } else {
            r.keep(child);
        }
    }
    r.finish();
    return set;
}

template <class C>
void read_children(Reading& r, C& constraint) {
    for (const Node& child : r.children()) {
        if (child.is_element("resource_set")) {
            r.append(Slot::Set, constraint.sets, read_resource_set(child));
            continue;
        }
        if constexpr (std::is_same_v<C, Location>) {
            if (child.is_element("rule")) {
                r.append(Slot::Rule, constraint.rules, child);
                continue;
            }
        }
        r.keep(child);
    }
    r.finish();
}

Location read_location(const Node& node) {
    Location c;
    Reading r(node, c.extra, c.markup);
    r.take("id", c.id);
    r.take("rsc", c.rsc);
    r.take("node", c.node);
    r.take("score", c.score);
    read_children(r, c);
    return c;
}

Colocation read_colocation(const Node& node) {
    Colocation c;
    Reading r(node, c.extra, c.markup);
    r.take("id", c.id);
    r.take("rsc", c.rsc);
    r.take("with-rsc", c.with_rsc);
    r.take("score", c.score);
    r.take("rsc-role", c.rsc_role);
    r.take("with-rsc-role", c.with_rsc_role);
    read_children(r, c);
    return c;
}

Order read_order(const Node& node) {
    Order c;
    Reading r(node, c.extra, c.markup);
    r.take("id", c.id);
    r.take("first", c.first);
    r.take("then", c.then);
    r.take("first-action", c.first_action);
    r.take("then-action", c.then_action);
    r.take("kind", c.kind);
    r.take("symmetrical", c.symmetrical);
    read_children(r, c);
    return c;
}

Ticket read_ticket(const Node& node) {
    Ticket c;
    Reading r(node, c.extra, c.markup);
    r.take("id", c.id);
    r.take("ticket", c.ticket);
    r.take("rsc", c.rsc);
    r.take("rsc-role", c.rsc_role);
    r.take("loss-policy", c.loss_policy);
    read_children(r, c);
    return c;
}

}  // namespace

Reference read_reference(const Node& node) {
    Reference reference;
    Reading r(node, reference.extra, reference.markup);
    r.take("id", reference.id);
    for (const Node& child : r.children()) r.keep(child);
    r.finish();
    return reference;
}

std::optional<Constraint> read_constraint(const Node& node) {
    if (node.is_element("rsc_location")) return read_location(node);
    if (node.is_element("rsc_colocation")) return read_colocation(node);
    if (node.is_element("rsc_order")) return read_order(node);
    if (node.is_element("rsc_ticket")) return read_ticket(node);
    return std::nullopt;
}

}  // namespace hale::pacemaker
