#pragma once
// Model to Document, one file per question. Each step reads the model and what earlier steps decided, and adds its part
// to the document:
//
//   plan.cc             which resources there are, which are shared and how (make_plan)
//   shape.cc            groups and constraints of one service (make_shape)
//   lower_services.cc   the resources of every service: primitives, groups, clones, and the constraints inside
//   lower_primitive.cc  one primitive: agent, parameters, operations
//   lower_policy.cc     lifecycle words as meta attributes
//   lower_placement.cc  failover domains, exclusive services
//   lower_relations.cc  after, before, with, apart_from
//   lower_fencing.cc    fence devices and the fencing topology
//   lower_nodes.cc      nodes and cluster properties
//   lower_native.cc     `native pacemaker` blocks
//   lower_constructs.cc constructs: lower_sets.cc (properties, defaults), lower_words.cc (constraints, topology,
//                       tags), lower_others.cc (access control, alerts), lower_rules.cc (`when`)

#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "backends/backend.h"
#include "backends/common/spelling.h"
#include "backends/pacemaker/capabilities.h"
#include "backends/pacemaker/document.h"
#include "backends/pacemaker/ids.h"
#include "backends/pacemaker/plan.h"
#include "backends/pacemaker/shape.h"

namespace hale::pacemaker {

/// The whole translation but for the schema, which is chosen when all is written. Nothing when an error was reported.
/// What is written by other means than under its own name is booked in `books`.
std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink,
                              ledger::Ledger* books = nullptr);

/// Sets validate-with of the written <cib>: the schema of the wanted release, else the one that the cluster says, else
/// the lowest that has all it needs. False when an error was reported (HL4110, HL4122 …).
bool choose_schema(const model::Model& model, const model::Cluster& cluster, std::string_view release, xml::Node& cib,
                   diag::Sink& sink);

/// What became of a service: its shape and the CIB's id of each unit.
struct Layout {
    Shape shape;
    std::vector<std::string> unit_ids;

    bool empty() const { return shape.units.empty(); }
    /// Where relations attach: the first and last to start or stop of what the service depends on.
    const std::string& first_start() const;
    const std::string& last_start() const;
    const std::string& first_stop() const;
    const std::string& last_stop() const;
    /// What decides the service's place.
    const std::string& anchor() const;
};

/// Everything the steps share.
class Lowering {
public:
    Lowering(const model::Model& m, const model::Cluster& c, const backends::BuildOptions& options, diag::Sink& s);

    const model::Model& model;
    const model::Cluster& cluster;
    const backends::BuildOptions& options;
    diag::Sink& sink;
    backends::Speller speller;
    Document document;
    Ids ids;
    Plan plan;
    ledger::Ledger books;
    std::vector<Layout> layouts;  // by ServiceId
    std::unordered_map<std::string, model::Entity>
        made_for;  // id of a resource -> the fence device, service or template

    source::Span span(OriginId origin) const { return model.origins.span(origin); }
    /// HL4101 with the words of the capability; `shown` is what the user wrote.
    void approximated(NeutralWord word, std::string_view shown, OriginId origin);
    /// HL4100.
    void refused(NeutralWord word, std::string_view shown, OriginId origin);

    /// Adds a pair to the set that is `sets`' only one, made with id OWNER-SUFFIX when there is none yet. An existing
    /// pair of that name is kept: what is said first, and nearer, wins.
    void put(std::vector<NvSet>& sets, const std::string& owner, std::string_view suffix, const std::string& name,
             std::string value, OriginId origin = {});
    void put_meta(Sets& sets, const std::string& owner, const std::string& name, std::string value,
                  OriginId origin = {}) {
        put(sets.meta, owner, "meta", name, std::move(value), origin);
    }

    /// False: the service is made of shared instances alone that are clones, and there is nothing of its own to place.
    bool is_placed(const Layout& layout) const;

    void order(const std::string& first, const std::string& then, OriginId origin, const Edge& edge);
    void colocate(const std::string& rsc, const std::string& with, const std::string& score, OriginId origin);

private:
    std::unordered_set<std::string> constraints_;  // the same constraint from two sides is written once
};

// Steps, in the order in which `lower` runs them.
struct FencePlan;
void lower_nodes(Lowering& lowering);
void lower_fencing(Lowering& lowering, const FencePlan& plan);
void lower_services(Lowering& lowering);
void lower_placement(Lowering& lowering);
void lower_relations(Lowering& lowering);
void lower_constructs(Lowering& lowering);
/// `sections = […]`: which sections stand in the file, and in which order.
void lower_section_order(Lowering& lowering);

/// One primitive for a use: class, provider and type, parameters, operations, `native` blocks.
Primitive lower_primitive(Lowering& lowering, const Instance& instance, const std::string& id);
/// The parameters and meta attributes a use's values become; secrets are resolved when the options say so.
struct Parameter {
    std::string name, value;
    bool meta = false;
    OriginId origin;
};
std::vector<Parameter> parameters_of(const Lowering& lowering, model::UseId use);

/// What a service's lifecycle words make of one of its units.
void lower_policy(Lowering& lowering, model::ServiceId service, const Unit& unit, Resource& resource);

/// Applies the `native pacemaker` blocks of an entity.
void lower_natives(Lowering& lowering, const std::vector<model::Native>& natives, const std::string& owner, Sets& sets);

/// An attribute set (lower_sets.cc); its id is its label, else `default_id`.
NvSet lower_set(Lowering& lowering, const model::Block& block, const std::string& default_id);
/// `properties` and `defaults` of the cluster; before lower_nodes adds what they do not say.
void lower_properties(Lowering& lowering);
/// `cib_id`, `type`, `attributes`, `utilization` of a node.
void lower_node_words(Lowering& lowering, const model::Node& from, ClusterNode& node);
/// A construct that only Pacemaker has (lower_words.cc); false when it is none.
bool lower_word(Lowering& lowering, const model::Block& block);
xml::Node lower_acl(Lowering& lowering, const model::Block& block);
xml::Node lower_alert(Lowering& lowering, const model::Block& block);
/// True when the cluster says `literal = true`: nothing is added that it does not say.
bool is_literal(const model::Cluster& cluster);

/// Applies those of the cluster: properties and defaults.
void lower_cluster_natives(Lowering& lowering);

/// A score as Pacemaker writes it: INFINITY, -INFINITY or a number.
std::string score_text(std::int64_t score);

}  // namespace hale::pacemaker
