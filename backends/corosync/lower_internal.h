#pragma once
// What the parts of lower share.

#include "backends/conf/lower.h"
#include "backends/corosync/lower.h"

namespace hale::corosync {

struct Lowering {
    const model::Cluster& cluster;
    const backends::BuildOptions& options;
    const backends::Speller& speller;
    const conf::SectionLower& sections;
    Document& document;

    diag::Sink& sink() const { return speller.sink(); }
    source::Span span(model::OriginId id) const { return speller.span(id); }
};

/// The value of an attribute in the first construct of this name that says it, or nullptr.
const model::Attribute* find_attribute(const model::Cluster& cluster, std::string_view construct,
                                       std::string_view attribute);
/// The transport that will be used, knet when nothing is said.
std::string transport(const model::Cluster& cluster);

void lower_totem(const Lowering& l);
void lower_nodes(const Lowering& l);
void lower_quorum(const Lowering& l);
/// True when a block inside the quorum block, or inside its device, is lowered here and not by rows.
bool lower_special(const backends::Speller& speller, const model::Block& block, Item& into);

}  // namespace hale::corosync
