#include "backends/common/flat.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace hale::backends {

namespace {

std::string step(const xml::Node& node, const Identity& identity, std::map<std::string, int>& numbers) {
    const std::string own = identity(node);
    if (!own.empty()) {
        const std::string name = fmt::format("{}[{}]", node.name, own);
        const int number = ++numbers[name];
        return number == 1 ? name : fmt::format("{}[{} {}]", node.name, own, number);
    }
    const int number = ++numbers[node.name];
    return number == 1 ? node.name : fmt::format("{}[{}]", node.name, number);
}

std::string last_word(std::string_view path) {
    const std::size_t at = path.find_last_of("/@ ");
    return std::string(at == std::string_view::npos ? path : path.substr(at + 1));
}

}  // namespace

void flatten(const xml::Node& node, const std::string& path, const Identity& identity,
             const std::function<bool(const xml::Node&, const xml::Attribute*)>& skip, Settings& out) {
    if (node.kind != xml::NodeKind::Element || skip(node, nullptr)) return;
    out[path] = {"", node.span};
    for (const xml::Attribute& attribute : node.attributes) {
        if (!skip(node, &attribute))
            out[path + "/@" + std::string(attribute.name)] = {std::string(attribute.value), attribute.span};
    }
    std::map<std::string, int> numbers;
    for (const xml::Node& child : node.children) {
        if (child.kind == xml::NodeKind::Text) out[path + "/text"] = {std::string(child.text), child.span};
        if (child.kind != xml::NodeKind::Element || skip(child, nullptr)) continue;
        flatten(child, path + '/' + step(child, identity, numbers), identity, skip, out);
    }
}

bool secret_name(std::string_view name) {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array<std::string_view, 6> words = {"passw",       "secret",      "community",
                                                              "token_value", "private_key", "api_key"};
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view w) { return lower.find(w) != std::string::npos; });
}

std::vector<diff::Change> differences(const Settings& before, const Settings& after,
                                      const std::function<std::string(source::Span)>& place_before,
                                      const std::function<std::string(source::Span)>& place,
                                      const std::function<bool(std::string_view, std::string_view)>& same) {
    std::vector<diff::Change> out;
    // An element that one side alone has is one change, not one for each thing in it.
    const auto whole = [&](const Settings& other, const std::string& path) {
        for (std::size_t at = path.rfind('/'); at != std::string::npos && at != 0; at = path.rfind('/', at - 1)) {
            const std::string parent = path.substr(0, at);
            if ((before.count(parent) != 0 || after.count(parent) != 0) && other.count(parent) == 0) return true;
        }
        return false;
    };
    const auto summary = [](const Settings& settings, const std::string& path) {
        const Setting& own = settings.at(path);
        if (!own.value.empty()) return own.value;
        std::string text;
        for (auto it = settings.upper_bound(path); it != settings.end() && it->first.starts_with(path + '/'); ++it) {
            if (it->second.value.empty() || secret_name(last_word(it->first))) continue;
            text += (text.empty() ? "" : " ") + it->first.substr(path.size() + 1) + '=' + it->second.value;
        }
        return text.empty() ? std::string("present") : text;
    };
    for (const auto& [path, setting] : before) {
        const auto it = after.find(path);
        const bool gone = it == after.end();
        if (!gone && same(setting.value, it->second.value)) continue;
        if (gone && whole(after, path)) continue;
        out.push_back({path, summary(before, path), gone ? "" : it->second.value, secret_name(last_word(path)),
                       gone ? "" : place(it->second.span), place_before(setting.span)});
    }
    for (const auto& [path, setting] : after) {
        if (before.count(path) != 0 || whole(before, path)) continue;
        out.push_back({path, "", summary(after, path), secret_name(last_word(path)), place(setting.span), ""});
    }
    return out;
}

}  // namespace hale::backends
