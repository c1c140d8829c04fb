#include "backends/pacemaker/raise.h"

#include <algorithm>
#include <utility>

#include "backends/pacemaker/units.h"
#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using block::Block;
using model::Value;
using model::ValueKind;

namespace {

std::string cluster_name(const Document& d, const std::string& otherwise) {
    for (const NvSet& set : d.crm_config) {
        const NvPair* pair = set.find("cluster-name");
        if (pair != nullptr && pair->value && !pair->value->empty()) return *pair->value;
    }
    return otherwise;
}

/// The sections in the file's order, where that is not the writer's own or an optional one is empty.
void raise_sections(Raising& r, Block& cluster) {
    Value list = Value::make(ValueKind::List, 0, {}, {});
    std::vector<std::uint32_t> said, own;
    for (const Place& place : r.document.markup.layout) {
        if (place.slot == Slot::Section) said.push_back(place.index);
    }
    for (std::uint32_t i = 0; i < kSectionNames.size(); ++i) {
        const Section& section = r.document.sections[i];
        const bool demanded = i <= static_cast<std::uint32_t>(SectionName::Constraints);
        if (demanded || !section.markup.layout.empty()) own.push_back(i);
    }
    if (said == own) return;
    for (const std::uint32_t i : said) list.items.push_back(Value::word(std::string(kSectionNames[i])));
    r.set(cluster, "sections", std::move(list), r.document.markup.name_span, r.document.markup.span);
}

/// Comments that no item of their section follows go on to the next section with items, or to the end of the cluster.
void comments_ahead(Raising& r, Block& cluster) {
    std::vector<std::string> waiting;
    const auto take = [&](const Extra& extra, std::size_t index) {
        const xml::Node& child = extra.children[index];
        if (child.kind == xml::NodeKind::Comment) waiting.push_back(child.text);
    };
    for (const Place& place : r.document.markup.layout) {
        if (place.slot == Slot::Extra) take(r.document.extra, place.index);
        if (place.slot != Slot::Section) continue;
        const Section& section = r.document.sections[place.index];
        const auto& items = section.markup.layout;
        const auto last =
            std::find_if(items.rbegin(), items.rend(), [](const Place& p) { return p.slot != Slot::Extra; }).base();
        if (last != items.begin()) r.ahead[place.index] = std::exchange(waiting, {});
        for (auto behind = last; behind != items.end(); ++behind) take(section.extra, behind->index);
    }
    cluster.trailing = std::move(waiting);
}

void raise_head(Raising& r, Block& cluster) {
    Value targets = Value::make(ValueKind::List, 0, {}, {});
    targets.items.push_back(Value::word("pacemaker"));
    r.set(cluster, "targets", std::move(targets));
    r.set(cluster, "literal", Value::boolean(true));
    if (r.scheme != IdScheme::Hale) r.set(cluster, "ids", Value::word(r.scheme == IdScheme::Pcs ? "pcs" : "crmsh"));
    if (!r.document.schema.empty()) {
        r.set(cluster, "schema", text_value(r.document.schema), r.document.cib_markup, "validate-with");
    }
    raise_sections(r, cluster);
}

}  // namespace

Block raise(const Document& document, const std::string& name, schema::Library& library, model::OriginTable& origins,
            diag::Sink& sink) {
    Raising r(document, library, origins, sink);
    r.resource_nodes.reserve(document.resources.size());
    for (const Resource& resource : document.resources) r.resource_nodes.push_back(write_resource(resource));
    r.scheme = detect_scheme(r.resource_nodes);
    Block cluster = r.block("cluster", document.markup);
    r.label(cluster, cluster_name(document, name));
    raise_head(r, cluster);
    comments_ahead(r, cluster);
    raise_properties(r, cluster);
    raise_defaults(r, cluster);
    raise_nodes(r, cluster);
    raise_resources(r, cluster);
    raise_constraints(r, cluster);
    raise_topology(r, cluster);
    raise_tags(r, cluster);
    raise_acls(r, cluster);
    raise_alerts(r, cluster);
    return cluster;
}

}  // namespace hale::pacemaker
