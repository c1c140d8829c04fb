#include "backends/pacemaker/raising.h"

#include <algorithm>
#include <array>

#include "backends/pacemaker/native_xml.h"
#include "compiler/value/literal.h"
#include "compiler/value/words.h"

namespace hale::pacemaker {

using block::Block;
using model::Value;
using model::ValueKind;

namespace {

/// Everything that a constraint may name.
struct Names {
    std::set<std::string, std::less<>>& out;

    void operator()(const Primitive& p) const { out.insert(p.id); }
    void operator()(const Template& t) const { out.insert(t.body.id); }
    void operator()(const Group& g) const {
        out.insert(g.id);
        for (const Primitive& member : g.members) out.insert(member.id);
    }
    void operator()(const Clone& c) const {
        out.insert(c.id);
        std::visit(*this, c.child);
    }
    void operator()(const Bundle& b) const {
        out.insert(b.id);
        if (b.member) out.insert(b.member->id);
    }
};

bool is_canonical_int(std::string_view text) {
    const auto n = model::parse_int(text);
    return n && std::to_string(*n) == text;
}

}  // namespace

Raising::Raising(const Document& d, schema::Library& l, model::OriginTable& o, diag::Sink& s)
    : document(d), library(l), origins(o), sink(s) {
    for (const Resource& resource : d.resources) std::visit(Names{resources}, resource);
    for (const Tag& tag : d.tags) resources.insert(tag.id);
    for (const ClusterNode& node : d.nodes) nodes.insert(node.uname);
}

Block Raising::block(std::string name, source::Span span, source::Span name_span) {
    Block out;
    out.name = std::move(name);
    out.name_span = name_span.valid() ? name_span : span;
    out.span = span;
    out.origin = origin(span);
    return out;
}

void Raising::label(Block& block, const std::string& text, source::Span span) {
    block.labels.push_back({text, !is_bare(text), span.valid() ? span : block.name_span});
}

void Raising::label(Block& block, const std::string& text, const Markup& at) {
    const AttributePlace* place = at.find("id");
    label(block, text, place != nullptr ? place->value_span : source::Span{});
}

void Raising::set(Block& block, std::string name, Value value, const Markup& at, std::string_view xml) {
    const AttributePlace* place = at.find(xml);
    if (place == nullptr) return set(block, std::move(name), std::move(value));
    set(block, std::move(name), std::move(value), place->name_span, place->value_span);
}

void Raising::set(Block& block, std::string name, Value value, source::Span name_span, source::Span value_span) {
    block::Attr attr;
    attr.name = std::move(name);
    attr.quoted_name = !is_bare(attr.name);
    attr.name_span = name_span.valid() ? name_span : block.name_span;
    attr.value_span = value_span.valid() ? value_span : attr.name_span;
    attr.origin = origin(attr.name_span);
    attr.value = std::move(value);
    attr.value.origin = origin(attr.value_span);
    for (Value& item : attr.value.items) item.origin = attr.value.origin;
    block.attrs.push_back(std::move(attr));
}

void Raising::comments(Block& block, const Extra& extra) {
    for (const xml::Node& child : extra.children) {
        if (child.kind == xml::NodeKind::Comment) block.comments.push_back(child.text);
    }
}

Block& Raising::native(Block& parent) {
    for (Block& child : parent.children) {
        if (child.name == "native") return child;
    }
    Block made = block("native", parent.span, parent.name_span);
    label(made, "pacemaker");
    return parent.children.emplace_back(std::move(made));
}

void Raising::unknown_item(Block& cluster, SectionName section, const xml::Node& node) {
    const std::string name(kSectionNames[static_cast<std::size_t>(section)]);
    Block& all = native(cluster);
    if (all.children.empty() || all.children.back().name != name) all.children.push_back(block(name, node));
    all.children.back().children.push_back(raise_xml(*this, node));
}

void Raising::leftovers(Block& parent, const Extra& extra) {
    for (const xml::Node& child : extra.children) {
        if (child.kind == xml::NodeKind::Element) native(parent).children.push_back(raise_xml(*this, child));
    }
}

bool is_bare(std::string_view text) { return model::is_bare_word(text); }

Value text_value(const std::string& text) { return Value::string(text); }

Value score_value(const std::string& text) {
    if (text == "INFINITY") return Value::make(ValueKind::Score, model::kInfinity, {}, {});
    if (text == "-INFINITY") return Value::make(ValueKind::Score, -model::kInfinity, {}, {});
    const auto n = model::parse_int(text);
    const bool small = n && *n > -model::kInfinity && *n < model::kInfinity;
    return small && is_canonical_int(text) ? Value::make(ValueKind::Score, *n, {}, {}) : Value::string(text);
}

Value bool_value(const std::string& text) {
    if (text == "true" || text == "false") return Value::boolean(text == "true");
    return Value::string(text);
}

Value int_value(const std::string& text) {
    return is_canonical_int(text) ? Value::integer(*model::parse_int(text)) : Value::string(text);
}

Value word_value(const std::string& text) { return is_bare(text) ? Value::word(text) : Value::string(text); }

Value plain_value(const std::string& text) {
    if (text == "true" || text == "false") return bool_value(text);
    if (is_canonical_int(text)) return int_value(text);
    return word_value(text);
}

Value reference_value(const std::set<std::string, std::less<>>& known, const std::string& text) {
    return known.contains(text) && is_bare(text) ? Value::word(text) : Value::string(text);
}

}  // namespace hale::pacemaker
