// Failover domains: members in order of preference.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/kinds_codes.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

void add_members(Builder& b, const model::Attribute& attr, const expand::Attr& written, model::Domain& domain) {
    const schema::Type node_ref{schema::TypeTag::Ref, {"node"}, nullptr};
    for (model::Value item : attr.value.items) {
        resolve(b, node_ref, "members", item);
        if (!item) continue;
        const model::NodeId id(item.entity.index);
        if (std::find(domain.members.begin(), domain.members.end(), id) != domain.members.end()) {
            b.ctx.sink.report(diag::DuplicateMember, written.value_span, b.cluster().at(id).name, domain.name)
                .notes(b.ctx.iterations(attr.origin))
                .help("name every node once; the order of the list is the order of preference");
            continue;
        }
        domain.members.push_back(id);
    }
    if (attr.value.items.empty()) {
        b.ctx.sink.report(diag::EmptyDomain, written.value_span, domain.name)
            .notes(b.ctx.iterations(attr.origin))
            .help("name the nodes that its services may prefer: `members = [alpha, beta]`");
    }
}

void set_priorities(Builder& b, const expand::Attr* written, const model::Attribute* attr, std::size_t listed,
                    model::Domain& domain) {
    for (std::size_t i = 0; i < domain.members.size(); ++i)
        domain.priorities.push_back(static_cast<std::int64_t>(i + 1));
    if (attr == nullptr || written == nullptr) return;
    if (attr->value.items.size() != listed) {
        b.ctx.sink.report(diag::PrioritiesMismatch, written->value_span, attr->value.items.size(), listed)
            .help("give one priority (1 is most preferred, 100 least) for each member");
        return;
    }
    if (!domain.ordered) {
        b.ctx.sink.report(diag::PriorityOnUnordered, written->name_span, domain.name)
            .help("add `ordered = true`, or leave `priorities` out");
    }
    for (std::size_t i = 0; i < domain.priorities.size(); ++i) {
        const std::int64_t p = attr->value.items[i].number;
        if (p < 1 || p > 100) b.ctx.sink.report(diag::OutOfRange, written->value_span, "priorities", "1 to 100",
                                                       std::to_string(p));
        domain.priorities[i] = p;
    }
}

}  // namespace

void build_domain(Builder& b, const expand::Block& block) {
    const schema::Kind* kind = b.ctx.construct("domain");
    if (!check_labels(b.ctx, block, {"the domain's name"}) || kind == nullptr) return;
    model::Domain domain;
    domain.name = block.labels.front().text;
    domain.origin = block.origin;
    domain.attributes = typed_attributes(b.ctx, *kind, block);
    require_attributes(b.ctx, *kind, block);
    const model::Attribute* priorities = nullptr;
    std::size_t listed = 0;
    for (const model::Attribute& a : domain.attributes) {
        if (a.name == "ordered") domain.ordered = a.value.number != 0;
        if (a.name == "restricted") domain.restricted = a.value.number != 0;
        if (a.name == "failback") domain.failback = a.value.number != 0;
        if (a.name == "priorities") priorities = &a;
        if (a.name != "members") continue;
        listed = a.value.items.size();
        add_members(b, a, *block.find(a.name), domain);
    }
    set_priorities(b, block.find("priorities"), priorities, listed, domain);
    for (const expand::Block& child : block.children) report_misplaced(b, child, "domain", {});
    b.names.add(domain.name, b.entity(model::EntityKind::Domain, b.cluster().domains.size()));
    b.cluster().domains.push_back(std::move(domain));
}

}  // namespace hale::sema
