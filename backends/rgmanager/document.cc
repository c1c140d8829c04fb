#include "backends/rgmanager/document.h"

#include <algorithm>

namespace hale::rgmanager {

const xml::Attribute* Element::find(std::string_view attribute) const {
    const auto it = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const xml::Attribute& a) { return a.name == attribute; });
    return it == attributes.end() ? nullptr : &*it;
}

std::string_view Element::text(std::string_view attribute) const {
    const xml::Attribute* found = find(attribute);
    return found != nullptr ? std::string_view(found->value) : std::string_view();
}

Element& Element::set(std::string_view attribute, std::string value, model::OriginId o) {
    const auto it = std::find_if(attributes.begin(), attributes.end(),
                                 [&](const xml::Attribute& a) { return a.name == attribute; });
    if (it != attributes.end()) {
        it->value = std::move(value);
        it->origin = o;
        return *this;
    }
    xml::Attribute added;
    added.name = attribute;
    added.value = std::move(value);
    added.origin = o;
    attributes.push_back(std::move(added));
    return *this;
}

namespace {

// ---- structs to nodes ----

template <class T>
std::string_view name_of(const T&) {
    return T::kName;
}
std::string_view name_of(const Resource& r) { return r.type; }
std::string_view name_of(const Document& d) { return d.root; }

xml::Node to_node(const xml::Node& node) { return node; }

template <class T>
xml::Node to_node(const T& element) {
    xml::Node out{std::string(name_of(element)), element.origin};
    out.attributes = element.attributes;
    out.span = element.span;
    out.name_span = element.name_span;
    out.children.reserve(element.items.size());
    for (const auto& item : element.items) {
        out.children.push_back(std::visit([](const auto& x) { return to_node(x); }, item));
    }
    return out;
}

// ---- nodes to structs ----

template <class T>
T from_node(const xml::Node& node);

/// Which struct an element becomes: the one with its name; a Resource takes every name that no other one has.
template <class T>
bool takes(const xml::Node& node) {
    return node.name == T::kName;
}
template <>
bool takes<Resource>(const xml::Node&) {
    return true;
}

bool is_opaque(const xml::Node& node) {
    return node.kind != xml::NodeKind::Element || node.name == "events" || node.name == "resource-defaults";
}

template <class... T>
void add_item(const xml::Node& node, std::vector<std::variant<T..., xml::Node>>& items) {
    bool done = is_opaque(node);
    if (!done) {
        ((done = done || (takes<T>(node) && (items.emplace_back(from_node<T>(node)), true))), ...);
    }
    if (is_opaque(node) || !done) items.emplace_back(node);
}

// A variant's alternatives are deduced from the item type; the last one is always xml::Node.
template <class Variant>
struct Split;
template <class A>
struct Split<std::variant<A>> {
    static void add(const xml::Node& n, std::vector<std::variant<A>>& items) { items.emplace_back(n); }
};
template <class A, class B>
struct Split<std::variant<A, B>> {
    static void add(const xml::Node& n, std::vector<std::variant<A, B>>& items) { add_item<A>(n, items); }
};
template <class A, class B, class C>
struct Split<std::variant<A, B, C>> {
    static void add(const xml::Node& n, std::vector<std::variant<A, B, C>>& items) { add_item<A, B>(n, items); }
};
template <class A, class B, class C, class D>
struct Split<std::variant<A, B, C, D>> {
    static void add(const xml::Node& n, std::vector<std::variant<A, B, C, D>>& items) { add_item<A, B, C>(n, items); }
};

template <class T>
void fill(const xml::Node& node, T& out) {
    out.attributes = node.attributes;
    out.origin = node.origin;
    out.span = node.span;
    out.name_span = node.name_span;
    out.items.reserve(node.children.size());
    using Variant = typename decltype(out.items)::value_type;
    for (const xml::Node& child : node.children) Split<Variant>::add(child, out.items);
}

template <class T>
T from_node(const xml::Node& node) {
    T out;
    if constexpr (std::is_same_v<T, Resource>) out.type = node.name;
    fill(node, out);
    return out;
}

}  // namespace

xml::Node node_of(const Resource& element) { return to_node(element); }
xml::Node node_of(const Action& element) { return to_node(element); }
xml::Node node_of(const Fence& element) { return to_node(element); }
xml::Node node_of(const Unfence& element) { return to_node(element); }
xml::Node node_of(const FenceDevice& element) { return to_node(element); }
xml::Node node_of(const FailoverDomain& element) { return to_node(element); }
xml::Node node_of(const ClusterNode& element) { return to_node(element); }

xml::Tree to_tree(const Document& document) {
    xml::Tree tree;
    tree.before = document.before;
    tree.root = to_node(document);
    tree.after = document.after;
    return tree;
}

Document from_tree(const xml::Tree& tree) {
    Document out;
    out.root = tree.root.name;
    out.before = tree.before;
    out.after = tree.after;
    fill(tree.root, out);
    return out;
}

bool same(const Document& a, const Document& b) { return to_tree(a) == to_tree(b); }

}  // namespace hale::rgmanager
