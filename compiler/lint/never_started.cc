// A service that must wait for one that nobody starts never starts by itself either.

#include <map>

#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

/// Units that do not start by themselves, and where they say so.
std::map<model::UseId, model::OriginId> kept_stopped(const Facts& facts) {
    std::map<model::UseId, model::OriginId> out;
    for (const model::Service& s : facts.cluster.services) {
        const model::Attribute* role = meta(facts.cluster.resource_of(s.root), "target-role");
        if (s.policy.autostart && !*s.policy.autostart) {
            out[s.root] = s.policy.autostart.origin;
        } else if (role != nullptr && text_of(role->value) == "Stopped") {
            out[s.root] = role->origin;
        }
    }
    return out;
}

}  // namespace

void never_started(const Facts& facts, diag::Sink& sink) {
    const auto stopped = kept_stopped(facts);
    if (stopped.empty()) return;
    const auto check = [&](model::UseId who, model::UseId on, model::OriginId origin) {
        const auto it = stopped.find(facts.unit(on));
        if (it == stopped.end() || stopped.contains(facts.unit(who))) return;
        sink.report(diag::NeverStarted, facts.span(origin), facts.path(facts.unit(who)), facts.path(facts.unit(on)))
            .notes(facts.iterations(origin))
            .label(facts.span(it->second), "not started by itself")
            .help("let `{}` start too, or make this a soft dependency", facts.path(facts.unit(on)));
    };
    for (const Wait& w : facts.waits) {
        if (!w.before.mandatory || w.before.first_does == model::Doing::Stop) continue;
        for (const model::UseId first : w.before.first) {
            if (!stopped.contains(facts.unit(first))) continue;
            for (const model::UseId then : w.before.then) check(then, first, w.origin);
        }
    }
    for (const Beside& b : facts.besides) {
        if (b.mandatory && b.together) check(b.who, b.with, b.origin);
    }
}

}  // namespace hale::lint
