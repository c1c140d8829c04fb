#pragma once
// Pacemaker's own scheduler (`crm_simulate`), asked what it would do with a CIB. hale never schedules by itself.
//
//     Scheduler scheduler(processes);
//     const auto cold = scheduler.settle(online(cib), {});   // everything that starts, transition after transition
//     const auto dead = scheduler.settle(cold->cib, {"--node-fail", "alpha"});
//
// Facts: facts of crm_simulate in docs/reference/simulate.md (measured with 2.1.5).

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/process.h"

namespace hale::simulate {

/// One instance of a primitive as the scheduler sees it. Instances of an anonymous clone have one name (`web:0` is
/// `web`); of a globally unique one, each its own.
struct Instance {
    std::string resource, node;  // node: empty when it runs nowhere
    std::string role;            // Started, Stopped, Promoted, Unpromoted
    bool failed = false, blocked = false, managed = true, orphaned = false;
    bool runs() const { return !node.empty(); }
};

/// An action of a transition, in the order in which it was carried out.
struct Action {
    std::string
        operation;  // start, stop, promote, demote, migrate_to, migrate_from, monitor, notify; of a node: stonith
    std::string resource;  // empty: an action on `node` itself
    std::string node;
    bool recurring = false;  // a monitor with an interval
    friend bool operator==(const Action&, const Action&) = default;
};

/// What the scheduler says of one resource: start, stop, restart, move, migrate, recover, promote, demote, reload,
/// fence …
struct Summary {
    std::string action, resource, node, source, reason;
};

/// Where everything is.
struct State {
    std::vector<Instance> instances;
    std::map<std::string, std::string> nodes;  // online, offline, unclean, standby, maintenance
    /// The nodes on which a resource runs, sorted.
    std::vector<std::string> nodes_of(std::string_view resource) const;
    std::vector<std::string> promoted_on(std::string_view resource) const;
};

struct Outcome {
    State before, after;
    std::vector<Summary> summary;  // of the first transition
    std::vector<Action> actions;   // of all transitions
    std::string cib;               // with the status afterwards
    int transitions = 0;
    bool settled = true;  // false: still something to do after the last transition that was allowed
};

class Scheduler {
public:
    explicit Scheduler(Processes& processes, int timeout = 120) : processes_(processes), timeout_(timeout) {}

    /// crm_simulate is there.
    bool available();
    /// Runs transition after transition from `cib` (with a status section) until nothing is left to do, at most
    /// `limit`. `inject`: options for the first one (`--node-fail N`, `--op-inject …`, `--op-fail …`). Nothing:
    /// `problem` says why.
    std::optional<Outcome> settle(const std::string& cib, const std::vector<std::string>& inject, int limit = 8);

    std::string problem;

private:
    std::optional<Outcome> once(const std::string& cib, const std::vector<std::string>& inject);

    Processes& processes_;
    int timeout_;
    std::optional<bool> available_;
};

/// The CIB with every cluster node online, nothing running and nothing known: a cold start. What only a running cluster
/// knows (promotion scores) is given: every node may be promoted. `keep_status`: a status section stays as it is.
/// Nothing when the text is no CIB.
std::optional<std::string> cold(std::string_view cib, bool keep_status);

}  // namespace hale::simulate
