#include "compiler/xml/tree.h"

#include <algorithm>

namespace hale::xml {

Node Node::comment(std::string text) {
    Node node;
    node.kind = NodeKind::Comment;
    node.text = std::move(text);
    return node;
}

const Attribute* Node::find(std::string_view attribute) const {
    const auto it =
        std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == attribute; });
    return it == attributes.end() ? nullptr : &*it;
}

std::optional<std::string_view> Node::get(std::string_view attribute) const {
    const Attribute* found = find(attribute);
    if (found == nullptr) return std::nullopt;
    return found->value;
}

Node& Node::set(std::string_view attribute, std::string value, model::OriginId o) {
    const auto it =
        std::find_if(attributes.begin(), attributes.end(), [&](const Attribute& a) { return a.name == attribute; });
    if (it != attributes.end()) {
        it->value = std::move(value);
        it->origin = o;
        return *this;
    }
    Attribute added;
    added.name = attribute;
    added.value = std::move(value);
    added.origin = o;
    attributes.push_back(std::move(added));
    return *this;
}

Node& Node::add(Node child) {
    children.push_back(std::move(child));
    return children.back();
}

const Node* Node::child(std::string_view element) const {
    const auto it =
        std::find_if(children.begin(), children.end(), [&](const Node& n) { return n.is_element(element); });
    return it == children.end() ? nullptr : &*it;
}

bool operator==(const Node& a, const Node& b) {
    const auto same = [](const Attribute& x, const Attribute& y) { return x.name == y.name && x.value == y.value; };
    return a.kind == b.kind && a.name == b.name && a.text == b.text &&
           std::equal(a.attributes.begin(), a.attributes.end(), b.attributes.begin(), b.attributes.end(), same) &&
           a.children == b.children;
}

}  // namespace hale::xml
