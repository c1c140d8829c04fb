// Everything of cluster.conf that is neither nodes, fence devices nor resources: an element becomes the construct whose
// mapping names it, or a native block when the construct cannot say all of it.

#include <algorithm>

#include "backends/rgmanager/raising.h"
#include "compiler/diag/import_codes.h"

namespace hale::rgmanager {

using block::Block;

namespace {

std::vector<const xml::Attribute*> pointers(const std::vector<xml::Attribute>& attributes) {
    std::vector<const xml::Attribute*> out;
    for (const xml::Attribute& a : attributes) out.push_back(&a);
    return out;
}

bool takes(const schema::Kind& kind, const schema::Kind* inner) {
    return inner != nullptr && std::count(kind.blocks.begin(), kind.blocks.end(), inner->name) != 0;
}

bool takes_native(const schema::Kind& kind) {
    return std::count(kind.blocks.begin(), kind.blocks.end(), "native") != 0;
}

/// two_node="0" is cman's default, which hale writes for nobody: the file's own words are kept.
void keep_explicit_two_node(Block& out, const xml::Node& node) {
    for (block::Attr& a : out.attrs) {
        if (a.name == "two_node" && a.value.is(model::ValueKind::Bool) && a.value.number == 0) {
            const auto text = node.get("two_node");
            a.value = model::Value::string(std::string(text.value_or("0")), a.value.origin);
        }
    }
}

bool has_two_node(const Block& block) {
    return block.find("two_node") != nullptr || block.find("expected_votes") != nullptr;
}

/// A reference to a node that does not exist, which hale's own words cannot say.
bool names_no_node(Raising& r, const xml::Node& node, const schema::Kind& kind) {
    for (const schema::Attribute& a : kind.attributes) {
        const bool node_name =
            a.type.tag == schema::TypeTag::Ref && std::count(a.type.members.begin(), a.type.members.end(), "node") != 0;
        const xml::Attribute* said = node_name ? node.find(manager_name(kind, a)) : nullptr;
        if (said == nullptr || r.members.count(said->value) != 0) continue;
        r.sink.report(diag::NoSuchNode, said->value_span, said->value);
        return true;
    }
    return false;
}

}  // namespace

std::optional<Block> raise_construct(Raising& r, const xml::Node& node, const schema::Kind& kind) {
    if (names_no_node(r, node, kind)) return std::nullopt;
    Block out = make_block(r, kind.name, node.span, node.name_span);
    for (const xml::Attribute* a : raise_attributes(r, kind, pointers(node.attributes), out)) {
        if (!takes_native(kind)) return std::nullopt;
        report_kept(r, a->name_span, "attribute", a->name, node.name);
        add_native_attribute(r, out, *a);
    }
    for (const xml::Node& child : node.children) {
        if (child.kind == xml::NodeKind::Comment) continue;
        if (child.kind == xml::NodeKind::Instruction) continue;
        const schema::Kind* inner = child.kind == xml::NodeKind::Element ? r.kinds.construct(child.name) : nullptr;
        const std::size_t told = r.sink.diagnostics().size();
        if (takes(kind, inner)) {
            if (auto made = raise_construct(r, child, *inner)) {
                out.children.push_back(std::move(*made));
                continue;
            }
        }
        if (!takes_native(kind)) return std::nullopt;
        if (r.sink.diagnostics().size() == told)
            report_kept(r, child.name_span.valid() ? child.name_span : child.span,
                        child.kind == xml::NodeKind::Text ? "text" : "element", child.name, node.name);
        add_native_node(r, out, child);
    }
    return out;
}

namespace {

/// Nodes, fence devices and domains stand in sections of their own; directly in <cluster> nobody reads them.
bool is_misplaced(const schema::Kind& kind) {
    return kind.name == "node" || kind.name == "fence_device" || kind.name == "domain";
}

void section(Raising& r, const xml::Node& node, const schema::Kind* cluster_kind, Block& cluster) {
    const schema::Kind* kind = r.kinds.construct(node.name);
    const std::size_t told = r.sink.diagnostics().size();
    if (kind != nullptr && cluster_kind != nullptr && takes(*cluster_kind, kind) && !is_misplaced(*kind)) {
        if (auto made = raise_construct(r, node, *kind)) {
            if (node.name == "cman") keep_explicit_two_node(*made, node);
            cluster.children.push_back(std::move(*made));
            return;
        }
    }
    const bool why = kind != nullptr && (r.sink.diagnostics().size() != told || r.structure.explains(node));
    if (!why)
        report_kept(r, node.name_span.valid() ? node.name_span : node.span,
                    node.kind == xml::NodeKind::Text ? "text" : "element", node.name, "cluster");
    add_native_node(r, cluster, node);
}

/// A section for which hale has no word is a native block where it says something itself: an attribute, an element of
/// another kind, or by being empty.
template <class Part, class Section>
void keep_section(Raising& r, const Section& section, Block& owner) {
    xml::Node kept{std::string(Section::kName)};
    kept.span = section.span;
    kept.name_span = section.name_span;
    kept.attributes = section.attributes;
    for (const xml::Attribute& a : section.attributes) report_kept(r, a.name_span, "attribute", a.name, Section::kName);
    for (const auto& item : section.items) {
        const auto* node = std::get_if<xml::Node>(&item);
        if (node == nullptr || (node->kind != xml::NodeKind::Element && node->kind != xml::NodeKind::Text)) continue;
        const bool element = node->kind == xml::NodeKind::Element;
        report_kept(r, element ? node->name_span : node->span, element ? "element" : "text", node->name,
                    Section::kName);
        kept.children.push_back(*node);
    }
    if (all<Part>(section.items).empty() || !kept.attributes.empty() || !kept.children.empty())
        add_native_section(r, owner, kept);
}

void keep_sections(Raising& r, Block& cluster) {
    for (const ClusterNodes* s : all<ClusterNodes>(r.document.items)) keep_section<ClusterNode>(r, *s, cluster);
    for (const FenceDevices* s : all<FenceDevices>(r.document.items)) keep_section<FenceDevice>(r, *s, cluster);
    const Rm* rm = first<Rm>(r.document.items);
    if (rm == nullptr) return;
    Block& manager = resource_manager(r, *rm, cluster);
    for (const FailoverDomains* s : all<FailoverDomains>(rm->items)) keep_section<FailoverDomain>(r, *s, manager);
    for (const Resources* s : all<Resources>(rm->items)) keep_section<Resource>(r, *s, manager);
}

/// What <rm> has beside domains and resources, and its own attributes.
void manager(Raising& r, const Rm& rm, Block& cluster) {
    const schema::Kind* kind = r.kinds.construct("rm");
    Block out = make_block(r, kind != nullptr ? kind->name : "resource_manager", rm.span, rm.name_span);
    if (kind != nullptr) {
        for (const xml::Attribute* a : raise_attributes(r, *kind, pointers(rm.attributes), out)) {
            report_kept(r, a->name_span, "attribute", a->name, "rm");
            add_native_attribute(r, out, *a);
        }
    }
    const schema::Kind* event = r.kinds.construct("event");
    for (const auto& item : rm.items) {
        const auto* node = std::get_if<xml::Node>(&item);
        if (node == nullptr || node->kind == xml::NodeKind::Instruction) continue;
        if (node->kind == xml::NodeKind::Comment) continue;
        std::vector<Block> events;
        bool all_said = node->is_element("events") && event != nullptr && node->attributes.empty();
        for (const xml::Node& child : node->children) {
            if (!all_said || child.kind == xml::NodeKind::Comment) continue;
            auto made = child.is_element("event") ? raise_construct(r, child, *event) : std::nullopt;
            all_said = made.has_value();
            if (made) events.push_back(std::move(*made));
        }
        if (all_said && events.empty()) {
            add_native_node(r, out, *node);
            continue;
        }
        if (all_said) {
            for (Block& e : events) out.children.push_back(std::move(e));
            continue;
        }
        report_kept(r, node->name_span.valid() ? node->name_span : node->span,
                    node->kind == xml::NodeKind::Text ? "text" : "element", node->name, "rm");
        add_native_node(r, out, *node);
    }
    cluster.children.push_back(std::move(out));
}

}  // namespace

void raise_no_two_node(Raising& r, Block& cluster) {
    std::size_t nodes = 0;
    bool plain = true, disk = false;
    Block* quorum = nullptr;
    for (Block& child : cluster.children) {
        if (child.name == "node") {
            ++nodes;
            const block::Attr* votes = child.find("votes");
            plain = plain && (votes == nullptr || votes->value.number == 1);
        }
        disk = disk || child.name == "quorum_disk";
        if (child.name == "quorum") quorum = &child;
    }
    if (nodes != 2 || !plain || disk || (quorum != nullptr && has_two_node(*quorum))) return;
    xml::Attribute none;
    none.span = none.name_span = none.value_span = r.document.name_span;
    if (quorum == nullptr) {
        cluster.children.insert(cluster.children.begin(),
                                make_block(r, "quorum", r.document.span, r.document.name_span));
        quorum = &cluster.children.front();
    }
    quorum->attrs.push_back(make_attr(r, "two_node", model::Value::boolean(false), none));
    r.sink.report(diag::TwoNodeNotSaid, r.document.name_span);
}

Block& resource_manager(Raising& r, const Rm& rm, Block& cluster) {
    const schema::Kind* kind = r.kinds.construct("rm");
    const std::string name = kind != nullptr ? kind->name : "resource_manager";
    for (Block& child : cluster.children) {
        if (child.name == name) return child;
    }
    cluster.children.push_back(make_block(r, name, rm.span, rm.name_span));
    return cluster.children.back();
}

void raise_sections(Raising& r, Block& cluster) {
    const schema::Kind* kind = r.kinds.named("cluster");
    bool rm_seen = false;
    for (const auto& item : r.document.items) {
        if (const auto* rm = std::get_if<Rm>(&item)) {
            if (!rm_seen) manager(r, *rm, cluster);
            rm_seen = true;
            continue;
        }
        const auto* node = std::get_if<xml::Node>(&item);
        if (node == nullptr || node->kind == xml::NodeKind::Instruction) continue;
        if (node->kind == xml::NodeKind::Comment) continue;
        section(r, *node, kind, cluster);
    }
    keep_sections(r, cluster);
}

void drop_silent_manager(const Rm& rm, Block& cluster) {
    const auto is_silent = [](const Block& b) {
        return b.name == "resource_manager" && b.attrs.empty() && b.children.empty() && b.comments.empty() &&
               b.trailing.empty();
    };
    const bool said = !all<Resource>(rm.items).empty() || !all<FailoverDomains>(rm.items).empty() ||
                      !all<Resources>(rm.items).empty();
    if (said) std::erase_if(cluster.children, is_silent);
}

}  // namespace hale::rgmanager
