// Policy that does something else than it looks: failed stops that are ignored, a lost quorum that is ignored, fencing that
// is asked for while it is off, one failure that bans for ever, utilization that nobody reads, an order that is optional.

#include <algorithm>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/table.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

using model::Attribute;
using model::Block;

class PolicyCheck {
public:
    PolicyCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink) {
        for (const char* word : {"stonith-enabled", "fencing-enabled"}) {
            const Attribute* a = fencing::option(f_.cluster, word);
            if (a != nullptr && !is_true(a)) fencing_off_ = a;
        }
        if (fencing_off_ != nullptr && f_.cluster.fence_devices.empty()) {
            asked_ = fencing_off_;  // with devices HL3113 says that nothing is ever fenced
        }
    }

    void run() {
        quorum();
        for (const model::Resource& r : f_.cluster.resources) {
            if (r.is_template) continue;
            operations(r);
            banned(r);
        }
        tickets();
        utilization();
        optional();
    }

private:
    static const Attribute* in(const model::Operation& op, std::string_view name) {
        const auto it = std::find_if(op.attributes.begin(), op.attributes.end(), [&](const Attribute& a) { return a.name == name; });
        return it == op.attributes.end() ? nullptr : &*it;
    }

    const Attribute* by_default(std::string_view kind, std::string_view name) const {
        for (const Block* block : f_.constructs("defaults")) {
            if (block->label() != kind || block->find("when") != nullptr) continue;
            if (const Attribute* a = block->find(name)) return a;
        }
        return nullptr;
    }

    const model::Resource* replica() const {
        for (const model::Resource& r : f_.cluster.resources) {
            if (!r.kind->traits.replica.empty() && !r.is_template) return &r;
        }
        return nullptr;
    }

    void quorum() {
        const Attribute* policy = fencing::option(f_.cluster, "no-quorum-policy");
        const bool ignored = policy != nullptr && text_of(policy->value) == "ignore";
        const model::Resource* data = replica();
        if (fencing_off_ != nullptr && data != nullptr) {
            auto report = sink_.report(diag::UnfencedReplica, f_.span(fencing_off_->origin), name_of(*data),
                                       ignored ? "when the nodes lose sight of each other, both halves promote it and write"
                                               : "a node that hangs may go on writing while another one is promoted");
            if (ignored) report.label(f_.span(policy->origin), "and a lost quorum is ignored");
            report.note("the two copies then differ, and one of them has to be thrown away")
                .help("declare fence devices, and set `{}` to true", fencing_off_->name);
            return;
        }
        if (!ignored) return;
        sink_.report(diag::QuorumIgnored, f_.span(policy->origin),
                     fencing_off_ != nullptr ? "with fencing off, both halves of a split cluster start everything"
                                             : "both halves of a split cluster go on, and only fencing keeps them apart")
            .notes(f_.iterations(policy->origin))
            .help("leave it out: corosync's `two_node` lets one of two nodes go on");
    }

    void operations(const model::Resource& r) {
        for (const model::Operation& op : operations_of(r)) {
            const Attribute* fail = in(op, "on_fail");
            if (fail == nullptr) fail = in(op, "on-fail");
            const std::string what = fail == nullptr ? std::string() : text_of(fail->value);
            if (op.name == "stop" && what == "ignore") {
                sink_.report(diag::FailedStopIgnored, f_.span(fail->origin), name_of(r), "ignored")
                    .notes(f_.iterations(fail->origin))
                    .note("two nodes then have it at once: a file system that two nodes mount is lost")
                    .help("leave on-fail out: the node is then fenced, and it has certainly stopped");
            }
            if (what == "fence" && asked_ != nullptr) {
                sink_.report(diag::FencesNobody, f_.span(fail->origin), "on-fail = fence of " + name_of(r),
                             "the failed " + op.name + " blocks the resource instead")
                    .notes(f_.iterations(fail->origin))
                    .label(f_.span(fencing_off_->origin), "fencing is off here")
                    .help("switch fencing on");
            }
            for (const char* word : {"interval", "timeout"}) long_time(r, op, in(op, word));
        }
    }

    /// Milliseconds that were meant, read as seconds: thousands of them.
    void long_time(const model::Resource& r, const model::Operation& op, const Attribute* a) {
        if (a == nullptr || !a->value.is(model::ValueKind::Duration)) return;
        const std::int64_t seconds = a->value.number / 1000;
        if (seconds < 5000 || seconds % 1000 != 0 || seconds == 36000 || seconds == 72000) return;
        const std::string text = text_of(a->value);
        sink_.report(diag::LongTime, f_.span(a->origin), a->name, op.name, name_of(r), model::duration_text(a->value.number))
            .notes(f_.iterations(a->origin))
            .help("if milliseconds were meant, write `{}`", model::duration_text(seconds));
    }

    void banned(const model::Resource& r) {
        const Attribute* own = meta(r, "migration-threshold");
        const Attribute* threshold = own == nullptr ? by_default("resource", "migration-threshold") : own;
        if (threshold == nullptr || text_of(threshold->value) != "1" || r.kind->container || !r.literal) return;
        if (meta(r, "failure-timeout") != nullptr || by_default("resource", "failure-timeout") != nullptr) return;
        for (const model::UseId use : r.uses) {
            for (model::UseId at = use; at; at = f_.cluster.at(at).parent) {
                if (meta(f_.cluster.resource_of(at), "failure-timeout") != nullptr) return;
            }
        }
        if (!banned_.insert(threshold->origin.index).second) return;
        sink_.report(diag::BannedForEver, f_.span(threshold->origin), name_of(r))
            .notes(f_.iterations(threshold->origin))
            .note("it does not come back until somebody cleans up, and after one failure on each node it runs nowhere")
            .help("add `failure-timeout`, such as 10min, or a higher threshold");
    }

    void tickets() {
        if (asked_ == nullptr) return;
        for (const Block* ticket : f_.constructs("ticket")) {
            const Attribute* policy = ticket->find("loss-policy");
            if (policy == nullptr || text_of(policy->value) != "fence") continue;
            sink_.report(diag::FencesNobody, f_.span(policy->origin), "loss-policy = fence",
                         "a site that loses its ticket goes on running what the other site starts")
                .notes(f_.iterations(policy->origin))
                .label(f_.span(fencing_off_->origin), "fencing is off here")
                .help("switch fencing on");
        }
    }

    void utilization() {
        const Attribute* strategy = fencing::option(f_.cluster, "placement-strategy");
        const std::string text = strategy == nullptr ? "default" : text_of(strategy->value);
        if (text != "default") return;
        for (const model::Resource& r : f_.cluster.resources) {
            for (const Block& block : r.blocks) {
                if (block.name != "utilization") continue;
                sink_.report(diag::UtilizationIgnored, f_.span(block.origin), name_of(r), "`default`")
                    .notes(f_.iterations(block.origin))
                    .help("set `placement-strategy` to balanced, minimal or utilization");
                return;  // once a cluster
            }
        }
    }

    void optional() {
        for (const Block* order : f_.constructs("order")) {
            const Attribute* score = order->find("score");
            if (score == nullptr || order->find("kind") != nullptr || score->value.number != 0 ||
                text_of(score->value).find("INFINITY") != std::string::npos) {
                continue;
            }
            const Attribute *first = order->find("first"), *then = order->find("then");
            if (first == nullptr || then == nullptr) continue;
            sink_.report(diag::OptionalByScore, f_.span(score->origin), then->value.text, first->value.text)
                .notes(f_.iterations(score->origin))
                .help("leave `score` out for an order that holds; `kind` Optional says what it means now");
        }
    }

    const Facts& f_;
    diag::Sink& sink_;
    const Attribute* fencing_off_ = nullptr;
    const Attribute* asked_ = nullptr;  // the same, where nothing else tells it
    std::set<std::uint32_t> banned_;
};

}  // namespace

void policy(const Facts& facts, diag::Sink& sink) {
    if (facts.for_manager("pacemaker")) PolicyCheck(facts, sink).run();
}

}  // namespace hale::lint
