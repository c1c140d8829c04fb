#pragma once
// A CIB as typed structs, in Pacemaker's own vocabulary and one to one with the file. What no struct names rides along
// in `extra`, comments included, so that nothing a file says is ever lost.
//
// Order. Things of one kind are in the order of their vector. Where kinds stand mixed (a comment between two pairs, a
// meta_attributes after the operations), `markup.layout` of the parent says the whole order; what it does not name
// follows in the writer's own order, so a document that was made, or changed, needs none.
//
// Every id here is final: `lower` takes ids from `Ids`, a reader takes them from the file. A field holds an attribute
// only when writing the field gives the very same attribute; an empty value or an odd spelling is in `extra`.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/xml/tree.h"
#include "compiler/value/value.h"

namespace hale::pacemaker {

using model::OriginId;

/// Attributes and children that hale has no word for, kept as they stand.
struct Extra {
    std::vector<xml::Attribute> attributes;
    std::vector<xml::Node> children;
};

/// The lists that the children of an element are kept in; the parent's struct says which list that is.
enum class Slot : std::uint8_t {
    Extra,
    Meta,
    Instance,
    Utilization,
    Rule,
    Pair,
    Operations,  // the <operations> element itself; index 0
    Op,
    Part,       // of a bundle
    Resource,   // a group's members, a clone's or bundle's one child (index 0), the children of <resources>
    Set,        // resource_set
    Reference,  // resource_ref, obj_ref
    Item,       // of a section: a node, constraint, level, set, tag …
    Section     // of <configuration>: index is SectionName
};
struct Place {
    Slot slot = Slot::Extra;
    std::uint32_t index = 0;
};

/// Where an attribute stands in the file.
struct AttributePlace {
    std::string name;
    source::Span name_span, value_span;
};
/// How an element was written in the file that it was read from; nothing for one that was made.
struct Markup {
    source::Span span, name_span;  // of the start tag
    std::vector<AttributePlace> attributes;
    std::vector<Place> layout;

    /// The place of an attribute, or nullptr.
    const AttributePlace* find(std::string_view attribute) const;
    /// True for an element of a file.
    bool is_read() const { return span.valid(); }
};

/// `<nvpair>`.
struct NvPair {
    std::string id, name;
    std::optional<std::string> value;
    std::string id_ref;
    OriginId origin;
    Extra extra{};
    Markup markup{};
};

/// `<meta_attributes>`, `<instance_attributes>`, `<utilization>`, `<cluster_property_set>`: the parent says which.
struct NvSet {
    std::string id, id_ref;
    std::optional<std::string> score;
    std::vector<NvPair> pairs;
    Extra extra;
    OriginId origin;
    std::vector<xml::Node> rules{};  // <rule> as it stands; see rules.h
    Markup markup{};

    bool empty() const { return pairs.empty() && id_ref.empty() && rules.empty() && extra.children.empty(); }
    const NvPair* find(std::string_view name) const;
};

/// `<op>`; times are spelled as Pacemaker reads them.
struct Op {
    std::string id, name, interval;
    std::optional<std::string> timeout, on_fail, role;
    std::vector<NvSet> instance, meta;
    Extra extra;
    OriginId origin;
    Markup markup{};
};

/// Meta attributes, instance attributes and utilization: what every kind of resource may have.
struct Sets {
    std::vector<NvSet> meta, instance, utilization;
};

/// `<primitive>` and `<template>`.
struct Primitive {
    std::string id;
    std::string cls, provider, type;  // `ocf`, `heartbeat`, `Filesystem`
    std::string template_id;          // instead of class, provider and type
    Sets sets;
    std::vector<Op> operations;
    std::string operations_id, operations_ref;
    Extra extra;
    OriginId origin;
    Markup markup{};
    bool operations_written = false;  // an <operations> that may be empty
    Extra operations_extra{};
    Markup operations_markup{};
};
struct Template {
    Primitive body;
};

struct Group {
    std::string id;
    Sets sets;
    std::vector<Primitive> members;
    Extra extra;
    OriginId origin;
    Markup markup{};
};

struct Clone {
    std::string id;
    bool legacy_master = false;  // written as <master>
    Sets sets;
    std::variant<Primitive, Group> child;
    Extra extra;
    OriginId origin;
    Markup markup{};
};

/// `<bundle>`: the container, network and storage elements are kept as they stand.
struct Bundle {
    std::string id;
    Sets sets;
    std::vector<xml::Node> parts;
    std::optional<Primitive> member;
    Extra extra;
    OriginId origin;
    Markup markup{};
};

using Resource = std::variant<Primitive, Template, Group, Clone, Bundle>;

/// The id of any resource.
const std::string& id_of(const Resource& resource);

struct ClusterNode {
    std::string id, uname, type;
    std::vector<NvSet> attributes, utilization;
    Extra extra;
    OriginId origin;
    Markup markup{};
};

/// `<resource_ref>`, `<obj_ref>`.
struct Reference {
    std::string id;
    Extra extra{};
    Markup markup{};
};

struct ResourceSet {
    std::string id, id_ref;
    std::vector<Reference> resources;
    Extra extra;  // sequential, require-all, action, role, score …
    Markup markup{};
};

struct Location {
    std::string id, rsc, node, score;
    std::vector<xml::Node> rules;  // <rule> as it stands; see rules.h
    std::vector<ResourceSet> sets;
    Extra extra;  // rsc-pattern, role, resource-discovery …
    OriginId origin;
    Markup markup{};
};
struct Colocation {
    std::string id, rsc, with_rsc, score, rsc_role, with_rsc_role;
    std::vector<ResourceSet> sets;
    Extra extra;  // node-attribute, influence …
    OriginId origin;
    Markup markup{};
};
struct Order {
    std::string id, first, then, first_action, then_action;
    std::string kind;  // empty: Mandatory
    std::optional<bool> symmetrical;
    std::vector<ResourceSet> sets;
    Extra extra;  // score, require-all …
    OriginId origin;
    Markup markup{};
};
struct Ticket {
    std::string id, ticket, rsc, rsc_role, loss_policy;
    std::vector<ResourceSet> sets;
    Extra extra;
    OriginId origin;
    Markup markup{};
};
using Constraint = std::variant<Location, Colocation, Order, Ticket>;

/// `<fencing-level>`.
struct FencingLevel {
    std::string id, target, index, devices;
    Extra extra;  // target-pattern, target-attribute, target-value
    OriginId origin;
    Markup markup{};
};

struct Tag {
    std::string id;
    std::vector<Reference> members;
    Extra extra;
    OriginId origin;
    Markup markup{};
};

/// The children of <configuration> that have a struct, in the writer's order.
enum class SectionName : std::uint8_t {
    CrmConfig,
    Nodes,
    Resources,
    Constraints,
    FencingTopology,
    RscDefaults,
    OpDefaults,
    Acls,
    Tags,
    Alerts
};
inline constexpr std::array<std::string_view, 10> kSectionNames{
    "crm_config",   "nodes",       "resources", "constraints", "fencing-topology",
    "rsc_defaults", "op_defaults", "acls",      "tags",        "alerts"};

/// What a section has beside its items. A section without anything is written when the schema demands it, or when the
/// file had it.
struct Section {
    Extra extra;
    Markup markup;
};

struct Document {
    // The attributes of <cib>; an empty one is not written. `schema` is what validate-with says after "pacemaker-".
    std::string admin_epoch = "0", epoch = "1", num_updates = "0", schema = "3.0";
    std::vector<NvSet> crm_config;
    std::vector<ClusterNode> nodes;
    std::vector<Resource> resources;
    std::vector<Constraint> constraints;
    std::vector<FencingLevel> fencing_topology;
    std::vector<NvSet> rsc_defaults, op_defaults;
    std::vector<Tag> tags;
    std::vector<xml::Node> acls, alerts;  // children of <acls> and <alerts>
    std::array<Section, kSectionNames.size()> sections;
    Extra extra;    // of <configuration>
    Markup markup;  // of <configuration>
    Extra cib;      // of <cib>: crm_feature_set, have-quorum …, <status>
    Markup cib_markup;
    std::vector<xml::Node> before, after;  // comments around <cib>
    OriginId origin;

    Section& section(SectionName name) { return sections[static_cast<std::size_t>(name)]; }
    const Section& section(SectionName name) const { return sections[static_cast<std::size_t>(name)]; }
};

}  // namespace hale::pacemaker
