// Storage that is used in the wrong place, at the wrong time or by too many: what waits for a file system and need not run
// where it is, volume groups after their file systems, shared file systems without locks, addresses on several nodes, and
// machines that can never migrate live or lose their configuration.

#include <algorithm>
#include <map>
#include <set>

#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/table.h"
#include "compiler/lint/graph.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/together.h"
#include "compiler/value/normal.h"

namespace hale::lint {

namespace {

using model::Attribute;
using model::UseId;

class StorageCheck {
public:
    StorageCheck(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), graph_(facts), together_(facts) {}

    void run() {
        apart();
        for (std::uint32_t i = 0; i < f_.cluster.uses.size(); ++i) {
            const UseId use(i);
            const model::Resource& r = f_.cluster.resource_of(use);
            if (r.is_template) continue;
            volume(use, r);
            if (!f_.for_manager("pacemaker")) continue;
            address(use, r);
            locks(use, r);
            machine(use, r);
        }
    }

private:
    const model::Resource& unit(UseId use) const { return f_.cluster.resource_of(f_.unit(use)); }

    /// Any constraint, of whatever score, ties the two units.
    bool tied(UseId a, UseId b) const {
        return std::any_of(f_.besides.begin(), f_.besides.end(), [&](const Beside& x) {
            const UseId who = f_.unit(x.who), with = f_.unit(x.with);
            return x.together && ((who == a && with == b) || (who == b && with == a));
        });
    }

    void apart() {
        for (const Wait& w : f_.waits) {
            const model::Resource& first = f_.cluster.resource_of(w.first);
            const model::Resource& then = f_.cluster.resource_of(w.then);
            if (!w.mandatory || first.kind->container || claimed(first, kMountPoint) == nullptr || may_be_several(first)) continue;
            const UseId a = f_.unit(w.first), b = f_.unit(w.then);
            if (a == b || !together_.counts(a) || !together_.counts(b) || together_.same(a, b) || tied(a, b)) continue;
            if (!w.first_action.empty() && w.first_action != "start") continue;
            if (claimed(then, kMountPoint) != nullptr) continue;
            sink_.report(diag::ApartFromItsFilesystem, f_.span(w.origin), f_.path(b), name_of(first))
                .notes(f_.iterations(w.origin))
                .note("an order says nothing about the node: started elsewhere, it finds an empty directory")
                .help("tie the two together: `with`, or a colocation of score INFINITY");
        }
    }

    // ---- volume groups ----

    static std::string group_prefix(const std::string& group) {
        const std::string whole = model::normal_device("/dev/" + group + "/x");
        return whole.substr(0, whole.size() - 1);
    }

    void volume(UseId use, const model::Resource& r) {
        const Attribute* device = claimed(r, "the device");
        if (device == nullptr) return;
        const std::string path = model::normal_device(text_of(device->value));
        for (std::uint32_t i = 0; i < f_.cluster.uses.size(); ++i) {
            const UseId other(i);
            const model::Resource& vg = f_.cluster.resource_of(other);
            if (vg.kind->traits.volume_group.empty() || vg.is_template) continue;
            const Attribute* name = parameter(vg, vg.kind->traits.volume_group);
            if (name == nullptr || path.rfind(group_prefix(text_of(name->value)), 0) != 0) continue;
            if (graph_.proves(other, use)) return;
            const bool after = graph_.proves(use, other);
            sink_.report(diag::VolumeAfterFilesystem, f_.span(r.origin), name_of(r), name_of(vg),
                         after ? "after it" : "at any time")
                .notes(f_.iterations(r.origin))
                .label(f_.span(vg.origin), "the volume group")
                .note("the device is not there yet when the file system is mounted")
                .help("put `{}` before `{}`", name_of(vg), name_of(r));
            return;
        }
    }

    // ---- addresses ----

    void address(UseId use, const model::Resource& r) {
        const Attribute* ip = claimed(r, "the address");
        const model::Resource& top = unit(use);
        if (ip == nullptr || top.kind->name != "clone" || is_true(meta(top, "globally-unique"))) return;
        const Attribute* max = meta(top, "clone-max");
        const Attribute* nic = parameter(r, "nic");
        const bool loopback = nic != nullptr && text_of(nic->value).rfind("lo", 0) == 0;
        if ((max != nullptr && text_of(max->value) == "1") || loopback || is_true(parameter(r, "lvs_support"))) return;
        sink_.report(diag::ClonedAddress, f_.span(top.origin), name_of(top), text_of(ip->value))
            .notes(f_.iterations(top.origin))
            .note("two machines then answer for one address, and connections break")
            .help("take it out of the clone, or share it out with `globally-unique = true` and `clusterip_hash`");
    }

    // ---- shared file systems ----

    bool runs(std::string_view agent) const {
        return std::any_of(f_.cluster.resources.begin(), f_.cluster.resources.end(), [&](const model::Resource& r) {
            return r.kind->unknown || r.kind->name.find(agent) != std::string::npos;
        });
    }

    void locks(UseId use, const model::Resource& r) {
        const Attribute* type = parameter(r, "fstype");
        const std::string name = type == nullptr ? std::string() : text_of(type->value);
        if (!r.literal || (name != "gfs2" && name != "ocfs2") || !use) return;
        if (!told_.insert(name).second) return;
        const Attribute* quorum = fencing::option(f_.cluster, "no-quorum-policy");
        const bool freeze = quorum != nullptr && text_of(quorum->value) == "freeze";
        const bool manager = runs("controld") || (name == "ocfs2" && runs("o2cb"));
        if (manager && (freeze || name != "gfs2")) return;
        sink_.report(diag::SharedWithoutLocks, f_.span(r.origin), name_of(r), name,
                     manager ? "`no-quorum-policy` is not freeze: without quorum it can neither be used nor be unmounted"
                             : "nothing runs the lock manager: it cannot be mounted")
            .notes(f_.iterations(r.origin))
            .help("{}", manager ? "set `no-quorum-policy` to freeze"
                                : "clone ocf:pacemaker:controld with `interleave = true`, and order it before");
    }

    // ---- machines ----

    void machine(UseId use, const model::Resource& r) {
        const bool domain = r.kind->name == "ocf:heartbeat:VirtualDomain";
        const Attribute* config = domain ? parameter(r, "config") : nullptr;
        if (config != nullptr && model::normal_path(text_of(config->value)).rfind("/etc/libvirt/", 0) == 0) {
            sink_.report(diag::ConfigurationMayVanish, f_.span(config->origin), config->name, name_of(r), text_of(config->value))
                .notes(f_.iterations(config->origin))
                .note("that is libvirt's own copy of a machine that it knows; the agent needs a file of yours")
                .help("keep the description elsewhere, the same on every node, and say that path");
        }
        const Attribute* migrates = meta(r, "allow-migrate");
        if (!is_true(migrates)) return;
        for (const Beside& b : f_.besides) {
            if (!b.together || !b.mandatory || f_.unit(b.who) != f_.unit(use)) continue;
            const std::string why = immovable(b);
            if (why.empty()) continue;
            sink_.report(diag::NeverMigratesLive, f_.span(migrates->origin), name_of(r), why)
                .notes(f_.iterations(migrates->origin))
                .label(f_.span(b.origin), "it must run there")
                .note("it is stopped and started instead")
                .help("leave allow-migrate out, or let both nodes have what it stands on at once");
            return;
        }
    }

    /// What can be on one node at a time only; empty: the machine may move beside it.
    std::string immovable(const Beside& b) const {
        const model::Resource& with = unit(b.with);
        if (b.with_role == "promoted") {
            for (const model::Resource* r : {&with, &f_.cluster.resource_of(b.with)}) {
                for (const char* name : {"promoted-max", "master-max"}) {
                    const Attribute* max = meta(*r, name);
                    if (max != nullptr && text_of(max->value) != "1") return {};
                }
            }
            for (const model::Block& block : with.blocks) {
                const Attribute* max = block.name == "promotable" ? block.find("max") : nullptr;
                if (max != nullptr && text_of(max->value) != "1") return {};
            }
            return "`" + name_of(with) + "` is promoted on one node at a time";
        }
        if (!together_.counts(b.with) || is_true(meta(f_.cluster.resource_of(b.with), "allow-migrate"))) return {};
        return "`" + f_.path(b.with) + "` runs on one node at a time";
    }

    const Facts& f_;
    diag::Sink& sink_;
    StartGraph graph_;
    Together together_;
    std::set<std::string> told_;  // types of shared file systems
};

}  // namespace

void storage(const Facts& facts, diag::Sink& sink) { StorageCheck(facts, sink).run(); }

}  // namespace hale::lint
