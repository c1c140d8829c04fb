#include "backends/corosync/lower.h"

#include <algorithm>
#include <array>

#include "backends/corosync/lower_internal.h"

namespace hale::corosync {

namespace {

bool is_first_class(std::string_view name) { return name == "totem" || name == "quorum"; }

/// The constructs that are neither nodes, totem nor quorum. One without a mapping is another manager's business.
void lower_others(const Lowering& l) {
    for (const model::Block& block : l.cluster.constructs) {
        if (block.kind == nullptr || is_first_class(block.name) || lower_special(l.speller, block, l.document))
            continue;
        const schema::Mapping& mapping = block.kind->mapping("corosync");
        if (!mapping.declared) continue;
        if (mapping.none) {
            l.sections.refuse(block);
        } else if (is_repeated(mapping.type)) {
            l.document.items.push_back(Item::section(mapping.type, block.origin));
            l.sections.contents(block, l.document.items.back(), mapping.type);
        } else {
            l.sections.contents(block, l.document.section_at(mapping.type, block.origin), mapping.type);
        }
    }
}

void lower_natives(const Lowering& l) {
    for (const model::Native& native : l.cluster.natives) {
        if (native.manager == "corosync") l.sections.native(native.body, l.document, {});
    }
}

/// A section per group, a blank line before each.
void space_out(Document& document) {
    std::vector<Item> items;
    for (Item& item : document.items) {
        if (!items.empty()) items.push_back(Item::comment({}));
        items.push_back(std::move(item));
    }
    document.items = std::move(items);
}

}  // namespace

const backends::Spelling& spelling() {
    static const backends::Spelling words{"corosync", "yes", "no", false, " "};
    return words;
}

const model::Attribute* find_attribute(const model::Cluster& cluster, std::string_view construct,
                                       std::string_view attribute) {
    for (const model::Block& block : cluster.constructs) {
        if (block.name != construct) continue;
        if (const model::Attribute* found = block.find(attribute); found != nullptr && found->value) return found;
    }
    return nullptr;
}

std::string transport(const model::Cluster& cluster) {
    for (const std::string_view construct : {"totem", "quorum"}) {
        const model::Attribute* said = find_attribute(cluster, construct, "transport");
        if (said != nullptr) return said->value.text == "udpb" ? "udp" : said->value.text;
    }
    return "knet";
}

std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink) {
    const std::size_t errors = sink.error_count();
    const backends::Speller speller(spelling(), model.origins, options, sink);
    const conf::SectionLower sections(
        speller, "corosync", [&](const model::Block& block, Item& into) { return lower_special(speller, block, into); },
        is_repeated);
    Document document = Item::section({}, cluster.origin);
    const Lowering l{cluster, options, speller, sections, document};
    lower_totem(l);
    lower_nodes(l);
    lower_quorum(l);
    lower_others(l);
    lower_natives(l);
    if (sink.error_count() != errors) return std::nullopt;
    space_out(document);
    return document;
}

}  // namespace hale::corosync
