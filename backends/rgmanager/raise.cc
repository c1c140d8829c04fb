#include "backends/rgmanager/raise.h"

#include "backends/rgmanager/raising.h"
#include "compiler/diag/import_codes.h"

namespace hale::rgmanager {

using block::Block;

namespace {

void root(Raising& r, Block& cluster) {
    const Document& d = r.document;
    const xml::Attribute* name = d.find("name");
    if (name != nullptr && !name->value.empty()) {
        cluster.labels.push_back(make_label(name->value, name->value_span));
    } else {
        r.sink.report(diag::NameMissing, d.name_span, "cluster", "cman does not start without it");
        cluster.labels.push_back(make_label("unnamed", d.name_span));
    }
    if (name == nullptr || d.find("config_version") == nullptr || r.members.empty()) {
        xml::Attribute none;
        none.span = none.name_span = none.value_span = d.name_span;
        cluster.attrs.push_back(make_attr(r, "partial", model::Value::boolean(true), none));
    }
    const schema::Kind* kind = r.kinds.named("cluster");
    std::vector<const xml::Attribute*> others;
    for (const xml::Attribute& a : d.attributes) {
        if (a.name != "name") others.push_back(&a);
    }
    if (kind != nullptr) others = raise_attributes(r, *kind, others, cluster);
    for (const xml::Attribute* a : others) {
        report_kept(r, a->name_span, "attribute", a->name, "cluster");
        add_native_attribute(r, cluster, *a);
    }
}

}  // namespace

std::vector<Block> raise(const Document& document, RaiseMode mode, schema::Library& library,
                         model::OriginTable& origins, diag::Sink& sink) {
    const Kinds kinds(library);
    Raising r{document, mode, kinds, origins, sink, {}, {}, structure_of(to_tree(document), kinds), {}, {}};
    for (const ClusterNodes* nodes : all<ClusterNodes>(document.items)) {
        for (const ClusterNode* node : all<ClusterNode>(nodes->items)) r.members.emplace(node->text("name"));
    }
    Block cluster = make_block(r, "cluster", document.span, document.name_span);
    root(r, cluster);
    const Rm* rm = first<Rm>(document.items);
    raise_sections(r, cluster);
    raise_nodes(r, cluster);
    raise_no_two_node(r, cluster);
    if (rm != nullptr) raise_domains(r, *rm, cluster);
    if (rm != nullptr) raise_resources(r, *rm, cluster);
    raise_comments(r, cluster);
    if (rm != nullptr) drop_silent_manager(*rm, cluster);
    r.structure.report(sink);
    std::vector<Block> out;
    out.push_back(std::move(cluster));
    return out;
}

}  // namespace hale::rgmanager
