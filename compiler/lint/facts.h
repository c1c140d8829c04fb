#pragma once
// What the rules ask about one cluster: who waits for whom, who must stand beside whom, what a resource is to
// Pacemaker. The neutral words (`after`, `with`, `domain`) and Pacemaker's own (`order`, `colocate`, `place`) come
// together here, so that no rule needs to know both.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/fencing/table.h"
#include "compiler/model/model.h"

namespace hale::lint {

/// What one order says: each of `first` is done before each of `then` begins.
struct Wait {
    model::Before before;
    model::OriginId origin;
};

/// `who` stands on the node of `with` (together) or on another one.
struct Beside {
    model::UseId who, with;
    bool together = true;
    bool mandatory = true;  // score INFINITY or -INFINITY
    bool by_role = false;   // about promoted instances: says nothing of the others
    model::OriginId origin;
};

/// A score of one use on one node; without a condition it always holds.
struct Home {
    model::UseId who;
    model::NodeId node;
    std::int64_t score = 0;
    model::OriginId origin;
};

struct Facts {
    Facts(const model::Model& model, const source::SourceManager& sources, const model::Cluster& cluster,
          std::uint32_t number);

    const model::Model& model;
    const source::SourceManager& sources;
    const model::Cluster& cluster;
    std::uint32_t number;  // of the cluster in the model

    fencing::Table fences;
    std::vector<Wait> waits;
    std::vector<Beside> besides;
    std::vector<Home> homes;

    source::Span span(model::OriginId id) const { return model.origins.span(id); }
    std::vector<std::string> iterations(model::OriginId id) const { return model.origins.iterations(id); }

    /// The uses that a resolved reference names: of a tag all that it lists; none for another cluster's entities.
    std::vector<model::UseId> uses_of(const model::Value& reference) const;
    /// What messages call it: see name_of.
    std::string path(model::UseId use) const;
    /// The unit that a use belongs to.
    model::UseId unit(model::UseId use) const;
    /// The nearest enclosing use of this kind, the use itself included; invalid when there is none.
    model::UseId enclosing(model::UseId use, std::string_view kind) const;
    /// The cluster says it is for this manager, or it does not say any.
    bool for_manager(std::string_view manager) const;
    /// The edit that writes another attribute in place of this one; nothing in a manager's own file, or where the value
    /// came from somewhere else.
    std::optional<diag::Edit> rewrite(const model::Attribute& attribute, std::string text) const;
    /// The edit that writes `item` behind all that stands in this block; nothing in a manager's own file.
    std::optional<diag::Edit> append(model::OriginId block, const std::string& item) const;
    /// Constructs of the cluster with this name.
    std::vector<const model::Block*> constructs(std::string_view name) const;
};

/// Adds the fix when there is an edit for it.
void offer(diag::Report& report, diag::FixSafety safety, std::string title, std::optional<diag::Edit> edit);

/// `fs.data`, `service.web`; Pacemaker's own units have one name space, so `web` is enough.
std::string name_of(const model::Resource& resource);
/// The attribute that gives the agent this parameter, by Pacemaker's name of it; nullptr when it is not given.
const model::Attribute* parameter(const model::Resource& resource, std::string_view name);
/// Everything that the agent is told: the resource's own attributes and those of its `params` sets without a condition.
std::vector<const model::Attribute*> parameters(const model::Resource& resource);
/// Its actions, those inside an `operations` block included.
std::vector<model::Operation> operations_of(const model::Resource& resource);
/// The text of a value as a manager gets it.
std::string text_of(const model::Value& value);
/// A meta attribute: of the unit itself (`clone-max = 2`) or in its `meta` blocks; nullptr when it is not given.
const model::Attribute* meta(const model::Resource& resource, std::string_view name);
/// The attribute that names this of the resource, as its agent's traits claim it (`the mount point`); nullptr: none.
const model::Attribute* claimed(const model::Resource& resource, std::string_view what);
inline constexpr std::string_view kMountPoint = "the mount point";
/// Several nodes may run it at the same time: its traits say so of one of its parameters, or its kind is shared.
bool may_be_several(const model::Resource& resource);
/// What Pacemaker takes for true; false for an attribute that is not given.
bool is_true(const model::Attribute* attribute);
/// The clone has promoted instances.
bool is_promotable(const model::Resource& clone);

}  // namespace hale::lint
