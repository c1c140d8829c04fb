// Blocks of the cluster that belong to no service: each is either known here, or its declaration says why Pacemaker has
// no such thing, or it is refused.

#include "backends/pacemaker/lower.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

void lower_construct(Lowering& l, const model::Block& block) {
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

void lower_constructs(Lowering& l) {
    for (const model::Block& block : l.cluster.constructs) {
        if (block.kind != nullptr) lower_construct(l, block);
    }
    for (const model::Resource& resource : l.cluster.resources) {
        for (const model::Block& block : resource.blocks) {
            if (block.kind != nullptr) lower_construct(l, block);
        }
    }
    for (const model::Node& node : l.cluster.nodes) {
        for (const model::Block& block : node.blocks) {
            if (block.kind != nullptr) lower_construct(l, block);
        }
    }
}

}  // namespace hale::pacemaker
