#include "compiler/lint/lint.h"

#include <array>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

using Rule = void (*)(const Facts&, diag::Sink&);
constexpr auto kRules = std::to_array<Rule>({
    order_cycles,
    contradicting_colocation,
    nowhere_to_run,
    fencing_of_unknown_nodes,
    operations,
    abilities,
    cloned_filesystem,
    used_twice,
    before_its_filesystem,
    votes,
    never_started,
    empty_order,
    fencing_off,
    old_words,
    defaults,
    fencing_reach,
    fencing_outlets,
    fencing_times,
});

}  // namespace

bool is_rule(int code) {
    const int hundred = code / 100;
    return hundred == 31 || hundred == 34 || hundred == 35 || code / 1000 == 6;
}

std::set<int> all_rules() {
    std::set<int> out;
    for (const diag::RowData& row : diag::all_rows()) {
        if (is_rule(row.code)) out.insert(row.code);
    }
    return out;
}

std::set<int> circle_rules() { return {diag::OrderCycle.code, diag::OrderAgainstGroup.code}; }

void run(const model::Model& model, const source::SourceManager& sources, const std::set<int>& allowed,
         diag::Sink& sink) {
    diag::Sink found;
    for (std::uint32_t i = 0; i < model.clusters.size(); ++i) {
        const Facts facts(model, sources, model.clusters[i], i);
        for (const Rule rule : kRules) rule(facts, found);
    }
    for (diag::Diagnostic d : found.diagnostics()) {
        if (allowed.contains(d.code)) {
            if (d.severity != diag::Severity::Error) continue;
            d.severity = diag::Severity::Warning;
        }
        sink.add(std::move(d));
    }
}

}  // namespace hale::lint
