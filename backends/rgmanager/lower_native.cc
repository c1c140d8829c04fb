// `native rgmanager { … }`: what no schema knows, as it stands. An attribute becomes an attribute of the element that
// the block stands in, a block a child element: `frob x { level = "3" }` is <frob name="x" level="3"/>. Three names are
// special: `element "db2.sh" { … }` for names that are no hale words, `comment "…" {}` and `text "…" {}`.

#include <algorithm>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"

namespace hale::rgmanager {

namespace {

std::string label_of(const model::Block& block) { return block.label(); }

xml::Node plain(xml::NodeKind kind, const model::Block& block) {
    xml::Node out;
    out.kind = kind;
    out.text = label_of(block);
    out.origin = block.origin;
    return out;
}

xml::Node native_node(Lowering& l, const model::Block& block) {
    if (block.name == "comment") return plain(xml::NodeKind::Comment, block);
    if (block.name == "text") return plain(xml::NodeKind::Text, block);
    const bool named = block.name == "element";
    xml::Node out(named ? label_of(block) : block.name.str(), block.origin);
    if (!named && !block.labels.empty()) out.set("name", label_of(block), block.origin);
    add_native(l, block, out.attributes, out.children);
    return out;
}

}  // namespace

void add_native(Lowering& l, const model::Block& body, std::vector<xml::Attribute>& attributes,
                std::vector<xml::Node>& children) {
    for (const model::Attribute& a : body.attributes) {
        const bool twice = std::any_of(attributes.begin(), attributes.end(),
                                       [&](const xml::Attribute& x) { return x.name == a.name; });
        if (twice) {
            l.sink.report(diag::NativeConflict, l.span(a.origin), a.name).notes(l.iterations(a.origin));
            continue;
        }
        if (auto text = l.speller.spell(a.value, a.name)) {
            xml::Attribute added;
            added.name = a.name;
            added.value = std::move(*text);
            added.origin = a.origin;
            attributes.push_back(std::move(added));
        }
    }
    for (const model::Block& child : body.children) children.push_back(native_node(l, child));
}

}  // namespace hale::rgmanager
