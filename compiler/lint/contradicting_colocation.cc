// `a with b`, `b with c` and `a apart_from c`: a never starts. Everything in one unit stands together as well.

#include <numeric>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/together.h"

namespace hale::lint {

void contradicting_colocation(const Facts& facts, diag::Sink& sink) {
    const Together together(facts);
    for (const Beside& b : facts.besides) {
        if (b.together || !b.mandatory || b.by_role || b.who == b.with) continue;
        if (!together.counts(b.who) || !together.counts(b.with) || !together.same(b.who, b.with)) continue;
        auto report =
            sink.report(diag::ContradictingColocation, facts.span(b.origin), facts.path(b.who), facts.path(b.with));
        report.notes(facts.iterations(b.origin));
        for (const Beside& other : facts.besides) {
            if (other.together && other.mandatory && together.same(other.who, b.who)) {
                report.label(facts.span(other.origin), "`{}` must be with `{}`", facts.path(other.who),
                             facts.path(other.with));
            }
        }
        report.help("what stands in one service or group runs on one node; one of these must go");
    }
}

}  // namespace hale::lint
