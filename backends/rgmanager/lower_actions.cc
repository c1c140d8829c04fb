// `op` to <action>. rgmanager changes the agent's own entry of the same name and depth; it adds a new one only when
// depth, timeout and interval are all given (facts/rgmanager.md section 6).

#include <algorithm>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

namespace {

struct Refusal {
    std::string_view word, reason;
    bool harmless;
};
constexpr Refusal kRefusals[] = {
    {"role", "it knows no roles", false},
    {"on_fail", "the service's `recovery` says what a failure does", false},
    {"start_delay", "it counts every interval from the start of the resource", false},
    {"interval_origin", "it counts every interval from the start of the resource", false},
    {"record_pending", "it has no history of actions", true},
};

class ActionLowering {
public:
    ActionLowering(Lowering& l, const model::Resource& resource, const model::Operation& op)
        : l_(l), resource_(resource), op_(op), check_(op.name == "monitor") {}

    Action run() {
        Action out;
        out.origin = op_.origin;
        out.set("name", check_ ? "status" : op_.name, op_.origin);
        if (check_) depth(out);
        bool enabled = true;
        for (const model::Attribute& a : op_.attributes) {
            if (a.name == "enabled") enabled = a.value.number != 0;
            if (a.name == "interval" || a.name == "timeout") time(a, out);
            refused(a);
        }
        if (HALE_BREAK("rgm.disabled-check", !enabled, false)) out.set("interval", "0", op_.origin);
        if (check_ && is_new() && (out.find("interval") == nullptr || out.find("timeout") == nullptr)) incomplete();
        return out;
    }

private:
    void depth(Action& out) const {
        std::string text = HALE_BREAK("rgm.every-depth", op_.depth == model::Operation::kEveryDepth, false)
                               ? "*"
                               : std::to_string(op_.depth);
        for (const model::Attribute& a : op_.attributes) {
            if (a.name == "depth" && a.value.verbatim) text = a.value.text;
        }
        out.set("depth", std::move(text), op_.origin);
    }

    void time(const model::Attribute& a, Action& out) const {
        if (auto text = l_.speller.in_unit(a.value, a.name, "s", false)) out.set(a.name, std::move(*text), a.origin);
    }

    void refused(const model::Attribute& a) const {
        for (const Refusal& r : kRefusals) {
            if (r.word != a.name) continue;
            l_.sink
                .report(r.harmless ? diag::AttributeIgnored : diag::AttributeRefused, l_.span(a.origin),
                        kSpelling.manager, a.name, "op", r.reason)
                .notes(l_.iterations(a.origin));
        }
    }

    /// No check of the agent has this depth.
    bool is_new() const {
        if (op_.depth == model::Operation::kEveryDepth) return false;
        const auto& known = resource_.kind->operations;
        return std::none_of(known.begin(), known.end(),
                            [&](const schema::Operation& o) { return o.name == "monitor" && o.depth == op_.depth; });
    }

    void incomplete() const {
        auto report = l_.sink.report(diag::CheckIncomplete, l_.span(op_.origin), resource_.kind->name, op_.depth);
        report.notes(l_.iterations(op_.origin));
        std::string depths;
        for (const schema::Operation& o : resource_.kind->operations) {
            if (o.name == "monitor") depths += (depths.empty() ? "" : ", ") + std::to_string(o.depth);
        }
        report.help("give it both `interval` and `timeout`{}{}",
                    depths.empty() ? "" : ", or change the depth that exists: ", depths);
    }

    Lowering& l_;
    const model::Resource& resource_;
    const model::Operation& op_;
    bool check_;
};

}  // namespace

void lower_actions(Lowering& l, const model::Resource& resource, Resource& out) {
    for (const model::Operation& op : resource.operations)
        out.items.emplace_back(ActionLowering(l, resource, op).run());
}

}  // namespace hale::rgmanager
