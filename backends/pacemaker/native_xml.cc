#include "backends/pacemaker/native_xml.h"

namespace hale::pacemaker {

namespace {

constexpr const char* kText = "#text";

}  // namespace

block::Block raise_xml(Raising& r, const xml::Node& node) {
    block::Block out = r.block(node.name, node);
    for (const xml::Attribute& a : node.attributes) {
        r.set(out, a.name, text_value(a.value), a.name_span, a.value_span);
    }
    std::vector<std::string> comments;
    for (const xml::Node& child : node.children) {
        if (child.kind == xml::NodeKind::Element) {
            out.children.push_back(raise_xml(r, child));
            out.children.back().comments = std::move(comments);
            comments.clear();
        } else if (child.kind == xml::NodeKind::Comment) {
            comments.push_back(child.text);
        } else if (child.kind == xml::NodeKind::Text) {
            r.set(out, kText, text_value(child.text), child.span, child.span);
        }
    }
    out.comments.insert(out.comments.end(), comments.begin(), comments.end());
    return out;
}

void add_xml(Lowering& l, const model::Block& block, xml::Node& into) {
    for (const model::Attribute& a : block.attributes) {
        auto text = l.speller.spell(a.value, a.name);
        if (!text) continue;
        if (a.name == kText) {
            xml::Node node;
            node.kind = xml::NodeKind::Text;
            node.text = std::move(*text);
            into.add(std::move(node));
        } else {
            into.set(a.name, std::move(*text), a.origin);
        }
    }
    for (const model::Block& child : block.children) into.add(lower_xml(l, child));
}

xml::Node lower_xml(Lowering& l, const model::Block& block) {
    xml::Node node(block.name, block.origin);
    add_xml(l, block, node);
    return node;
}

void add_native_xml(Lowering& l, const model::Block& construct, xml::Node& into) {
    for (const model::Block& child : construct.children) {
        if (child.name == "native" && child.label() == "pacemaker") add_xml(l, child, into);
    }
}

}  // namespace hale::pacemaker
