#pragma once
// pugixml with the care that a verdict needs. pugixml takes the first of two attributes of one name in silence and
// never minds a DOCTYPE; whoever decides over a disk must not.

#include <charconv>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace hale::locate {

/// Parses `text` in place. False, and why, when it is no whole XML document.
inline bool parse_xml(pugi::xml_document& document, std::string& text, std::string& problem) {
    const auto result =
        document.load_buffer_inplace(text.data(), text.size(), pugi::parse_escapes, pugi::encoding_utf8);
    if (result) return true;
    problem = std::string(result.description()) + " at byte " + std::to_string(result.offset);
    return false;
}

/// The attribute's value; nothing when it is absent, or said twice.
inline std::optional<std::string_view> attribute(const pugi::xml_node& node, std::string_view name) {
    std::optional<std::string_view> out;
    for (const pugi::xml_attribute& a : node.attributes()) {
        if (name != a.name()) continue;
        if (out) return std::nullopt;
        out = a.value();
    }
    return out;
}
inline std::string_view attribute_or(const pugi::xml_node& node, std::string_view name,
                                     std::string_view otherwise = {}) {
    return attribute(node, name).value_or(otherwise);
}

/// The whole of `text` as a number.
template <typename Number>
std::optional<Number> to_number(std::string_view text) {
    Number out{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return out;
}

}  // namespace hale::locate
