#pragma once
// cluster.conf as structs, one to one: what the file says, in its own words and order, nothing interpreted. Every
// element keeps its attributes in order and, among its typed children, whatever else stands there (comments, text,
// elements that hale has no struct for) as xml::Node; so write(read(x)) = x. What rgmanager makes of all this is
// raise.h; how a model becomes a document is lower.h.
//
//     cluster ─ clusternodes ─ clusternode ─ fence ─ method ─ device
//             │                            └ unfence ─ device
//             ├ fencedevices ─ fencedevice
//             ├ rm ─ failoverdomains ─ failoverdomain ─ failoverdomainnode
//             │    ├ resources ─ TYPE ─ action
//             │    └ TYPE (service, vm …) ─ TYPE …, action
//             └ cman, totem, quorumd, fence_daemon … as they are

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/xml/tree.h"

namespace hale::rgmanager {

/// What every element has.
struct Element {
    std::vector<xml::Attribute> attributes;
    model::OriginId origin;
    source::Span span, name_span;  // where it was read

    const xml::Attribute* find(std::string_view attribute) const;
    /// The attribute's value, empty when it is absent.
    std::string_view text(std::string_view attribute) const;
    Element& set(std::string_view attribute, std::string value, model::OriginId o = {});
};

/// Children in document order: the typed ones, and everything else.
template <class... T>
using Items = std::vector<std::variant<T..., xml::Node>>;

struct Device : Element {  // of a method or of unfence
    static constexpr std::string_view kName = "device";
    Items<> items;
};
struct Method : Element {
    static constexpr std::string_view kName = "method";
    Items<Device> items;
};
struct Fence : Element {
    static constexpr std::string_view kName = "fence";
    Items<Method> items;
};
struct Unfence : Element {
    static constexpr std::string_view kName = "unfence";
    Items<Device> items;
};
struct ClusterNode : Element {
    static constexpr std::string_view kName = "clusternode";
    Items<Fence, Unfence> items;
};
struct ClusterNodes : Element {
    static constexpr std::string_view kName = "clusternodes";
    Items<ClusterNode> items;
};

struct FenceDevice : Element {
    static constexpr std::string_view kName = "fencedevice";
    Items<> items;
};
struct FenceDevices : Element {
    static constexpr std::string_view kName = "fencedevices";
    Items<FenceDevice> items;
};

struct DomainNode : Element {
    static constexpr std::string_view kName = "failoverdomainnode";
    Items<> items;
};
struct FailoverDomain : Element {
    static constexpr std::string_view kName = "failoverdomain";
    Items<DomainNode> items;
};
struct FailoverDomains : Element {
    static constexpr std::string_view kName = "failoverdomains";
    Items<FailoverDomain> items;
};

struct Action : Element {
    static constexpr std::string_view kName = "action";
    Items<> items;
};
/// A resource, service or VM, or a reference to one (`ref=`); any element name that is not `action`.
struct Resource : Element {
    std::string type;
    Items<Action, Resource> items;
};
struct Resources : Element {
    static constexpr std::string_view kName = "resources";
    Items<Resource> items;
};
/// `events` and `resource-defaults` stay xml::Node: nothing in hale looks inside.
struct Rm : Element {
    static constexpr std::string_view kName = "rm";
    Items<FailoverDomains, Resources, Resource> items;
};

struct Document : Element {  // <cluster>
    std::string root = "cluster";
    Items<ClusterNodes, FenceDevices, Rm> items;
    std::vector<xml::Node> before, after;  // comments around the root element
};

/// The typed children of one sort, in order.
template <class T, class List>
auto all(List& items) {
    using Pointer = decltype(std::get_if<T>(&*items.begin()));
    std::vector<Pointer> out;
    for (auto& item : items) {
        if (Pointer found = std::get_if<T>(&item)) out.push_back(found);
    }
    return out;
}
/// The first of them, or nullptr.
template <class T, class List>
auto first(List& items) -> decltype(std::get_if<T>(&*items.begin())) {
    for (auto& item : items) {
        if (auto* found = std::get_if<T>(&item)) return found;
    }
    return nullptr;
}

/// One element as the node it is in the file.
xml::Node node_of(const Resource& element);
xml::Node node_of(const Action& element);
xml::Node node_of(const Fence& element);
xml::Node node_of(const Unfence& element);
xml::Node node_of(const FenceDevice& element);
xml::Node node_of(const FailoverDomain& element);
xml::Node node_of(const ClusterNode& element);

xml::Tree to_tree(const Document& document);
Document from_tree(const xml::Tree& tree);

/// Same file content; positions and origins are not compared.
bool same(const Document& a, const Document& b);

}  // namespace hale::rgmanager
