// `exclusive` keeps a service alone on its node: not with another one, and not more of them than there are nodes.

#include <algorithm>

#include "compiler/diag/danger_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

void exclusive(const Facts& facts, diag::Sink& sink) {
    std::size_t alone = 0, others = 0;
    model::OriginId last;
    for (const model::Service& s : facts.cluster.services) {
        if (s.policy.autostart && !*s.policy.autostart) continue;
        const model::Resource& r = facts.cluster.resource_of(s.root);
        if (!s.policy.exclusive.value_or(false)) {
            others += r.kind->container ? 1U : 0U;
            continue;
        }
        ++alone;
        last = s.policy.exclusive.origin;
    }
    const std::size_t nodes = facts.cluster.nodes.size();
    const std::size_t needed = alone + (others > 0 ? 1 : 0);
    if (alone > 0 && nodes > 0 && needed > nodes) {
        sink.report(diag::TooManyExclusive, facts.span(last), alone, nodes, needed - nodes)
            .notes(facts.iterations(last))
            .note("{}", others > 0 ? "the services that are not exclusive need a node as well" : "each needs a node for itself")
            .help("let fewer of them be exclusive, or add nodes");
    }
    for (const Beside& b : facts.besides) {
        if (!b.together || !b.mandatory) continue;
        const model::UseId a = facts.unit(b.who), c = facts.unit(b.with);
        for (const model::Service& s : facts.cluster.services) {
            if ((s.root != a && s.root != c) || a == c || !s.policy.exclusive.value_or(false)) continue;
            sink.report(diag::ExclusiveWith, facts.span(b.origin), facts.path(s.root), facts.path(s.root == a ? c : a))
                .notes(facts.iterations(b.origin))
                .label(facts.span(s.policy.exclusive.origin), "alone on its node")
                .help("leave one of the two out; what belongs together can be one service");
            break;
        }
    }
}

}  // namespace hale::lint
