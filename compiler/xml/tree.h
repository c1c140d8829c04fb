#pragma once
// XML as both managers use it: an ordered tree of elements, comments, text and processing instructions. Names are kept
// as written (a prefix is part of the name); values are decoded. A tree that was read knows where everything stands; a
// tree that is to be written knows which origin each element and attribute has, so that `hale why` can answer.
//
//     xml::Node rm("rm");
//     rm.set("status_poll_interval", "5", origin);
//     rm.add(xml::Node("service")).set("name", "web");
//
// Nodes are values. `add` and `set` return a reference that the next `add` on the same parent makes invalid.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/value/value.h"

namespace hale::xml {

struct Attribute {
    std::string name, value;
    model::OriginId origin;
    source::Span span;        // name="value"
    source::Span name_span;   // name
    source::Span value_span;  // what stands between the quotes
};

enum class NodeKind : std::uint8_t { Element, Comment, Text, Instruction };

struct Node {
    NodeKind kind = NodeKind::Element;
    std::string name;  // Element; Instruction: its target
    std::string text;  // Comment, Text, Instruction
    std::vector<Attribute> attributes;
    std::vector<Node> children;
    model::OriginId origin;
    source::Span span;       // an element's start tag; the whole of anything else
    source::Span name_span;  // Element

    Node() = default;
    explicit Node(std::string element, model::OriginId o = {}) : name(std::move(element)), origin(o) {}
    static Node comment(std::string text);

    bool is_element(std::string_view element) const { return kind == NodeKind::Element && name == element; }
    const Attribute* find(std::string_view attribute) const;
    /// The attribute's value; nothing when it is absent.
    std::optional<std::string_view> get(std::string_view attribute) const;
    /// Replaces the attribute's value, or appends the attribute.
    Node& set(std::string_view attribute, std::string value, model::OriginId o = {});
    Node& add(Node child);
    /// The first child element of this name.
    const Node* child(std::string_view element) const;

    /// Same content, wherever it came from: spans and origins are not compared.
    friend bool operator==(const Node& a, const Node& b);
};

/// A document: one root element, and the comments and instructions before and after it.
struct Tree {
    std::vector<Node> before;
    Node root;
    std::vector<Node> after;

    friend bool operator==(const Tree& a, const Tree& b) {
        return a.before == b.before && a.root == b.root && a.after == b.after;
    }
};

}  // namespace hale::xml
