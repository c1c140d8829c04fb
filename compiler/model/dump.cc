#include <algorithm>
#include <set>

#include "compiler/model/model.h"

namespace hale::model {

namespace {

/// Writes the model as an indented outline: `name = value  [origin]`. The form is for people, tests and diffs between
/// two versions of a file; nothing reads it back.
class Dumper {
public:
    Dumper(const Model& model, const source::SourceManager& sources) : model_(model), sources_(sources) {}

    std::string run() {
        for (const Cluster& c : model_.clusters) cluster(c);
        return std::move(out_);
    }

private:
    /// `written nfs.hale:15:7`, `inherited nfs.hale:14:9 from fs.data.mountpoint`, `loop a.hale:9:3 name = "alpha"`.
    std::string origin(OriginId id) const {
        if (!id) return {};
        const Origin& o = model_.origins.at(id);
        std::string text = "  [" + std::string(to_text(o.kind));
        if (o.span.valid()) text += ' ' + position(o.span);
        if (!o.note.empty()) text += ' ' + o.note;
        for (OriginId p = o.parent; p; p = model_.origins.at(p).parent) {
            const Origin& outer = model_.origins.at(p);
            if (!outer.note.empty()) text += fmt::format("; {} {}", to_text(outer.kind), outer.note);
        }
        return text + ']';
    }

    std::string position(source::Span span) const {
        const source::Position p = sources_.position(span.file, span.begin);
        return fmt::format("{}:{}:{}", sources_.name(span.file), p.line, p.column);
    }

    void line(std::string_view text, OriginId id = {}) {
        out_.append(depth_ * 2, ' ');
        out_ += text;
        out_ += origin(id);
        out_ += '\n';
    }

    template <class Body>
    void nested(Body body) {
        ++depth_;
        body();
        --depth_;
    }

    void attribute(const Attribute& a) {
        line(a.name + " = " + to_text(a.value), a.value.origin ? a.value.origin : a.origin);
    }
    void attributes(const std::vector<Attribute>& list) {
        for (const Attribute& a : list) attribute(a);
    }

    template <class T, class ToText>
    void field(std::string_view name, const Field<T>& f, ToText to) {
        if (!f) return;
        line(fmt::format("{} = {}", name, to(*f)), f.origin);
        fields_.insert(std::string(name));
    }
    void number(std::string_view name, const Field<std::int64_t>& f) {
        field(name, f, [](std::int64_t n) { return std::to_string(n); });
    }
    void duration(std::string_view name, const Field<std::int64_t>& f) { field(name, f, duration_text); }
    void flag(std::string_view name, const Field<bool>& f) {
        field(name, f, [](bool b) { return b ? "true" : "false"; });
    }

    /// The defaults of a kind that neither the instance nor its place in the tree overrides.
    template <class IsSet>
    void defaults(const schema::Kind* kind, IsSet is_set) {
        if (kind == nullptr) return;
        for (const schema::Attribute& a : kind->attributes) {
            if (!a.def || is_set(a.name)) continue;
            const std::string where = a.span.valid() ? ' ' + position(a.span) : std::string();
            line(fmt::format("{} = {}  [default{}]", a.name, to_text(*a.def), where));
        }
    }

    void block(const Block& b) {
        std::string head = b.name;
        for (const std::string& label : b.labels) head += ' ' + label;
        line(head, b.origin);
        nested([&] {
            attributes(b.attributes);
            defaults(b.kind, [&](const std::string& name) { return b.find(name) != nullptr; });
            for (const Block& child : b.children) block(child);
        });
    }

    void natives(const std::vector<Native>& list) {
        for (const Native& n : list) {
            line("native " + n.manager, n.body.origin);
            nested([&] {
                attributes(n.body.attributes);
                for (const Block& child : n.body.children) block(child);
            });
        }
    }

    void operations(const std::vector<Operation>& list) {
        for (const Operation& op : list) {
            std::string head = "op " + op.name;
            if (op.interval) head += " interval " + duration_text(*op.interval);
            if (op.timeout) head += " timeout " + duration_text(*op.timeout);
            if (op.depth != 0) head += fmt::format(" depth {}", op.depth);
            line(head, op.origin);
            nested([&] {
                attributes(op.attributes);
                for (const Block& b : op.blocks) block(b);
            });
        }
    }

    void fence_action(const FenceAction& action, std::string_view prefix) {
        line(fmt::format("{}{}", prefix, action.device ? cluster_->at(action.device).name : "?"), action.origin);
        nested([&] { attributes(action.arguments); });
    }

    void node(const Node& n) {
        line("node " + n.name, n.origin);
        nested([&] {
            number("id", n.id);
            attributes(n.attributes);
            for (const FenceLevel& level : n.levels) {
                line("fence " + level.label, level.origin);
                nested([&] {
                    for (const FenceAction& a : level.actions) fence_action(a, "");
                });
            }
            for (const FenceAction& a : n.unfence) fence_action(a, "unfence ");
            for (const Block& b : n.blocks) block(b);
            natives(n.natives);
        });
    }

    void fence_device(const FenceDevice& d) {
        line(fmt::format("fence_device {} {}", d.name, d.agent != nullptr ? d.agent->name : "?"), d.origin);
        nested([&] {
            attributes(d.attributes);
            defaults(d.agent, [&](const std::string& name) {
                return std::any_of(d.attributes.begin(), d.attributes.end(),
                                   [&](const Attribute& a) { return a.name == name; });
            });
            operations(d.operations);
            for (const Block& b : d.blocks) block(b);
            natives(d.natives);
        });
    }

    void domain(const Domain& d) {
        line(fmt::format("domain {} ordered = {} restricted = {} failback = {}", d.name, d.ordered, d.restricted,
                         d.failback),
             d.origin);
        nested([&] {
            for (std::size_t i = 0; i < d.members.size(); ++i) {
                const std::string priority =
                    i < d.priorities.size() ? fmt::format(" priority {}", d.priorities[i]) : std::string();
                line("member " + cluster_->at(d.members[i]).name + priority);
            }
        });
    }

    std::string path(UseId id) const { return cluster_->resource_of(id).path(); }

    void order(std::string_view what, const std::vector<UseId>& list) {
        if (list.size() < 2) return;
        std::string text(what);
        for (const UseId id : list) text += ' ' + path(id);
        line(text);
    }

    void use_fields(const Use& u) {
        field("independent", u.independent, [](Independence i) {
            return i == Independence::No ? "false" : i == Independence::Yes ? "true" : "non_critical";
        });
        number("max_restarts", u.max_restarts);
        duration("restart_window", u.restart_window);
        number("max_failures", u.max_failures);
        duration("failure_window", u.failure_window);
        flag("enforce_timeouts", u.enforce_timeouts);
        if (u.written_order) line("order = written");
    }

    void instance(const Resource& r) {
        if (!r.uuid.empty()) line("uuid = " + r.uuid);
        if (!r.moved_from.empty()) line("moved_from = " + r.moved_from);
        if (!r.extends.empty()) line("extends = " + r.extends);
        attributes(r.attributes);
    }

    void use(UseId id) {
        const Use& u = cluster_->at(id);
        const Resource& r = cluster_->at(u.resource);
        line(fmt::format("{}{} {}", u.is_reference ? "use " : "", r.kind != nullptr ? r.kind->name : "?", r.label),
             u.origin);
        nested([&] { use_body(u, r); });
    }

    void use_body(const Use& u, const Resource& r) {
        if (!u.is_reference) instance(r);
        attributes(u.inherited);
        const auto is_set = [&](const std::string& name) {
            return fields_.contains(name) || r.find(name) != nullptr ||
                   std::any_of(u.inherited.begin(), u.inherited.end(),
                               [&](const Attribute& a) { return a.name == name; });
        };
        use_fields(u);
        defaults(r.kind, is_set);
        fields_.clear();
        if (!u.is_reference) details(r);
        for (const UseId child : u.children) use(child);
        order("start order:", u.start_order);
        order("stop order:", u.stop_order);
    }

    void details(const Resource& r) {
        operations(r.operations);
        for (const Block& b : r.blocks) block(b);
        natives(r.natives);
    }

    void shared(const Resource& r) {
        line(fmt::format("{} {} {}", r.is_template ? "template" : "shared", r.kind != nullptr ? r.kind->name : "?",
                         r.label),
             r.origin);
        nested([&] {
            instance(r);
            details(r);
            line(fmt::format("uses: {}", r.uses.size()));
        });
    }

    void policy(const Policy& p) {
        field("domain", p.domain, [&](DomainId id) { return cluster_->domains[id.index].name; });
        field("recovery", p.recovery, [](Recovery r) {
            constexpr const char* kNames[] = {"restart", "relocate", "disable", "restart_disable"};
            return kNames[static_cast<int>(r)];
        });
        number("max_restarts", p.max_restarts);
        duration("restart_window", p.restart_window);
        flag("autostart", p.autostart);
        flag("exclusive", p.exclusive);
        number("priority", p.priority);
        number("stickiness", p.stickiness);
        field("migrate", p.migrate, [](Migration m) {
            return m == Migration::No ? "no" : m == Migration::Live ? "live" : "pause";
        });
        for (const Relation& r : p.relations) {
            constexpr const char* kNames[] = {"after", "before", "with", "apart_from"};
            line(fmt::format("{} = {}{}", kNames[static_cast<int>(r.kind)], to_text(r.target), r.hard ? "" : " soft"),
                 r.origin);
        }
    }

    void service(const Service& s) {
        if (!s.root) return;
        const Use& u = cluster_->at(s.root);
        const Resource& r = cluster_->at(u.resource);
        line(fmt::format("{} {}", r.kind != nullptr ? r.kind->name : "?", r.label), s.origin);
        nested([&] {
            fields_.clear();
            policy(s.policy);
            use_body(u, r);
        });
    }

    void cluster(const Cluster& c) {
        cluster_ = &c;
        line("cluster " + c.name, c.origin);
        nested([&] {
            number("config_version", c.config_version);
            for (const std::string& t : c.targets) line("target " + t);
            attributes(c.attributes);
            for (const Node& n : c.nodes) node(n);
            for (const FenceDevice& d : c.fence_devices) fence_device(d);
            for (const Domain& d : c.domains) domain(d);
            for (const Resource& r : c.resources) {
                if (r.shared || r.is_template) shared(r);
            }
            for (const Service& s : c.services) service(s);
            for (const Block& b : c.constructs) block(b);
            natives(c.natives);
        });
    }

    const Model& model_;
    const source::SourceManager& sources_;
    const Cluster* cluster_ = nullptr;
    std::set<std::string> fields_;  // policy words of the current use: their defaults are not said again
    std::string out_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string dump(const Model& model, const source::SourceManager& sources) { return Dumper(model, sources).run(); }

}  // namespace hale::model
