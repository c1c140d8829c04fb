// Migration, promotion and running in several places are things that an agent can or cannot do.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

bool knows(const schema::Kind& kind, std::string_view operation) {
    return std::any_of(kind.operations.begin(), kind.operations.end(),
                       [&](const schema::Operation& op) { return op.name == operation; });
}

/// Only the agent's own metadata lists all of its actions; a built-in declaration has those that both managers run.
bool is_known(const schema::Kind& kind) { return kind.advisory && !kind.open && knows(kind, "start"); }

/// An agent whose resource is damaged, or its name taken twice, when it runs on two nodes. File systems: HL3109.
bool single(const model::Resource& r) {
    const auto& claims = r.kind->traits.claims;
    const bool mounts = std::any_of(claims.begin(), claims.end(), [](const auto& c) { return c.what == kMountPoint; });
    if (mounts || may_be_several(r)) return false;
    return r.kind->max_instances == 1 || r.kind->traits.single;
}

void migration(const Facts& facts, const model::Resource& r, diag::Sink& sink) {
    const model::Attribute* wanted = meta(r, "allow-migrate");
    if (!is_true(wanted) || r.kind->container || !is_known(*r.kind) || knows(*r.kind, "migrate_to")) return;
    sink.report(diag::CannotMigrate, facts.span(wanted->origin), name_of(r), r.kind->name)
        .notes(facts.iterations(wanted->origin))
        .help("without `migrate_to` and `migrate_from` it is stopped and started; leave `allow-migrate` out");
}

void clone(const Facts& facts, model::UseId root, const model::Resource& unit, diag::Sink& sink) {
    for (const model::UseId use : facts.cluster.at(root).children) {
        std::vector<model::UseId> members = {use};
        if (facts.cluster.resource_of(use).kind->name == "group") members = facts.cluster.at(use).children;
        for (const model::UseId member : members) {
            const model::Resource& r = facts.cluster.resource_of(member);
            if (is_promotable(unit) && is_known(*r.kind) && !knows(*r.kind, "promote")) {
                sink.report(diag::CannotPromote, facts.span(unit.origin), name_of(unit), r.kind->name)
                    .notes(facts.iterations(unit.origin))
                    .label(facts.span(r.origin), "its agent has no `promote`")
                    .help("leave `promotable` out: all instances are then equal");
            }
            const model::Attribute* max = meta(unit, "clone-max");
            const bool one = max != nullptr && text_of(max->value) == "1";
            if (one || !single(r)) continue;
            sink.report(diag::CannotClone, facts.span(unit.origin), name_of(unit), name_of(r))
                .notes(facts.iterations(unit.origin))
                .label(facts.span(r.origin), "one instance at a time")
                .help("take it out of the clone");
        }
    }
}

}  // namespace

void abilities(const Facts& facts, diag::Sink& sink) {
    for (const model::Resource& r : facts.cluster.resources) migration(facts, r, sink);
    for (const model::Service& s : facts.cluster.services) {
        const model::Resource& unit = facts.cluster.resource_of(s.root);
        if (unit.kind->name == "clone") clone(facts, s.root, unit, sink);
    }
}

}  // namespace hale::lint
