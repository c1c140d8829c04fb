#include "compiler/schema/declare.h"

#include <algorithm>

#include "compiler/schema/load_kind.h"
#include "compiler/value/literal.h"
#include "compiler/value/words.h"

namespace hale::schema {

namespace {

using block::Attr;
using block::Block;
using model::Value;
using model::ValueKind;

/// A bare word where the grammar allows one, else a string.
Value name_value(const std::string& name) { return model::is_bare_word(name) ? Value::word(name) : Value::string(name); }

Value list_value(const std::vector<std::string>& names) {
    Value list = Value::make(ValueKind::List, 0, {}, {});
    for (const std::string& name : names) list.items.push_back(name_value(name));
    return list;
}

void set(Block& b, std::string name, Value value) {
    Attr attr;
    attr.name = std::move(name);
    attr.value = std::move(value);
    b.attrs.push_back(std::move(attr));
}
void set_text(Block& b, const char* name, const std::string& text) {
    if (!text.empty()) set(b, name, Value::string(text));
}
void set_name(Block& b, const char* name, const std::string& text) {
    if (!text.empty()) set(b, name, name_value(text));
}
void set_flag(Block& b, const char* name, bool on) {
    if (on) set(b, name, Value::boolean(true));
}
void set_list(Block& b, const char* name, const std::vector<std::string>& names) {
    if (!names.empty()) set(b, name, list_value(names));
}

Block block(std::string word, const std::string& label = {}) {
    Block b;
    b.name = std::move(word);
    if (!label.empty()) b.labels.push_back({label, !model::is_bare_word(label), {}});
    return b;
}

Value duration(std::int64_t ms) { return Value::make(ValueKind::Duration, ms, {}, {}); }

Value type_value(const Type& type) {
    const auto call = [&](const char* name) {
        Value v = Value::make(ValueKind::Call, 0, name, {});
        for (const std::string& member : type.members) v.items.push_back(name_value(member));
        if (type.element) v.items.push_back(type_value(*type.element));
        return v;
    };
    switch (type.tag) {
        case TypeTag::Enum:
            return call("enum");
        case TypeTag::Ref:
            return call("ref");
        case TypeTag::List:
            return call("list");
        case TypeTag::Map:
            return type.element ? call("map") : Value::word("map");
        case TypeTag::Any:
            return Value::word("any");
        default:
            return Value::word(to_text(type));
    }
}

/// A bound in the attribute's own notation.
Value bound(const Type& type, std::int64_t n) {
    const TypeTag tag = type.tag == TypeTag::List && type.element ? type.element->tag : type.tag;
    const ValueKind kind = tag == TypeTag::Duration  ? ValueKind::Duration
                           : tag == TypeTag::Size    ? ValueKind::Size
                           : tag == TypeTag::Percent ? ValueKind::Percent
                                                     : ValueKind::Int;
    return Value::make(kind, n, {}, {});
}

/// A member of an enum that is no bare word is quoted.
Value default_value(const Value& def) {
    if (!def.is(ValueKind::Word) || model::is_bare_word(def.text)) return def;
    const auto number = model::parse_int(def.text);
    return number && std::to_string(*number) == def.text ? Value::integer(*number) : Value::string(def.text);
}

Block attribute(const Attribute& a) {
    Block b = block("attr", a.name);
    set(b, "type", type_value(a.type));
    set_flag(b, "required", a.required);
    set_flag(b, "unique", a.unique && a.unique_group.empty());
    set_name(b, "unique_group", a.unique_group);
    set_flag(b, "reload", a.reload);
    set_text(b, "inherit", a.inherit);
    if (a.def) set(b, "default", default_value(*a.def));
    if (a.min) set(b, "min", bound(a.type, *a.min));
    if (a.max) set(b, "max", bound(a.type, *a.max));
    set_list(b, "alias", a.aliases);
    set_flag(b, "deprecated", a.deprecated);
    set_name(b, "replaced_by", a.replaced_by);
    set_text(b, "doc", a.doc);
    return b;
}

Block child(const Child& c) {
    Block b = block("child", c.kind);
    if (c.start != 0) set(b, "start", Value::integer(c.start));
    if (c.stop != 0) set(b, "stop", Value::integer(c.stop));
    set_flag(b, "forbid", c.forbid);
    if (c.max != 0) set(b, "max", Value::integer(c.max));
    return b;
}

Block operation(const Operation& op) {
    Block b = block("op", op.name);
    if (op.interval) set(b, "interval", duration(*op.interval));
    if (op.timeout) set(b, "timeout", duration(*op.timeout));
    if (op.depth != 0) set(b, "depth", Value::integer(op.depth));
    set_name(b, "role", op.role);
    return b;
}

class MappingBlock {
public:
    explicit MappingBlock(const Mapping& m) : m_(m) {}

    Block run(const char* manager) {
        out_ = block(manager);
        const bool spec = m_.type.find(':') != std::string::npos;
        if (!m_.type.empty()) {
            set(out_, spec ? "ra" : "type",
                spec && printable_spec() ? Value::make(ValueKind::Spec, 0, m_.type, {}) : Value::string(m_.type));
        }
        if (m_.none) set(out_, "none", Value::string(m_.reason));
        set_text(out_, "stand_in", m_.stand_in);
        set_text(out_, "differs", m_.differs);
        set_name(out_, "strategy", m_.strategy);
        set_list(out_, "defaults", m_.defaults);
        set_list(out_, "silent", m_.silent);
        if (!m_.bool_true.empty()) {
            Value list = Value::make(ValueKind::List, 0, {}, {});
            list.items = {Value::string(m_.bool_true), Value::string(m_.bool_false)};
            set(out_, "booleans", std::move(list));
        }
        set_name(out_, "sharing", m_.sharing);
        for (const MapRow& row : m_.rows) add(row);
        for (const auto& [name, value] : m_.same) set(group("same"), name, default_value(value));
        for (const auto& [name, why] : m_.requires_) set(group("requires"), name, Value::string(why));
        for (const auto& [name, value] : m_.special) set(group("special"), name, Value::string(value));
        for (const auto& [name, value] : m_.preset) set(group("preset"), name, Value::string(value));
        return std::move(out_);
    }

private:
    bool printable_spec() const {
        std::size_t at = 0;
        for (;;) {
            const std::size_t colon = std::min(m_.type.find(':', at), m_.type.size());
            if (!model::is_bare_word(std::string_view(m_.type).substr(at, colon - at))) return false;
            if (colon == m_.type.size()) return true;
            at = colon + 1;
        }
    }

    /// The one block of this word.
    Block& group(const char* word) {
        for (Block& b : out_.children) {
            if (b.name == word && b.labels.empty()) return b;
        }
        out_.children.push_back(block(word));
        return out_.children.back();
    }

    void add(const MapRow& row) {
        switch (row.op) {
            case MapRow::Op::Rename:
                return set(group("rename"), row.attribute, name_value(row.target));
            case MapRow::Op::Constant:
                return set(group("constant"), row.target, Value::string(row.value));
            case MapRow::Op::Meta:
                return set(group("meta"), row.attribute, name_value(row.target));
            case MapRow::Op::Drop:
                return set(group(row.harmless ? "ignore" : "drop"), row.attribute, Value::string(row.reason));
            case MapRow::Op::Values: {
                Block b = block("values", row.attribute);
                if (row.target != row.attribute) set(b, "target", name_value(row.target));
                for (const auto& [word, spelling] : row.table) set(b, word, Value::string(spelling));
                out_.children.push_back(std::move(b));
                return;
            }
            case MapRow::Op::Split: {
                Block b = block("split", row.attribute);
                set(b, "into", list_value({row.target, row.target2}));
                set(b, "separator", Value::string(row.value));
                out_.children.push_back(std::move(b));
                return;
            }
            case MapRow::Op::Unit: {
                Block b = block("unit", row.attribute);
                if (row.target != row.attribute) set(b, "target", name_value(row.target));
                set(b, "unit", Value::string(row.value));
                set_flag(b, "suffix", row.suffix);
                out_.children.push_back(std::move(b));
                return;
            }
        }
    }

    const Mapping& m_;
    Block out_;
};

}  // namespace

bool is_bare_member(std::string_view text) {
    const auto number = model::parse_int(text);
    return model::is_bare_word(text) || (number && std::to_string(*number) == text);
}

Block declare(const Kind& kind) {
    Block out = block(std::string(kClassWords[static_cast<std::size_t>(kind.cls)]));
    out.labels.push_back({kind.name, !model::is_bare_word(kind.name), {}});
    set_text(out, "doc", kind.doc);
    set_name(out, "primary", kind.primary);
    if (kind.max_instances != 0) set(out, "max_instances", Value::integer(kind.max_instances));
    set_flag(out, "container", kind.container);
    set_flag(out, "open", kind.open);
    set_flag(out, "advisory", kind.advisory);
    set_list(out, "blocks", kind.blocks);
    set_list(out, "plug", kind.plug);
    for (const Attribute& a : kind.attributes) out.children.push_back(attribute(a));
    for (const Child& c : kind.children) out.children.push_back(child(c));
    for (const Operation& op : kind.operations) out.children.push_back(operation(op));
    if (kind.rgmanager.declared) out.children.push_back(MappingBlock(kind.rgmanager).run("rgmanager"));
    if (kind.pacemaker.declared) out.children.push_back(MappingBlock(kind.pacemaker).run("pacemaker"));
    return out;
}

}  // namespace hale::schema
