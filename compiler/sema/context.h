#pragma once
// What the passes of the semantic analysis share. A pass is one file and answers one question; the passes run in the
// order of analyse.cc. Everything they find out goes into the model or to the sink, nothing else leaves this folder.

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/expand/expand.h"
#include "compiler/model/model.h"
#include "compiler/schema/schema.h"

namespace hale::sema {

/// The run: model under construction, kinds, diagnostics.
class Context {
public:
    Context(schema::Library& library, diag::Sink& sink) : sink(sink), library_(library) {}

    model::Model model;
    diag::Sink& sink;

    /// Kinds by name, cached; nullptr when unknown.
    const schema::Kind* agent(std::string_view name) { return find(schema::KindClass::Agent, name); }
    const schema::Kind* fence_agent(std::string_view name) { return find(schema::KindClass::FenceAgent, name); }
    const schema::Kind* construct(std::string_view name) { return find(schema::KindClass::Construct, name); }
    schema::Library& library() { return library_; }

    std::unordered_set<const schema::Kind*> unknown_agents;  // that were reported: HL2201 comes once an agent
    /// Something of the description was lost to a mistake (of syntax, or while it was expanded): what is missing is not
    /// reported, since the mistake may be why.
    bool incomplete = false;
    /// Inside a literal unit: a quoted value of the wrong type is a warning, and written as it stands.
    bool lenient = false;

    source::Span span(model::OriginId id) const { return model.origins.span(id); }
    std::vector<std::string> iterations(model::OriginId id) const { return model.origins.iterations(id); }

private:
    const schema::Kind* find(schema::KindClass cls, std::string_view name);

    schema::Library& library_;
    std::unordered_map<std::string, const schema::Kind*> cache_[3];
};

/// Everything a name can mean in one cluster: label -> entities (a label may be used once by each kind).
class Names {
public:
    void add(const std::string& label, model::Entity entity);
    /// Two nodes, fence devices or domains have one name (reported): another name may be missing because of it.
    bool twins() const { return twins_; }
    /// True the first time it is asked for this name: one message for a name, not one for each use.
    bool first_missing(const std::string& name) { return missing_.insert(name).second; }
    const std::vector<model::Entity>& find(const std::string& label) const;
    /// The name that was probably meant; empty: none is near, or so many were asked for that nobody reads the answers
    /// (each looks at every name of the cluster).
    std::string suggestion(std::string_view label) const;

private:
    static constexpr std::size_t kMostCompared = 500'000;
    mutable std::size_t compared_ = 0;
    std::unordered_map<std::string, std::vector<model::Entity>> table_;
    std::unordered_set<std::string> missing_;
    bool twins_ = false;
};

/// A policy attribute of a service whose references are resolved once every name is known.
struct PendingPolicy {
    model::ServiceId service;
    const schema::Attribute* declared;
    model::Attribute attribute;
};

/// One cluster while it is built.
struct Builder {
    Context& ctx;
    std::uint32_t number;  // index in Model::clusters
    Names names;
    std::unordered_map<std::string, const expand::Block*> templates;
    std::unordered_map<std::string, model::ResourceId> shared;
    std::vector<PendingPolicy> policies;
    std::unordered_map<std::string, model::ResourceId> unit_templates;

    model::Cluster& cluster() const { return ctx.model.clusters[number]; }
    model::Entity entity(model::EntityKind kind, std::size_t index) const {
        return {kind, static_cast<std::uint32_t>(index), number};
    }
};

// ---- attributes.cc ----

/// The typed attribute for `attr`, or nothing when it was wrong (reported: HL2003, HL2004 …, HL2014, HL2015).
std::optional<model::Attribute> typed_attribute(Context& ctx, const schema::Kind& kind, const expand::Attr& attr);
std::optional<model::Attribute> typed_attribute(Context& ctx, const schema::Attribute& declared,
                                                const expand::Attr& attr);
/// All attributes of a block by its kind; duplicates are HL2011.
std::vector<model::Attribute> typed_attributes(Context& ctx, const schema::Kind& kind, const expand::Block& block);
/// True the first time `attr` is seen in `block`; a second one is HL2011.
bool first_of_its_name(Context& ctx, const expand::Block& block, const expand::Attr& attr);
/// HL2010 for every required attribute of `kind` that `block` does not give (a wrong value counts as given: it was
/// reported) and that has no default; the primary comes from the label, inherited ones are left to the inheritance
/// pass.
void require_attributes(Context& ctx, const schema::Kind& kind, const expand::Block& block);
/// HL2012/HL2013: exactly the labels `names` says, e.g. {"a name", "an agent"}.
bool check_labels(Context& ctx, const expand::Block& block, std::initializer_list<std::string_view> names);

// ---- collect.cc: nodes, fence devices, domains ----
void build_node(Builder& b, const expand::Block& block);
void build_fence_device(Builder& b, const expand::Block& block);
void build_domain(Builder& b, const expand::Block& block);
/// Node fencing, once all devices are known.
void build_fencing(Builder& b, const expand::Block& block, model::Node& node);

// ---- units.cc ----
/// The agent that a block is of: `fs data {…}`, `resource data ocf:heartbeat:Filesystem {…}`, or that of the template
/// of `resource data { extends = … }`; nullptr: none.
const schema::Kind* agent_of(Builder& b, const expand::Block& block);
/// `template LABEL ocf:…`: Pacemaker's own, which stays a template; any other one is copied into its users.
bool is_unit_template(const expand::Block& block);
/// `meta`, `params`, `utilization`, `operations`.
bool is_unit_block(std::string_view name);
/// Pacemaker's own containers: `group`, `clone`, `bundle`.
bool is_literal(const schema::Kind& kind);
/// The words of a service that a literal unit has too; every other attribute is the unit's own.
bool is_unit_word(std::string_view name);
/// HL3250..HL3252: what may stand in a group, a clone and a bundle, and how much of it.
void check_units(Builder& b);
/// Fills Cluster::written from the cluster's blocks.
void note_written_order(Builder& b, const std::vector<expand::Block>& blocks);

// ---- resources.cc ----
/// A resource template; nothing when it is wrong (reported).
void build_unit_template(Builder& b, const expand::Block& block);
void build_shared(Builder& b, const expand::Block& block);
void build_service(Builder& b, const expand::Block& block, const schema::Kind& kind);

// ---- constructs.cc ----
model::Block build_construct(Builder& b, const expand::Block& block, const schema::Kind& kind);
model::Native build_native(Builder& b, const expand::Block& block);
model::Operation build_operation(Builder& b, const expand::Block& block, const schema::Kind* owner);
/// The kind name nearest to a misspelt one, or empty.
std::string suggest_kind(Context& ctx, schema::KindClass cls, std::string_view name);
/// HL2201 at the first use of an agent of which nothing is known.
void report_unknown_agent(Context& ctx, const schema::Kind& kind, source::Span span);
/// HL2001 or HL2002 for a block that no rule allows here.
void report_misplaced(Builder& b, const expand::Block& block, std::string_view parent,
                      const std::vector<std::string>& allowed);

// ---- templates.cc ----
/// The block with what its template (`extends = NAME`) adds; `storage` holds the merged copy.
const expand::Block& with_template(Builder& b, const expand::Block& block, const schema::Kind& kind,
                                   expand::Block& storage);

// ---- references.cc ----
/// Resolves a Word or Path to a Ref of one of the kinds in `type`; poisons the value and reports HL1060..HL1062
/// otherwise.
void resolve(Builder& b, const schema::Type& type, const std::string& attribute, model::Value& value);
/// Every reference in attributes of resources, nodes, devices and constructs.
void resolve_references(Builder& b);

// ---- policy.cc, inherit.cc, identity.cc, children.cc, fencing.cc ----
bool is_policy_word(std::string_view name);
void apply_policies(Builder& b);
void inherit(Builder& b);
void check_identity(Builder& b);
void check_children(Builder& b);
void check_fencing(Builder& b);
/// False when the description is for corosync.conf or fence_virt.conf alone: then nothing runs that fencing would
/// protect, and what such a file does not hold is not missing.
bool runs_resources(const model::Cluster& cluster);
/// `literal = true`: an imported cluster, which is written as it stands; what Pacemaker itself lives with is a warning.
bool is_imported(const model::Cluster& cluster);
/// `targets = [pacemaker]`: fence devices may say themselves whom they fence, and are written one to one.
bool devices_may_speak(const model::Cluster& cluster);

/// "node", "failover domain", "fs" … with an article, for messages: "the node", "a failover domain".
std::string describe(const Builder& b, model::Entity entity);

}  // namespace hale::sema
