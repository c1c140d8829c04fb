// Fencing topology, tags, access control and alerts.

#include <algorithm>

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/read_internal.h"
#include "backends/pacemaker/words.h"

namespace hale::pacemaker {

using block::Block;
using model::Value;
using model::ValueKind;
using xml::Node;

namespace {

/// The places of an element that was kept as XML.
Markup markup_of(const Node& node) {
    Markup out;
    out.span = node.span;
    out.name_span = node.name_span;
    for (const xml::Attribute& a : node.attributes) out.attributes.push_back({a.name, a.name_span, a.value_span});
    return out;
}

std::string id_of(const Node& node) { return std::string(node.get("id").value_or("")); }

Block begin(Raising& r, std::string word, const Node& node, const std::string& default_id = {}) {
    Block out = r.block(std::move(word), node);
    if (const std::string id = id_of(node); !id.empty() && id != default_id) r.label(out, id, markup_of(node));
    return out;
}

Value list_of(std::vector<Value> items) {
    Value out = Value::make(ValueKind::List, 0, {}, {});
    out.items = std::move(items);
    return out;
}

Block raise_level(Raising& r, const FencingLevel& level) {
    Block out = r.block("topology", level.markup);
    r.label(out, level.id, level.markup);
    Node node("fencing-level");
    if (!level.target.empty()) node.set("target", level.target);
    for (const xml::Attribute& a : level.extra.attributes) node.set(a.name, a.value);
    if (!level.index.empty()) node.set("index", level.index);
    raise_words(r, node, level.markup, kLevelWords, out);
    std::vector<Value> devices;
    for (std::size_t at = 0; !level.devices.empty() && at <= level.devices.size();) {
        const std::size_t end = std::min(level.devices.find(',', at), level.devices.size());
        devices.push_back(reference_value(r.resources, level.devices.substr(at, end - at)));
        at = end + 1;
    }
    if (!devices.empty()) r.set(out, "devices", list_of(std::move(devices)), level.markup, "devices");
    Raising::comments(out, level.extra);
    r.leftovers(out, level.extra);
    return out;
}

Block raise_tag(Raising& r, const Tag& tag) {
    Block out = r.block("tag", tag.markup);
    r.label(out, tag.id, tag.markup);
    std::vector<Value> members;
    for (const Reference& member : tag.members) members.push_back(reference_value(r.resources, member.id));
    r.set(out, "members", list_of(std::move(members)), tag.markup, "id");
    for (const xml::Attribute& a : tag.extra.attributes) {
        r.set(r.native(out), a.name, text_value(a.value), tag.markup, a.name);
    }
    Raising::comments(out, tag.extra);
    r.leftovers(out, tag.extra);
    return out;
}

constexpr std::array<Word, 8> kPermissionWords{{{"xpath", "xpath", Word::As::Text},
                                                {"reference", "reference", Word::As::Resource},
                                                {"object-type", "object-type"},
                                                {"attribute", "attribute"},
                                                {"ref", "ref", Word::As::Resource},
                                                {"tag", "tag"},
                                                {"description", "description", Word::As::Text},
                                                {"id_ref", "id-ref", Word::As::Text}}};

bool is_permission(std::string_view name) { return name == "read" || name == "write" || name == "deny"; }

bool is_plain_permission(const Node& node) {
    return is_permission(node.get("kind").value_or("")) && node.children.empty();
}

/// <acl_permission kind="read">, or <read> of the schemas before 2.0.
void raise_permission(Raising& r, const Node& node, Block& out) {
    const std::string kind = node.is_element("acl_permission") ? std::string(node.get("kind").value_or("")) : node.name;
    if (!is_permission(kind) || !node.children.empty()) {
        r.native(out).children.push_back(raise_xml(r, node));
        return;
    }
    Block made = begin(r, kind, node);
    if (node.name == kind) r.set(made, "legacy", Value::boolean(true), node.name_span, node.name_span);
    raise_words(r, node, markup_of(node), kPermissionWords, made, {"id", "kind"});
    out.children.push_back(std::move(made));
}

Block raise_acl(Raising& r, const Node& node) {
    const bool role = node.is_element("acl_role"), group = node.is_element("acl_group");
    Block out = begin(r, role ? "acl_role" : group ? "acl_group" : "acl_user", node);
    if (node.is_element("acl_user")) r.set(out, "legacy", Value::boolean(true), node.name_span, node.name_span);
    std::vector<Value> roles;
    const Markup at = markup_of(node);
    for (const xml::Attribute& a : node.attributes) {
        if (a.name == "id") continue;
        Block& to = a.name == "description" || a.name == "name" ? out : r.native(out);
        r.set(to, a.name, text_value(a.value), at, a.name);
    }
    const bool plain = std::all_of(node.children.begin(), node.children.end(), [](const Node& child) {
        return !child.is_element("acl_permission") || is_plain_permission(child);
    });  // else the order would not survive
    for (const Node& child : node.children) {
        const bool reference =
            (child.is_element("role") || child.is_element("role_ref")) && child.attributes.size() == 1;
        if (child.kind == xml::NodeKind::Comment) {
            out.comments.push_back(child.text);
        } else if (reference && child.is_element(node.is_element("acl_user") ? "role_ref" : "role")) {
            roles.push_back(word_value(id_of(child)));
        } else if (plain && (child.is_element("acl_permission") || is_permission(child.name))) {
            raise_permission(r, child, out);
        } else if (child.kind == xml::NodeKind::Element) {
            r.native(out).children.push_back(raise_xml(r, child));
        }
    }
    if (!roles.empty()) r.set(out, "roles", list_of(std::move(roles)), node.name_span, node.span);
    return out;
}

/// <select> as `select = [nodes, attributes]` and `attributes = […]`; false when it holds something else.
bool raise_select(Raising& r, const Node& select, const std::string& alert, Block& out) {
    constexpr std::string_view kPrefix = "select_";
    std::vector<Value> kinds, names;
    Block ids = r.block("ids", select);
    for (const Node& child : select.children) {
        if (child.kind != xml::NodeKind::Element || !child.name.starts_with(kPrefix) || !child.attributes.empty()) {
            return false;
        }
        kinds.push_back(word_value(child.name.substr(kPrefix.size())));
        for (const Node& attribute : child.children) {
            if (!attribute.is_element("attribute") || attribute.attributes.size() != 2 || !attribute.children.empty()) {
                return false;
            }
            const std::string name(attribute.get("name").value_or("")), id = id_of(attribute);
            names.push_back(text_value(name));
            if (id != pair_id(alert + "-select", name)) r.set(ids, name, text_value(id));
        }
    }
    r.set(out, "select", list_of(std::move(kinds)), select.name_span, select.span);
    if (!names.empty()) r.set(out, "attributes", list_of(std::move(names)), select.name_span, select.span);
    if (!ids.attrs.empty()) out.children.push_back(std::move(ids));
    return true;
}

Block raise_alert(Raising& r, const Node& node, const std::string& word) {
    Block out = begin(r, word, node);
    const Markup at = markup_of(node);
    const std::string id = id_of(node);
    for (const xml::Attribute& a : node.attributes) {
        if (a.name == "path" && word == "alert" && !id.empty()) {
            out.labels.push_back({a.value, true, a.value_span});
        } else if (a.name != "id") {
            Block& to = a.name == "description" || a.name == "value" || a.name == "path" ? out : r.native(out);
            r.set(to, a.name, text_value(a.value), at, a.name);
        }
    }
    std::int64_t before = 0;  // elements in front of <select>
    for (const Node& child : node.children) {
        if (child.kind == xml::NodeKind::Comment) out.comments.push_back(child.text);
        if (child.kind != xml::NodeKind::Element) continue;
        if (child.is_element("select") && child.attributes.empty() && out.find("select") == nullptr &&
            raise_select(r, child, id, out)) {
            if (before != 0) r.set(out, "select_at", Value::integer(before));
            continue;
        }
        ++before;
        if (child.is_element("meta_attributes")) {
            out.children.push_back(raise_set(r, read_set(child), "meta", id + "-meta_attributes"));
        } else if (child.is_element("instance_attributes")) {
            out.children.push_back(raise_set(r, read_set(child), "params", id + "-instance_attributes"));
        } else if (child.is_element("recipient") && word == "alert") {
            out.children.push_back(raise_alert(r, child, "recipient"));
        } else {
            r.native(out).children.push_back(raise_xml(r, child));
        }
    }
    return out;
}

}  // namespace

void raise_topology(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::FencingTopology,
              [&](std::size_t i) { return raise_level(r, r.document.fencing_topology[i]); });
}

void raise_tags(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::Tags, [&](std::size_t i) { return raise_tag(r, r.document.tags[i]); });
}

void raise_acls(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::Acls, [&](std::size_t i) { return raise_acl(r, r.document.acls[i]); });
}

void raise_alerts(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::Alerts,
              [&](std::size_t i) { return raise_alert(r, r.document.alerts[i], "alert"); });
}

}  // namespace hale::pacemaker
