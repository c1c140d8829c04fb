// `native rgmanager { … }`: the exact words of the file for what hale has no word for (the inverse of
// lower_native.cc).

#include "backends/rgmanager/raising.h"
#include "compiler/diag/import_codes.h"

namespace hale::rgmanager {

using block::Block;

namespace {

bool has_own_meaning(std::string_view name) { return name == "element" || name == "comment" || name == "text"; }

void attribute(Raising& r, Block& out, const xml::Attribute& a) {
    out.attrs.push_back(make_attr(r, a.name, model::Value::string(a.value), a));
}

Block native_block(Raising& r, const xml::Node& node) {
    if (node.kind == xml::NodeKind::Comment || node.kind == xml::NodeKind::Text) {
        Block out = make_block(r, node.kind == xml::NodeKind::Comment ? "comment" : "text", node.span, node.span);
        out.labels.push_back({node.text, true, node.span});
        return out;
    }
    const bool plain = is_bare_word(node.name) && !has_own_meaning(node.name);
    Block out = make_block(r, plain ? node.name : "element", node.span, node.name_span);
    if (!plain) out.labels.push_back(make_label(node.name, node.name_span));
    for (const xml::Attribute& a : node.attributes) attribute(r, out, a);
    for (const xml::Node& child : node.children) {
        if (child.kind != xml::NodeKind::Instruction) out.children.push_back(native_block(r, child));
    }
    return out;
}

}  // namespace

void report_kept(Raising& r, source::Span place, std::string_view what, std::string_view name, std::string_view owner) {
    if (!r.structure.keep(place)) r.sink.report(diag::KeptAsNative, place, what, name, owner);
}

Block& native_of(Raising& r, Block& owner) {
    for (Block& child : owner.children) {
        if (child.name == "native") return child;
    }
    Block native = make_block(r, "native", owner.span, owner.name_span);
    native.labels.push_back(make_label(std::string(kSpelling.manager), owner.name_span));
    owner.children.push_back(std::move(native));
    return owner.children.back();
}

void add_native_attribute(Raising& r, Block& owner, const xml::Attribute& a) { attribute(r, native_of(r, owner), a); }

void add_native_node(Raising& r, Block& owner, const xml::Node& node) {
    native_of(r, owner).children.push_back(native_block(r, node));
}

void add_native_section(Raising& r, Block& owner, const xml::Node& section) {
    Block made = native_block(r, section);
    Block& native = native_of(r, owner);
    for (Block& present : native.children) {
        if (present.name != section.name) continue;
        for (block::Attr& a : made.attrs) present.attrs.push_back(std::move(a));
        for (Block& child : made.children) present.children.push_back(std::move(child));
        return;
    }
    native.children.push_back(std::move(made));
}

}  // namespace hale::rgmanager
