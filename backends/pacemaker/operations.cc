#include "backends/pacemaker/operations.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::pacemaker {

namespace {

/// What Pacemaker runs; other actions of a kind (recover, validate-all …) are another manager's.
constexpr std::array<std::string_view, 6> kActions = {"start", "stop", "monitor", "promote", "demote", "notify"};

/// An action as it shall run.
struct Wanted {
    std::string name;
    int depth = 0;
    std::optional<std::int64_t> interval, timeout;  // milliseconds
    std::string interval_text, timeout_text;        // verbatim spelling; empty: canonical
    std::string role;
    std::vector<model::Attribute> others;
    OriginId origin;
    bool written = false;
};

bool is_time_or_depth(const std::string& name) { return name == "interval" || name == "timeout" || name == "depth"; }

void override_with(Wanted& wanted, const model::Operation& op) {
    wanted.written = true;
    wanted.origin = op.origin;
    if (op.interval) wanted.interval = op.interval;
    if (op.timeout) wanted.timeout = op.timeout;
    for (const model::Attribute& a : op.attributes) {
        if (a.value.verbatim && a.name == "interval") wanted.interval_text = a.value.text;
        if (a.value.verbatim && a.name == "timeout") wanted.timeout_text = a.value.text;
        if (!is_time_or_depth(a.name)) wanted.others.push_back(a);
    }
}

std::vector<Wanted> wanted_actions(const schema::Kind& kind, const std::vector<model::Operation>& written) {
    std::vector<Wanted> out;
    out.reserve(kind.operations.size() + written.size() + 1);  // `migrate` is two
    for (const schema::Operation& op : kind.operations) {
        if (op.name == "migrate") {
            for (const char* half : {"migrate_to", "migrate_from"}) {
                out.push_back({half, 0, {}, op.timeout, {}, {}, {}, {}, {}, false});
            }
        } else if (std::find(kActions.begin(), kActions.end(), op.name) != kActions.end()) {
            out.push_back({op.name, op.depth, op.interval, op.timeout, {}, {}, op.role, {}, {}, false});
        }
    }
    for (const model::Operation& op : written) {
        bool found = false;
        for (Wanted& w : out) {
            const bool half = op.name == "migrate" && w.name.rfind("migrate_", 0) == 0;
            if (w.name != op.name && !half) continue;
            if (w.depth != op.depth && HALE_BREAK("op.every-depth", op.depth != model::Operation::kEveryDepth, true))
                continue;
            override_with(w, op);
            found = true;
        }
        if (found) continue;
        out.push_back({op.name, std::max(op.depth, 0), {}, {}, {}, {}, {}, {}, {}, true});
        override_with(out.back(), op);
    }
    return out;
}

class Operations {
public:
    Operations(Lowering& lowering, const std::string& owner, const std::string& label)
        : l_(lowering), owner_(owner), label_(label) {}

    std::vector<Op> run(const std::vector<Wanted>& actions) {
        out_.reserve(actions.size());
        for (const Wanted& w : actions) {
            const bool monitor = w.name == "monitor";
            if (monitor && w.interval.value_or(0) <= 0 && w.interval_text.empty()) continue;  // never checked
            const bool says_something = w.timeout.value_or(0) > 0 || !w.timeout_text.empty() || !w.others.empty();
            if (monitor || says_something) add(w);
        }
        return std::move(out_);
    }

private:
    void add(const Wanted& w) {
        Op op;
        op.name = w.name;
        op.origin = w.origin;
        op.interval = w.name == "monitor" ? interval(w) : "0s";
        op.id = l_.ids.part(owner_, op.name + "-" + op.interval);
        if (!w.timeout_text.empty()) {
            op.timeout = w.timeout_text;
        } else if (w.timeout.value_or(0) > 0) {
            op.timeout = time_text(*w.timeout);
        }
        if (!w.role.empty()) op.role = w.role;
        for (const model::Attribute& a : w.others) attribute(op, a);
        if (HALE_BREAK("op.depth-lost", w.depth > 0, w.depth > 100))
            l_.put(op.instance, op.id, "params", "OCF_CHECK_LEVEL", std::to_string(w.depth), w.origin);
        out_.push_back(std::move(op));
    }

    /// A free interval for a monitor.
    std::string interval(const Wanted& w) {
        std::int64_t ms = w.interval.value_or(0);
        const bool clash = taken(ms);
        while (HALE_BREAK("op.interval-clash", taken(ms), false)) ms += 1000;
        intervals_.push_back(ms);
        if (!clash) return w.interval_text.empty() ? time_text(ms) : w.interval_text;
        if (w.written) {
            l_.sink.report(diag::MonitorShifted, l_.span(w.origin), label_, time_text(ms),
                           time_text(w.interval.value_or(0)));
        }
        return time_text(ms);
    }
    bool taken(std::int64_t ms) const {
        return std::find(intervals_.begin(), intervals_.end(), ms) != intervals_.end();
    }

    void attribute(Op& op, const model::Attribute& a) {
        const std::string text = l_.speller.spell(a.value, a.name).value_or("");
        if (a.name == "on_fail") {
            op.on_fail = text;
        } else if (a.name == "role") {
            op.role = a.value.verbatim || text.empty() ? text : static_cast<char>(text[0] - 'a' + 'A') + text.substr(1);
        } else {
            std::string name = a.name;
            std::replace(name.begin(), name.end(), '_', '-');
            op.extra.attributes.push_back({name, text, a.origin, {}, {}, {}});
        }
    }

    Lowering& l_;
    const std::string& owner_;
    const std::string& label_;
    std::vector<std::int64_t> intervals_;
    std::vector<Op> out_;
};

}  // namespace

std::string time_text(std::int64_t milliseconds) {
    return HALE_BREAK("op.milliseconds", milliseconds % 1000 == 0, true) ? fmt::format("{}s", milliseconds / 1000)
                                                                         : fmt::format("{}ms", milliseconds);
}

std::vector<Op> lower_operations(Lowering& l, const model::Resource& resource, const std::string& id) {
    return Operations(l, id, resource.label).run(wanted_actions(*resource.kind, resource.operations));
}

std::vector<Op> lower_operations(Lowering& l, const model::FenceDevice& device, const std::string& id) {
    std::vector<Wanted> actions = wanted_actions(*device.agent, device.operations);
    actions.erase(std::remove_if(actions.begin(), actions.end(), [](const Wanted& w) { return w.name != "monitor"; }),
                  actions.end());
    const bool checked =
        std::any_of(actions.begin(), actions.end(), [](const Wanted& w) { return w.interval.value_or(0) > 0; });
    if (HALE_BREAK("op.fence-unchecked", !checked, false))
        actions.push_back({"monitor", 0, 60000, {}, {}, {}, {}, {}, {}, false});
    return Operations(l, id, device.name).run(actions);
}

}  // namespace hale::pacemaker
