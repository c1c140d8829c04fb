// The cut-over and the way back.

#include <fmt/format.h>

#include <algorithm>

#include "compiler/migrate/migrate.h"

namespace hale::migrate {

namespace {

std::string first_nodes(const model::Cluster& c) {
    std::string out;
    for (const model::Node& n : c.nodes) out += (out.empty() ? "" : " ") + n.name;
    return out;
}

class Runbook {
public:
    Runbook(const Result& r, std::string_view input) : r_(r), c_(r.model.clusters.front()), input_(input) {}

    std::string write() {
        out_ = fmt::format("# {}: from `{}` to {}\n", r_.cluster, input_, r_.manager);
        r_.manager == "pacemaker" ? to_pacemaker() : to_rgmanager();
        return std::move(out_);
    }

private:
    void chapter(std::string_view title) { out_ += fmt::format("\n## {}\n\n", title), step_ = 0; }
    void step(std::string_view text) { out_ += fmt::format("{}. {}\n", ++step_, text); }
    void command(std::string_view text) { out_ += fmt::format("\n       {}\n\n", text); }

    void to_pacemaker() {
        before();
        decide();
        scripts();
        cut_over();
        look();
        back();
    }

    void before() {
        chapter("Before");
        step("Keep what runs today, from every node:");
        command("tar czf /root/before-migration.tgz /etc/cluster /etc/sysconfig/cman /etc/lvm/lvm.conf /etc/exports");
        step(fmt::format("Note where every service runs now (`clustat`). Nodes: {}.", first_nodes(c_)));
        step("Install pacemaker, corosync, resource-agents and fence-agents on every node, and start none of them.");
        step("Read report.txt: first what stands under LOOK AT THESE FIRST, then IMPOSSIBLE and DEFAULTS.");
    }
    void decide() {
        if (r_.params.empty() && std::none_of(r_.entries.begin(), r_.entries.end(), [](const Entry& e) { return e.gravest; }))
            return;
        chapter("Decide");
        for (const Param& p : r_.params) {
            step(fmt::format("`{}` was derived: \"{}\" ({}). Set it in the .hale file, then build again.", p.name, p.value, p.why));
        }
        for (const Entry& e : r_.entries) {
            if (e.gravest) step(fmt::format("`{}`: {}.{}", e.path, e.how, e.alternative.empty() ? "" : " Instead: " + e.alternative + "."));
        }
        for (const Default& d : r_.defaults) {
            if (d.gravest) step(fmt::format("{}: {}. {}.", d.what, d.after, d.todo));
        }
    }
    /// The four commands that a script must answer before Pacemaker may run it.
    void scripts() {
        std::vector<std::string> files;
        for (const model::Resource& r : c_.resources) {
            const model::Attribute* file = r.kind->name == "script" ? r.find("file") : nullptr;
            if (file == nullptr || r.uses.empty()) continue;
            if (std::find(files.begin(), files.end(), file->value.text) == files.end()) files.push_back(file->value.text);
        }
        if (files.empty()) return;
        chapter("Try each script, on each node, while the service is stopped");
        for (const std::string& f : files) {
            step(fmt::format("`{}`:", f));
            command(fmt::format("{0} status; echo $?     # 3, not running\n       {0} stop;   echo $?     # 0, although "
                                "nothing runs\n       {0} start && {0} start; echo $?   # 0 both times\n       {0} status; echo "
                                "$?     # 0, then stop it again",
                                f));
        }
    }
    void cut_over() {
        chapter("Cut over");
        step("Try the new configuration on the side:");
        command("crm_verify -V -x cib.xml && corosync -t -c corosync.conf && crm_simulate -x cib.xml -S");
        step("Stop the services, then the old cluster, on every node. From here on nothing runs:");
        command("for s in $(clustat -x | sed -n 's/.*<group name=\"\\([^\"]*\\)\".*/\\1/p'); do clusvcadm -d \"$s\"; done");
        command("service rgmanager stop; service clvmd stop; service gfs2 stop; service cman stop; chkconfig rgmanager off; chkconfig cman off");
        step("Make sure that nothing of a service is left: no file system mounted, no address set, no volume group active.");
        if (uses("lvm")) {
            step("Hand the volume groups over to system_id (see DEFAULTS):");
            command("vgchange --deltag @HOST VG; vgchange --systemid $(uname -n) VG");
        }
        step("Copy corosync.conf to /etc/corosync on every node, with one key:");
        command("corosync-keygen; scp /etc/corosync/authkey /etc/corosync/corosync.conf root@NODE:/etc/corosync/");
        if (has_file("fence_virt.conf")) step("Copy fence_virt.conf to /etc on the hosts, and restart fence_virtd there.");
        step("Start corosync on every node; `corosync-quorumtool` must show all of them.");
        step("Put the configuration in place before Pacemaker starts, on every node:");
        command("rm -f /var/lib/pacemaker/cib/cib*; install -o hacluster -g haclient -m 600 cib.xml /var/lib/pacemaker/cib/cib.xml");
        step("Start Pacemaker on every node.");
    }
    void look() {
        chapter("Look");
        step("`crm_mon -1rnf`: every resource is started where it ran before, and nothing has failed.");
        step("Fence each node once, one after the other, while no service of it matters:");
        command("stonith_admin --reboot NODE --tolerance 0");
        step("Move each service once, and let each node leave once (`crm_standby -N NODE -v on`, then `off`).");
    }
    void back() {
        chapter("The way back");
        step("As long as nothing was written by a program that the old cluster does not have, it is these steps.");
        step("Stop Pacemaker, then corosync, on every node; make sure that nothing of a service is left.");
        if (uses("lvm")) {
            step("Give the volume groups their tags back:");
            command("vgchange --systemid \"\" VG; vgchange --addtag @HOST VG");
        }
        step("Unpack before-migration.tgz on every node.");
        step("Start the old cluster on every node, all at the same time:");
        command("service cman start; service clvmd start; service gfs2 start; service rgmanager start; chkconfig cman on; chkconfig rgmanager on");
        step("`clustat`: every service runs where the note of the first chapter says.");
    }

    void to_rgmanager() {
        chapter("Before");
        step("Keep what runs today: `cibadmin --query > before-migration.xml` and /etc/corosync from every node.");
        step("Read report.txt: first what stands under LOOK AT THESE FIRST.");
        decide();
        chapter("Cut over");
        step("Stop every resource (`crm_attribute -n stop-all-resources -v true`), then Pacemaker and corosync on every node.");
        step("Copy cluster.conf to /etc/cluster on every node; `ccs_config_validate` must take it.");
        step("Start cman, then rgmanager, on every node, all at the same time.");
        step("`clustat`: every service is started; relocate each once, fence each node once.");
        chapter("The way back");
        step("Stop rgmanager, then cman, on every node; start corosync, then Pacemaker; set stop-all-resources to false.");
    }
    bool uses(std::string_view kind) const {
        return std::any_of(c_.resources.begin(), c_.resources.end(),
                           [&](const model::Resource& r) { return r.kind->name == kind && !r.uses.empty(); });
    }
    bool has_file(std::string_view name) const {
        return std::any_of(r_.files.begin(), r_.files.end(), [&](const auto& f) { return f.name == name; });
    }

    const Result& r_;
    const model::Cluster& c_;
    std::string_view input_;
    std::string out_;
    int step_ = 0;
};

}  // namespace

std::string runbook(const Result& result, std::string_view input) { return Runbook(result, input).write(); }

}  // namespace hale::migrate
