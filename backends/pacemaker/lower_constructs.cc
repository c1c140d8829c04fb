// Blocks of the cluster that belong to no service: each is either known here, or its declaration says why Pacemaker has
// no such thing, or it is refused.

#include <algorithm>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/units.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

void lower_construct(Lowering& l, const model::Block& block) {
    if (lower_word(l, block)) return;
    const schema::Mapping& mapping = block.kind->pacemaker;
    if (mapping.none && mapping.strategy == "transparent") return;  // another file of the same cluster has it
    if (!mapping.none) {
        l.sink.report(diag::PacemakerRefuses, l.span(block.origin), block.name)
            .help("`native pacemaker` can carry properties, meta attributes and parameters");
        return;
    }
    auto report = l.sink.report(diag::PacemakerHasNoAgent, l.span(block.origin), block.name, mapping.reason);
    if (!mapping.stand_in.empty()) report.help("in its place: {}", mapping.stand_in);
}

}  // namespace

void lower_section_order(Lowering& l) {
    for (const model::Attribute& a : l.cluster.attributes) {
        if (a.name != "sections") continue;
        for (const model::Value& item : a.value.items) {
            const auto name = std::find(kSectionNames.begin(), kSectionNames.end(), item.text);
            if (name == kSectionNames.end()) continue;
            l.document.markup.layout.push_back(
                {Slot::Section, static_cast<std::uint32_t>(name - kSectionNames.begin())});
        }
    }
}

void lower_constructs(Lowering& l) {
    for (const model::Block& block : l.cluster.constructs) {
        if (block.kind != nullptr) lower_construct(l, block);
    }
    for (const model::Resource& resource : l.cluster.resources) {
        for (const model::Block& block : resource.blocks) {
            if (resource.literal || !set_element(block.name).empty()) continue;
            if (block.kind != nullptr) lower_construct(l, block);
        }
    }
    for (const model::Node& node : l.cluster.nodes) {
        for (const model::Block& block : node.blocks) {
            const bool word = block.name == "attributes" || block.name == "utilization";  // lower_nodes
            if (block.kind != nullptr && !word) lower_construct(l, block);
        }
    }
}

}  // namespace hale::pacemaker
