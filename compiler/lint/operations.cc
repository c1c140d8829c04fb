// The actions of resources that Pacemaker runs as they are written: how often they are checked, and how long they may
// take.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/lint_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/manager/manager.h"

namespace hale::lint {

namespace {

using Operations = std::vector<model::Operation>;

/// A unit of Pacemaker's own, where nothing is added that is not written. Its template may say the rest.
bool as_written(const model::Resource& resource) {
    return resource.literal && resource.kind->name.find(':') != std::string::npos;
}

const model::Attribute* attribute(const model::Operation& op, std::string_view name) {
    const auto it = std::find_if(op.attributes.begin(), op.attributes.end(),
                                 [&](const model::Attribute& a) { return a.name == name; });
    return it == op.attributes.end() ? nullptr : &*it;
}

/// The next interval, in whole seconds, that no action of this name has.
std::int64_t free_interval(const Operations& operations, const model::Operation& op) {
    std::int64_t ms = op.interval.value_or(0) + 1000;
    const auto taken = [&](const model::Operation& other) {
        return other.name == op.name && other.interval.value_or(0) == ms;
    };
    while (std::any_of(operations.begin(), operations.end(), taken)) ms += 1000;
    return ms;
}

void same_interval(const Facts& facts, const model::Resource& r, const Operations& operations, diag::Sink& sink) {
    for (std::size_t i = 0; i < operations.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const model::Operation& a = operations[j];
            const model::Operation& b = operations[i];
            if (a.name != b.name || a.interval.value_or(0) != b.interval.value_or(0)) continue;
            auto report = sink.report(diag::SameInterval, facts.span(b.origin), name_of(r), b.name,
                                      model::duration_text(b.interval.value_or(0)));
            report.notes(facts.iterations(b.origin))
                .label(facts.span(a.origin), "the one that counts")
                .help(
                    "Pacemaker tells actions apart by name and interval alone: choose another interval, e.g. one "
                    "second more");
            if (const model::Attribute* written = attribute(b, "interval")) {
                const std::string other = model::duration_text(free_interval(operations, b));
                offer(report, diag::FixSafety::Safe, "every " + other, facts.rewrite(*written, "interval = " + other));
            }
            break;
        }
    }
}

/// Pacemaker may understand a time that hale does not.
bool is_unread(const model::Operation& op) {
    return std::any_of(op.attributes.begin(), op.attributes.end(), [](const model::Attribute& a) {
        return a.name == "interval" && !a.value.is(model::ValueKind::Duration);
    });
}

/// Where one action is written twice, rgmanager takes what the last one says of each word.
void said_twice(const Facts& facts, const model::Resource& r, diag::Sink& sink) {
    for (std::size_t i = 0; i < r.operations.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const model::Operation& a = r.operations[j];
            const model::Operation& b = r.operations[i];
            if (a.name != b.name || a.depth != b.depth || attribute(a, "role") != nullptr) continue;
            for (const std::string_view word : {"interval", "timeout"}) {
                const model::Attribute* first = attribute(a, word);
                const model::Attribute* second = attribute(b, word);
                if (first == nullptr || second == nullptr) continue;
                sink.report(diag::SaidTwice, facts.span(second->origin), word, b.name, name_of(r))
                    .notes(facts.iterations(second->origin))
                    .label(facts.span(first->origin), "the first one, which does not count")
                    .help("keep one, or give this one another depth");
                break;
            }
        }
    }
}

void no_monitor(const Facts& facts, const model::Resource& r, const Operations& operations, diag::Sink& sink) {
    const bool monitored = std::any_of(operations.begin(), operations.end(), [](const model::Operation& op) {
        return op.name == "monitor" && (op.interval.value_or(0) > 0 || is_unread(op));
    });
    const bool elsewhere =
        std::any_of(r.blocks.begin(), r.blocks.end(), [](const model::Block& b) { return b.name == "operations"; });
    if (monitored || elsewhere || !r.extends.empty() || r.kind->unknown) return;
    const auto advised = std::find_if(r.kind->operations.begin(), r.kind->operations.end(),
                                      [](const schema::Operation& op) { return op.name == "monitor"; });
    const bool has_advice = advised != r.kind->operations.end();
    const std::string monitor =
        fmt::format("op monitor {{ interval = {}  timeout = {} }}",
                    model::duration_text(has_advice ? advised->interval.value_or(30000) : 30000),
                    model::duration_text(has_advice ? advised->timeout.value_or(20000) : 20000));
    auto report = sink.report(diag::NoMonitor, facts.span(r.origin), name_of(r));
    report.notes(facts.iterations(r.origin)).help("add `{}`", monitor);
    // One that is there and never runs was meant so.
    const bool meant = std::any_of(operations.begin(), operations.end(),
                                   [](const model::Operation& op) { return op.name == "monitor"; });
    if (!meant) offer(report, diag::FixSafety::Safe, "add a monitor", facts.append(r.origin, monitor));
}

void short_timeouts(const Facts& facts, const model::Resource& r, const Operations& operations, diag::Sink& sink) {
    for (const model::Operation& op : operations) {
        if (!op.timeout || *op.timeout <= 0) continue;
        // An agent may advise several: by depth or role. The shortest that may be meant counts.
        std::optional<std::int64_t> advice;
        for (const schema::Operation& known : r.kind->operations) {
            if (known.name != op.name || !known.timeout) continue;
            advice = advice ? std::min(*advice, *known.timeout) : *known.timeout;
        }
        if (!advice || *op.timeout >= *advice) continue;
        const model::Attribute* written = attribute(op, "timeout");
        const model::OriginId at = written == nullptr ? op.origin : written->origin;
        const std::string advised = model::duration_text(*advice);
        auto report = sink.report(diag::ShortTimeout, facts.span(at), op.name, name_of(r),
                                  model::duration_text(*op.timeout), advised);
        report.notes(facts.iterations(at))
            .help("when an action times out it has failed, and a failed stop has the node fenced");
        if (written != nullptr) {
            offer(report, diag::FixSafety::Safe, "give it " + advised, facts.rewrite(*written, "timeout = " + advised));
        }
    }
}

}  // namespace

void operations(const Facts& facts, diag::Sink& sink) {
    for (const model::Resource& r : facts.cluster.resources) {
        if (!as_written(r)) said_twice(facts, r, sink);
    }
    if (!manager::any_of(facts.cluster.targets, &manager::Manager::own_units)) return;
    for (const model::Resource& r : facts.cluster.resources) {
        const Operations all = operations_of(r);
        if (as_written(r)) {
            same_interval(facts, r, all, sink);
            if (!r.is_template) no_monitor(facts, r, all, sink);
        }
        const bool enforced = as_written(r) || std::any_of(r.uses.begin(), r.uses.end(), [&](model::UseId use) {
                                  return facts.cluster.at(use).enforce_timeouts.value_or(false);
                              });
        if (enforced) short_timeouts(facts, r, all, sink);
    }
}

}  // namespace hale::lint
