// Whether every node can be fenced, and by somebody else than itself: the table of compiler/fencing, read row by row. A
// node that cannot be fenced blocks the recovery of everything that ran on it.

#include <algorithm>
#include <set>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/danger_codes.h"
#include "compiler/fencing/table.h"
#include "compiler/lint/rules.h"
#include "compiler/manager/manager.h"

namespace hale::lint {

namespace {

using fencing::Device;
using fencing::Reach;

constexpr const char* kConsequence =
    "a node that cannot be fenced blocks the recovery of everything that ran on it";

/// Devices inside groups and clones, as old CIBs have them, are resources here: what they fence is not known.
bool has_other_devices(const model::Cluster& cluster) {
    return std::any_of(cluster.resources.begin(), cluster.resources.end(), [](const model::Resource& r) {
        return r.kind->name.rfind("stonith:", 0) == 0 || r.kind->pacemaker.type.rfind("stonith:", 0) == 0;
    });
}

bool declared_unfenced(const model::Node& node) {
    return std::any_of(node.attributes.begin(), node.attributes.end(), [](const model::Attribute& a) {
        return a.name == "fencing" && a.value.is(model::ValueKind::Bool) && a.value.number == 0;
    });
}

bool is_member(const model::Node& node) {
    return std::none_of(node.attributes.begin(), node.attributes.end(),
                        [](const model::Attribute& a) { return a.name == "type" && text_of(a.value) == "remote"; });
}

class Check {
public:
    Check(const Facts& facts, diag::Sink& sink) : f_(facts), t_(facts.fences), sink_(sink) {}

    void run() {
        for (const Device& device : t_.devices()) {
            off(device);
            only_victim(device);
        }
        levels();
        if (t_.devices_speak()) unreached();
    }

private:
    const std::string& name(const Device& device) const { return f_.cluster.at(device.id).name; }

    std::vector<std::string> victims_of(const Device& device) const {
        std::vector<std::string> out;
        for (const fencing::Row& row : t_.rows()) {
            if (row.device == device.id && std::find(out.begin(), out.end(), row.victim) == out.end()) {
                out.push_back(row.victim);
            }
        }
        return out;
    }

    void off(const Device& device) {
        if (!device.off) return;
        std::string left;
        for (const std::string& victim : t_.victims()) {
            if (!t_.reaches(device, victim) || t_.fenced(victim)) continue;
            told_.insert(victim);
            left += (left.empty() ? "`" : ", `") + victim + "`";
        }
        auto report = sink_.report(diag::DeviceOff, f_.span(device.off_origin), name(device),
                                   "its target-role is Stopped, which takes it out of use");
        report.notes(f_.iterations(device.off_origin));
        if (!left.empty()) report.note("nothing else fences {}; {}", left, kConsequence);
        report.help("leave target-role out, or set it to Started");
    }

    void only_victim(const Device& device) {
        const std::vector<std::string> victims = victims_of(device);
        if (device.barred.empty() || device.off || f_.cluster.nodes.size() < 2) return;
        for (const std::string& victim : victims) {
            bool other = false, self = false;
            for (std::uint32_t i = 0; i < f_.cluster.nodes.size(); ++i) {
                if (device.barred.contains(i)) continue;
                (fencing::same_host(f_.cluster.nodes[i].name, victim) ? self : other) = true;
            }
            if (other) continue;
            if (!self) {
                told_.insert(victim);
                sink_.report(diag::DeviceOff, f_.span(device.barred_origin), name(device), "no node may use it")
                    .note("{}", kConsequence)
                    .help("leave at least two nodes that may use it");
                return;
            }
            sink_.report(diag::OnlyVictimFences, f_.span(device.barred_origin), name(device), victim, victim)
                .notes(f_.iterations(device.barred_origin))
                .note("a node that hangs cannot fence itself; {}", kConsequence)
                .help("keep `{}` off `{}` instead, or leave the constraint out: Pacemaker lets others do it anyway",
                      name(device), victim);
        }
    }

    void levels() {
        for (const fencing::LevelRow& level : t_.levels()) {
            const Device& device = t_.devices()[level.device.index];
            if (t_.reaches(device, level.victim)) continue;
            told_.insert(level.victim);
            sink_.report(diag::LevelCannotFence, f_.span(level.origin), name(device), level.victim)
                .note("the level fails, and with it the fencing of `{}` unless another level can", level.victim)
                .help("name a device that lists `{}` in pcmk_host_list or pcmk_host_map", level.victim);
        }
    }

    void unreached() {
        if (t_.devices().empty() && !has_other_devices(f_.cluster)) return no_device();
        if (has_other_devices(f_.cluster) || is_off()) return;
        for (const model::Node& node : f_.cluster.nodes) {
            if (!declared_unfenced(node) && is_member(node)) one(node.name, node.origin);
        }
        for (const model::Resource& r : f_.cluster.resources) {
            if (r.kind->traits.node && !r.is_template) one(r.label, r.origin);
        }
    }

    bool is_off() const {
        for (const char* word : {"stonith-enabled", "fencing-enabled"}) {
            const model::Attribute* a = fencing::option(f_.cluster, word);
            if (a != nullptr && !is_true(a)) return true;
        }
        return false;
    }

    void no_device() {
        if (f_.cluster.nodes.empty() || t_.watchdog() || fencing::option(f_.cluster, "stonith-watchdog-timeout")) return;
        sink_.report(diag::NoFenceDevice, f_.span(f_.cluster.origin), f_.cluster.name)
            .note(
                "Pacemaker starts nothing without a fence device, unless stonith-enabled is false; and without "
                "fencing, a resource can run on two nodes at once")
            .help("declare one with `fence_device NAME AGENT {{ … }}`");
    }

    void one(const std::string& victim, model::OriginId origin) {
        if (t_.fenced(victim) || told_.contains(victim)) return;
        auto report = sink_.report(diag::NodeNotListed, f_.span(origin), victim);
        report.notes(f_.iterations(origin)).note("{}", kConsequence);
        for (const fencing::Row& row : t_.rows()) {
            if (fencing::same_host(row.plug, victim)) {
                report.label(f_.span(row.origin), "`{}` is a plug here: what fences `{}`", row.plug, row.victim);
                break;
            }
        }
        for (const Device& device : t_.devices()) {
            if (device.reach != Reach::Unknown) continue;
            report.label(f_.span(f_.cluster.at(device.id).origin), "this one does not say which machine it stops");
            break;
        }
        report.help("add it to pcmk_host_list or pcmk_host_map of the device that can cut it off");
    }

    const Facts& f_;
    const fencing::Table& t_;
    diag::Sink& sink_;
    std::set<std::string> told_;  // victims of which something was said
};

}  // namespace

void fencing_reach(const Facts& facts, diag::Sink& sink) {
    // Files beside a manager's fence nobody and say so nowhere.
    if (manager::any_of(facts.cluster.targets, &manager::Manager::runs)) Check(facts, sink).run();
}

}  // namespace hale::lint
