// The elements of <resources> to blocks, one to one.

#include <algorithm>
#include <array>
#include <set>

#include "backends/common/mapping.h"
#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/read_internal.h"
#include "backends/pacemaker/units.h"
#include "backends/pacemaker/write_internal.h"
#include "compiler/schema/agents.h"
#include "compiler/value/literal.h"

namespace hale::pacemaker {

using block::Block;
using model::Value;
using xml::Node;

namespace {

std::string text_of(const Node& node, std::string_view attribute) {
    return std::string(node.get(attribute).value_or(""));
}

/// The attribute as one of the block, named `name`.
void take(Raising& r, Block& b, const xml::Attribute& a, std::string name, Value value) {
    r.set(b, std::move(name), std::move(value), a.name_span, a.value_span);
}

std::string underscores(std::string name) {
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// 30s, 500ms: what a bare duration is spelled as.
Value duration_value(const std::string& text) {
    const Value number = int_value(text);
    if (number.is(model::ValueKind::Int) && number.number >= 0) return number;
    const auto ms = model::parse_duration(text);
    if (!ms || *ms < 0) return Value::string(text);
    const std::string canonical = *ms % 1000 == 0 ? std::to_string(*ms / 1000) + "s" : std::to_string(*ms) + "ms";
    return canonical == text ? Value::make(model::ValueKind::Duration, *ms, {}, {}) : Value::string(text);
}

Value meta_value(const std::string& text) {
    const Value duration = duration_value(text);
    return duration.is(model::ValueKind::Duration) ? duration : plain_value(text);
}

/// Comments that wait for the block they stand before.
class Comments {
public:
    bool take(const Node& node) {
        if (node.kind != xml::NodeKind::Comment) return false;
        waiting_.push_back(node.text);
        return true;
    }
    bool empty() const { return waiting_.empty(); }
    /// Adds the block to the parent.
    Block& put(Block& parent, Block child) {
        child.comments.insert(child.comments.begin(), waiting_.begin(), waiting_.end());
        waiting_.clear();
        parent.children.push_back(std::move(child));
        return parent.children.back();
    }
    void finish(Block& parent) { parent.trailing = std::move(waiting_); }

private:
    std::vector<std::string> waiting_;
};

/// An element, or an attribute, that no word says.
Block native(Raising& r, const Node& at) {
    Block out = r.block("native", at);
    r.label(out, "pacemaker");
    return out;
}
Block native_element(Raising& r, const Node& node) {
    Block out = native(r, node);
    out.children.push_back(raise_xml(r, node));
    return out;
}
void native_attributes(Raising& r, const Node& node, const std::vector<const xml::Attribute*>& attributes,
                       Block& into) {
    if (attributes.empty()) return;
    Block out = native(r, node);
    for (const xml::Attribute* a : attributes) take(r, out, *a, a->name, text_value(a->value));
    into.children.push_back(std::move(out));
}

/// A resource while it becomes a block.
class UnitRaiser {
public:
    UnitRaiser(Raising& r, const Node& node, bool top) : r_(r), node_(node), top_(top), id_(text_of(node, "id")) {}

    Block run() {
        head();
        native_attributes(r_, node_, others_, out_);
        bool first = true, after_ops = false;
        for (const Node& child : node_.children) {
            if (comments_.take(child)) continue;
            const bool own = first && comments_.empty() && is_own(child);
            first = false;
            const bool ops = comments_.empty() && inline_ops(child, after_ops);
            const bool mappings = comments_.empty() && inline_storage(child, after_ops);
            if (own) {
                own_set(child);
            } else if (ops) {
                for (const Node& op : child.children) {
                    if (!comments_.take(op)) comments_.put(out_, raise_op(r_, op, id_));
                }
            } else if (mappings) {
                for (const Node& mapping : child.children) {
                    if (!comments_.take(mapping)) comments_.put(out_, storage(mapping));
                }
            } else {
                comments_.put(out_, other(child));
            }
            after_ops = ops || mappings;
        }
        comments_.finish(out_);
        return std::move(out_);
    }

private:
    bool container() const { return node_.name != "primitive" && node_.name != "template"; }

    void head() {
        const std::string cls = text_of(node_, "class"), provider = text_of(node_, "provider"),
                          type = text_of(node_, "type"), base = text_of(node_, "template");
        std::set<std::string_view> taken = {"id"};
        if (container()) {
            out_ = r_.block(node_.name == "master" ? "clone" : node_.name, node_);
            label("id");
        } else {
            std::string spec = cls + ':';
            if (cls == "ocf") spec += provider + ':';
            spec += type;
            const bool device = top_ && node_.name == "primitive" && is_device(cls, type);
            out_ = r_.block(node_.name == "template" ? "template" : device ? "fence_device" : "resource", node_);
            label("id");
            if (!base.empty() && cls.empty()) {
                taken.insert("template");
                const xml::Attribute& a = *node_.find("template");
                take(r_, out_, a, "extends", word_value(a.value));
            } else {
                const xml::Attribute* at = node_.find("type");
                r_.label(out_, device ? type : spec, at != nullptr ? at->value_span : node_.name_span);
                taken.insert({"class", "type"});
                if (cls == "ocf") taken.insert("provider");
            }
            if (device) kind_ = r_.library.find(schema::KindClass::FenceAgent, type);
            if (!device) kind_ = r_.library.find(schema::KindClass::Agent, spec);
        }
        for (const xml::Attribute& a : node_.attributes) {
            if (a.name == "description" && !a.value.empty()) {
                take(r_, out_, a, "description", text_value(a.value));
            } else if (!taken.contains(a.name)) {
                others_.push_back(&a);
            }
        }
        if (node_.name == "master") {
            Block promotable = r_.block("promotable", node_);
            r_.set(promotable, "element", Value::word("master"));
            out_.children.push_back(std::move(promotable));
        }
    }

    void label(std::string_view attribute) {
        const xml::Attribute* a = node_.find(attribute);
        r_.label(out_, id_, a != nullptr ? a->value_span : node_.name_span);
    }

    /// A fence agent that `fence_device` can name.
    bool is_device(const std::string& cls, const std::string& type) const {
        if (cls != "stonith" || node_.find("provider") != nullptr) return false;
        const schema::Kind* kind = r_.library.find(schema::KindClass::FenceAgent, type);
        if (kind == nullptr) return false;
        const std::string& written = kind->pacemaker.type;
        return written.empty() ? kind->name == type : written == "stonith:" + type;
    }

    /// The set that the block's own attributes are.
    bool is_own(const Node& child) const {
        const std::string_view element = container() ? "meta_attributes" : "instance_attributes";
        if (!child.is_element(element) || child.attributes.size() != 1 || child.children.empty()) return false;
        const std::string id = unit_set_id(r_.scheme, id_, element);
        if (child.get("id") != id) return false;
        std::set<std::string_view> names;
        return std::all_of(child.children.begin(), child.children.end(), [&](const Node& pair) {
            const auto name = pair.get("name");
            return pair.is_element("nvpair") && pair.children.empty() && pair.attributes.size() == 3 && name &&
                   !name->empty() && pair.get("value") && pair.get("id") == pair_id(id, std::string(*name)) &&
                   names.insert(*name).second && stays(std::string(*name));
        });
    }

    /// The name means the same when it is an attribute of the block.
    bool stays(const std::string& name) const {
        if (is_unit_word(name)) return false;
        if (container()) return true;
        if (kind_ == nullptr) return false;
        if (out_.name != "fence_device")
            return kind_->attribute(name) == nullptr || kind_->attribute(name)->name == name;
        const schema::Kind* common = r_.library.find(schema::KindClass::Construct, "fence_device");
        const schema::Attribute* declared = kind_->attribute(name);
        const bool own = declared != nullptr || (common != nullptr && common->attribute(name) != nullptr);
        return own && (declared == nullptr || declared->name == name) && kind_->pacemaker.row(name) == nullptr &&
               !is_target(name);
    }
    /// A row of the mapping makes this name of another attribute.
    bool is_target(const std::string& name) const {
        const auto& rows = kind_->pacemaker.rows;
        return std::any_of(rows.begin(), rows.end(), [&](const schema::MapRow& row) { return row.target == name; });
    }

    void own_set(const Node& set) {
        for (const Node& pair : set.children) {
            const xml::Attribute& value = *pair.find("value");
            r_.set(out_, text_of(pair, "name"), container() ? meta_value(value.value) : text_value(value.value),
                   pair.find("name")->value_span, value.value_span);
        }
    }

    static bool only(const Node& node, std::string_view child) {
        std::size_t count = 0;
        for (const Node& c : node.children) {
            if (c.kind == xml::NodeKind::Comment) continue;
            if (!c.is_element(child)) return false;
            ++count;
        }
        return count != 0 && node.children.back().kind == xml::NodeKind::Element;
    }
    bool inline_ops(const Node& child, bool after) const {
        return !after && !container() && child.is_element("operations") && child.attributes.empty() &&
               only(child, "op") && std::all_of(child.children.begin(), child.children.end(), is_op);
    }
    static bool is_op(const Node& op) {
        return op.kind == xml::NodeKind::Comment || (!text_of(op, "name").empty() && !text_of(op, "id").empty());
    }
    bool inline_storage(const Node& child, bool after) const {
        return !after && node_.name == "bundle" && child.is_element("storage") && child.attributes.empty() &&
               only(child, "storage-mapping");
    }

    Block other(const Node& child) {
        const std::string word(set_word(child.name));
        if (!word.empty()) return raise_set(r_, read_set(child), word, unit_set_id(r_.scheme, id_, child.name));
        if (child.is_element("operations") && !container()) return operations(child);
        if (container() && node_.name != "bundle" && child.is_element("group")) return raise_unit(r_, child, false);
        if (container() && child.is_element("primitive")) return raise_unit(r_, child, false);
        if (node_.name == "bundle") {
            for (const char* name : {"docker", "podman", "rkt", "network"}) {
                if (child.is_element(name)) return part(child);
            }
        }
        return native_element(r_, child);
    }

    Block operations(const Node& node) {
        const bool plain = std::all_of(node.children.begin(), node.children.end(), [](const Node& c) {
            return c.kind == xml::NodeKind::Comment || (c.is_element("op") && is_op(c));
        });
        const bool known = std::all_of(node.attributes.begin(), node.attributes.end(),
                                       [](const xml::Attribute& a) { return a.name == "id" || a.name == "id-ref"; });
        if (!plain || !known) return native_element(r_, node);
        Block out = r_.block("operations", node);
        for (const xml::Attribute& a : node.attributes) {
            if (a.name == "id") {
                r_.label(out, a.value, a.value_span);
            } else {
                take(r_, out, a, "id_ref", word_value(a.value));
            }
        }
        Comments comments;
        for (const Node& op : node.children) {
            if (!comments.take(op)) comments.put(out, raise_op(r_, op, id_));
        }
        comments.finish(out);
        return out;
    }

    /// docker, podman, rkt, network with its ports.
    Block part(const Node& node) {
        Block out = r_.block(node.name, node);
        const schema::Kind* kind = r_.library.find(schema::KindClass::Construct, node.name);
        container_attributes(node, kind, out);
        Comments comments;
        for (const Node& child : node.children) {
            if (comments.take(child)) continue;
            if (child.is_element("port-mapping") && node.name == "network") {
                Block port = r_.block("port", child);
                if (const xml::Attribute* id = child.find("id")) r_.label(port, id->value, id->value_span);
                container_attributes(child, r_.library.find(schema::KindClass::Construct, "port"), port, true);
                comments.put(out, std::move(port));
            } else {
                comments.put(out, native_element(r_, child));
            }
        }
        comments.finish(out);
        return out;
    }

    /// Attributes by their type; `labelled`: the id is the label.
    void container_attributes(const Node& node, const schema::Kind* kind, Block& out, bool labelled = false) {
        for (const xml::Attribute& a : node.attributes) {
            if (labelled && a.name == "id") continue;
            const std::string name = underscores(a.name);
            const schema::Attribute* declared = kind != nullptr ? kind->attribute(name) : nullptr;
            const bool number = declared != nullptr && declared->type.tag == schema::TypeTag::Int;
            const bool flag = declared != nullptr && declared->type.tag == schema::TypeTag::Bool;
            take(r_, out, a, name, number ? int_value(a.value) : flag ? bool_value(a.value) : text_value(a.value));
        }
    }

    Block storage(const Node& node) {
        Block out = r_.block("storage", node);
        for (const xml::Attribute& a : node.attributes) {
            if (a.name == "id") {
                r_.label(out, a.value, a.value_span);
                continue;
            }
            const bool dir = a.name == "source-dir" || a.name == "target-dir";
            const std::string name = dir ? a.name.substr(0, 6) : a.name == "source-dir-root" ? "source_root" : a.name;
            take(r_, out, a, underscores(name), text_value(a.value));
        }
        return out;
    }

    Raising& r_;
    const Node& node_;
    bool top_;
    std::string id_;
    Block out_;
    const schema::Kind* kind_ = nullptr;
    std::vector<const xml::Attribute*> others_;
    Comments comments_;
};

}  // namespace

Block raise_op(Raising& r, const Node& node, const std::string& owner) {
    Block out = r.block("op", node);
    const std::string name = text_of(node, "name"), interval = text_of(node, "interval");
    const xml::Attribute* named = node.find("name");
    r.label(out, name, named->value_span);
    const schema::Kind* kind = r.library.find(schema::KindClass::Construct, "op");
    std::vector<const xml::Attribute*> others;
    const std::string id = text_of(node, "id");
    const bool no_interval = node.find("interval") == nullptr;
    for (const xml::Attribute& a : node.attributes) {
        const std::string word = underscores(a.name);
        if (a.name == "name") continue;
        if (a.name == "id") {
            if (no_interval || a.value != op_id(r.scheme, owner, name, interval)) {
                take(r, out, a, "id", word_value(a.value));
            }
        } else if (kind == nullptr || kind->attribute(word) == nullptr || word != kind->attribute(word)->name ||
                   word == "depth" || a.name.find('_') != std::string::npos) {
            others.push_back(&a);
        } else if (a.name == "interval" || a.name == "timeout" || a.name == "start-delay") {
            take(r, out, a, word, duration_value(a.value));
        } else if (a.name == "enabled" || a.name == "record-pending") {
            take(r, out, a, word, bool_value(a.value));
        } else if (kind->attribute(word)->type.tag == schema::TypeTag::Enum) {  // role, on-fail, requires
            const auto& members = kind->attribute(word)->type.members;
            const bool member = std::find(members.begin(), members.end(), a.value) != members.end();
            const bool bare = member && (a.name != "role" || (a.value[0] >= 'A' && a.value[0] <= 'Z'));
            take(r, out, a, word, bare ? Value::word(a.value) : text_value(a.value));
        } else {
            take(r, out, a, word, text_value(a.value));
        }
    }
    native_attributes(r, node, others, out);
    Comments comments;
    for (const Node& child : node.children) {
        if (comments.take(child)) continue;
        const bool set = child.is_element("instance_attributes") || child.is_element("meta_attributes");
        comments.put(out, set ? raise_set(r, read_set(child), std::string(set_word(child.name)),
                                          unit_set_id(r.scheme, id, child.name))
                              : native_element(r, child));
    }
    comments.finish(out);
    return out;
}

Block raise_unit(Raising& r, const Node& node, bool top) { return UnitRaiser(r, node, top).run(); }

void raise_resources(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::Resources,
              [&](std::size_t index) { return raise_unit(r, r.resource_nodes[index], true); });
}

}  // namespace hale::pacemaker
