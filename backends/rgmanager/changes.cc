#include "backends/rgmanager/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "backends/common/flat.h"
#include "backends/rgmanager/delta.h"
#include "backends/rgmanager/read.h"
#include "backends/rgmanager/spelling.h"
#include "compiler/diag/plan_codes.h"

namespace hale::rgmanager {

namespace {

using backends::Side;
using diff::Effect;

/// One file, read and understood.
struct Loaded {
    Loaded(const Side& s, const Kinds& kinds) : side(s) {
        diag::Sink nobody;
        document = read(s.file, s.sources, nobody).value_or(Document{});
        tree = effective(document, kinds);
        for (const Branch& unit : tree.top) units_of(unit, unit);
    }
    std::string name(std::size_t defined) const { return instance_name(tree.defined[defined]); }
    std::string place(const Resource& element) const { return side.place(element.span); }

    const Side& side;
    Document document;
    Effective tree;
    std::map<std::size_t, const Branch*> units;  // by resource: the first unit that has it

private:
    void units_of(const Branch& branch, const Branch& unit) {
        units.emplace(branch.defined, &unit);
        for (const Branch& child : branch.children) units_of(child, unit);
    }
};

class Changes {
public:
    Changes(const Side& before, const Side& after, schema::Library& library, diag::Sink& sink)
        : kinds_(library),
          before_(before, kinds_),
          after_(after, kinds_),
          delta_(delta(before_.tree, after_.tree)),
          sink_(sink) {
        plan_.manager = "rgmanager";
    }

    diff::Plan run() {
        for (const Branch& unit : before_.tree.top) left(unit, nullptr);
        for (const Branch& unit : after_.tree.top) right(unit, nullptr);
        for (const Matched& pair : delta_.resources) resource(pair);
        operations();
        settings();
        order_hazards();
        version();
        fencing();
        return std::move(plan_);
    }

private:
    static bool starts_by_itself(const Defined& unit) {
        const xml::Attribute* autostart = unit.element->find("autostart");
        return autostart == nullptr || reads_autostart(autostart->value);
    }
    bool left_alone(const Defined& unit, std::string_view flag) const {
        const auto& special = unit.kind->rgmanager.special;
        return std::any_of(special.begin(), special.end(),
                           [&](const auto& s) { return s.first == flag && s.second == "0"; });
    }

    /// A machine that was there before is neither stopped nor started: the change waits for its next start.
    bool keeps_running(std::size_t unit) const {
        return left_alone(after_.tree.defined[unit], "init_on_add") &&
               std::any_of(delta_.resources.begin(), delta_.resources.end(), [&](const Matched& pair) {
                   return pair.after == static_cast<int>(unit) && pair.before >= 0;
               });
    }

    // ---- who stops and who starts, and because of whom ----

    void left(const Branch& branch, const Branch* cause) {
        if (cause == nullptr && delta_.mark(branch) == Mark::Stop) cause = &branch;
        const bool unit = before_.units.at(branch.defined) == &branch;
        if (cause != nullptr && unit && left_alone(before_.tree.defined[branch.defined], "destroy_on_delete")) return;
        if (cause != nullptr) stops_.emplace(before_.name(branch.defined), before_.name(cause->defined));
        for (const Branch& child : branch.children) left(child, cause);
    }
    void right(const Branch& branch, const Branch* cause) {
        if (cause == nullptr && delta_.mark(branch) == Mark::Start) cause = &branch;
        const Branch* unit = after_.units.at(branch.defined);
        const Defined& root = after_.tree.defined[unit->defined];
        if (cause != nullptr && cause == unit && !starts_by_itself(root)) return;
        if (cause != nullptr && cause == unit && keeps_running(unit->defined)) return;
        if (cause != nullptr) starts_.emplace(after_.name(branch.defined), after_.name(cause->defined));
        if (delta_.mark(branch) == Mark::Reconfig) reconfigured_.insert(after_.name(branch.defined));
        for (const Branch& child : branch.children) right(child, cause);
    }

    // ---- resources ----

    void resource(const Matched& pair) {
        const bool gone = pair.after < 0;
        const Loaded& side = gone ? before_ : after_;
        const auto index = static_cast<std::size_t>(gone ? pair.before : pair.after);
        const std::string name = side.name(index);
        const bool stops = stops_.count(name) != 0, starts = starts_.count(name) != 0;
        const bool reconfigured = reconfigured_.count(name) != 0;
        if (pair.changes.empty() && !stops && !starts && !gone && pair.before >= 0) return;
        diff::Resource& out = plan_.resource(name);
        const auto unit = side.units.find(index);
        if (unit != side.units.end()) out.unit = side.name(unit->second->defined);
        for (const AttributeChange& change : pair.changes) attribute(pair, change, out);
        if (stops && starts)
            diff::raise(out, Effect::Restart, cause(name, stops_.at(name), "stops and starts"));
        else if (stops)
            diff::raise(out, Effect::Stop,
                        gone ? "it is not in the new configuration" : cause(name, stops_.at(name), "stops"));
        else if (starts)
            diff::raise(out, Effect::Start, pair.before < 0 ? "it is new" : cause(name, starts_.at(name), "starts"));
        else if (pair.after >= 0 && pair.before >= 0 && keeps_running(index) && pair.compared == Compared::Changed)
            diff::raise(out, Effect::None, "it goes on running as it is: the change reaches it at its next start");
        else if (reconfigured)
            diff::raise(out, Effect::Reload, "rgmanager changes this while it runs");
        whole_unit(pair, name, stops, out);
        if (gone) out_of_configuration(index, name, out);
        if (unit == side.units.end() && !stops && !starts) diff::raise(out, Effect::None, "no service uses it");
    }

    static std::string cause(const std::string& name, const std::string& cause, std::string_view does) {
        return name == cause ? std::string() : fmt::format("it stands inside `{}`, which {}", cause, does);
    }

    void attribute(const Matched& pair, const AttributeChange& change, diff::Resource& out) {
        const Defined& now = after_.tree.defined[static_cast<std::size_t>(pair.after)];
        const Defined& old = before_.tree.defined[static_cast<std::size_t>(pair.before)];
        const std::string name = manager_name(*now.kind, *change.attribute);
        const auto at = [&](const Loaded& side, const Defined& d) {
            const xml::Attribute* found = d.element->find(name);
            return side.side.place(found != nullptr ? found->span : d.element->span);
        };
        const bool secret = change.attribute->type.tag == schema::TypeTag::Secret || backends::secret_name(name);
        out.changes.push_back({name, change.before, change.after, secret, at(after_, now), at(before_, old)});
        if (!change.decides) return;
        const bool one_side = change.had != change.has;
        diff::raise(
            out, Effect::None,
            one_side && change.attribute->reload
                ? fmt::format("`{}` stands in one of the two files only: rgmanager restarts for that, although it "
                              "changes the value of `{}` while the resource runs",
                              name, name)
                : fmt::format("`{}` cannot change while it runs", name));
    }

    void whole_unit(const Matched& pair, const std::string& name, bool stops, const diff::Resource& out) {
        if (pair.before < 0 || pair.after < 0 || !stops || out.unit != name) return;
        for (const AttributeChange& change : pair.changes) {
            if (!change.decides) continue;
            const Defined& now = after_.tree.defined[static_cast<std::size_t>(pair.after)];
            const std::string attribute = manager_name(*now.kind, *change.attribute);
            sink_.report(diag::HazardWholeUnit, after_.side.home(now.element->span), name, attribute)
                .help("{}",
                      change.attribute->reload
                          ? fmt::format("write `{}` in both configurations: rgmanager changes its value in place, but "
                                        "restarts for one that comes or goes",
                                        attribute)
                          : fmt::format("change `{}` when `clusvcadm -d {}` may stop it", attribute, name));
        }
    }

    void out_of_configuration(std::size_t index, const std::string& name, diff::Resource& out) {
        const Defined& old = before_.tree.defined[index];
        if (!left_alone(old, "destroy_on_delete")) return;
        diff::raise(out, Effect::None, "rgmanager does not stop a virtual machine that leaves the configuration");
        sink_.report(diag::HazardKeepsRunning, {}, name)
            .note("it was at {}", before_.place(*old.element))
            .help("stop it first: `clusvcadm -d {}`", name);
    }

    // ---- operations ----

    void operations() {
        for (const Ran& ran : delta_.operations) {
            if (ran.up && ran.whole) continue;  // the stop before a unit's first start does nothing anywhere
            plan_.operations.push_back({ran.action, (ran.up ? after_ : before_).name(ran.defined), {}});
        }
        for (const Branch& unit : after_.tree.top) {
            if (delta_.mark(unit) == Mark::Start && starts_by_itself(after_.tree.defined[unit.defined]) &&
                !keeps_running(unit.defined)) {
                for (const std::size_t step : start_walk(after_.tree, unit)) {
                    plan_.operations.push_back({"start", after_.name(step), {}});
                }
            }
        }
    }

    /// Siblings of one service that stop in the reverse of what a true stop does.
    void order_hazards() {
        std::vector<std::pair<std::string, const Branch*>> stopped;
        std::set<const Branch*> met;
        for (const Ran& ran : delta_.operations) {
            if (ran.up || ran.whole || !met.insert(ran.root).second) continue;
            stopped.emplace_back(before_.name(ran.root->defined), ran.root);
        }
        for (const Branch& unit : before_.tree.top) hazards_below(unit, stopped);
    }
    void hazards_below(const Branch& parent, const std::vector<std::pair<std::string, const Branch*>>& stopped) {
        const schema::Kind& kind = *before_.tree.defined[parent.defined].kind;
        const auto level = [&](const Branch& b) {
            const schema::Child* row = kind.child(before_.tree.defined[b.defined].kind->name);
            return row == nullptr ? 0 : row->stop;  // what has no level stops first
        };
        for (std::size_t i = 0; i < stopped.size(); ++i) {
            for (std::size_t j = i + 1; j < stopped.size(); ++j) {
                if (!inside(parent, *stopped[i].second) || !inside(parent, *stopped[j].second)) continue;
                if (level(*stopped[i].second) <= level(*stopped[j].second)) continue;
                sink_.report(diag::HazardOrder, {}, stopped[i].first, stopped[j].first)
                    .note("rgmanager stops what changed in start order: {}",
                          before_.place(*before_.tree.defined[stopped[i].second->defined].element))
                    .help("stop the service for this change (`clusvcadm -d`), or let `{}` stand inside `{}`",
                          stopped[j].first, stopped[i].first);
            }
        }
        for (const Branch& child : parent.children) hazards_below(child, stopped);
    }
    static bool inside(const Branch& parent, const Branch& child) {
        return std::any_of(parent.children.begin(), parent.children.end(),
                           [&](const Branch& b) { return &b == &child; });
    }

    // ---- everything else ----

    backends::Settings settings_of(const Loaded& side) const {
        backends::Settings out;
        const xml::Tree tree = to_tree(side.document);
        const auto identity = [](const xml::Node& node) {
            for (const char* key : {"name", "domain", "ref", "subsys", "addr"}) {
                if (const auto value = node.get(key)) return std::string(*value);
            }
            return std::string();
        };
        const auto skip = [&](const xml::Node& node, const xml::Attribute* attribute) {
            if (attribute != nullptr) return node.name == "cluster" && attribute->name == "config_version";
            return is_resource(node.name);
        };
        backends::flatten(tree.root, "cluster", identity, skip, out);
        for (auto it = out.begin(); it != out.end();) it = plain_holder(it->first) ? out.erase(it) : std::next(it);
        return out;
    }
    /// Elements that only hold others: one without content means what its absence means.
    static bool plain_holder(std::string_view path) {
        for (const char* end : {"/rm", "/failoverdomains", "/fencedevices", "/clusternodes", "/fence", "/unfence"}) {
            if (path.ends_with(end)) return true;
        }
        return false;
    }
    bool is_resource(std::string_view element) const {
        return element == "resources" || element == "action" ||
               (kinds_.agent(element) != nullptr && element != "fence");
    }

    void settings() {
        plan_.settings = backends::differences(settings_of(before_), settings_of(after_), before_.side.place,
                                               after_.side.place, backends::same_value);
    }

    void version() {
        const auto number = [](const Document& d) { return c_atoi(d.text("config_version")); };
        const std::int64_t old = number(before_.document), now = number(after_.document);
        if (plan_.empty() || now > old || old == 0 || after_.side.built) return;  // `build` counts on from the old file
        sink_.report(diag::HazardVersion, after_.side.home(after_.document.span), old, now)
            .help("cman takes a changed file only with a higher `config_version`: write {} or more", old + 1);
    }

    // ---- fencing ----

    static std::size_t devices_of(const ClusterNode& node) {
        std::size_t count = 0;
        for (const Fence* fence : all<Fence>(node.items)) {
            for (const Method* method : all<Method>(fence->items)) count += all<Device>(method->items).size();
        }
        return count;
    }
    void fencing() {
        const auto nodes = [](const Document& d) {
            std::map<std::string, const ClusterNode*> out;
            for (const ClusterNodes* list : all<ClusterNodes>(d.items)) {
                for (const ClusterNode* node : all<ClusterNode>(list->items)) out.emplace(node->text("name"), node);
            }
            return out;
        };
        const auto old = nodes(before_.document), now = nodes(after_.document);
        for (const auto& [name, node] : now) {
            const auto it = old.find(name);
            if (it == old.end() || devices_of(*it->second) == 0 || devices_of(*node) != 0) continue;
            sink_.report(diag::HazardFencingLost, after_.side.home(node->span), name)
                .help("without fencing a lost node may go on writing: its services are then mounted twice");
        }
        const auto gone = static_cast<std::size_t>(
            std::count_if(old.begin(), old.end(), [&](const auto& n) { return now.count(n.first) == 0; }));
        if (gone != 0 && gone * 2 >= old.size()) {
            sink_.report(diag::HazardQuorum, {}, fmt::format("{} of {} nodes leave at once", gone, old.size()))
                .help("take the nodes out one after the other, each after `cman_tool leave remove` on it");
        }
    }

    Kinds kinds_;
    Loaded before_, after_;
    Delta delta_;
    diag::Sink& sink_;
    diff::Plan plan_;
    std::map<std::string, std::string> stops_, starts_;  // a resource -> the marked one that it stands in
    std::set<std::string> reconfigured_;
};

}  // namespace

diff::Plan changes(const Side& before, const Side& after, schema::Library& library, diag::Sink& sink) {
    return Changes(before, after, library, sink).run();
}

}  // namespace hale::rgmanager
