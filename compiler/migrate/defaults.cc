// Differences that no line of the input shows (facts/rgmanager.md section 17, facts/pacemaker.md section 5b). Each tells
// what was and what is, and where the new files say it.

#include <algorithm>
#include <functional>

#include "compiler/migrate/migration.h"

namespace hale::migrate {

namespace {

class Defaults {
public:
    explicit Defaults(Migration& m) : m_(m), r_(m.result), c_(m.result.model.clusters.front()) {}

    void to_pacemaker() {
        fencing();
        failed_stop();
        timeouts();
        recovery();
        corosync();
        if (uses("ip")) link();
        if (uses("lvm")) lvm();
        if (uses("script") || m_.wishes.scripts != "lsb") scripts();
        if (uses("clusterfs")) locks();
        stickiness();
    }
    void to_rgmanager() {
        add("timeouts of operations", "enforced: an operation that takes longer has failed",
            "for information only, unless `enforce_timeouts` is said", "", "cluster.conf", "__enforce_timeouts");
        add("a failed stop", "the node is fenced", "the service is `failed` and is touched no more", "", "", "");
        add("recovery", "a resource restarts with what depends on it", "the whole service restarts", "", "", "");
    }
    void to_release() {
        add("release of Pacemaker", "the schema that the CIB says", "the schema of the release that was asked for",
            "`crm_verify -x cib.xml` on a node of the new release", "cib.xml", "validate-with");
    }

private:
    using Wanted = std::function<bool(const ledger::Written&)>;

    std::vector<Output> where(std::string_view file, const Wanted& wanted) const {
        std::vector<Output> out;
        for (const backends::OutputFile& f : r_.files) {
            if (f.name != file) continue;
            for (const ledger::Written& w : f.ledger.written()) {
                if (wanted(w) && (out.empty() || out.back().line != w.at.line)) out.push_back({f.name, w.at.line});
            }
        }
        return out;
    }
    Default& add(std::string what, std::string before, std::string after, std::string todo, std::string_view file,
                 std::string_view name) {
        r_.defaults.push_back({std::move(what), std::move(before), std::move(after), std::move(todo), false,
                               where(file, [&](const ledger::Written& w) { return !name.empty() && w.name == name; })});
        return r_.defaults.back();
    }
    bool uses(std::string_view kind) const {
        return std::any_of(c_.resources.begin(), c_.resources.end(),
                           [&](const model::Resource& r) { return r.kind->name == kind && !r.uses.empty(); });
    }

    void fencing() {
        const bool any = std::any_of(c_.nodes.begin(), c_.nodes.end(), [](const model::Node& n) { return !n.levels.empty(); });
        if (any || !c_.fence_devices.empty()) return;
        Default& d = add("fencing is off", "nothing fences a node: rgmanager waits for fenced for ever before it moves a service",
                         "stonith-enabled=false: a service is moved although the lost node may still run it",
                         "give every node a fence device before anything that holds data runs", "cib.xml", "stonith-enabled");
        d.gravest = true;
    }
    void failed_stop() {
        Default& d = add("a stop that fails",
                         "the service is `failed`: nothing is started anywhere, nobody is fenced, unless `self_fence` is set",
                         "on-fail=block on each stop: the resource is left alone, what depends on it stays where it is. "
                         "Without it the node would be fenced",
                         "take on_fail = block out where the node shall be fenced", "cib.xml", "");
        d.output = where("cib.xml", [](const ledger::Written& w) { return w.name == "on-fail" && w.value == "block"; });
    }
    void timeouts() {
        add("timeouts of operations", "for information only: rgmanager waits for an agent as long as it takes",
            "enforced: an operation that takes longer has failed, and the resource is recovered",
            "measure how long start and stop really take, and raise the timeouts that are near", "cib.xml", "timeout");
    }
    void recovery() {
        add("what restarts after a failure", "the whole service", "the failed resource and what starts after it", "",
            "", "");
        add("counting of failures", "restarts are counted for the service, in a window",
            "failures are counted for each resource and node, and forgotten failure-timeout after the last one",
            "`crm_mon -f` shows the counts, `crm_resource --cleanup` forgets them", "cib.xml", "migration-threshold");
    }
    void corosync() {
        if (!m_.from("rgmanager")) return;
        add("token timeout", "10 s, cman's default", "written out; corosync's own is 3 s (1 s before release 3)", "",
            "corosync.conf", "token");
        add("encryption of the cluster's messages", "cman signs them with a key made of the cluster's name",
            "secauth needs a key of its own, /etc/corosync/authkey",
            "corosync-keygen on one node, then copy the key to the others", "corosync.conf", "secauth");
        add("transport", "UDP multicast, cman's default", "what corosync.conf says; knet needs no multicast",
            "open UDP port 5405 between the nodes", "corosync.conf", "transport");
        if (!where("corosync.conf", [](const ledger::Written& w) { return w.name == "two_node"; }).empty()) {
            add("a node of a pair that starts alone", "has quorum at once and fences the other after post_join_delay",
                "waits until both have been seen together (wait_for_all)",
                "wait_for_all = false in the quorum block brings the old way back, with its fence races", "corosync.conf",
                "wait_for_all");
        }
    }
    void link() {
        add("the link under an address", "watched (monitor_link), unless it is switched off",
            "IPaddr2 does not watch the link", "an ocf:pacemaker:ethmonitor clone, and a rule on its attribute", "", "");
    }
    void lvm() {
        add("who may activate a volume group", "a tag on the volume group names the node (HA-LVM), or clvmd locks it",
            "LVM-activate with system_id: the volume group belongs to one node",
            "on each node set system_id_source = \"uname\" in lvm.conf, take the tags off (vgchange --deltag), then "
            "vgchange --systemid; take volume_list out of lvm.conf and rebuild the initramfs",
            "cib.xml", "vg_access_mode");
    }
    void scripts() {
        Default& d = add("scripts", "`status` of a script is asked only where it runs",
                         "Pacemaker asks on every node before it starts anything: status must give 3 where it does not run, 0 "
                         "where it does; start and stop must be 0 when there is nothing to do",
                         "the runbook has the four commands that test each script", "", "");
        d.output = where("cib.xml", [](const ledger::Written& w) { return w.name == "class" && w.value == "lsb"; });
    }
    void locks() {
        Default& d = add("GFS2 and DLM", "cman runs dlm_controld and gfs_controld",
                         "DLM is a resource: an ocf:pacemaker:controld clone, ordered before the file system, with "
                         "no-quorum-policy=freeze",
                         "add it before the file systems are started; without it they cannot be mounted", "cib.xml",
                         "no-quorum-policy");
        d.gravest = true;
    }
    void stickiness() {
        add("where a running service stays", "where it is, unless a better member of an ordered domain comes back",
            "resource-stickiness, a score that location scores outweigh where failback is wanted", "", "cib.xml",
            "resource-stickiness");
    }

    Migration& m_;
    Result& r_;
    const model::Cluster& c_;
};

}  // namespace

void defaults(Migration& m) {
    Defaults list(m);
    if (m.from("pacemaker") && m.wishes.manager == "pacemaker") {
        list.to_release();
    } else if (m.wishes.manager == "pacemaker") {
        list.to_pacemaker();
    } else {
        list.to_rgmanager();
    }
}

}  // namespace hale::migrate
