#include "backends/pacemaker/changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <set>

#include "backends/pacemaker/change_hazards.h"
#include "backends/pacemaker/cib_view.h"
#include "compiler/xml/read.h"

namespace hale::pacemaker {

namespace {

using backends::Settings;
using backends::Side;
using diff::Effect;

CibView view_of(const Side& side) {
    diag::Sink nobody;
    const auto tree = xml::read(side.file, side.sources, nobody);
    return tree ? view(tree->root) : CibView{};
}

class Changes {
public:
    Changes(const Side& before, const Side& after, schema::Library& library, diag::Sink& sink)
        : old_side_(before),
          new_side_(after),
          library_(library),
          sink_(sink),
          old_(view_of(before)),
          new_(view_of(after)) {
        plan_.manager = "pacemaker";
        for (const ViewOrder& o : new_.orders) behind_.emplace(o.first, o.then);
    }

    diff::Plan run() {
        for (const std::string& id : new_.written) one(id);
        for (const std::string& id : old_.written) {
            if (new_.units.count(id) == 0) gone(id);
        }
        cascade();
        settings();
        operations();
        for (const CibView* view : {&new_, &old_}) {
            for (const std::string& id : view->written) plan_.names.emplace(id, diff::Named{name(id), unit_name(id)});
        }
        hazards({old_side_, new_side_, old_, new_}, plan_, sink_);
        return std::move(plan_);
    }

private:
    // ---- names ----

    std::string name(const std::string& id) const {
        for (const CibView* view : {&new_, &old_}) {
            const auto it = view->units.find(id);
            if (it != view->units.end()) return display_name(it->second, new_side_, old_side_);
        }
        return id;
    }
    std::string unit_name(const std::string& id) const {
        const ViewUnit* top = new_.top(id) != nullptr ? new_.top(id) : old_.top(id);
        return name(top != nullptr ? top->id : id);
    }
    diff::Resource& resource(const std::string& id) {
        diff::Resource& out = plan_.resource(name(id));
        out.unit = unit_name(id);
        return out;
    }

    std::vector<diff::Change> compared(const Settings& before, const Settings& after,
                                       const std::string& prefix = {}) const {
        auto out = backends::differences(before, after, old_side_.place, new_side_.place, backends::same_value);
        for (diff::Change& change : out) change.what = prefix + change.what;
        return out;
    }

    // ---- one resource ----

    void one(const std::string& id) {
        const ViewUnit& now = new_.units.at(id);
        const auto it = old_.units.find(id);
        if (it == old_.units.end()) return fresh(now);
        const ViewUnit& old = it->second;
        if (now.kind == "primitive") agent(old, now);
        parameters(old, now);
        quiet(now, compared(old.operations, now.operations, "op "), "operations are scheduled anew; nothing restarts");
        quiet(now, compared(old.utilization, now.utilization, "utilization "), "it counts at the next placement");
        meta(old, now);
        inner(old, now);
        place(old, now);
    }

    void fresh(const ViewUnit& now) {
        if (now.kind != "primitive") return;
        diff::Resource& out = resource(now.id);
        if (new_.stopped(now.id)) return diff::raise(out, Effect::None, "it is new and switched off (target-role)");
        diff::raise(out, Effect::Start, "it is new");
    }
    void gone(const std::string& id) {
        const ViewUnit& old = old_.units.at(id);
        if (old.kind != "primitive") return;
        diff::raise(resource(id), old_.stopped(id) ? Effect::None : Effect::Stop, "it is not in the new configuration");
    }

    void agent(const ViewUnit& old, const ViewUnit& now) {
        if (old.spec == now.spec) return;
        diff::Resource& out = resource(now.id);
        out.changes.push_back(
            {"agent", old.spec, now.spec, false, new_side_.place(now.span), old_side_.place(old.span)});
        diff::raise(out, Effect::Restart,
                    "another agent is another resource: the old one stops it, the new one starts it");
    }

    /// The agent says that a change of this parameter needs no restart (OCF 1.1: `reloadable`, and the action
    /// `reload-agent`). Agents of OCF 1.0 restart (facts/pacemaker.md, "Agent metadata").
    bool reloadable(const ViewUnit& unit, std::string_view parameter) const {
        const schema::Kind* kind = library_.find(schema::KindClass::Agent, unit.spec);
        const schema::Attribute* attribute = kind == nullptr ? nullptr : kind->attribute(parameter);
        return attribute != nullptr && attribute->reload &&
               std::any_of(kind->operations.begin(), kind->operations.end(),
                           [](const auto& o) { return o.name == "reload-agent"; });
    }

    void parameters(const ViewUnit& old, const ViewUnit& now) {
        const std::vector<diff::Change> changes = compared(old.params, now.params);
        if (changes.empty()) return;
        for (const std::string& id : new_.primitives(now.id)) {
            const ViewUnit& target = new_.units.at(id);
            diff::Resource& out = resource(id);
            for (const diff::Change& change : changes) {
                if (id == now.id || now.kind != "primitive") out.changes.push_back(change);
                if (reloadable(target, change.what))
                    diff::raise(out, Effect::Reload, fmt::format("its agent takes `{}` while it runs", change.what));
                else
                    diff::raise(out, Effect::Restart, fmt::format("`{}` cannot change while it runs", change.what));
            }
        }
    }

    void quiet(const ViewUnit& unit, std::vector<diff::Change> changes, const std::string& reason) {
        if (changes.empty()) return;
        diff::Resource& out = resource(unit.id);
        for (diff::Change& change : changes) out.changes.push_back(std::move(change));
        diff::raise(out, Effect::None, reason);
    }

    void meta(const ViewUnit& old, const ViewUnit& now) {
        for (diff::Change& change : compared(old.meta, now.meta, "meta ")) {
            const std::string word = change.what.substr(5);
            const std::string value = change.after;
            diff::Resource& out = resource(now.id);
            out.changes.push_back(std::move(change));
            if (word == "target-role")
                role(old, now);
            else if (word == "globally-unique" || word == "promotable")
                all(now, Effect::Restart, fmt::format("`{}` changes what its instances are", word));
            else if (word == "is-managed" || word == "maintenance")
                diff::raise(out, Effect::None, "Pacemaker begins or ceases to look after it; nothing stops or starts");
            else if (word == "clone-max" || word == "clone-node-max")
                diff::raise(out, Effect::None, "instances start or stop until there are as many");
            else
                diff::raise(out, Effect::None, fmt::format("`{}` counts from the next decision on", word));
        }
    }
    void all(const ViewUnit& unit, Effect effect, const std::string& reason) {
        for (const std::string& id : new_.primitives(unit.id)) diff::raise(resource(id), effect, reason);
    }
    void role(const ViewUnit& old, const ViewUnit& now) {
        for (const std::string& id : new_.primitives(now.id)) {
            const bool was = old_.stopped(id), is = new_.stopped(id);
            if (was && !is)
                diff::raise(resource(id), Effect::Start, "its target-role lets it run");
            else if (!was && is)
                diff::raise(resource(id), Effect::Stop, "its target-role is Stopped");
        }
        if (!new_.stopped(now.id) && !old_.stopped(old.id))
            diff::raise(resource(now.id), Effect::None, "it is promoted or demoted in place");
    }

    void inner(const ViewUnit& old, const ViewUnit& now) {
        std::vector<diff::Change> changes = compared(old.own, now.own);
        if (changes.empty()) return;
        diff::Resource& out = resource(now.id);
        for (diff::Change& change : changes) out.changes.push_back(std::move(change));
        diff::raise(out, Effect::Restart, "its containers are made anew");
        all(now, Effect::Restart, fmt::format("it runs in `{}`, whose containers are made anew", now.id));
    }

    void place(const ViewUnit& old, const ViewUnit& now) {
        const auto shown = [](const std::string& parent) {
            return parent.empty() ? std::string("no group or clone") : parent;
        };
        if (old.parent != now.parent) {
            diff::Resource& out = resource(now.id);
            out.changes.push_back({"stands in", shown(old.parent), shown(now.parent), false, new_side_.place(now.span),
                                   old_side_.place(old.span)});
            diff::raise(out, Effect::None, "only its constraints change, unless it has to move");
        }
        std::vector<std::string> kept_old, kept_new;
        for (const std::string& m : old.members)
            if (std::count(now.members.begin(), now.members.end(), m) != 0) kept_old.push_back(m);
        for (const std::string& m : now.members)
            if (std::count(old.members.begin(), old.members.end(), m) != 0) kept_new.push_back(m);
        if (kept_old == kept_new) return;
        diff::Resource& out = resource(now.id);
        out.changes.push_back({"order of members", fmt::format("{}", joined(kept_old)), joined(kept_new), false,
                               new_side_.place(now.span), old_side_.place(old.span)});
        diff::raise(out, Effect::None, "the new order counts from the next start on");
    }
    static std::string joined(const std::vector<std::string>& words) {
        std::string out;
        for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
        return out;
    }

    // ---- what follows ----

    /// Whatever waits for a resource that starts or restarts is restarted with it, and stops with one that stops.
    void cascade() {
        std::deque<std::string> todo;
        std::map<std::string, Effect> known;
        for (const auto& [id, unit] : new_.units) {
            if (unit.kind != "primitive") continue;
            const auto it = std::find_if(plan_.resources.begin(), plan_.resources.end(),
                                         [&](const diff::Resource& r) { return r.id == name(id); });
            if (it == plan_.resources.end() || it->effect == Effect::None || it->effect == Effect::Reload) continue;
            known.emplace(id, it->effect);
            todo.push_back(id);
        }
        while (!todo.empty()) {
            const std::string first = todo.front();
            todo.pop_front();
            const Effect cause = known.at(first);
            const auto [begin, end] = behind_.equal_range(first);
            for (auto it = begin; it != end; ++it) follow(first, it->second, cause, known, todo);
        }
    }
    void follow(const std::string& first, const std::string& then, Effect cause, std::map<std::string, Effect>& known,
                std::deque<std::string>& todo) {
        if (new_.stopped(then) || old_.units.count(then) == 0) return;
        const Effect effect = cause == Effect::Stop ? Effect::Stop : Effect::Restart;
        const auto it = known.find(then);
        if (it != known.end() && (it->second == Effect::Start || it->second >= effect)) return;
        known[then] = effect;
        const std::string_view does = cause == Effect::Stop    ? "stops"
                                      : cause == Effect::Start ? "starts first"
                                                               : "restarts";
        diff::raise(resource(then), effect, fmt::format("it waits for `{}`, which {}", first, does));
        todo.push_back(then);
    }

    void settings() {
        plan_.settings = compared(old_.options, new_.options, "option ");
        for (diff::Change& change : compared(old_.settings, new_.settings)) plan_.settings.push_back(std::move(change));
    }

    // ---- operations ----

    /// Stops from the end of the order, then starts from its beginning.
    void operations() {
        std::vector<std::string> order = sorted(new_), old_order = sorted(old_);
        std::map<std::string, Effect> effects;
        for (const diff::Resource& r : plan_.resources) effects[r.id] = r.effect;
        const auto effect = [&](const std::string& id) {
            const auto it = effects.find(name(id));
            return it == effects.end() ? Effect::None : it->second;
        };
        for (auto it = old_order.rbegin(); it != old_order.rend(); ++it) {
            if (effect(*it) == Effect::Stop || effect(*it) == Effect::Restart)
                plan_.operations.push_back({"stop", name(*it), {}});
        }
        for (const std::string& id : order) {
            if (effect(id) == Effect::Reload) plan_.operations.push_back({"reload", name(id), {}});
            if (effect(id) == Effect::Start || effect(id) == Effect::Restart)
                plan_.operations.push_back({"start", name(id), {}});
        }
    }

    static std::vector<std::string> sorted(const CibView& view) {
        std::map<std::string, std::vector<std::string>> next;
        std::map<std::string, int> waits;
        std::vector<std::string> all, out;
        for (const std::string& id : view.written) {
            if (view.units.at(id).kind == "primitive") all.push_back(id);
        }
        for (const ViewOrder& o : view.orders) {
            next[o.first].push_back(o.then);
            ++waits[o.then];
        }
        std::deque<std::string> ready;
        for (const std::string& id : all)
            if (waits[id] == 0) ready.push_back(id);
        while (!ready.empty()) {
            const std::string id = ready.front();
            ready.pop_front();
            out.push_back(id);
            for (const std::string& then : next[id])
                if (--waits[then] == 0) ready.push_back(then);
        }
        const std::set<std::string> met(out.begin(), out.end());
        for (const std::string& id : all)
            if (met.count(id) == 0) out.push_back(id);  // a circle
        return out;
    }

    const Side& old_side_;
    const Side& new_side_;
    schema::Library& library_;
    diag::Sink& sink_;
    CibView old_, new_;
    diff::Plan plan_;
    std::multimap<std::string, std::string> behind_;
};

}  // namespace

diff::Plan changes(const Side& before, const Side& after, schema::Library& library, diag::Sink& sink) {
    return Changes(before, after, library, sink).run();
}

}  // namespace hale::pacemaker
