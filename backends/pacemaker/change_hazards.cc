#include "backends/pacemaker/change_hazards.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/diag/plan_codes.h"

namespace hale::pacemaker {

namespace {

using diff::Effect;

std::string value(const backends::Settings& settings, std::string_view name, std::string_view otherwise) {
    const auto it = settings.find(name);
    return it == settings.end() ? std::string(otherwise) : it->second.value;
}

bool fences(const ViewUnit& unit) { return unit.spec.starts_with("stonith:"); }

class Hazards {
public:
    Hazards(const BothSides& sides, const diff::Plan& plan, diag::Sink& sink) : s_(sides), plan_(plan), sink_(sink) {
        for (const diff::Resource& r : plan.resources) effects_.emplace(r.id, r.effect);
    }

    void run() {
        machines();
        removed();
        operators();
        cluster_values();
        fencing();
        nodes();
        two_steps();
    }

private:
    Effect effect(const std::string& id) const {
        for (const CibView* view : {&s_.now, &s_.old}) {
            const auto unit = view->units.find(id);
            if (unit == view->units.end()) continue;
            const auto it = effects_.find(display_name(unit->second, s_.after, s_.before));
            return it == effects_.end() ? Effect::None : it->second;
        }
        return Effect::None;
    }
    source::Span home(const backends::Setting* setting) const {
        return setting == nullptr ? source::Span{} : s_.after.home(setting->span);
    }
    static const backends::Setting* find(const backends::Settings& settings, std::string_view name) {
        const auto it = settings.find(name);
        return it == settings.end() ? nullptr : &it->second;
    }

    void machines() {
        for (const auto& [id, unit] : s_.now.units) {
            if (!unit.spec.ends_with(":VirtualDomain") && !unit.spec.ends_with(":Xen")) continue;
            if (effect(id) != Effect::Restart || value(unit.meta, "allow-migrate", "false") != "true") continue;
            sink_.report(diag::HazardVmRestarts, s_.after.home(unit.span), id)
                .help(
                    "what it waits for restarts in the same transition, or its own parameters change: do that while it "
                    "may be down");
        }
    }

    void removed() {
        for (const auto& [id, unit] : s_.old.units) {
            if (unit.kind != "primitive" || s_.now.units.count(id) != 0 || s_.old.stopped(id)) continue;
            if (std::any_of(s_.after.moved.begin(), s_.after.moved.end(),
                            [&](const auto& m) { return m.second.ends_with(":" + id); }))
                continue;
            auto report = sink_.report(diag::HazardRemovedRunning, {}, id);
            report.note("it was at {}", s_.before.place(unit.span));
            if (value(s_.now.options, "stop-orphan-resources", "true") == "false") {
                report.help("stop-orphan-resources is false: it goes on running and nobody looks after it");
            } else {
                report.help(
                    "stop it first (`pcs resource disable {}`, or target-role = Stopped): a stop that fails after this "
                    "fences the node",
                    id);
            }
        }
    }

    /// What people set with a tool while the cluster runs, and do not write into the description.
    void operators() {
        const auto undone = [&](const std::string& what, const std::string& how) {
            sink_.report(diag::HazardOperatorValue, {}, what).help("{}", how);
        };
        for (const auto& [id, unit] : s_.old.units) {
            const auto now = s_.now.units.find(id);
            if (now == s_.now.units.end()) continue;
            for (const char* word : {"target-role", "is-managed", "maintenance"}) {
                const auto* set = find(unit.meta, word);
                const auto* is = find(now->second.meta, word);
                if (set == nullptr || is != nullptr) continue;
                undone(fmt::format("`{}` of `{}` to `{}`", word, id, set->value),
                       "`hale apply` keeps it; to undo it on purpose, say the opposite in the description");
            }
        }
        for (const char* word : {"maintenance-mode", "stop-all-resources"}) {
            if (const auto* set = find(s_.old.options, word); set != nullptr && find(s_.now.options, word) == nullptr) {
                undone(fmt::format("the option `{}` to `{}`", word, set->value), "`hale apply` keeps it");
            }
        }
        for (const auto& [name, setting] : s_.old.settings) {
            const bool standby = name.starts_with("node ") &&
                                 (name.ends_with("standby]/@value") || name.ends_with("maintenance]/@value"));
            if (standby && s_.now.settings.count(name) == 0 && setting.value != "false" && setting.value != "off") {
                undone(fmt::format("`{}` to `{}`", name, setting.value), "`hale apply` keeps it");
            }
        }
        for (const std::string& ban : s_.old.bans) {
            if (std::find(s_.now.bans.begin(), s_.now.bans.end(), ban) == s_.now.bans.end()) {
                undone(fmt::format("the constraint `{}`", ban),
                       "`hale apply` keeps it; `crm_resource --clear` takes it away");
            }
        }
    }

    void cluster_values() {
        std::string names;
        for (const auto& [name, setting] : s_.old.runtime) {
            if (s_.now.runtime.count(name) == 0) names += (names.empty() ? "" : ", ") + name;
        }
        if (!names.empty() && !s_.now.units.empty()) {
            sink_.report(diag::HazardClusterValue, {}, names)
                .help("push the difference instead of the whole file: `hale apply`, or `hale build --patch-against`");
        }
    }

    static std::size_t devices(const CibView& view) {
        return static_cast<std::size_t>(
            std::count_if(view.units.begin(), view.units.end(), [](const auto& u) { return fences(u.second); }));
    }
    void fencing() {
        const bool was = value(s_.old.options, "stonith-enabled", "true") == "true",
                   is = value(s_.now.options, "stonith-enabled", "true") == "true";
        if (was && !is && devices(s_.old) != 0) {
            sink_.report(diag::HazardFencingLost, home(find(s_.now.options, "stonith-enabled")), "any node")
                .help(
                    "stonith-enabled becomes false: after this a lost node is only believed to be dead, and its file "
                    "systems are mounted a second time");
        } else if (is && devices(s_.old) != 0 && devices(s_.now) == 0) {
            sink_.report(diag::HazardFencingLost, {}, "any node")
                .help("the last fence device goes: without one a lost node may go on writing");
        }
        if (!was && is && devices(s_.now) != 0) {
            sink_
                .report(diag::HazardFencingTriggered, home(find(s_.now.options, "stonith-enabled")),
                        "a node that is not well now", "stonith-enabled becomes true")
                .help("see that `crm_mon` shows every node online and no failed stop first");
        }
    }

    void nodes() {
        const bool startup = value(s_.now.options, "startup-fencing", "true") == "true" &&
                             value(s_.now.options, "stonith-enabled", "true") == "true";
        for (const auto& [name, span] : s_.now.nodes) {
            if (s_.old.nodes.count(name) != 0 || !startup || s_.old.nodes.empty()) continue;
            sink_
                .report(diag::HazardFencingTriggered, s_.after.home(span), name,
                        "it is new, and a node that was never seen is fenced")
                .help("start the cluster on it first; it then enters the CIB by itself");
        }
        std::size_t gone = 0;
        for (const auto& [name, span] : s_.old.nodes)
            gone += s_.now.nodes.count(name) == 0 && !s_.now.nodes.empty() ? 1 : 0;
        if (gone != 0 && gone * 2 >= s_.old.nodes.size()) {
            sink_.report(diag::HazardQuorum, {}, fmt::format("{} of {} nodes leave at once", gone, s_.old.nodes.size()))
                .help("take them out one after the other, each after its cluster was stopped");
        }
        if (value(s_.old.options, "no-quorum-policy", "stop") != "ignore" &&
            value(s_.now.options, "no-quorum-policy", "stop") == "ignore") {
            sink_
                .report(diag::HazardQuorum, home(find(s_.now.options, "no-quorum-policy")),
                        "no-quorum-policy becomes ignore")
                .help("a part of the cluster without a majority then goes on running resources: leave it at `stop`");
        }
    }

    void two_steps() {
        bool device = false, other = false;
        const auto look = [&](const CibView& view) {
            for (const auto& [id, unit] : view.units) {
                if (unit.kind != "primitive") continue;
                const Effect e = effect(id);
                if (e != Effect::Restart && e != Effect::Stop) continue;
                (fences(unit) ? device : other) = true;
            }
        };
        look(s_.old);
        if (device && other) {
            sink_.report(diag::HazardTwoSteps, {})
                .help(
                    "two steps: first the fence devices alone, and `stonith_admin --list NODE` for each node; then the "
                    "rest");
        }
    }

    const BothSides& s_;
    const diff::Plan& plan_;
    diag::Sink& sink_;
    std::map<std::string, Effect> effects_;
};

}  // namespace

std::string display_name(const ViewUnit& unit, const backends::Side& after, const backends::Side& before) {
    for (const backends::Side* side : {&after, &before}) {
        if (const auto it = side->kinds.find(unit.id); it != side->kinds.end()) return it->second + ':' + unit.id;
    }
    if (unit.kind != "primitive") return unit.kind + ':' + unit.id;
    const std::size_t colon = unit.spec.rfind(':');
    return (colon == std::string::npos ? unit.spec : unit.spec.substr(colon + 1)) + ':' + unit.id;
}

void hazards(const BothSides& sides, const diff::Plan& plan, diag::Sink& sink) { Hazards(sides, plan, sink).run(); }

}  // namespace hale::pacemaker
