// Metadata to a Kind: what hale believes of it.

#include <algorithm>
#include <cstdlib>

#include "compiler/diag/kinds_codes.h"
#include "compiler/schema/convert.h"
#include "compiler/schema/declare.h"
#include "compiler/schema/metadata.h"
#include "compiler/value/literal.h"

namespace hale::schema {

namespace {

using model::Value;
using model::ValueKind;

/// Parameters that hold a password by their name: their values must not reach a message.
bool names_a_secret(const std::string& name) {
    for (const std::string_view word : {"passwd", "password"}) {
        if (name.size() >= word.size() && name.compare(name.size() - word.size(), word.size(), word) == 0) return true;
    }
    return false;
}

/// The content types of OCF, of fence agents, and of Pacemaker's lists of its own options; nothing for any other.
std::optional<TypeTag> tag_of(std::string_view type) {
    static constexpr std::pair<std::string_view, TypeTag> table[] = {
        {"", TypeTag::String},       {"string", TypeTag::String},     {"boolean", TypeTag::Bool},
        {"bool", TypeTag::Bool},     {"integer", TypeTag::Int},       {"int", TypeTag::Int},
        {"number", TypeTag::Int},    {"second", TypeTag::Duration},   {"seconds", TypeTag::Duration},
        {"time", TypeTag::Duration}, {"duration", TypeTag::Duration}, {"timeout", TypeTag::Duration},
        {"select", TypeTag::Enum},   {"enum", TypeTag::Enum},         {"percentage", TypeTag::Percent},
        {"score", TypeTag::Score},   {"version", TypeTag::String},    {"nonnegative_integer", TypeTag::Int},
        {"port", TypeTag::Int},      {"epoch_time", TypeTag::Int},
    };
    for (const auto& [word, tag] : table) {
        if (word == type) return tag;
    }
    return {};
}

class KindMaker {
public:
    KindMaker(const Metadata& metadata, const KindName& name, diag::Sink& sink)
        : meta_(metadata), name_(name), sink_(sink) {}

    Kind run() {
        kind_.cls = name_.cls;
        kind_.name = name_.name;
        kind_.span = meta_.name_span;
        kind_.advisory = true;
        kind_.doc = first_sentence(meta_.shortdesc);
        if (kind_.doc.empty()) kind_.doc = first_sentence(meta_.longdesc);
        if (name_.cls == KindClass::Agent) kind_.blocks = {"op", "native"};
        if (meta_.dialect == Dialect::Fence) plugs();
        for (const MetaParameter& p : meta_.parameters) attribute(p);
        older_names();
        for (const MetaAction& a : meta_.actions) operation(a);
        if (meta_.dialect == Dialect::Rgmanager) {
            kind_.max_instances = std::max(0, std::atoi(meta_.maxinstances.c_str()));
            for (const MetaChild& c : meta_.children) child(c);
        }
        mappings();
        return std::move(kind_);
    }

private:
    /// The parameters that name the victim: Pacemaker gives `plug` where the agent has it, else `port`
    /// (pcmk_host_argument).
    void plugs() {
        for (const char* name : {"plug", "port"}) {
            if (meta_.parameter(name) != nullptr) kind_.plug.emplace_back(name);
        }
    }
    bool supplied_by_the_manager(const std::string& name) const {
        return meta_.dialect == Dialect::Fence &&
               (name == "action" || std::count(kind_.plug.begin(), kind_.plug.end(), name) != 0);
    }

    void attribute(const MetaParameter& p) {
        Attribute a;
        a.name = p.name;
        a.span = p.name_span;
        a.doc = attribute_doc(p);
        a.type = type_of(p);
        a.deprecated = p.deprecated;
        a.replaced_by = p.replaced_with;
        if (a.deprecated && a.replaced_by.empty()) a.replaced_by = successor(p.name);
        a.required = p.required && !p.deprecated && !supplied_by_the_manager(p.name);
        uniqueness(p, a);
        a.reload = meta_.dialect == Dialect::Rgmanager ? p.reconfig : meta_.dialect == Dialect::Ocf11 && p.reloadable;
        if (meta_.dialect == Dialect::Rgmanager) {
            a.inherit = p.inherit;
            if (p.primary && kind_.primary.empty()) kind_.primary = p.name;
        }
        // rgmanager: an inherited value replaces the default, and a required parameter must be written whatever its
        // default is (facts/rgmanager.md, sections 1 and 16).
        const bool overruled = meta_.dialect == Dialect::Rgmanager && (a.required || !a.inherit.empty());
        if (p.def && !p.def->empty() && !overruled) set_default(p, a);
        kind_.attributes.push_back(std::move(a));
    }

    /// A group of one is that attribute alone.
    void uniqueness(const MetaParameter& p, Attribute& a) const {
        a.unique = p.unique || !p.unique_group.empty();
        const auto members =
            std::count_if(meta_.parameters.begin(), meta_.parameters.end(),
                          [&](const MetaParameter& other) { return other.unique_group == p.unique_group; });
        if (!p.unique_group.empty() && members > 1) a.unique_group = p.unique_group;
    }

    /// The long text says more, as long as it is one sentence; the short one is often the name again.
    static std::string attribute_doc(const MetaParameter& p) {
        const std::string full = first_sentence(p.longdesc), brief = first_sentence(p.shortdesc);
        constexpr std::size_t kLine = 160;
        return brief.empty() || (!full.empty() && full.size() <= kLine) ? full : brief;
    }

    std::string successor(const std::string& old) const {
        for (const MetaParameter& p : meta_.parameters) {
            if (std::count(p.obsoletes.begin(), p.obsoletes.end(), old) != 0) return p.name;
        }
        return {};
    }

    Type type_of(const MetaParameter& p) {
        const auto tag = tag_of(p.type);
        if (!tag) {
            sink_.report(diag::UnknownContentType, p.type_span, p.type)
                .note("`{}` is taken as a string", p.name)
                .help("the types are string, boolean, integer, second, time and select");
            return {};
        }
        if (*tag == TypeTag::String && names_a_secret(p.name)) return {TypeTag::Secret, {}, nullptr};
        if (*tag != TypeTag::Enum) return {*tag, {}, nullptr};
        Type type{TypeTag::Enum, {}, nullptr};
        for (const std::string& option : p.options) {
            const bool known = std::count(type.members.begin(), type.members.end(), option) != 0;
            if (!option.empty() && !known) type.members.push_back(option);
        }
        return type.members.empty() ? Type{} : type;
    }

    /// A default that is not of the declared type proves that the agent takes more than it declares: then the
    /// attribute is a duration (`integer` with the default `5s`) or a string.
    void set_default(const MetaParameter& p, Attribute& a) {
        if (a.type.tag == TypeTag::Int && !model::parse_int(*p.def) && model::parse_duration(*p.def)) {
            a.type = {TypeTag::Duration, {}, nullptr};
        }
        Converted c = convert(a.type, Value::string(*p.def));
        if (c.error) {
            sink_.report(diag::BadMetadataDefault, p.default_span, '`' + *p.def + '`', p.name, to_text(a.type))
                .note("`{}` is taken as a string: the agent takes more than its metadata says", p.name);
            a.type = {};
            a.def = Value::string(*p.def);
            return;
        }
        a.def = std::move(c.value);
        if (!a.def->is(ValueKind::Word) && !a.def->is(ValueKind::String)) a.def->text.clear();
        a.def->verbatim = a.def->is(ValueKind::Word) && !is_bare_member(a.def->text);
    }

    /// `obsoletes` may name a parameter that the agent still takes and no longer lists.
    void older_names() {
        for (const MetaParameter& p : meta_.parameters) {
            for (const std::string& old : p.obsoletes) {
                if (kind_.attribute(old) != nullptr) continue;
                Attribute a = *kind_.attribute(p.name);
                a.name = old;
                a.required = a.unique = false;
                a.unique_group.clear();
                a.def.reset();
                a.deprecated = true;
                a.replaced_by = p.name;
                kind_.attributes.push_back(std::move(a));
            }
        }
    }

    std::optional<std::int64_t> time(const MetaAction& a, const std::string& text) {
        if (text.empty()) return {};
        const auto ms = model::parse_duration(text);
        if (!ms || *ms < 0) {
            sink_.report(diag::BadMetadataTime, a.span, text).help("write a number of seconds, or a unit: `20s`, `5m`");
            return {};
        }
        return ms;
    }

    void operation(const MetaAction& a) {
        Operation op;
        op.name = a.name;
        if (!is_check(a, op.name)) return;
        op.timeout = time(a, a.timeout);
        op.interval = time(a, a.interval);
        if (op.interval == 0) op.interval.reset();
        op.depth = std::max(0, std::atoi(a.depth.c_str()));
        op.role = a.role == "Master" ? "Promoted" : a.role == "Slave" ? "Unpromoted" : a.role;
        const auto same = std::find_if(kind_.operations.begin(), kind_.operations.end(), [&](const Operation& o) {
            return o.name == op.name && o.depth == op.depth && o.role == op.role;
        });
        if (same == kind_.operations.end()) return kind_.operations.push_back(std::move(op));
        sink_.report(diag::MetadataTwice, a.span, fmt::format("`{}` of depth {}", a.name, op.depth))
            .note("the last one counts");
        *same = std::move(op);
    }

    /// `status` and `monitor` are one action, and each manager reads one of the two. False: this one is not read.
    bool is_check(const MetaAction& a, std::string& name) const {
        if (meta_.dialect == Dialect::Fence) return true;  // two actions: of the plug, and of the device
        const std::string_view read = meta_.dialect == Dialect::Rgmanager ? "status" : "monitor";
        const std::string_view other = meta_.dialect == Dialect::Rgmanager ? "monitor" : "status";
        if (a.name == other && meta_.action(read) != nullptr) return false;
        if (a.name == "status") name = "monitor";
        return true;
    }

    int level(const MetaChild& c, std::string_view which, const std::string& text) {
        if (text.empty()) return 0;
        const int n = std::atoi(text.c_str());
        if (n >= 1 && n <= 100) return n;
        sink_.report(diag::BadChildLevel, c.span, which, text).note("rgmanager never runs such a level");
        return 0;
    }

    void child(const MetaChild& c) {
        Child out;
        out.kind = c.type;
        out.start = level(c, "start", c.start);
        out.stop = level(c, "stop", c.stop);
        out.forbid = std::atoi(c.forbid.c_str()) != 0;
        kind_.children.push_back(std::move(out));
    }

    void mappings() {
        const auto mapping = [&](Mapping& m, const std::string& type, std::string_view manager) {
            m.declared = true;
            m.type = type;
            if (!type.empty()) return;
            m.none = true;
            m.reason = fmt::format("`{}` is known from metadata that {} does not read", name_.name, manager);
            m.stand_in = "an agent declared for both managers (docs/reference/agent-metadata.md)";
        };
        mapping(kind_.pacemaker, name_.pacemaker, "Pacemaker");
        mapping(kind_.rgmanager, name_.rgmanager, "rgmanager");
        if (!name_.rgmanager.empty()) kind_.rgmanager.special = meta_.special;
        const MetaAction* on = meta_.action("on");
        if (meta_.dialect == Dialect::Fence && on != nullptr && on->automatic) kind_.pacemaker.strategy = "unfencing";
    }

    const Metadata& meta_;
    const KindName& name_;
    diag::Sink& sink_;
    Kind kind_;
};

}  // namespace

KindName kind_name(const Metadata& metadata, std::string_view provider) {
    const std::string& name = metadata.name;
    switch (metadata.dialect) {
        case Dialect::Fence:
            return {KindClass::FenceAgent, name, "stonith:" + name, name};
        case Dialect::Rgmanager:
            return {KindClass::Agent, name, {}, name};
        case Dialect::Ocf10:
        case Dialect::Ocf11:
            break;
    }
    const std::string spec = fmt::format("ocf:{}:{}", provider, name);
    return {KindClass::Agent, spec, spec, {}};
}

Kind to_kind(const Metadata& metadata, const KindName& name, diag::Sink& sink) {
    return KindMaker(metadata, name, sink).run();
}

}  // namespace hale::schema
