#pragma once
// Two XML trees, element by element.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "compiler/xml/tree.h"

namespace hale::test {

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

/// Attribute order has no meaning in XML.
inline void sort_attributes(xml::Node& node) {
    std::sort(node.attributes.begin(), node.attributes.end(),
              [](const xml::Attribute& a, const xml::Attribute& b) { return a.name < b.name; });
    for (xml::Node& child : node.children) sort_attributes(child);
}

inline void drop_comments(xml::Node& node) {
    std::erase_if(node.children, [](const xml::Node& n) { return n.kind == xml::NodeKind::Comment; });
    for (xml::Node& child : node.children) drop_comments(child);
}

/// The first difference in words; empty when there is none.
inline std::string difference(const xml::Node& a, const xml::Node& b, const std::string& path) {
    std::string here = path + "/" + a.name;
    if (const auto id = a.get("id")) here += "[" + std::string(*id) + "]";
    if (a.kind != b.kind || a.name != b.name || a.text != b.text) return here + ": another node: " + b.name;
    for (const xml::Attribute& x : a.attributes) {
        const auto other = b.get(x.name);
        if (other != std::string_view(x.value)) {
            return here + "/@" + x.name + " = " + x.value + ", now " + std::string(other.value_or("absent"));
        }
    }
    if (a.attributes.size() != b.attributes.size()) return here + ": more attributes";
    for (std::size_t i = 0; i < std::min(a.children.size(), b.children.size()); ++i) {
        std::string found = difference(a.children[i], b.children[i], here);
        if (!found.empty()) return found;
    }
    return a.children.size() == b.children.size() ? std::string() : here + ": other number of children";
}

}  // namespace hale::test
