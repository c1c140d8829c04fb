// `extends = NAME`: what the instance does not say comes from the template; values on the instance win.

#include <algorithm>
#include <set>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/sema/context.h"
#include "compiler/support/suggest.h"

namespace hale::sema {

namespace {

model::OriginId from_template(Builder& b, model::OriginId origin, const std::string& name) {
    model::Origin copy = b.ctx.model.origins.at(origin);
    copy.kind = model::OriginKind::Template;
    copy.parent = origin;
    copy.note = name;
    return b.ctx.model.origins.add(std::move(copy));
}

/// Two blocks that say the same thing: `op monitor` of one depth, a child of one kind and label.
bool same_slot(const expand::Block& a, const expand::Block& c) {
    if (a.name != c.name || a.labels.size() != c.labels.size()) return false;
    for (std::size_t i = 0; i < a.labels.size(); ++i) {
        if (a.labels[i].text != c.labels[i].text) return false;
    }
    const expand::Attr* depth_a = a.name == "op" ? a.find("depth") : nullptr;
    const expand::Attr* depth_c = c.name == "op" ? c.find("depth") : nullptr;
    return (depth_a ? depth_a->value.number : 0) == (depth_c ? depth_c->value.number : 0);
}

void merge(Builder& b, const expand::Block& from, const std::string& name, expand::Block& into) {
    for (const expand::Attr& attr : from.attrs) {
        if (attr.name == "extends" || into.find(attr.name) != nullptr) continue;
        into.attrs.push_back(attr);
        into.attrs.back().origin = from_template(b, attr.origin, name);
        into.attrs.back().value.origin = into.attrs.back().origin;
    }
    for (const expand::Block& child : from.children) {
        const bool own = std::any_of(into.children.begin(), into.children.end(),
                                     [&](const expand::Block& c) { return same_slot(c, child); });
        if (!own) into.children.push_back(child);
    }
}

const expand::Block* find_template(Builder& b, const expand::Attr& extends, const schema::Kind& kind) {
    const auto it = b.templates.find(extends.value.text);
    if (it == b.templates.end()) {
        const std::string best = suggest(extends.value.text, b.templates,
                                         [](const auto& entry) -> const std::string& { return entry.first; });
        auto report = b.ctx.sink.report(diag::UnknownReference, extends.value_span, "template", extends.value.text);
        if (!best.empty()) report.help("did you mean `{}`?", best);
        return nullptr;
    }
    const expand::Block* found = it->second;
    if (found->labels[1].text != kind.name) {
        b.ctx.sink
            .report(diag::TemplateKind, extends.value_span, found->labels[0].text, found->labels[1].text, kind.name)
            .label(found->name_span, "the template is declared here");
        return nullptr;
    }
    return found;
}

}  // namespace

const expand::Block& with_template(Builder& b, const expand::Block& block, const schema::Kind& kind,
                                   expand::Block& storage) {
    const expand::Attr* extends = block.find("extends");
    if (extends == nullptr) return block;
    if (b.ctx.lenient && b.unit_templates.contains(extends->value.text)) return block;  // Pacemaker looks it up
    storage = block;
    std::set<std::string> seen;
    while (extends != nullptr && extends->value) {
        if (!seen.insert(extends->value.text).second) {
            b.ctx.sink.report(diag::TemplateCycle, extends->value_span, extends->value.text);
            break;
        }
        const expand::Block* found = find_template(b, *extends, kind);
        if (found == nullptr) break;
        merge(b, *found, extends->value.text, storage);
        extends = found->find("extends");
    }
    return storage;
}

}  // namespace hale::sema
