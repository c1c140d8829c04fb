// Two of Pacemaker's defaults that nobody wants: resources move whenever another node scores better, and one that
// always fails is restarted in place for ever (facts/pacemaker.md: 429 restarts in 70 s).

#include <algorithm>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/manager/manager.h"

namespace hale::lint {

namespace {

bool literal(const model::Resource& r) { return r.literal && !r.is_template; }

/// A set of defaults for all resources says it.
bool said_for_all(const Facts& facts, std::string_view name) {
    const std::vector<const model::Block*> sets = facts.constructs("defaults");
    return std::any_of(sets.begin(), sets.end(), [&](const model::Block* set) {
        return set->label() == "resource" && set->find(name) != nullptr;
    });
}

/// The word in the cluster's defaults for resources, or in new ones.
std::optional<diag::Edit> in_defaults(const Facts& facts, const std::string& word) {
    for (const model::Block* block : facts.constructs("defaults")) {
        const bool plain = block->find("when") == nullptr && block->children.empty();
        if (block->label() == "resource" && plain) return facts.append(block->origin, word);
    }
    return facts.append(facts.cluster.origin, "defaults resource { " + word + " }");
}

/// The first unit that has it neither from there nor from itself.
const model::Service* first_without(const Facts& facts, std::string_view name) {
    if (said_for_all(facts, name)) return nullptr;
    for (const model::Service& s : facts.cluster.services) {
        const model::Resource& r = facts.cluster.resource_of(s.root);
        if (literal(r) && r.extends.empty() && meta(r, name) == nullptr) return &s;
    }
    return nullptr;
}

}  // namespace

void defaults(const Facts& facts, diag::Sink& sink) {
    if (!manager::any_of(facts.cluster.targets, &manager::Manager::own_units) || facts.cluster.nodes.size() < 2) return;
    if (const model::Service* s = first_without(facts, "resource-stickiness")) {
        auto report = sink.report(diag::NoStickiness, facts.span(s->origin), facts.path(s->root));
        report.help("say `defaults resource {{ resource-stickiness = 100 }}`, and 0 where moving is meant");
        offer(report, diag::FixSafety::Maybe, "say it for all", in_defaults(facts, "resource-stickiness = 100"));
    }
    if (const model::Service* s = first_without(facts, "migration-threshold")) {
        auto report = sink.report(diag::NoMigrationThreshold, facts.span(s->origin), facts.path(s->root));
        report.help("say `defaults resource {{ migration-threshold = 3  failure-timeout = 10min }}`");
        offer(report, diag::FixSafety::Maybe, "say it for all", in_defaults(facts, "migration-threshold = 3"));
    }
}

}  // namespace hale::lint
