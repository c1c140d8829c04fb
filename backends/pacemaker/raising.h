#pragma once
// Document to blocks, one file per part of the CIB. Literal: every construct over one to one, in written order, each
// name and value with its place in the file. A value is bare where its canonical spelling is the very same text, else
// quoted. What no word says goes into a `native pacemaker` block, as XML written in blocks (native_xml.h).

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "backends/pacemaker/document.h"
#include "backends/pacemaker/id_scheme.h"
#include "compiler/diag/diag.h"
#include "compiler/schema/schema.h"
#include "compiler/value/block.h"

namespace hale::pacemaker {

class Raising {
public:
    Raising(const Document& document, schema::Library& library, model::OriginTable& origins, diag::Sink& sink);

    const Document& document;
    schema::Library& library;
    model::OriginTable& origins;
    diag::Sink& sink;
    IdScheme scheme = IdScheme::Hale;
    std::vector<xml::Node> resource_nodes;  // the elements of document.resources, made once
    std::set<std::string, std::less<>> resources;  // ids of everything that a constraint may name
    std::set<std::string, std::less<>> nodes;      // their unames
    /// By section: the comments that stand somewhere before its first item, and behind the last of the one before.
    std::array<std::vector<std::string>, kSectionNames.size()> ahead;

    /// An empty block at the place of an element.
    block::Block block(std::string name, const Markup& at) { return block(std::move(name), at.span, at.name_span); }
    block::Block block(std::string name, const xml::Node& at) { return block(std::move(name), at.span, at.name_span); }
    block::Block block(std::string name, source::Span span, source::Span name_span);
    /// A quoted or bare label, at the place of the id.
    void label(block::Block& block, const std::string& text, source::Span span = {});
    void label(block::Block& block, const std::string& text, const Markup& at);

    /// An attribute; `xml` is its name in the file, for its place.
    void set(block::Block& block, std::string name, model::Value value, const Markup& at, std::string_view xml);
    void set(block::Block& block, std::string name, model::Value value, source::Span name_span = {},
             source::Span value_span = {});
    /// The comments among `extra`, for the block that stands for the element.
    static void comments(block::Block& block, const Extra& extra);
    /// The block's `native pacemaker`, made at the first question.
    block::Block& native(block::Block& block);
    /// An element of a section that no struct holds.
    void unknown_item(block::Block& cluster, SectionName section, const xml::Node& node);
    /// Children of an element that no word says.
    void leftovers(block::Block& block, const Extra& extra);

private:
    model::OriginId origin(source::Span span) { return origins.add({model::OriginKind::Imported, span, {}, {}}); }
};

// Values as they are printed. Each gives a String where the text is not the canonical spelling.
model::Value text_value(const std::string& text);
model::Value score_value(const std::string& text);
model::Value bool_value(const std::string& text);
model::Value int_value(const std::string& text);
/// A bare word where hale's grammar allows it.
model::Value word_value(const std::string& text);
/// true, 5, `stop`; anything else quoted.
model::Value plain_value(const std::string& text);
/// A name that may stand bare: a word of the grammar that is not reserved.
bool is_bare(std::string_view text);
/// The name of a resource (or node) of this CIB bare, any other quoted: hale then does not look for it.
model::Value reference_value(const std::set<std::string, std::less<>>& known, const std::string& text);

// ---- the parts, each adding its blocks to `cluster` ----
void raise_properties(Raising& r, block::Block& cluster);  // raise_sets.cc
void raise_defaults(Raising& r, block::Block& cluster);
void raise_nodes(Raising& r, block::Block& cluster);
void raise_constraints(Raising& r, block::Block& cluster);  // raise_constraints.cc
void raise_topology(Raising& r, block::Block& cluster);     // raise_others.cc
void raise_tags(Raising& r, block::Block& cluster);
void raise_acls(Raising& r, block::Block& cluster);
void raise_alerts(Raising& r, block::Block& cluster);

/// The items of a section in their order, each with the comments before it. Elements that no struct holds become a
/// `native pacemaker { SECTION { … } }` of the cluster.
template <class Raise>
void each_item(Raising& r, block::Block& cluster, SectionName name, Raise raise) {
    const Section& section = r.document.section(name);
    std::vector<std::string> comments = r.ahead[static_cast<std::size_t>(name)];
    std::size_t ahead = comments.size();
    for (const Place& place : section.markup.layout) {
        if (place.slot != Slot::Extra) {
            block::Block made = raise(static_cast<std::size_t>(place.index));
            made.apart = made.comments.empty() && ahead != 0 && comments.size() == ahead;  // all before the section
            made.comments.insert(made.comments.begin(), comments.begin(), comments.end());
            comments.clear();
            ahead = 0;
            cluster.children.push_back(std::move(made));
            continue;
        }
        const xml::Node& child = section.extra.children[place.index];
        if (child.kind == xml::NodeKind::Comment) comments.push_back(child.text);
        if (child.kind == xml::NodeKind::Element) r.unknown_item(cluster, name, child);
    }
}

/// An attribute set as the block `word [ID] {…}`; no label when the id is `default_id`.
block::Block raise_set(Raising& r, const NvSet& set, std::string word, const std::string& default_id);
/// The rules of the element `owner`: `when` in `block` for a single plain one, else `rule` blocks in it.
/// `inline_score`: a score, score-attribute or role of that single rule may be said in the block itself.
void raise_rules(Raising& r, const std::vector<xml::Node>& rules, const std::string& owner, bool inline_score,
                 block::Block& block);

}  // namespace hale::pacemaker
