#include "backends/pacemaker/release.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>
#include <utility>

namespace hale::pacemaker {

using xml::Node;

namespace {

/// Top schema of the releases that people name.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kReleases{
    {{"1.1", "2.10"}, {"2.0", "3.1"}, {"2.1", "3.7"}, {"3.0", "4.0"}}};

/// What an element, one of its attributes, or one value of it needs. An empty name matches every element.
struct Row {
    std::string_view element, attribute, value;
    SchemaVersion since, until;
    std::string_view from, gone;
};
constexpr SchemaVersion kNever{};
constexpr std::array<Row, 49> kRows{{
    {"rsc_ticket", "", "", {1, 2}, kNever, "1.1.7", ""},
    {"template", "", "", {1, 2}, kNever, "1.1.6", ""},
    {"fencing-topology", "", "", {1, 2}, kNever, "1.1.8", ""},
    {"acls", "", "", {1, 2}, kNever, "1.1.5", ""},
    {"tags", "", "", {2, 0}, kNever, "1.1.12", ""},
    {"acl_target", "", "", {2, 0}, kNever, "1.1.12", ""},
    {"acl_group", "", "", {2, 0}, kNever, "1.1.12", ""},
    {"acl_permission", "", "", {2, 0}, kNever, "1.1.12", ""},
    {"acl_user", "", "", {1, 2}, {2, 0}, "1.1.5", "1.1.12"},
    {"rsc_location", "resource-discovery", "", {2, 2}, kNever, "1.1.13", ""},
    {"rsc_order", "require-all", "", {1, 2}, kNever, "1.1.7", ""},
    {"fencing-level", "target-pattern", "", {2, 4}, kNever, "1.1.14", ""},
    {"fencing-level", "target-attribute", "", {2, 4}, kNever, "1.1.14", ""},
    {"alerts", "", "", {2, 5}, kNever, "1.1.15", ""},
    {"rsc_location", "rsc-pattern", "", {2, 6}, kNever, "1.1.16", ""},
    {"bundle", "", "", {2, 8}, kNever, "1.1.17", ""},
    {"expression", "value-source", "", {2, 9}, kNever, "1.1.17", ""},
    {"rkt", "", "", {2, 10}, {4, 0}, "1.1.18", "3.0.0"},
    {"select", "", "", {2, 10}, kNever, "1.1.18", ""},
    {"expression", "type", "number", {2, 9}, kNever, "1.1.17", ""},
    {"docker", "promoted-max", "", {3, 0}, kNever, "2.0.0", ""},
    {"rkt", "promoted-max", "", {3, 0}, kNever, "2.0.0", ""},
    {"primitive", "class", "heartbeat", {1, 0}, {3, 0}, "1.0.0", "2.0.0"},
    {"rsc_colocation", "score-attribute", "", {1, 0}, {3, 0}, "1.0.0", "2.0.0"},
    {"rsc_colocation", "score-attribute-mangle", "", {1, 0}, {3, 0}, "1.0.0", "2.0.0"},
    {"op", "requires", "", {1, 0}, {3, 0}, "1.0.0", "2.0.0"},
    {"podman", "", "", {3, 2}, kNever, "2.0.1", ""},
    {"op", "on-fail", "demote", {3, 4}, kNever, "2.0.5", ""},
    {"rsc_expression", "", "", {3, 5}, kNever, "2.0.5", ""},
    {"op_expression", "", "", {3, 5}, kNever, "2.0.5", ""},
    {"expression", "type", "integer", {3, 5}, kNever, "2.0.5", ""},
    {"rsc_colocation", "influence", "", {3, 6}, kNever, "2.1.0", ""},
    {"", "role", "Promoted", {3, 7}, kNever, "2.1.0", ""},
    {"", "role", "Unpromoted", {3, 7}, kNever, "2.1.0", ""},
    {"", "rsc-role", "Promoted", {3, 7}, kNever, "2.1.0", ""},
    {"", "rsc-role", "Unpromoted", {3, 7}, kNever, "2.1.0", ""},
    {"", "with-rsc-role", "Promoted", {3, 7}, kNever, "2.1.0", ""},
    {"", "with-rsc-role", "Unpromoted", {3, 7}, kNever, "2.1.0", ""},
    {"acl_target", "name", "", {3, 8}, kNever, "2.1.3", ""},
    {"acl_group", "name", "", {3, 8}, kNever, "2.1.3", ""},
    {"master", "", "", {1, 0}, {4, 0}, "1.0.0", "3.0.0"},
    {"lifetime", "", "", {1, 0}, {4, 0}, "1.0.0", "3.0.0"},
    {"primitive", "class", "nagios", {1, 2}, {4, 0}, "1.1.8", "3.0.0"},
    {"primitive", "class", "upstart", {1, 0}, {4, 0}, "1.1.4", "3.0.0"},
    {"template", "class", "nagios", {1, 2}, {4, 0}, "1.1.8", "3.0.0"},
    {"template", "class", "upstart", {1, 0}, {4, 0}, "1.1.4", "3.0.0"},
    {"date_spec", "moon", "", {1, 0}, {4, 0}, "1.0.0", "3.0.0"},
    {"duration", "moon", "", {1, 0}, {4, 0}, "1.0.0", "3.0.0"},
    {"node", "type", "ping", {1, 0}, {4, 0}, "1.0.0", "3.0.0"},
}};

/// The rows that speak of an element of this name; of the empty name: those that speak of every element.
const std::vector<const Row*>& rows_of(std::string_view element) {
    using Index = std::unordered_map<std::string_view, std::vector<const Row*>>;
    static const Index index = [] {
        Index out;
        for (const Row& row : kRows) out[row.element].push_back(&row);
        return out;
    }();
    static const std::vector<const Row*> none;
    const auto it = index.find(element);
    return it == index.end() ? none : it->second;
}

/// What every element may have and not every schema knows are the names of roles.
bool names_a_role(const Node& node) {
    return std::any_of(node.attributes.begin(), node.attributes.end(),
                       [](const xml::Attribute& a) { return a.name.ends_with("role"); });
}

bool has_several_rules(const Node& node) {
    return std::count_if(node.children.begin(), node.children.end(),
                         [](const Node& n) { return n.is_element("rule"); }) > 1;
}

std::string shown(const Row& row) {
    if (row.attribute.empty()) return "<" + std::string(row.element) + ">";
    std::string out(row.attribute);
    if (!row.value.empty()) out += "=" + std::string(row.value);
    return row.element.empty() ? out : out + " of <" + std::string(row.element) + ">";
}

/// `row` is one of the node's name, or of every element.
bool matches(const Row& row, const Node& node) {
    if (row.attribute.empty()) return true;
    const auto value = node.get(row.attribute);
    return value && (row.value.empty() || *value == row.value);
}

class Finder {
public:
    std::vector<Feature> found;

    void walk(const Node& node, model::OriginId origin) {
        if (node.kind != xml::NodeKind::Element) return;
        if (node.origin) origin = node.origin;
        look(rows_of(node.name), node, origin);
        if (names_a_role(node)) look(every_, node, origin);
        counted(node, origin);
        for (const Node& child : node.children) walk(child, origin);
    }

private:
    void look(const std::vector<const Row*>& rows, const Node& node, model::OriginId origin) {
        for (const Row* row : rows) {
            if (!matches(*row, node)) continue;
            const xml::Attribute* a = row->attribute.empty() ? nullptr : node.find(row->attribute);
            const bool own = a != nullptr && a->origin;
            found.push_back({shown(*row), row->since, row->until, row->from, row->gone, own ? a->origin : origin});
        }
    }
    void gone_in_3(std::string what, model::OriginId origin) {
        found.push_back({std::move(what), {1, 0}, {4, 0}, "1.0.0", "3.0.0", origin});
    }
    void counted(const Node& node, model::OriginId origin) {
        if (node.name == "rsc_location" && has_several_rules(node)) {
            gone_in_3("several rules in one <rsc_location>", origin);
        }
        if (node.name == "rule" && !node.find("score") && !node.find("score-attribute") && !node.find("id-ref")) {
            found.push_back({"a <rule> without a score", {3, 9}, kNever, "2.1.5", "", origin});
        }
        if (node.is_element("nvpair") && node.get("name") == "target-role") {
            const auto role = node.get("value");
            if (role == "Promoted" || role == "Unpromoted") {
                found.push_back({"target-role=" + std::string(*role), {3, 7}, kNever, "2.1.0", "", origin});
            }
        }
        std::vector<std::string_view> names;
        for (const Node& child : node.children) {
            if (!child.is_element("nvpair") || child.find("id-ref") != nullptr) continue;
            if (!child.find("value")) gone_in_3("an <nvpair> without a value", origin);
            if (const auto name = child.get("name")) names.push_back(*name);
        }
        std::sort(names.begin(), names.end());
        if (std::adjacent_find(names.begin(), names.end()) != names.end()) {
            gone_in_3("two <nvpair> of one name in a set", origin);
        }
        const auto index = node.name == "fencing-level" ? node.get("index") : std::nullopt;
        if (index && index->size() > 1) gone_in_3("a fencing level beyond 9", origin);
    }

    const std::vector<const Row*>& every_ = rows_of({});
};

using Renamed = std::array<std::pair<std::string_view, std::string_view>, 2>;
constexpr Renamed kRoles{{{"Master", "Promoted"}, {"Slave", "Unpromoted"}}};
constexpr Renamed kLimits{{{"master-max", "promoted-max"}, {"master-node-max", "promoted-node-max"}}};
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kFencing{
    {{"stonith-enabled", "fencing-enabled"},
     {"stonith-action", "fencing-action"},
     {"stonith-timeout", "fencing-timeout"},
     {"stonith-watchdog-timeout", "fencing-watchdog-timeout"}}};

template <class Pairs>
void respell(std::string& text, const Pairs& names, bool newer) {
    for (const auto& [before, after] : names) {
        if (text == (newer ? before : after)) {
            text = newer ? after : before;
            return;
        }
    }
}

void adapt(Node& node, bool roles, bool options, bool limits) {
    for (xml::Attribute& a : node.attributes) {
        if (a.name == "role" || a.name == "rsc-role" || a.name == "with-rsc-role") respell(a.value, kRoles, roles);
    }
    if (node.is_element("nvpair")) {
        const bool target_role = node.get("name") == "target-role";
        for (xml::Attribute& a : node.attributes) {
            if (a.name == "name") respell(a.value, kLimits, limits);
            if (a.name == "name" && !options) respell(a.value, kFencing, false);
            if (a.name == "value" && target_role) respell(a.value, kRoles, roles);
        }
    }
    for (Node& child : node.children) adapt(child, roles, options, limits);
}

}  // namespace

std::optional<SchemaVersion> parse_schema(std::string_view text) {
    SchemaVersion out;
    const char* const end = text.data() + text.size();
    const auto [dot, error] = std::from_chars(text.data(), end, out.major);
    if (error != std::errc() || dot == end || *dot != '.') return std::nullopt;
    const auto [rest, again] = std::from_chars(dot + 1, end, out.minor);
    if (again != std::errc() || rest != end) return std::nullopt;
    return out;
}

std::optional<std::string_view> schema_of_release(std::string_view release) {
    for (const auto& [name, schema] : kReleases) {
        if (name == release) return schema;
    }
    return std::nullopt;
}

std::vector<Feature> features_of(const Node& configuration) {
    Finder finder;
    finder.walk(configuration, configuration.origin);
    return std::move(finder.found);
}

void adapt_to_release(Node& configuration, std::string_view release) {
    const auto schema = schema_of_release(release);
    if (!schema) return;
    const SchemaVersion version = *parse_schema(*schema);
    // fencing-* came with 3.0.2 only, and every 3.0 still reads stonith-*: what is written stays.
    adapt(configuration, version >= SchemaVersion{3, 7}, version >= SchemaVersion{4, 0},
          version >= SchemaVersion{3, 0});
}

}  // namespace hale::pacemaker
