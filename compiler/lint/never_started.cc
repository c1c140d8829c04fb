// A service that must wait for one that nobody starts never starts by itself either.

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

/// Where the unit says that it does not start by itself; nullptr when it does.
const model::OriginId* kept_stopped(const Facts& facts, model::UseId unit) {
    for (const model::Service& s : facts.cluster.services) {
        if (s.root == unit && s.policy.autostart && !*s.policy.autostart) return &s.policy.autostart.origin;
    }
    const model::Attribute* role = meta(facts.cluster.resource_of(unit), "target-role");
    return role != nullptr && text_of(role->value) == "Stopped" ? &role->origin : nullptr;
}

}  // namespace

void never_started(const Facts& facts, diag::Sink& sink) {
    const auto check = [&](model::UseId who, model::UseId on, model::OriginId origin) {
        const model::OriginId* stopped = kept_stopped(facts, facts.unit(on));
        if (stopped == nullptr || kept_stopped(facts, facts.unit(who)) != nullptr) return;
        sink.report(diag::NeverStarted, facts.span(origin), facts.path(facts.unit(who)), facts.path(facts.unit(on)))
            .notes(facts.iterations(origin))
            .label(facts.span(*stopped), "not started by itself")
            .help("let `{}` start too, or make this a soft dependency", facts.path(facts.unit(on)));
    };
    for (const Wait& w : facts.waits) {
        if (w.mandatory && w.first_action.find("stop") == std::string::npos) check(w.then, w.first, w.origin);
    }
    for (const Beside& b : facts.besides) {
        if (b.mandatory && b.together) check(b.who, b.with, b.origin);
    }
}

}  // namespace hale::lint
