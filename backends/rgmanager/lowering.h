#pragma once
// What the parts of the lowering share. One file per part of the configuration; lower.cc calls them in the order of
// the output.

#include <algorithm>
#include <set>
#include <type_traits>

#include "backends/backend.h"
#include "backends/common/mapping.h"
#include "backends/rgmanager/document.h"
#include "backends/rgmanager/spelling.h"

namespace hale::rgmanager {

/// What a fence device is to all nodes that use it.
struct DeviceUse {
    bool one_per_node = false;         // each node gives it an address of its own: it is several devices, one a node
    std::set<std::string> overridden;  // the keys that some node gives a value of its own
};

/// One service that another one waits for.
struct Dependency {
    model::Entity target;
    std::string member;
    std::string text;
    bool hard = true;
    model::OriginId origin;
};

struct Lowering {
    const model::Model& model;
    const model::Cluster& cluster;  // restructured where rgmanager would run another order (restructure.h)
    const backends::BuildOptions& options;
    diag::Sink& sink;
    backends::Speller speller;
    std::vector<DeviceUse> fencing;                     // by FenceDeviceId
    std::vector<std::vector<Dependency>> dependencies;  // by ServiceId
    ledger::Ledger* books = nullptr;

    void book(model::OriginId origin, std::string_view word) {
        if (books != nullptr) books->book(origin, word);
    }

    /// The description is a part of a configuration: what it does not say is not written.
    bool partial() const {
        return std::any_of(cluster.attributes.begin(), cluster.attributes.end(),
                           [](const model::Attribute& a) { return a.name == "partial" && a.value.number != 0; });
    }
    source::Span span(model::OriginId id) const { return model.origins.span(id); }
    std::vector<std::string> iterations(model::OriginId id) const { return model.origins.iterations(id); }
};

// ---- lower_nodes.cc ----
ClusterNodes lower_nodes(Lowering& l);

// ---- lower_fencing.cc ----
/// <fence> and <unfence> of one node, appended to its element.
void lower_node_fencing(Lowering& l, const model::Node& node, ClusterNode& out);
FenceDevices lower_fence_devices(Lowering& l);
/// By FenceDeviceId.
std::vector<DeviceUse> fencing_of(const Lowering& l);

// ---- lower_domains.cc ----
FailoverDomains lower_domains(Lowering& l);

// ---- lower_resources.cc ----
Resources lower_shared(Lowering& l);
/// Where the service runs; its definition goes to `shared` when the service says `referred = true`.
Resource lower_service(Lowering& l, const model::Service& service, Resources& shared);

// ---- lower_policy.cc ----
/// By ServiceId: `after` of the service, and `before` of others that name it.
std::vector<std::vector<Dependency>> dependencies_of(const Lowering& l);
/// Attributes of a service or VM that place it and say what happens on a failure.
void lower_policy(Lowering& l, const model::Service& service, Resource& out);
/// `service:web`: the name by which rgmanager knows a top-level unit.
std::string unit_name(const Lowering& l, const model::Service& service);

// ---- lower_uses.cc ----
/// The `__…` attributes, on the element in the tree.
void lower_use_words(Lowering& l, model::UseId use, Element& out);

// ---- lower_actions.cc ----
void lower_actions(Lowering& l, const model::Resource& resource, Resource& out);

// ---- lower_constructs.cc ----
/// A construct's element by its kind's mapping; nothing when rgmanager has no such thing (HL4007).
std::optional<xml::Node> lower_construct(Lowering& l, const model::Block& block);
/// All constructs of the cluster: those that stand in <cluster>, and those that belong into <rm>.
void lower_constructs(Lowering& l, Document& out, Rm& rm);
/// cman's two_node="1" expected_votes="1" for two nodes of one vote each, when nobody said otherwise: without them the
/// survivor of a failure has no quorum, and the cluster stops.
void lower_quorum(Lowering& l, Document& out);

// ---- lower_native.cc ----
/// The attributes and blocks of `native rgmanager` as they stand; HL4030 when hale writes such an attribute itself.
void add_native(Lowering& l, const model::Block& body, std::vector<xml::Attribute>& attributes,
                std::vector<xml::Node>& children);

/// Elements that stand once, whatever they hold: a second one would not be read. What a native block says of one goes
/// into it.
template <class Element>
bool is_section(const Element& element, std::string_view name) {
    if constexpr (std::is_same_v<Element, xml::Node>) {
        return element.is_element(name) &&
               (name == ClusterNodes::kName || name == FenceDevices::kName || name == FailoverDomains::kName ||
                name == Resources::kName || name == Fence::kName || name == "events");
    } else if constexpr (std::is_same_v<Element, ClusterNodes> || std::is_same_v<Element, FenceDevices> ||
                         std::is_same_v<Element, Rm> || std::is_same_v<Element, FailoverDomains> ||
                         std::is_same_v<Element, Resources> || std::is_same_v<Element, Fence>) {
        return name == Element::kName;
    } else {
        return false;
    }
}
template <class Items>
void add_item(Items& items, xml::Node node) {
    const auto join = [&](auto& present) {
        if (!is_section(present, node.name)) return false;
        present.origin = node.origin;
        for (xml::Attribute& a : node.attributes) present.set(a.name, std::move(a.value), a.origin);
        if constexpr (std::is_same_v<std::decay_t<decltype(present)>, xml::Node>) {
            for (xml::Node& child : node.children) present.add(std::move(child));
        } else {
            for (xml::Node& child : node.children) add_item(present.items, std::move(child));
        }
        return true;
    };
    for (auto& item : items) {
        if (std::visit(join, item)) return;
    }
    items.emplace_back(std::move(node));
}

template <class Items>
void add_natives(Lowering& l, const std::vector<model::Native>& natives, Element& element, Items& items) {
    std::vector<xml::Node> children;
    for (const model::Native& native : natives) {
        if (native.manager == kSpelling.manager) add_native(l, native.body, element.attributes, children);
    }
    for (xml::Node& child : children) add_item(items, std::move(child));
}

// ---- limits.cc ----
/// HL4015..HL4017: lengths beyond which rgmanager silently cuts or loses things (facts/rgmanager.md sections 4, 12).
void check_limits(Lowering& l, const Document& document);

}  // namespace hale::rgmanager
