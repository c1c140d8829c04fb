#include "compiler/schema/review.h"

#include <algorithm>
#include <cstdlib>

namespace hale::schema {

namespace {

class Review {
public:
    explicit Review(const Metadata& m) : m_(m) {}

    std::string run() {
        line("{}: {} metadata, {} parameters, {} actions", m_.name, to_text(m_.dialect), m_.parameters.size(),
             m_.actions.size());
        if (!m_.shortdesc.empty()) line("  {}", first_sentence(m_.shortdesc));
        identity();
        parameters();
        if (!m_.children.empty()) children();
        actions();
        missing();
        return std::move(out_);
    }

private:
    template <class... A>
    void line(fmt::format_string<A...> f, A&&... a) {
        out_ += fmt::format(f, std::forward<A>(a)...) + '\n';
    }
    void both(std::string_view what, std::string_view rgmanager, std::string_view pacemaker) {
        line("  {}", what);
        if (!fence() || !rgmanager.empty()) line("    rgmanager  {}", rgmanager);
        line("    pacemaker  {}", pacemaker);
    }
    bool fence() const { return m_.dialect == Dialect::Fence; }
    bool has(std::string_view action) const { return m_.action(action) != nullptr; }

    const MetaParameter* primary() const {
        const auto it =
            std::find_if(m_.parameters.begin(), m_.parameters.end(), [](const MetaParameter& p) { return p.primary; });
        return it == m_.parameters.end() ? nullptr : &*it;
    }

    void identity() {
        if (fence()) return;
        line("\nIdentity");
        const MetaParameter* p = primary();
        both(p != nullptr ? fmt::format("primary: `{}`", p->name) : std::string("primary: none"),
             p != nullptr ? fmt::format("`{}` must be written, and no two <{}> may have the same", p->name, m_.name)
                          : "a resource has no name of its own: it cannot be named by `ref`",
             p != nullptr ? fmt::format("does not know `primary`: the id of the primitive is the identity, `{}` an "
                                        "ordinary parameter",
                                        p->name)
                          : "the id of the primitive is the identity");
        const int max = std::max(0, std::atoi(m_.maxinstances.c_str()));
        both(max == 0 ? std::string("maxinstances: not limited") : fmt::format("maxinstances: {}", max),
             max == 0 ? "may be referred to any number of times; it is started once for each"
                      : fmt::format("reference number {} is dropped, with everything inside it", max + 1),
             "knows no limit: one primitive is one instance, more need a clone");
    }

    void parameters() {
        line("\nParameters");
        std::size_t width = 0;
        for (const MetaParameter& p : m_.parameters) width = std::max(width, p.name.size());
        for (const MetaParameter& p : m_.parameters) {
            std::string words = p.type.empty() ? "string" : p.type;
            if (p.required) words += ", required";
            if (p.def && !p.def->empty()) words += ", default " + *p.def;
            line("  {:<{}}  {}", p.name, width, words);
            notes(p);
        }
    }

    void note(std::string_view manager, std::string_view text) { line("      {:<9}  {}", manager, text); }

    void notes(const MetaParameter& p) {
        const bool rgmanager = m_.dialect == Dialect::Rgmanager;
        if (p.required && p.def && !p.def->empty() && !fence()) {
            note("rgmanager", "required: it must be written although there is a default");
        }
        if (!p.inherit.empty()) {
            const std::size_t percent = p.inherit.find('%');
            note("rgmanager", percent == std::string::npos
                                  ? fmt::format("when absent, `{}` of the resource right around it", p.inherit)
                                  : fmt::format("when absent, `{}` of the nearest `{}` around it",
                                                p.inherit.substr(percent + 1), p.inherit.substr(0, percent)));
            note("pacemaker", "inherits nothing: the value must be written on the primitive");
        }
        if (!p.unique_group.empty()) {
            note("pacemaker", fmt::format("no two may have the same values in the group `{}`", p.unique_group));
            if (!p.unique) note("rgmanager", "does not read unique-group: equal values are not noticed");
        } else if (p.unique && !p.primary) {
            note("both", "no two resources of this agent may have the same value; only rgmanager enforces it");
        }
        if (p.reconfig) {
            note("rgmanager", "reconfig: a changed value is taken over without a restart");
            note("pacemaker", "does not read reconfig: a change restarts (OCF 1.1: reloadable=\"1\" and reload-agent)");
        }
        if (p.reloadable) reloadable();
        if (rgmanager && p.reloadable) note("rgmanager", "does not read reloadable: a change restarts");
        if (p.deprecated) {
            note("both",
                 p.replaced_with.empty() && successor(p.name).empty()
                     ? std::string("deprecated")
                     : "deprecated: use `" + (p.replaced_with.empty() ? successor(p.name) : p.replaced_with) + '`');
        }
    }

    void reloadable() {
        if (m_.dialect != Dialect::Ocf11) {
            note("pacemaker",
                 "reloadable is of OCF 1.1, this agent declares an older one: treat a change as a restart");
        } else if (!has("reload-agent")) {
            note("pacemaker", "reloadable, but there is no action reload-agent: a change restarts");
        } else {
            note("pacemaker", "a change calls reload-agent instead of a restart");
        }
        if (m_.dialect != Dialect::Rgmanager) note("rgmanager", "does not read reloadable: a change restarts");
    }

    std::string successor(const std::string& old) const {
        for (const MetaParameter& p : m_.parameters) {
            if (std::count(p.obsoletes.begin(), p.obsoletes.end(), old) != 0) return p.name;
        }
        return {};
    }

    void children() {
        line("\nChildren");
        for (const MetaChild& c : m_.children) {
            if (std::atoi(c.forbid.c_str()) != 0) {
                line("  {:<12}  forbidden: rgmanager drops it with everything inside it", c.type);
            } else if (c.start.empty() && c.stop.empty()) {
                line("  {:<12}  listed without a level: started in written order, after those with one", c.type);
            } else {
                line("  {:<12}  start level {}, stop level {}", c.type, c.start.empty() ? "none: never" : c.start,
                     c.stop.empty() ? "none: never" : c.stop);
            }
        }
        line("  Pacemaker knows no table of children: hale orders a group, or adds constraints.");
    }

    void actions() {
        line("\nActions");
        for (const MetaAction& a : m_.actions) {
            std::string what = a.name;
            if (!a.role.empty()) what += " as " + a.role;
            if (!a.depth.empty() && a.depth != "0") what += " of depth " + a.depth;
            if (!a.interval.empty()) what += ", every " + a.interval;
            if (!a.timeout.empty()) what += ", timeout " + a.timeout;
            both(what, fence() ? std::string() : rgmanager(a), pacemaker(a));
        }
    }

    std::string rgmanager(const MetaAction& a) const {
        const std::string_view n = a.name;
        if (n == "start" || n == "stop") return "called; the timeout counts only with __enforce_timeouts";
        if (n == "status") return a.interval.empty() ? "never called: it has no interval" : "called at this interval";
        if (n == "monitor") return has("status") ? "not called: `status` is" : "not called: only `status` is";
        if (n == "recover") return "called after a failed check, before a restart is tried";
        if (n == "migrate") return "called to move it to another node while it runs";
        if (n == "reconfig") return "called when a parameter with reconfig has changed";
        if (n == "meta-data") return "called when the agents are loaded";
        return "never called";
    }

    std::string pacemaker(const MetaAction& a) const {
        const std::string_view n = a.name;
        if (fence()) return fence_action(a);
        const std::string advice = "; the times are advice: write them on the operation, its own default is 20s";
        if (n == "start" || n == "stop" || n == "promote" || n == "demote") return "called" + advice;
        if (n == "monitor") {
            const bool deep = std::atoi(a.depth.c_str()) > 0;
            return (deep ? "called where the configuration has it, with OCF_CHECK_LEVEL=" + a.depth
                         : "called where the configuration has it, and once to look whether it runs") +
                   advice;
        }
        if (n == "status") return has("monitor") ? "not called: `monitor` is" : "not called: only `monitor` is";
        if (n == "migrate_to")
            return has("migrate_from") ? "called with allow-migrate=true" : "useless without migrate_from";
        if (n == "migrate_from")
            return has("migrate_to") ? "called with allow-migrate=true" : "useless without migrate_to";
        if (n == "migrate") return "never called: it asks for migrate_to and migrate_from";
        if (n == "recover") return "never called: it stops and starts";
        if (n == "reload-agent") return "called when a reloadable parameter has changed";
        if (n == "reload")
            return m_.dialect == Dialect::Ocf11 ? "never called: the service's own reload" : "do not rely on it";
        if (n == "notify") return "called for clones with notify=true";
        if (n == "meta-data" || n == "validate-all") return "called by its tools";
        return "never called";
    }

    static std::string fence_action(const MetaAction& a) {
        if (a.name == "on" && a.automatic) return "called before a node may use the device (unfencing)";
        if (a.name == "on" || a.name == "off" || a.name == "reboot") return "called to fence";
        if (a.name == "monitor" || a.name == "status") return "called to check the device";
        if (a.name == "list" || a.name == "list-status") return "called to learn which nodes it can fence";
        return "called by its tools";
    }

    void missing() {
        std::string found;
        const auto want = [&](bool there, std::string_view text) {
            if (!there) found += fmt::format("  {}\n", text);
        };
        if (fence()) {
            want(has("off") || has("reboot"), "off, reboot: it cannot fence");
            want(has("monitor") || has("status"), "monitor: Pacemaker cannot check the device");
        } else {
            want(has("start"), "start: neither manager can start it");
            want(has("stop"), "stop: neither manager can stop it");
            want(has("monitor"), "monitor: Pacemaker cannot find out whether it runs");
            want(has("status"), "status: rgmanager never checks it");
            want(has("meta-data"), "meta-data: no manager can learn its parameters");
            want(!has("migrate") || (has("migrate_to") && has("migrate_from")),
                 "migrate_to, migrate_from: Pacemaker cannot move it while it runs");
            want(!(has("migrate_to") && has("migrate_from")) || has("migrate"),
                 "migrate: rgmanager cannot move it while it runs");
            want(has("promote") == has("demote"), "promote or demote: one without the other is useless");
            const bool reloads =
                std::any_of(m_.parameters.begin(), m_.parameters.end(), [](const auto& p) { return p.reloadable; });
            want(!reloads || has("reload-agent"), "reload-agent: the reloadable parameters restart it");
        }
        if (found.empty()) return;
        line("\nMissing");
        out_ += found;
    }

    const Metadata& m_;
    std::string out_;
};

}  // namespace

std::string review(const Metadata& metadata) { return Review(metadata).run(); }

}  // namespace hale::schema
