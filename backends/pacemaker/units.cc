#include "backends/pacemaker/units.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "backends/pacemaker/ids.h"
#include "backends/pacemaker/read_internal.h"
#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

namespace {

using Pair = std::pair<std::string_view, std::string_view>;
constexpr std::array<Pair, 3> kSets = {
    {{"meta", "meta_attributes"}, {"params", "instance_attributes"}, {"utilization", "utilization"}}};

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view name) {
    for (const std::string_view word : words) {
        if (word == name) return true;
    }
    return false;
}

constexpr std::array<IdScheme, 3> kSchemes = {IdScheme::Hale, IdScheme::Pcs, IdScheme::Crmsh};
using Counts = std::array<std::size_t, kSchemes.size()>;

/// Counts the ids of sets and actions that each scheme would give. One that does not begin with the owner's is nobody's.
void count(const xml::Node& node, std::string_view owner, Counts& followers) {
    const std::string_view id = node.get("id").value_or("");
    const bool set = !set_word(node.name).empty();
    const bool action = !set && node.is_element("op");
    const bool made = (set || action) && !owner.empty() && id.starts_with(owner);
    for (std::size_t i = 0; made && i < kSchemes.size(); ++i) {
        const std::string wanted =
            set ? unit_set_id(kSchemes[i], owner, node.name)
                : op_id(kSchemes[i], owner, node.get("name").value_or(""), node.get("interval").value_or(""));
        followers[i] += wanted == id ? 1 : 0;
    }
    // An <operations> has an id of its own at most; its actions are named after the resource.
    const std::string_view inner = node.is_element("operations") ? owner : id;
    for (const xml::Node& child : node.children) count(child, inner, followers);
}

}  // namespace

std::string unit_set_id(IdScheme scheme, std::string_view owner, std::string_view element) {
    if (scheme != IdScheme::Hale) return fmt::format("{}-{}", owner, element);
    if (element == "meta_attributes") return fmt::format("{}-meta", owner);
    return fmt::format("{}-{}", owner, element == "instance_attributes" ? "params" : element);
}

std::string op_id(IdScheme scheme, std::string_view owner, std::string_view name, std::string_view interval) {
    return fmt::format("{}-{}-{}{}", owner, ncname_text(name), scheme == IdScheme::Pcs ? "interval-" : "",
                       ncname_text(interval));
}

IdScheme detect_scheme(const std::vector<xml::Node>& resources) {
    Counts followers{};
    for (const xml::Node& resource : resources) count(resource, {}, followers);
    std::size_t best = 0;
    for (std::size_t i = 1; i < followers.size(); ++i) {
        if (followers[i] > followers[best]) best = i;
    }
    return kSchemes[best];
}

Resource to_resource(const xml::Node& node) {
    if (auto resource = read_resource(node)) return std::move(*resource);
    return {};
}

bool is_unit_word(std::string_view name) {
    constexpr std::array<std::string_view, 11> words = {"after",       "before", "with",      "apart_from",
                                                        "depend_mode", "domain", "uuid",      "extends",
                                                        "description", "id",     "moved_from"};
    return is_in(words, name);
}

std::string_view set_word(std::string_view element) {
    for (const auto& [word, name] : kSets) {
        if (name == element) return word;
    }
    return {};
}

std::string_view set_element(std::string_view word) {
    for (const auto& [name, element] : kSets) {
        if (name == word) return element;
    }
    return {};
}

}  // namespace hale::pacemaker
