#pragma once
// What the parts of the reader share. One file per part of the configuration.

#include <map>
#include <optional>
#include <set>

#include "backends/common/mapping.h"
#include "backends/rgmanager/effective.h"
#include "backends/rgmanager/raise.h"
#include "backends/rgmanager/spelling.h"
#include "backends/rgmanager/structure.h"

namespace hale::rgmanager {

struct Raising {
    const Document& document;
    RaiseMode mode;
    const Kinds& kinds;
    model::OriginTable& origins;
    diag::Sink& sink;
    std::set<std::string> members;               // names of the nodes
    std::map<std::string, std::string> domains;  // failover domains that exist, by folded name
    Structure structure;                         // what the schema says of the file
    std::set<std::string> kept_devices;          // fence devices that are kept as native blocks
    std::set<std::string> empty_domains{};       // and those that have no member, which was said

    bool as_it_runs() const { return mode == RaiseMode::AsItRuns; }
    model::OriginId origin(source::Span span) {
        model::Origin made;
        made.kind = model::OriginKind::Imported;
        made.span = span;
        return origins.add(std::move(made));
    }
};

// ---- raise_parts.cc: blocks and attributes ----

block::Block make_block(Raising& r, std::string name, source::Span span, source::Span name_span);
/// A label; quoted where it is no bare word.
block::Label make_label(std::string text, source::Span span);
block::Attr make_attr(Raising& r, std::string name, model::Value value, const xml::Attribute& from);
/// A bare word or a string, whichever the text can be.
model::Value word_or_string(const std::string& text);
bool is_bare_word(std::string_view text);
/// A truth value as the file spells it, but only where rgmanager reads it as hale does; HL5023 where it does not.
block::Attr truth(Raising& r, std::string name, const xml::Attribute& from, bool read, bool inverted = false);

/// Attributes by the rows of a mapping. What is left over comes back.
std::vector<const xml::Attribute*> raise_attributes(Raising& r, const schema::Kind& kind,
                                                    const std::vector<const xml::Attribute*>& attributes,
                                                    block::Block& out);

// ---- raise_native.cc ----

/// The `native rgmanager` block of `owner`, made at the first question.
block::Block& native_of(Raising& r, block::Block& owner);
/// Says that hale has no word for it (HL5020), unless the schema does not have it either, which is said then.
void report_kept(Raising& r, source::Span place, std::string_view what, std::string_view name, std::string_view owner);
void add_native_attribute(Raising& r, block::Block& owner, const xml::Attribute& attribute);
void add_native_node(Raising& r, block::Block& owner, const xml::Node& node);
/// The same for an element that stands once in the file, such as <resources>: what it says is added to what is there.
void add_native_section(Raising& r, block::Block& owner, const xml::Node& section);

// ---- the parts ----

void raise_nodes(Raising& r, block::Block& cluster);
/// Fence devices that hale can say; `said` holds their names. The others become native.
void raise_fence_devices(Raising& r, block::Block& cluster, std::set<std::string>& said);
/// False when hale cannot say a node's fencing exactly; then nothing was added.
bool raise_fence(Raising& r, const Fence& fence, const std::set<std::string>& said, block::Block& node);
bool raise_unfence(Raising& r, const Unfence& unfence, const std::set<std::string>& said, block::Block& node);
void raise_domains(Raising& r, const Rm& rm, block::Block& cluster);
void raise_resources(Raising& r, const Rm& rm, block::Block& cluster);
/// cman, totem, quorumd …, and what stands in <rm> beside resources.
void raise_sections(Raising& r, block::Block& cluster);
/// Two nodes of one vote get two_node from hale itself; a file that does not say it shall not get it (HL5031).
void raise_no_two_node(Raising& r, block::Block& cluster);
/// The block for <rm> itself, and what stands in it beside domains and resources.
block::Block& resource_manager(Raising& r, const Rm& rm, block::Block& cluster);
/// Takes it away again where it says nothing that domains, resources or services do not say.
void drop_silent_manager(const Rm& rm, block::Block& cluster);
/// Every comment of the file to a block; then the cluster says `comments = true`.
void raise_comments(Raising& r, block::Block& cluster);
/// Nothing when a construct could not say it all.
std::optional<block::Block> raise_construct(Raising& r, const xml::Node& node, const schema::Kind& kind);

}  // namespace hale::rgmanager
