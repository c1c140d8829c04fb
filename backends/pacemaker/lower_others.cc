// `acl_role`, `acl_user`, `acl_group` and `alert`.

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/words.h"
#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using model::Block;
using model::Value;
using model::ValueKind;
using xml::Node;

namespace {

std::string spell(Lowering& l, const model::Attribute& a) { return l.speller.spell(a.value, a.name).value_or(""); }

void copy(Lowering& l, const Block& block, const char* word, Node& out) {
    if (const model::Attribute* a = block.find(word)) out.set(word, spell(l, *a), a->origin);
}

bool is_true(const Block& block, std::string_view word) {
    const model::Attribute* a = block.find(word);
    return a != nullptr && a->value.is(ValueKind::Bool) && a->value.number != 0;
}

Node permission(const std::string& kind, const std::string& id, OriginId origin) {
    Node node("acl_permission", origin);
    node.set("id", id).set("kind", kind);
    return node;
}

/// `read = xpath("…")`, `write = [web, db]`, `deny = property`.
void short_permissions(Lowering& l, const Block& block, const std::string& kind, Node& role) {
    const model::Attribute* a = block.find(kind);
    if (a == nullptr) return;
    const model::Items one{a->value};
    std::size_t n = 0;
    for (const Value& value : a->value.is(ValueKind::List) ? a->value.items : one) {
        Node node =
            permission(kind, l.ids.part(block.label(), kind + (n == 0 ? "" : "-" + std::to_string(n))), a->origin);
        ++n;
        if (value.is(ValueKind::Call) && value.text == "xpath" && value.items.size() == 1) {
            node.set("xpath", value.items[0].text);
        } else if (a->value.is(ValueKind::List)) {
            node.set("reference", reference_id(l, value));
        } else {
            node.set("object-type", l.speller.spell(value, kind).value_or(""));
        }
        role.add(std::move(node));
    }
}

Node long_permission(Lowering& l, const Block& block, const std::string& role) {
    const std::string id = block.labels.empty() ? l.ids.part(role, block.name) : block.label().str();
    Node node =
        is_true(block, "legacy") ? element(block.name, id, block.origin) : permission(block.name, id, block.origin);
    for (const char* word : {"xpath", "object-type", "attribute", "tag", "description"}) copy(l, block, word, node);
    for (const char* word : {"reference", "ref"}) {
        if (const model::Attribute* a = block.find(word)) node.set(word, reference_id(l, a->value), a->origin);
    }
    if (const model::Attribute* a = block.find("id_ref")) node.set("id-ref", spell(l, *a), a->origin);
    add_native_xml(l, block, node);
    return node;
}

Node select(Lowering& l, const Block& block, const std::string& alert) {
    Node out("select", block.origin);
    const Block* ids = nullptr;
    for (const Block& child : block.children) {
        if (child.name == "ids") ids = &child;
    }
    for (const Value& kind : block.find("select")->value.items) {
        Node& made = out.add(Node("select_" + kind.text, block.origin));
        const model::Attribute* names = kind.text == "attributes" ? block.find("attributes") : nullptr;
        if (names == nullptr) continue;
        for (const Value& name : names->value.items) {
            const model::Attribute* id = ids != nullptr ? ids->find(name.text) : nullptr;
            made.add(Node("attribute", names->origin))
                .set("id", id != nullptr ? spell(l, *id) : pair_id(alert + "-select", name.text))
                .set("name", name.text);
        }
    }
    return out;
}

Node set_node(Lowering& l, const Block& block, const char* name, const std::string& default_id) {
    Node holder("holder");
    add_sets(holder, name, {lower_set(l, block, default_id)});
    return std::move(holder.children.front());
}

/// What an alert and a recipient share.
void add_alert_parts(Lowering& l, const Block& block, const std::string& id, Node& out) {
    const model::Attribute* at = block.find("select_at");
    std::int64_t before = at != nullptr ? at->value.number : 0;
    const bool selects = block.find("select") != nullptr;
    bool selected = !selects;
    const auto put_select = [&] {
        if (selected || before-- > 0) return;
        selected = true;
        out.add(select(l, block, id));
    };
    for (const Block& child : block.children) {
        if (child.name == "ids" || child.name == "native") continue;
        put_select();
        if (child.name == "meta") {
            out.add(set_node(l, child, "meta_attributes", id + "-meta_attributes"));
        } else if (child.name == "params") {
            out.add(set_node(l, child, "instance_attributes", id + "-instance_attributes"));
        } else if (child.name == "recipient") {
            const std::string own = child.labels.empty() ? l.ids.part(id, "recipient") : child.label().str();
            Node recipient = element("recipient", own, child.origin);
            copy(l, child, "description", recipient);
            copy(l, child, "value", recipient);
            add_alert_parts(l, child, own, recipient);
            out.add(std::move(recipient));
        }
    }
    before = 0;
    put_select();
    add_native_xml(l, block, out);
}

}  // namespace

Node lower_acl(Lowering& l, const Block& block) {
    const bool legacy = is_true(block, "legacy");
    Node out = element(block.name == "acl_user" && !legacy ? "acl_target" : block.name, block.label(), block.origin);
    copy(l, block, "name", out);
    copy(l, block, "description", out);
    if (const model::Attribute* roles = block.find("roles")) {
        for (const Value& role : roles->value.items) {
            out.add(Node(legacy ? "role_ref" : "role", roles->origin)).set("id", reference_id(l, role));
        }
    }
    for (const char* kind : {"read", "write", "deny"}) short_permissions(l, block, kind, out);
    for (const Block& child : block.children) {
        if (child.name != "native") out.add(long_permission(l, child, block.label()));
    }
    add_native_xml(l, block, out);
    return out;
}

Node lower_alert(Lowering& l, const Block& block) {
    Node out = element("alert", block.label(), block.origin);
    copy(l, block, "path", out);
    if (block.labels.size() > 1) out.set("path", block.labels[1], block.origin);
    copy(l, block, "description", out);
    add_alert_parts(l, block, block.label(), out);
    return out;
}

}  // namespace hale::pacemaker
