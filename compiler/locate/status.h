#pragma once
// What of a CIB's status matters for one VM (facts: node_state and lrm_rsc_op of Pacemaker 1.1 to 3.0). The reader only
// copies what is there and marks what cannot be trusted; judge.cc decides.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hale::locate {

enum class Health : std::uint8_t {
    Online,   // a member that joined and shall be one
    Down,     // left and is known to be down: fenced, or shut down in order
    Unclean,  // gone, and nobody has made sure of it
    Pending,  // joining, leaving or saying contradictory things
    Unknown   // the status does not speak about it
};

enum class Action : std::uint8_t { Start, Stop, Monitor, MigrateTo, MigrateFrom, Other };

/// An lrm_rsc_op.
struct Operation {
    Action action = Action::Other;
    long call = -1;  // -1: pending
    int rc = -1;
    int status = -1;  // op-status; 0: done
    bool recurring = false;
    long long changed = 0;  // seconds since 1970; 0: not said
    std::string source, target;
    std::string damage;  // why it cannot be trusted; empty: it can
};

/// What one host recorded of one resource.
struct Record {
    std::vector<Operation> operations;
    std::string damage;
};

struct Host {
    std::string id, name;
    Health health = Health::Unknown;
    bool has_history = false;  // an lrm section: fencing erases it
    bool remote = false;
    bool start_banned = false;              // its fail-count of the VM is INFINITY
    std::string why;                        // of a health that is neither Online nor Down
    std::map<std::string, Record> records;  // by resource
};

/// A resource that is the VM, or may be.
struct Candidate {
    std::string id;
    bool certain = true;       // false: a VM whose domain cannot be told
    bool wants_to_run = true;  // its target role is not Stopped
};

struct Status {
    std::vector<std::string> problems;  // why nothing here can make safe
    std::vector<Host> hosts;
    std::vector<Candidate> candidates;
    std::string vm_inside;  // name of the guest node that runs inside the VM
    bool pending_is_recorded = true;
    bool sure = false;  // quorum, a DC and a version that is known
    Host* find_host(std::string_view name);
};

struct FenceEvent {
    std::string target, action, status, completed;
};
struct History {
    std::string problem;  // why it cannot be trusted as complete
    std::vector<FenceEvent> events;
};

/// How often a CIB was changed: admin_epoch, epoch, num_updates.
struct Version {
    long admin = 0, epoch = 0, updates = 0;
    auto operator<=>(const Version&) const = default;
};

}  // namespace hale::locate
