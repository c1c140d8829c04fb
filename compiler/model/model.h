#pragma once
// What the clusters *are*: manager-neutral, loops unrolled, inheritance applied, order computed, references resolved.
// Checks, order, plan and every backend work on this and on nothing earlier. Ids index the tables of one Cluster.
//
// Resources and uses. A Resource is an instance: `fs data {…}`, or `shared clusterfs gfs {…}`. A Use is one place in a
// service's tree where an instance stands: an inline resource has exactly one use, a shared one has as many as there
// are `use` items. Inherited values belong to the use, because they depend on the parent. Services and VMs are
// resources as well (kinds that are `container`): a Service is the root use of its tree plus its placement policy.
//
// Units. `resource`, `group`, `clone` and `bundle` at cluster level are Services whose root is `literal`: Pacemaker's
// own elements, one to one, for which nothing is inferred. `template LABEL ocf:… {…}` is a literal Resource without a
// use.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/model/constraints.h"
#include "compiler/model/ids.h"
#include "compiler/schema/schema.h"
#include "compiler/support/id.h"
#include "compiler/value/origin.h"
#include "compiler/value/value.h"

namespace hale::model {

/// An attribute with its typed value; `value.origin` says where the value came from.
struct Attribute {
    std::string name;
    Value value;
    OriginId origin;  // of the whole attribute (name included)
};

/// A policy word that may be absent.
template <class T>
struct Field {
    std::optional<T> value;
    OriginId origin;
    explicit operator bool() const { return value.has_value(); }
    const T& operator*() const { return *value; }
    T value_or(T other) const { return value.value_or(std::move(other)); }
};

/// A block whose meaning hale does not interpret beyond its schema: constructs (`totem`, `properties`, `place` …), and
/// the contents of `native` (then `kind` is null and nothing is checked).
struct Block {
    const schema::Kind* kind = nullptr;
    std::string name;  // the word it starts with
    std::vector<std::string> labels;
    std::vector<Attribute> attributes;
    std::vector<Block> children;
    OriginId origin;

    const Attribute* find(std::string_view attribute) const;
    std::string label() const { return labels.empty() ? std::string() : labels.front(); }
};

/// `native rgmanager {…}`: what one manager gets untouched.
struct Native {
    std::string manager;
    Block body;
};

struct Operation {
    std::string name;                               // `monitor`, never `status`
    std::optional<std::int64_t> interval, timeout;  // milliseconds
    static constexpr int kEveryDepth = -1;          // `depth = "*"`
    int depth = 0;
    std::vector<Attribute> attributes;  // everything written in the block, those above included, verbatim spelling kept
    std::vector<Block> blocks;          // `params`, `meta`, and a `native` one
    OriginId origin;
};

/// One thing inside a unit: an index into the list that its kind says. The list of parts is the written order.
struct Part {
    enum class Kind : std::uint8_t { Block, Operation, Native, Use };
    Kind kind = Kind::Block;
    std::size_t index = 0;  // Use: of the cluster's uses
};

/// One device in one fencing level of a node, with its per-node arguments (`port`, `ip` …).
struct FenceAction {
    FenceDeviceId device;
    std::vector<Attribute> arguments;
    OriginId origin;
};
/// One level: all its devices must succeed; the next level is tried when it fails.
struct FenceLevel {
    std::string label;
    std::vector<FenceAction> actions;
    OriginId origin;
};

struct Node {
    std::string name;
    Field<std::int64_t> id;
    std::vector<Attribute> attributes;  // typed, everything but id: votes, altname, runs_in …
    std::vector<FenceLevel> levels;
    std::vector<FenceAction> unfence;
    std::vector<Block> blocks;  // other constructs inside the node
    std::vector<Native> natives;
    OriginId origin;
};

struct FenceDevice {
    std::string name;
    const schema::Kind* agent = nullptr;  // of class FenceAgent
    std::vector<Attribute> attributes;
    std::vector<Operation> operations;
    std::vector<Block> blocks;  // `meta`, `params` …
    std::vector<Native> natives;
    std::vector<Part> parts;  // all of these in written order
    OriginId origin;
};

/// A failover domain. Members in written order are most preferred first when `ordered`.
struct Domain {
    std::string name;
    std::vector<NodeId> members;
    std::vector<std::int64_t> priorities;  // parallel to members; 1..100; consecutive from 1 unless written
    bool ordered = false;
    bool restricted = false;
    bool failback = true;
    std::vector<Attribute> attributes;  // as written, members included: verbatim spelling is kept here
    OriginId origin;
};

struct Resource {
    const schema::Kind* kind = nullptr;
    std::string label;  // identity, unique per kind in a cluster
    std::string uuid, moved_from;
    bool shared = false;                // declared with `shared` at cluster level
    bool literal = false;               // Pacemaker's own element, written one to one: see `units` below
    bool is_template = false;           // `template LABEL ocf:…`: nothing runs for it
    std::string extends;                // of a literal resource: the template that Pacemaker itself looks up
    std::vector<Attribute> attributes;  // written, from template or loop; defaults are not stored
    std::vector<Operation> operations;
    std::vector<Block> blocks;  // other constructs inside: `meta`, `utilization` …
    std::vector<Native> natives;
    std::vector<Part> parts;  // all of these, and the children of a container, in written order
    std::vector<UseId> uses;
    OriginId origin;

    const Attribute* find(std::string_view attribute) const;
    /// `fs.data`: for messages and dumps.
    std::string path() const { return kind->name + "." + label; }
};

enum class Independence : std::uint8_t { No, Yes, NonCritical };

struct Use {
    ResourceId resource;
    ServiceId service;
    UseId parent;                      // invalid for the root
    std::vector<UseId> children;       // written order
    std::vector<UseId> start_order;    // the children in the order they start; filled by order
    std::vector<UseId> stop_order;     // and in the order they stop
    std::vector<Attribute> inherited;  // attributes that came from an enclosing use; origin kind Inherited
    Field<Independence> independent;
    Field<std::int64_t> max_restarts, restart_window, max_failures, failure_window;  // windows in milliseconds
    Field<bool> enforce_timeouts;
    std::vector<Attribute> attributes;  // the five words above and `order` as written: verbatim spelling is kept here
    OriginId origin;                    // of the inline block or of the `use` item

    bool is_reference = false;   // said with `use`
    bool written_order = false;  // `order = written`: the children start as written, whatever the kind's table says
};

enum class Recovery : std::uint8_t { Restart, Relocate, Disable, RestartDisable };
enum class Migration : std::uint8_t { No, Live, Pause };
enum class RelationKind : std::uint8_t { After, Before, With, ApartFrom };

/// `after = db.promoted`, `with = web` … on a service.
struct Relation {
    RelationKind kind = RelationKind::After;
    Value target;      // a Ref
    bool hard = true;  // depend_mode
    OriginId origin;
};

struct Policy {
    Field<DomainId> domain;
    Field<Recovery> recovery;
    Field<std::int64_t> max_restarts, restart_window;  // count; milliseconds
    Field<bool> autostart, exclusive;
    Field<std::int64_t> priority, stickiness;
    Field<Migration> migrate;
    std::vector<Relation> relations;
    std::vector<Attribute> attributes;  // all of these as written: verbatim spelling is kept here

    const Attribute* find(std::string_view attribute) const;
};

/// A unit that is placed as a whole: a service or a VM with everything inside it.
struct Service {
    UseId root;
    Policy policy;
    OriginId origin;
};

struct Cluster {
    std::string name;
    Field<std::int64_t> config_version;
    std::vector<std::string> targets;   // managers it must compile for; empty: not said
    std::vector<Attribute> attributes;  // other attributes of the cluster block
    std::vector<Node> nodes;
    std::vector<FenceDevice> fence_devices;
    std::vector<Domain> domains;
    std::vector<Resource> resources;  // every instance, services and VMs included
    std::vector<Use> uses;
    std::vector<Service> services;  // in written order
    std::vector<Block> constructs;
    Constraints constraints;  // what services and constructs say of each other; filled in when references are resolved
    std::vector<Native> natives;
    std::vector<Entity> written;  // fence devices, services and templates (Resource) in written order
    OriginId origin;

    const Node& at(NodeId id) const { return nodes[id.index]; }
    const FenceDevice& at(FenceDeviceId id) const { return fence_devices[id.index]; }
    const Domain& at(DomainId id) const { return domains[id.index]; }
    const Resource& at(ResourceId id) const { return resources[id.index]; }
    const Use& at(UseId id) const { return uses[id.index]; }
    const Service& at(ServiceId id) const { return services[id.index]; }
    Use& at(UseId id) { return uses[id.index]; }
    const Resource& resource_of(UseId id) const { return at(at(id).resource); }

    /// The value a use effectively has: written on the instance, else inherited, else the kind's default; nullptr:
    /// none.
    const Value* effective(UseId use, std::string_view attribute) const;
};

/// What somebody wrote as a comment. Clusters that say `comments = true` give it to the manager's file, and what was
/// imported from a CIB (`literal = true`) gives it back.
struct Comments {
    std::vector<std::string> before, trailing;  // of a block; of an attribute: before it
    bool apart = false;                         // a blank line stands behind the last of `before`
};

struct Model {
    OriginTable origins;
    std::map<OriginId, Comments> comments;  // by the origin of the block or attribute; of such clusters only
    std::vector<Cluster> clusters;
};

/// The model in a stable, readable text form (`hale check --dump model`), one line an entity or value, with origins.
std::string dump(const Model& model, const source::SourceManager& sources);

}  // namespace hale::model
