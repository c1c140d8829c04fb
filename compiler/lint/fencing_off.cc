// Fence devices that nobody may use: with stonith-enabled=false a node that does not answer is taken for dead, and what
// ran on it is started a second time.

#include <algorithm>
#include <array>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/support/breakage.h"

namespace hale::lint {

void fencing_off(const Facts& facts, diag::Sink& sink) {
    constexpr std::array<std::string_view, 2> kNames = {"stonith-enabled", "fencing-enabled"};
    if (facts.cluster.fence_devices.empty()) return;  // HL3253 has said that there are none
    for (const model::Block* properties : facts.constructs("properties")) {
        if (properties->find("when") != nullptr) continue;
        for (const std::string_view name : kNames) {
            const model::Attribute* a = properties->find(name);
            if (a == nullptr || HALE_BREAK("lint.fencing-off", is_true(a), !is_true(a))) continue;
            auto report = sink.report(diag::FencingOff, facts.span(a->origin), name, text_of(a->value));
            report.note("a node that hangs may still write while another one starts what ran on it")
                .help("set it to true, or leave it out");
            offer(report, diag::FixSafety::Maybe, "switch fencing on",
                  facts.rewrite(*a, std::string(name) + " = true"));
        }
    }
}

}  // namespace hale::lint
