// A Kind to Metadata, and Metadata to XML.

#include <algorithm>

#include "compiler/schema/metadata.h"
#include "compiler/xml/write.h"

namespace hale::schema {

namespace {

using model::Value;
using model::ValueKind;

std::string content_type(const Type& type) {
    switch (type.tag) {
        case TypeTag::Bool:
            return "boolean";
        case TypeTag::Int:
            return "integer";
        case TypeTag::Duration:
            return "second";
        case TypeTag::Percent:
            return "percentage";
        case TypeTag::Score:
            return "score";
        case TypeTag::Enum:
            return "select";
        default:
            return "string";
    }
}

/// Seconds without a unit where they are whole: every agent reads that.
std::string seconds(std::int64_t ms) { return ms % 1000 == 0 ? std::to_string(ms / 1000) : std::to_string(ms) + "ms"; }

std::string default_text(const Value& value, Dialect dialect) {
    if (!value.text.empty()) return value.text;
    switch (value.kind) {
        case ValueKind::Bool:
            if (dialect == Dialect::Rgmanager) return value.number != 0 ? "1" : "0";
            return value.number != 0 ? "true" : "false";
        case ValueKind::Duration:
            return seconds(value.number);
        case ValueKind::Int:
        case ValueKind::Size:
            return std::to_string(value.number);
        default:
            return model::to_text(value);
    }
}

std::string role_text(const std::string& role, Dialect dialect) {
    if (dialect == Dialect::Ocf11) return role;
    return role == "Promoted" ? "Master" : role == "Unpromoted" ? "Slave" : role;
}

class MetadataMaker {
public:
    MetadataMaker(const Kind& kind, Dialect dialect) : kind_(kind), dialect_(dialect) { out_.dialect = dialect; }

    Metadata run() {
        out_.name = agent_name();
        out_.shortdesc = kind_.doc;
        out_.longdesc = kind_.doc;
        if (dialect_ != Dialect::Fence) out_.version = dialect_ == Dialect::Ocf11 ? "1.1" : "1.0";
        for (const Attribute& a : kind_.attributes) parameter(a);
        for (const Operation& op : kind_.operations) action(op);
        if (dialect_ == Dialect::Rgmanager) special();
        return std::move(out_);
    }

private:
    bool rgmanager() const { return dialect_ == Dialect::Rgmanager; }

    std::string agent_name() const {
        const Mapping& mapping = rgmanager() ? kind_.rgmanager : kind_.pacemaker;
        const std::string& type = mapping.type.empty() ? kind_.name : mapping.type;
        return type.substr(type.rfind(':') + 1);
    }

    void parameter(const Attribute& a) {
        MetaParameter p;
        p.name = a.name;
        p.shortdesc = p.longdesc = a.doc;
        p.required = a.required;
        p.unique = a.unique;
        if (dialect_ == Dialect::Ocf11 && a.unique) p.unique_group = a.unique_group.empty() ? a.name : a.unique_group;
        p.deprecated = a.deprecated;
        if (a.deprecated) p.replaced_with = a.replaced_by;
        p.obsoletes = a.aliases;
        for (const Attribute& old : kind_.attributes) {
            if (old.deprecated && old.replaced_by == a.name) p.obsoletes.push_back(old.name);
        }
        p.reloadable = a.reload && dialect_ == Dialect::Ocf11;
        if (rgmanager()) {
            p.primary = a.name == kind_.primary;
            p.reconfig = a.reload;
            p.inherit = a.inherit;
        }
        p.type = content_type(a.type);
        if (a.type.tag == TypeTag::Enum) p.options = a.type.members;
        if (a.def) p.def = default_text(*a.def, dialect_);
        out_.parameters.push_back(std::move(p));
    }

    void action(const Operation& op) {
        MetaAction a;
        a.name = op.name;
        if (op.timeout) a.timeout = time(*op.timeout);
        if (op.interval) a.interval = time(*op.interval);
        if (op.depth != 0) a.depth = std::to_string(op.depth);
        a.role = role_text(op.role, dialect_);
        a.automatic = a.on_target =
            dialect_ == Dialect::Fence && op.name == "on" && kind_.pacemaker.strategy == "unfencing";
        if (rgmanager() && op.name == "monitor") {  // rgmanager reads `status`
            a.name = "status";
            out_.actions.push_back(a);
            a.name = "monitor";
        }
        out_.actions.push_back(std::move(a));
    }

    /// OCF wants a unit; rgmanager's older readers take a plain number best.
    std::string time(std::int64_t ms) const {
        const std::string text = seconds(ms);
        return rgmanager() || text.back() == 's' ? text : text + 's';
    }

    void special() {
        if (kind_.max_instances != 0) out_.maxinstances = std::to_string(kind_.max_instances);
        out_.special = kind_.rgmanager.special;
        const auto text = [](int level) { return level == 0 ? std::string() : std::to_string(level); };
        for (const Child& c : kind_.children) {
            out_.children.push_back({c.kind, text(c.start), text(c.stop), c.forbid ? "1" : "", {}});
        }
    }

    const Kind& kind_;
    Dialect dialect_;
    Metadata out_;
};

xml::Node text_node(std::string_view element, const std::string& text) {
    xml::Node node{std::string(element)};
    node.set("lang", "en");
    xml::Node inside;
    inside.kind = xml::NodeKind::Text;
    inside.text = text;
    if (!text.empty()) node.add(std::move(inside));
    return node;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& w : words) out += (out.empty() ? "" : ",") + w;
    return out;
}

void set_unless_empty(xml::Node& node, std::string_view name, const std::string& value) {
    if (!value.empty()) node.set(name, value);
}

xml::Node parameter_node(const MetaParameter& p, Dialect dialect) {
    xml::Node node("parameter");
    node.set("name", p.name);
    const bool modern = dialect == Dialect::Ocf11;
    const auto flag = [&](const char* name, bool on, bool always) {
        if (on || always) node.set(name, on ? "1" : "0");
    };
    const bool plain = dialect == Dialect::Ocf10 || dialect == Dialect::Fence;
    flag("primary", p.primary, false);
    if (!modern) flag("unique", p.unique, plain);
    flag("required", p.required, plain);
    set_unless_empty(node, "inherit", p.inherit);
    flag("reconfig", p.reconfig, false);
    set_unless_empty(node, "unique-group", p.unique_group);
    flag("reloadable", p.reloadable, false);
    if (!modern) flag("deprecated", p.deprecated, false);
    if (!modern) set_unless_empty(node, "obsoletes", joined(p.obsoletes));
    if (modern && p.deprecated) {
        xml::Node& deprecated = node.add(xml::Node("deprecated"));
        if (!p.replaced_with.empty()) deprecated.add(xml::Node("replaced-with")).set("name", p.replaced_with);
    }
    node.add(text_node("longdesc", p.longdesc));
    node.add(text_node("shortdesc", p.shortdesc));
    xml::Node content("content");
    content.set("type", p.type);
    if (p.def) content.set("default", *p.def);
    for (const std::string& option : p.options) content.add(xml::Node("option")).set("value", option);
    node.add(std::move(content));
    return node;
}

xml::Node special_node(const Metadata& m) {
    xml::Node special("special");
    special.set("tag", "rgmanager");
    xml::Node attributes("attributes");
    set_unless_empty(attributes, "maxinstances", m.maxinstances);
    for (const auto& [name, value] : m.special) attributes.set(name, value);
    if (!attributes.attributes.empty()) special.add(std::move(attributes));
    for (const MetaChild& c : m.children) {
        xml::Node& child = special.add(xml::Node("child"));
        child.set("type", c.type);
        set_unless_empty(child, "start", c.start);
        set_unless_empty(child, "stop", c.stop);
        set_unless_empty(child, "forbid", c.forbid);
    }
    return special;
}

}  // namespace

Metadata to_metadata(const Kind& kind, Dialect dialect) { return MetadataMaker(kind, dialect).run(); }

std::string write_metadata(const Metadata& m) {
    xml::Tree tree;
    tree.root = xml::Node("resource-agent");
    xml::Node& root = tree.root;
    root.set("name", m.name);
    if (m.dialect == Dialect::Rgmanager) root.set("version", "rgmanager 2.0");
    if (m.dialect == Dialect::Fence) root.set("shortdesc", m.shortdesc);
    if (!m.version.empty()) {
        xml::Node version("version");
        xml::Node text;
        text.kind = xml::NodeKind::Text;
        text.text = m.version;
        version.add(std::move(text));
        root.add(std::move(version));
    }
    root.add(text_node("longdesc", m.longdesc));
    if (m.dialect != Dialect::Fence) root.add(text_node("shortdesc", m.shortdesc));
    xml::Node& parameters = root.add(xml::Node("parameters"));
    for (const MetaParameter& p : m.parameters) parameters.add(parameter_node(p, m.dialect));
    xml::Node& actions = root.add(xml::Node("actions"));
    for (const MetaAction& a : m.actions) {
        xml::Node& node = actions.add(xml::Node("action"));
        node.set("name", a.name);
        set_unless_empty(node, "timeout", a.timeout);
        set_unless_empty(node, "interval", a.interval);
        set_unless_empty(node, "depth", a.depth);
        set_unless_empty(node, "role", a.role);
        if (a.on_target) node.set("on_target", "1");
        if (a.automatic) node.set("automatic", "1");
    }
    if (m.dialect == Dialect::Rgmanager) root.add(special_node(m));
    diag::Sink ignored;  // a text that XML cannot carry was refused where it was read
    const auto written = xml::write(tree, {}, ignored);
    return written ? written->text : std::string();
}

}  // namespace hale::schema
