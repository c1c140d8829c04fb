// Resources: agents of the administrator's own, scripts by the class that was asked for, and what happens when a stop
// fails. rgmanager leaves a service whose stop failed in the state `failed` and touches nothing more; Pacemaker fences the
// node. `on_fail = block` is the former, `self_fence` in the input the latter (facts/rgmanager.md section 17).

#include <algorithm>

#include "compiler/migrate/migration.h"

namespace hale::migrate {

namespace {

using block::Attr;
using block::Block;

class Resources {
public:
    explicit Resources(Migration& m) : m_(m), cluster_(*m.cluster()) {}

    void run() {
        collect_definitions(cluster_);
        for (Block& b : cluster_.children) {
            if (b.name == "service" || b.name == "vm") unit(b);
            if (b.name == "shared" && b.labels.size() > 1) shared(b);
        }
    }

private:
    // ---- own agents ----

    /// `<resources>` of own agents, kept in the old manager's words.
    void collect_definitions(Block& owner) {
        for (Block* native : natives_of(owner, "rgmanager")) {
            for (const Block& section : native->children) {
                if (section.name != "resources") continue;
                for (const Block& d : section.children) definitions_.push_back(d);
            }
        }
        for (Block& child : owner.children) {
            if (child.name == "resource_manager") collect_definitions(child);
        }
    }
    const Block* definition(const std::string& kind, const std::string& name) const {
        for (const Block& d : definitions_) {
            if (d.name == kind && text_of(d, "name") == name) return &d;
        }
        return nullptr;
    }
    /// Elements of the agents that --map-agent names become resources of the agents that it says.
    void own_agents(Block& owner) {
        if (m_.wishes.agents.empty()) return;
        std::vector<Block> made;
        for (Block* native : natives_of(owner, "rgmanager")) {
            std::erase_if(native->children, [&](const Block& from) {
                const auto spec = m_.wishes.agents.find(from.name);
                if (spec == m_.wishes.agents.end()) return false;
                made.push_back(mapped(from, spec->second));
                return true;
            });
        }
        std::erase_if(owner.children,
                      [](const Block& b) { return b.name == "native" && b.attrs.empty() && b.children.empty(); });
        for (Block& b : made) owner.children.push_back(std::move(b));
    }
    Block mapped(const Block& from, const std::string& spec) {
        const std::string ref = text_of(from, "ref");
        const Block* said = ref.empty() ? &from : definition(from.name, ref);
        std::string label = said != nullptr ? text_of(*said, "name") : ref;
        if (label.empty()) label = from.name;
        Block out = m_.block("resource", {label, spec}, from.span);
        out.labels.front().quoted = true;
        out.origin = from.origin;
        for (const Block* part : {said, ref.empty() ? nullptr : &from}) {
            if (part == nullptr) continue;
            for (const Attr& a : part->attrs) {
                if (a.name != "name" && a.name != "ref" && !a.name.starts_with("__")) out.attrs.push_back(a);
            }
        }
        for (const Attr& a : from.attrs) {
            if (a.name.starts_with("__"))
                m_.lose({m_.input.origins.span(a.origin), ledger::Disposition::Impossible,
                         "`" + a.name + "` of an agent of your own is not carried over",
                         "write `independent` or `max_restarts` on the resource", 0, false});
        }
        m_.lose({from.span, ledger::Disposition::OtherMeans, "it becomes `" + spec + "`, as --map-agent says",
                 {}, 0, false});
        return out;
    }

    // ---- units ----

    void unit(Block& unit) {
        lost_ = false;
        resource(unit, unit.name);
        if (!lost_) return;
        std::erase_if(unit.attrs, [](const Attr& a) { return a.name == "autostart"; });
        unit.attrs.push_back(m_.attr("autostart", model::Value::boolean(false), unit.span));
        m_.lose({unit.span, ledger::Disposition::Approximated,
                 "it is kept stopped: a resource of it has no counterpart, and the rest alone is not the service",
                 "put the stand-in into the description, then set `autostart = true`", 0, true});
    }
    void shared(Block& b) {
        const std::string kind = b.labels.front().text;
        if (kind == "script") script(b, 1);
        resource(b, kind);
    }
    void resource(Block& b, const std::string& kind) {
        own_agents(b);
        unknown(b);
        const schema::Kind* known = m_.input.library.find(schema::KindClass::Agent, kind);
        if (known != nullptr) {
            if (known->pacemaker.none && known->pacemaker.strategy != "transparent" && !known->container) return lose(b, *known);
            if (!known->pacemaker.none && known->name != "service") stop(b);
        }
        if (b.name == "resource") stop(b);
        for (Block& child : b.children) {
            if (is_part(child.name)) continue;
            if (child.name == "script") script(child, 0);
            resource(child, child.name);
        }
    }
    static bool is_part(std::string_view name) {
        return name == "op" || name == "native" || name == "use" || name == "meta" || name == "params" ||
               name == "operations" || name == "utilization";
    }
    void lose(Block& b, const schema::Kind& kind) {
        lost_ = true;
        m_.lose({b.span, ledger::Disposition::Impossible,
                 "Pacemaker has no `" + kind.name + "`: " + kind.pacemaker.reason, kind.pacemaker.stand_in, 4102, true});
    }
    /// What stands in the service in the old manager's own words, and would have run.
    void unknown(Block& b) {
        for (Block* native : natives_of(b, "rgmanager")) {
            for (const Block& child : native->children) {
                if (child.name == "comment" || child.name == "text" || child.name == "action") continue;
                const std::string kind = child.name == "element" && !child.labels.empty() ? child.labels.front().text
                                                                                         : child.name;
                const bool own = m_.input.library.find(schema::KindClass::Agent, kind) == nullptr;
                if (!own) continue;  // a known agent that rgmanager itself does not start here: it was told on reading
                m_.lose({child.span, ledger::Disposition::Impossible,
                         "the agent `" + kind + "` is none of rgmanager's own; nothing says what it is under Pacemaker",
                         "--map-agent " + kind + "=ocf:PROVIDER:NAME, with an agent that speaks OCF", 0, true});
                lost_ = true;
            }
        }
    }

    // ---- operations ----

    void stop(Block& b) {
        const Attr* fence = b.find("self_fence");
        const bool fences = fence != nullptr && fence->value.number != 0;
        if (fences) {
            m_.lose({m_.input.origins.span(fence->origin), ledger::Disposition::OtherMeans,
                     "a stop that fails has the node fenced (on-fail=fence, the default with fencing)", {}, 0, false});
            return;
        }
        for (Block& op : b.children) {
            if (op.name != "op" || op.labels.empty() || op.labels.front().text != "stop") continue;
            if (op.find("on_fail") == nullptr) op.attrs.push_back(m_.attr("on_fail", model::Value::word("block"), op.span));
            return;
        }
        Block op = m_.block("op", {"stop"}, b.span);
        op.attrs.push_back(m_.attr("on_fail", model::Value::word("block"), b.span));
        b.children.push_back(std::move(op));
    }

    // ---- scripts ----

    /// `--scripts systemd|ocf`: the script is a unit of systemd, or an agent of one's own, of the file's name.
    void script(Block& b, std::size_t label) {
        if (m_.wishes.scripts == "lsb" || b.labels.size() <= label) return;
        const Attr* file = b.find("file");
        if (file == nullptr || file->value.text.empty()) return;
        std::string name = file->value.text.substr(file->value.text.find_last_of('/') + 1);
        if (name.ends_with(".sh")) name.resize(name.size() - 3);
        const std::string spec = (m_.wishes.scripts == "systemd" ? "systemd:" : "ocf:local:") + name;
        m_.lose({m_.input.origins.span(file->origin), ledger::Disposition::OtherMeans,
                 "`" + spec + "` stands for it, as --scripts says", {}, 0, false});
        if (label == 0) {
            b.name = "resource";
            b.labels.resize(1);
            b.labels.push_back({spec, false, b.name_span});
            std::erase_if(b.attrs, [](const Attr& a) { return a.name == "file" || a.name == "service_name"; });
        }
    }

    Migration& m_;
    Block& cluster_;
    std::vector<Block> definitions_;
    bool lost_ = false;
};

}  // namespace

void prepare_resources(Migration& m) { Resources(m).run(); }

}  // namespace hale::migrate
