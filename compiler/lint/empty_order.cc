// then-action is first-action when it is not said (facts/pacemaker.md, section 5): `first = db.promote  then = web`
// orders the promotion of `web`, which is never promoted. The order then does nothing.

#include <algorithm>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

bool is_promotable(const Facts& facts, model::UseId use) {
    const model::UseId clone = facts.enclosing(use, "clone");
    if (!clone) return static_cast<bool>(facts.enclosing(use, "bundle"));
    const model::Resource& r = facts.cluster.resource_of(clone);
    const model::Attribute* flag = meta(r, "promotable");
    return (flag != nullptr && text_of(flag->value) != "false") ||
           std::any_of(r.blocks.begin(), r.blocks.end(), [](const model::Block& b) { return b.name == "promotable"; });
}

}  // namespace

void empty_order(const Facts& facts, diag::Sink& sink) {
    for (const model::Block* order : facts.constructs("order")) {
        const model::Attribute* first = order->find("first");
        const model::Attribute* then = order->find("then");
        if (first == nullptr || then == nullptr || !then->value.member.empty()) continue;
        const std::string& action = first->value.member;
        if (action != "promote" && action != "demote" && action != "promoted") continue;
        for (const model::UseId use : facts.uses_of(then->value)) {
            if (is_promotable(facts, use)) continue;
            sink.report(diag::EmptyOrder, facts.span(then->origin), facts.path(use), action)
                .notes(facts.iterations(order->origin))
                .help("write `then = {}.start`", facts.cluster.resource_of(use).label);
        }
    }
}

}  // namespace hale::lint
