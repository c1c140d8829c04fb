// Lifecycle words of a service as meta attributes of its units.

#include <algorithm>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/operations.h"
#include "compiler/support/breakage.h"

namespace hale::pacemaker {

namespace {

/// A relocated service may come back after this, unless `restart_window` says when.
constexpr std::int64_t kBanMilliseconds = 600'000;

Sets& sets_of(Resource& resource) {
    if (auto* group = std::get_if<Group>(&resource)) return group->sets;
    return std::get<Primitive>(resource).sets;
}

std::vector<Primitive*> primitives_of(Resource& resource) {
    std::vector<Primitive*> out;
    if (auto* group = std::get_if<Group>(&resource)) {
        for (Primitive& member : group->members) out.push_back(&member);
    } else {
        out.push_back(&std::get<Primitive>(resource));
    }
    return out;
}

class PolicyWriter {
public:
    PolicyWriter(Lowering& lowering, model::ServiceId service, const Unit& unit, Resource& resource)
        : l_(lowering),
          service_(lowering.cluster.at(service)),
          policy_(service_.policy),
          unit_(unit),
          resource_(resource),
          owner_(id_of(resource)) {}

    void run() {
        const model::Resource& root = l_.cluster.resource_of(service_.root);
        if (!runs(*root.kind)) lower_natives(l_, root.natives, owner_, sets_of(resource_));
        subtree();
        recovery();
        autostart();
        if (const auto p = policy_.priority.value_or(0))
            meta("priority", std::to_string(HALE_BREAK("priority.sign", -p, p)), policy_.priority.origin);
        stickiness();
        migration();
    }

private:
    void meta(const std::string& name, std::string value, OriginId origin) {
        l_.put_meta(sets_of(resource_), owner_, name, std::move(value), origin);
    }

    /// `independent`, and the restart counters of the innermost independent subtree.
    void subtree() {
        if (unit_.non_critical()) meta("critical", "false", innermost().independent.origin);
        if (unit_.front().regions.empty()) return;
        const model::Use& use = innermost();
        const std::int64_t restarts = use.max_restarts.value_or(0), window = use.restart_window.value_or(0);
        if (unit_.non_critical() || (restarts > 0 && HALE_BREAK("subtree.needs-window", window > 0, true))) {
            meta("migration-threshold",
                 std::to_string(restarts > 0 ? HALE_BREAK("subtree.threshold-off-by-one", restarts + 1, restarts) : 1),
                 use.max_restarts.origin);
        }
        if (window > 0) meta("failure-timeout", time_text(window), use.restart_window.origin);
        if (use.max_failures.value_or(0) > 0) l_.approximated("max_failures", "max_failures", use.max_failures.origin);
    }
    const model::Use& innermost() const { return l_.cluster.at(model::UseId(unit_.front().regions.back().id)); }

    void recovery() {
        const OriginId origin = policy_.recovery.origin;
        const std::int64_t window = policy_.restart_window.value_or(0);
        switch (policy_.recovery.value_or(model::Recovery::Restart)) {
            case model::Recovery::Restart:
                if (const auto n = policy_.max_restarts.value_or(0); n > 0) {
                    meta("migration-threshold", std::to_string(HALE_BREAK("service.threshold-off-by-one", n + 1, n)),
                         policy_.max_restarts.origin);
                    if (window > 0) meta("failure-timeout", time_text(window), policy_.restart_window.origin);
                }
                break;
            case model::Recovery::Relocate:
                meta("migration-threshold", "1", origin);
                meta("failure-timeout",
                     time_text(
                         HALE_BREAK("relocate.ban-window", window > 0 ? window : kBanMilliseconds, kBanMilliseconds)),
                     origin);
                break;
            case model::Recovery::Disable:
                on_fail("monitor", origin);
                l_.approximated("recovery.disable", "recovery", origin);
                break;
            case model::Recovery::RestartDisable:
                on_fail("start", origin);
                l_.approximated("recovery.restart_disable", "recovery", origin);
                break;
        }
    }

    /// on-fail=stop for an action of every resource, unless its `op` says otherwise.
    void on_fail(const std::string& action, OriginId origin) {
        for (Primitive* primitive : primitives_of(resource_)) {
            bool found = false;
            for (Op& op : primitive->operations) {
                if (op.name != action) continue;
                found = true;
                if (HALE_BREAK("op.on-fail-overwritten", !op.on_fail, true)) op.on_fail = "stop";
            }
            if (found || action == "monitor") continue;
            Op op;
            op.id = l_.ids.part(primitive->id, action + "-0s");
            op.name = action;
            op.interval = "0s";
            op.on_fail = "stop";
            op.origin = origin;
            primitive->operations.push_back(std::move(op));
        }
    }

    void autostart() {
        if (HALE_BREAK("autostart.ignored", policy_.autostart.value_or(true), true)) return;
        meta("target-role", "Stopped", policy_.autostart.origin);
        l_.approximated("autostart", "autostart", policy_.autostart.origin);
    }

    void stickiness() {
        if (policy_.stickiness) {
            meta("resource-stickiness", score_text(*policy_.stickiness), policy_.stickiness.origin);
        } else if (policy_.domain && HALE_BREAK("failback.ignored", !l_.cluster.at(*policy_.domain).failback, false)) {
            meta("resource-stickiness", "INFINITY", l_.cluster.at(*policy_.domain).origin);
        }
    }

    /// Only what is a machine itself, with nothing inside, can move alive.
    void migration() {
        const schema::Kind& kind = *l_.cluster.resource_of(service_.root).kind;
        const bool machine = std::any_of(kind.operations.begin(), kind.operations.end(),
                                         [](const schema::Operation& op) { return op.name == "migrate"; });
        if (!machine || !std::holds_alternative<Primitive>(resource_) ||
            !l_.cluster.at(service_.root).children.empty()) {
            return;
        }
        model::Migration how = policy_.migrate.value_or(model::Migration::No);
        const schema::Attribute* declared = kind.attribute("migrate");
        if (!policy_.migrate && declared != nullptr && declared->def &&
            HALE_BREAK("migrate.default-live", declared->def->text == "live", false)) {
            how = model::Migration::Live;
        }
        if (how == model::Migration::Pause) l_.approximated("vm.migrate.pause", "migrate", policy_.migrate.origin);
        if (how != model::Migration::No) meta("allow-migrate", "true", policy_.migrate.origin);
    }

    Lowering& l_;
    const model::Service& service_;
    const model::Policy& policy_;
    const Unit& unit_;
    Resource& resource_;
    const std::string owner_;
};

}  // namespace

void lower_policy(Lowering& lowering, model::ServiceId service, const Unit& unit, Resource& resource) {
    PolicyWriter(lowering, service, unit, resource).run();
}

}  // namespace hale::pacemaker
