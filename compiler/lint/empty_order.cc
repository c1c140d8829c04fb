// then-action is first-action when it is not said (facts/pacemaker.md, section 5): `first = db.promote  then = web`
// orders the promotion of `web`, which is never promoted. The order then does nothing.

#include <algorithm>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

bool promotes_use(const Facts& facts, model::UseId use) {
    const model::UseId clone = facts.enclosing(use, "clone");
    return clone ? is_promotable(facts.cluster.resource_of(clone)) : static_cast<bool>(facts.enclosing(use, "bundle"));
}

/// `promote` of `first = db.promote`, or of an attribute beside it.
std::string action(const model::Attribute& reference, const model::Attribute* beside) {
    if (!reference.value.member.empty()) return reference.value.member;
    return beside == nullptr ? std::string() : text_of(beside->value);
}

}  // namespace

void empty_order(const Facts& facts, diag::Sink& sink) {
    for (const model::Block* order : facts.constructs("order")) {
        const model::Attribute* first = order->find("first");
        const model::Attribute* then = order->find("then");
        if (first == nullptr || then == nullptr || !action(*then, order->find("then-action")).empty()) continue;
        const std::string wanted = action(*first, order->find("first-action"));
        if (wanted != "promote" && wanted != "demote" && wanted != "promoted") continue;
        for (const model::UseId use : facts.uses_of(then->value)) {
            if (promotes_use(facts, use)) continue;
            auto report = sink.report(diag::EmptyOrder, facts.span(then->origin), facts.path(use), wanted);
            report.notes(facts.iterations(order->origin))
                .help("write `then = {}.start`", facts.cluster.resource_of(use).label);
            offer(report, diag::FixSafety::Maybe, "start it",
                  facts.rewrite(*then, "then = " + then->value.text + ".start"));
        }
    }
}

}  // namespace hale::lint
