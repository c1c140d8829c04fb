#pragma once
// A CIB's <configuration> as typed structs, in Pacemaker's own vocabulary and one to one with the file. What no struct
// names rides along in `extra`, so that nothing a file says is ever lost. Order of elements is the order of the
// vectors.
//
// Every id here is final: `lower` takes ids from `Ids`, a reader takes them from the file.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "backends/xml/tree.h"
#include "compiler/value/value.h"

namespace hale::pacemaker {

using model::OriginId;

/// Attributes and children that hale has no word for, kept as they stand.
struct Extra {
    std::vector<xml::Attribute> attributes;
    std::vector<xml::Node> children;
};

/// `<nvpair>`.
struct NvPair {
    std::string id, name;
    std::optional<std::string> value;
    std::string id_ref;
    OriginId origin;
};

/// `<meta_attributes>`, `<instance_attributes>`, `<utilization>`, `<cluster_property_set>`: the parent says which.
struct NvSet {
    std::string id, id_ref;
    std::optional<std::string> score;
    std::vector<NvPair> pairs;
    Extra extra;  // a <rule>
    OriginId origin;

    bool empty() const { return pairs.empty() && id_ref.empty() && extra.children.empty(); }
    const NvPair* find(std::string_view name) const;
};

/// `<op>`; times are spelled as Pacemaker reads them.
struct Op {
    std::string id, name, interval;
    std::optional<std::string> timeout, on_fail, role;
    std::vector<NvSet> instance, meta;
    Extra extra;
    OriginId origin;
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
};

struct Clone {
    std::string id;
    bool legacy_master = false;  // written as <master>
    Sets sets;
    std::variant<Primitive, Group> child;
    Extra extra;
    OriginId origin;
};

/// `<bundle>`: the container, network and storage elements are kept as they stand.
struct Bundle {
    std::string id;
    Sets sets;
    std::vector<xml::Node> parts;
    std::optional<Primitive> member;
    Extra extra;
    OriginId origin;
};

using Resource = std::variant<Primitive, Template, Group, Clone, Bundle>;

/// The id of any resource.
const std::string& id_of(const Resource& resource);

struct ClusterNode {
    std::string id, uname, type;
    std::vector<NvSet> attributes, utilization;
    Extra extra;
    OriginId origin;
};

struct Expression {
    std::string id, attribute, operation, value, type;
};
/// `<rule>`; expressions that are no plain comparison (dates, nested rules) are in `extra`.
struct Rule {
    std::string id, id_ref, score, score_attribute, boolean_op, role;
    std::vector<Expression> expressions;
    Extra extra;
};

struct ResourceSet {
    std::string id, id_ref;
    std::vector<std::string> resources;
    Extra extra;  // sequential, require-all, action, role, score …
};

struct Location {
    std::string id, rsc, node, score;
    std::vector<Rule> rules;
    std::vector<ResourceSet> sets;
    Extra extra;  // rsc-pattern, role, resource-discovery …
    OriginId origin;
};
struct Colocation {
    std::string id, rsc, with_rsc, score, rsc_role, with_rsc_role;
    std::vector<ResourceSet> sets;
    Extra extra;  // node-attribute, influence …
    OriginId origin;
};
struct Order {
    std::string id, first, then, first_action, then_action;
    std::string kind;  // empty: Mandatory
    std::optional<bool> symmetrical;
    std::vector<ResourceSet> sets;
    Extra extra;  // score, require-all …
    OriginId origin;
};
struct Ticket {
    std::string id, ticket, rsc, rsc_role, loss_policy;
    std::vector<ResourceSet> sets;
    Extra extra;
    OriginId origin;
};
using Constraint = std::variant<Location, Colocation, Order, Ticket>;

/// `<fencing-level>`.
struct FencingLevel {
    std::string id, target, index, devices;
    Extra extra;  // target-pattern, target-attribute, target-value
    OriginId origin;
};

struct Tag {
    std::string id;
    std::vector<std::string> members;
    Extra extra;
    OriginId origin;
};

struct Document {
    // The attributes of <cib>. `schema` is what validate-with says after "pacemaker-".
    std::string admin_epoch = "0", epoch = "1", num_updates = "0", schema = "3.0";
    std::vector<NvSet> crm_config;
    std::vector<ClusterNode> nodes;
    std::vector<Resource> resources;
    std::vector<Constraint> constraints;
    std::vector<FencingLevel> fencing_topology;
    std::vector<NvSet> rsc_defaults, op_defaults;
    std::vector<Tag> tags;
    std::vector<xml::Node> acls, alerts;  // children of <acls> and <alerts>
    Extra extra;                          // of <configuration>
    OriginId origin;
};

}  // namespace hale::pacemaker
