#include "backends/pacemaker/cib_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

namespace hale::pacemaker {

namespace {

using backends::Setting;
using backends::Settings;
using xml::Node;

std::string get(const Node& node, std::string_view attribute) {
    const auto value = node.get(attribute);
    return value ? std::string(*value) : std::string();
}

using Words = std::vector<std::pair<std::string_view, std::string_view>>;

/// What is meant when nothing is said (Pacemaker's documentation, "Resource Options", "Clone Options", "Cluster
/// Options"; facts/pacemaker.md section 5).
const Words& meta_defaults() {
    static const Words words = {{"target-role", "Started"},
                                {"is-managed", "true"},
                                {"maintenance", "false"},
                                {"allow-migrate", "false"},
                                {"migration-threshold", "INFINITY"},
                                {"failure-timeout", "0"},
                                {"priority", "0"},
                                {"multiple-active", "stop_start"},
                                {"critical", "true"},
                                {"resource-stickiness", "0"},
                                {"clone-node-max", "1"},
                                {"notify", "false"},
                                {"globally-unique", "false"},
                                {"ordered", "false"},
                                {"interleave", "false"},
                                {"promotable", "false"},
                                {"promoted-max", "1"},
                                {"promoted-node-max", "1"},
                                {"requires", "fencing"},
                                {"container-attribute-target", ""}};
    return words;
}
const Words& option_defaults() {
    static const Words words = {{"symmetric-cluster", "true"},
                                {"no-quorum-policy", "stop"},
                                {"stonith-enabled", "true"},
                                {"stonith-action", "reboot"},
                                {"maintenance-mode", "false"},
                                {"start-failure-is-fatal", "true"},
                                {"enable-startup-probes", "true"},
                                {"startup-fencing", "true"},
                                {"stop-all-resources", "false"},
                                {"stop-orphan-resources", "true"},
                                {"stop-orphan-actions", "true"},
                                {"concurrent-fencing", "true"},
                                {"placement-strategy", "default"},
                                {"cluster-delay", "60s"},
                                {"batch-limit", "0"},
                                {"migration-limit", "-1"},
                                {"node-health-strategy", "none"},
                                {"priority-fencing-delay", "0"},
                                {"stonith-timeout", "60s"},
                                {"cluster-recheck-interval", "15min"},
                                {"dc-deadtime", "20s"},
                                {"enable-acl", "false"},
                                {"shutdown-lock", "false"}};
    return words;
}
const Words& operation_defaults() {
    static const Words words = {
        {"timeout", "20s"}, {"enabled", "true"}, {"record-pending", "true"}, {"role", "Started"}, {"start-delay", "0"}};
    return words;
}

/// Options that the cluster writes for itself.
bool runtime_option(std::string_view name) {
    static constexpr std::array<std::string_view, 6> names = {
        "dc-version", "cluster-infrastructure", "cluster-name", "have-watchdog", "last-lrm-refresh", "cluster-uuid"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_time(std::string_view name) {
    return name == "interval" || name.ends_with("timeout") || name.ends_with("delay") || name.ends_with("-interval") ||
           name == "dc-deadtime";
}

/// One spelling for what means the same.
std::string normal(std::string_view name, std::string value) {
    if (is_time(name)) {
        const std::int64_t ms = milliseconds(value);
        if (ms >= 0) return ms % 1000 == 0 ? fmt::format("{}s", ms / 1000) : fmt::format("{}ms", ms);
    }
    std::string lower = value;
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (lower == "yes" || lower == "on" || lower == "y") return "true";
    if (lower == "no" || lower == "off" || lower == "n") return "false";
    if (lower == "true" || lower == "false") return lower;
    if (lower == "infinity" || lower == "+infinity" || value == "1000000") return "INFINITY";
    if (lower == "-infinity" || value == "-1000000") return "-INFINITY";
    if (value == "Master") return "Promoted";
    if (value == "Slave") return "Unpromoted";
    return value;
}

std::string new_word(std::string_view name) {
    static const Words words = {{"master-max", "promoted-max"},
                                {"master-node-max", "promoted-node-max"},
                                {"default-resource-stickiness", "resource-stickiness"},
                                {"stonith_enabled", "stonith-enabled"},
                                {"is_managed", "is-managed"},
                                {"target_role", "target-role"}};
    for (const auto& [old, now] : words) {
        if (old == name) return std::string(now);
    }
    return std::string(name);
}

class Reader {
public:
    explicit Reader(const Node& cib) : cib_(cib) { index(cib); }

    CibView run() {
        const Node* configuration = cib_.name == "configuration" ? &cib_ : cib_.child("configuration");
        out_.epochs = get(cib_, "admin_epoch") + '.' + get(cib_, "epoch");
        const Node* status = cib_.child("status");
        out_.has_status = status != nullptr && !status->children.empty();
        if (configuration == nullptr) return std::move(out_);
        if (const Node* resources = configuration->child("resources")) {
            for (const Node& child : resources->children) unit(child, "");
        }
        for (const Node& section : configuration->children) this->section(section);
        for (auto& [id, unit] : out_.units) defaults(unit);
        groups();
        return std::move(out_);
    }

private:
    void index(const Node& node) {
        if (node.kind != xml::NodeKind::Element) return;
        if (const auto id = node.get("id")) ids_.emplace(std::string(*id), &node);
        for (const Node& child : node.children) index(child);
    }
    /// What `id-ref` stands for.
    const Node& resolved(const Node& node) const {
        const auto it = ids_.find(get(node, "id-ref"));
        return it == ids_.end() ? node : *it->second;
    }

    // ---- sets ----

    /// A rule as text, without its ids.
    std::string rule_text(const Node& given) const {
        const Node& node = resolved(given);
        std::string text = std::string(node.name);
        std::vector<std::string> words;
        for (const xml::Attribute& a : node.attributes) {
            if (a.name == "id" || (node.name == "rule" && (a.name == "score" || a.name == "boolean-op"))) continue;
            words.push_back(fmt::format("{}={}", std::string(a.name), normal(a.name, std::string(a.value))));
        }
        std::sort(words.begin(), words.end());
        for (const std::string& word : words) text += ' ' + word;
        std::vector<std::string> parts;
        for (const Node& child : node.children) {
            if (child.kind == xml::NodeKind::Element) parts.push_back(rule_text(child));
        }
        std::sort(parts.begin(), parts.end());
        const std::string joint = get(node, "boolean-op") == "or" ? " or " : " and ";
        std::string joined;
        for (const std::string& part : parts) joined += (joined.empty() ? "" : joint) + part;
        if (node.name == "rule" && text == "rule") return parts.size() > 1 ? '(' + joined + ')' : joined;
        return joined.empty() ? text : text + " (" + joined + ')';
    }

    /// `words`: Pacemaker's own, which have several spellings; a parameter means what its agent makes of the text.
    void set(const Node& given, const std::string& prefix, Settings& out, bool words = true) const {
        const Node& node = resolved(given);
        std::string when;
        for (const Node& child : node.children) {
            if (child.is_element("rule")) when = " when " + rule_text(child);
        }
        for (const Node& child : node.children) {
            if (!child.is_element("nvpair")) continue;
            const Node& pair = resolved(child);
            const std::string given_name = child.get("name") ? get(child, "name") : get(pair, "name");
            const std::string name = words ? new_word(given_name) : given_name;
            const std::string value = get(pair, "value");
            if (!name.empty())
                out.emplace(prefix + name + when, Setting{words ? normal(name, value) : value, child.span});
        }
    }

    void sets_of(const Node& node, ViewUnit& out) const {
        for (const Node& child : node.children) {
            if (child.is_element("instance_attributes"))
                set(child, "", out.params, false);
            else if (child.is_element("meta_attributes"))
                set(child, "", out.meta);
            else if (child.is_element("utilization"))
                set(child, "", out.utilization);
            else if (child.is_element("operations"))
                operations(resolved(child), out);
        }
    }

    void operations(const Node& list, ViewUnit& out) const {
        for (const Node& given : list.children) {
            if (!given.is_element("op")) continue;
            const Node& op = resolved(given);
            const std::string role = normal("role", get(op, "role"));
            std::string key = get(op, "name");
            const std::string interval = normal("interval", get(op, "interval"));
            if (!interval.empty() && interval != "0s") key += ' ' + interval;
            if (!role.empty() && role != "Started") key += ' ' + role;
            if (!out.operations.emplace(key, Setting{"", given.span}).second)
                continue;  // the resource's own goes before the template's
            for (const xml::Attribute& a : op.attributes) {
                if (a.name == "id" || a.name == "name" || a.name == "interval" || a.name == "role" ||
                    a.name == "description")
                    continue;
                out.operations.emplace(key + ": " + std::string(a.name),
                                       Setting{normal(a.name, std::string(a.value)), a.span});
            }
            for (const Node& inner : op.children) {
                if (inner.is_element("instance_attributes") || inner.is_element("meta_attributes"))
                    set(inner, key + ": ", out.operations);
            }
        }
    }

    // ---- resources ----

    void unit(const Node& node, const std::string& parent) {
        static constexpr std::array<std::string_view, 5> kinds = {"primitive", "group", "clone", "master", "bundle"};
        if (std::find(kinds.begin(), kinds.end(), std::string_view(node.name)) == kinds.end()) return;
        ViewUnit out;
        out.id = get(node, "id");
        out.kind = node.name == "master" ? "clone" : std::string(node.name);
        out.parent = parent;
        out.span = node.span;
        sets_of(node, out);
        if (node.name == "master") out.meta.emplace("promotable", Setting{"true", node.span});
        if (node.name == "primitive") primitive(node, out);
        if (node.name == "bundle") bundle(node, out);
        for (const Node& child : node.children) {
            if (const std::string id = get(child, "id"); is_unit(child)) out.members.push_back(id);
        }
        const std::string id = out.id;
        out_.written.push_back(id);
        if (!out_.units.emplace(id, std::move(out)).second) return;
        for (const Node& child : node.children) unit(child, id);
    }
    static bool is_unit(const Node& n) {
        return n.is_element("primitive") || n.is_element("group") || n.is_element("clone") || n.is_element("master") ||
               n.is_element("bundle");
    }

    void primitive(const Node& node, ViewUnit& out) const {
        const auto it = ids_.find(get(node, "template"));
        const Node& agent = it == ids_.end() ? node : *it->second;
        if (&agent != &node) sets_of(agent, out);
        out.spec = get(agent, "class");
        if (const std::string provider = get(agent, "provider"); !provider.empty()) out.spec += ':' + provider;
        out.spec += ':' + get(agent, "type");
    }

    static void bundle(const Node& node, ViewUnit& out) {
        const auto identity = [](const Node& n) {
            for (const char* key : {"target-dir", "internal-port", "port", "range"}) {
                if (const auto value = n.get(key)) return std::string(*value);
            }
            return std::string();
        };
        const auto skip = [](const Node& n, const xml::Attribute* a) {
            return a != nullptr
                       ? a->name == "id"
                       : (is_unit(n) || n.is_element("meta_attributes") || n.is_element("instance_attributes"));
        };
        for (const Node& child : node.children)
            backends::flatten(child, std::string(child.name), identity, skip, out.own);
    }

    void groups() {
        for (const auto& [id, unit] : out_.units) {
            if (unit.kind != "group") continue;
            for (std::size_t i = 1; i < unit.members.size(); ++i)
                out_.orders.push_back({unit.members[i - 1], unit.members[i]});
        }
    }

    // ---- the other sections ----

    void section(const Node& node) {
        if (node.is_element("crm_config")) return options(node);
        if (node.is_element("constraints")) {
            for (const Node& child : node.children) constraint(child);
            return;
        }
        if (node.kind != xml::NodeKind::Element || node.name == "resources") return;
        if (node.is_element("nodes")) {
            for (const Node& n : node.children) {
                if (n.is_element("node")) out_.nodes.emplace(get(n, "uname"), n.span);
            }
        }
        if (node.is_element("rsc_defaults") || node.is_element("op_defaults")) {
            for (const Node& child : node.children) set(child, std::string(node.name) + ": ", out_.settings);
            return;
        }
        const auto identity = [](const Node& n) {
            for (const char* key :
                 {"uname", "name", "target", "target-pattern", "target-value", "path", "value", "kind"}) {
                if (const auto value = n.get(key)) {
                    const auto index = n.get("index");
                    return std::string(*value) + (index ? " " + std::string(*index) : "");
                }
            }
            return get(n, n.name == "tag" || n.name == "obj_ref" || n.name.starts_with("acl_") || n.name == "role"
                              ? "id"
                              : "-");
        };
        const auto skip = [](const Node& n, const xml::Attribute* a) {
            if (a == nullptr) return false;
            if (a->name == "type" && n.name == "node" && a->value == "member") return true;
            return a->name == "id" && n.name != "tag" && n.name != "obj_ref" && n.name != "role" &&
                   !std::string(n.name).starts_with("acl_");
        };
        for (const Node& child : node.children) {
            if (child.kind != xml::NodeKind::Element) continue;
            const std::string own = identity(child);
            backends::flatten(
                child, own.empty() ? std::string(child.name) : fmt::format("{} {}", std::string(child.name), own),
                identity, skip, out_.settings);
        }
    }

    void options(const Node& node) {
        Settings all;
        for (const Node& child : node.children) set(child, "", all);
        for (auto& [name, setting] : all) {
            if (runtime_option(name))
                out_.runtime.emplace(name, setting);
            else if (!is_default(option_defaults(), name, setting.value))
                out_.options.emplace(name, setting);
        }
    }

    /// A constraint by what it is about; what else it says is its value, so that another score is one change.
    void constraint(const Node& node) {
        if (node.kind != xml::NodeKind::Element) return;
        const std::string id = get(node, "id");
        if (id.starts_with("cli-ban-") || id.starts_with("cli-prefer-")) out_.bans.push_back(id);
        std::vector<std::string> about, rest;
        for (const xml::Attribute& a : node.attributes) {
            if (a.name == "id" || constraint_default(node, a)) continue;
            const std::string word = fmt::format("{}={}", std::string(a.name), normal(a.name, std::string(a.value)));
            const bool names = a.name == "rsc" || a.name == "with-rsc" || a.name == "first" || a.name == "then" ||
                               a.name == "node" || a.name == "ticket" || a.name == "rsc-pattern";
            (names ? about : rest).push_back(names ? std::string(a.value) : word);
        }
        for (const Node& child : node.children) {
            if (child.is_element("rule"))
                rest.push_back(fmt::format(
                    "{} when {}",
                    get(child, "score").empty() ? get(child, "score-attribute") : normal("score", get(child, "score")),
                    rule_text(child)));
            else if (child.is_element("resource_set"))
                about.push_back(set_text(resolved(child)));
            else if (child.is_element("lifetime"))
                rest.push_back("for " + rule_text(child));
        }
        std::sort(rest.begin(), rest.end());
        std::string key = std::string(node.name.starts_with("rsc_") ? node.name.substr(4) : std::string(node.name));
        for (const std::string& word : about) key += ' ' + word;
        std::string value;
        for (const std::string& word : rest) value += (value.empty() ? "" : " ") + word;
        for (int n = 2; out_.settings.count(key) != 0; ++n) key += fmt::format(" ({})", n);
        out_.settings.emplace(key, Setting{value.empty() ? "set" : value, node.span});
        if (node.is_element("rsc_order")) order(node);
    }

    static bool constraint_default(const Node& node, const xml::Attribute& a) {
        const std::string value = normal(a.name, std::string(a.value));
        if (node.name == "rsc_order") {
            return (a.name == "kind" && value == "Mandatory") || (a.name == "symmetrical" && value == "true") ||
                   (a.name == "first-action" && value == "start") || (a.name == "score" && value == "INFINITY") ||
                   (a.name == "then-action" &&
                    value == (get(node, "first-action").empty() ? "start" : get(node, "first-action")));
        }
        if (node.name == "rsc_colocation")
            return (a.name == "score" && value == "INFINITY") || (a.name.ends_with("role") && value == "Started");
        return a.name == "resource-discovery" && value == "always";
    }

    static std::string set_text(const Node& set) {
        std::vector<std::string> words, members;
        for (const xml::Attribute& a : set.attributes) {
            const std::string value = normal(a.name, std::string(a.value));
            const bool plain =
                a.name == "id" || ((a.name == "sequential" || a.name == "require-all") && value == "true");
            if (!plain) words.push_back(fmt::format("{}={}", std::string(a.name), value));
        }
        for (const Node& child : set.children) {
            if (child.is_element("resource_ref")) members.push_back(get(child, "id"));
        }
        if (get(set, "sequential") == "false") std::sort(members.begin(), members.end());
        std::sort(words.begin(), words.end());
        std::string out = "{";
        for (const std::string& m : members) out += (out.size() > 1 ? " " : "") + m;
        for (const std::string& w : words) out += " " + w;
        return out + "}";
    }

    void order(const Node& node) {
        const std::string kind = get(node, "kind"), score = normal("score", get(node, "score"));
        if (kind == "Optional" || kind == "Serialize" || score == "0" || get(node, "symmetrical") == "false") return;
        if (!get(node, "first").empty()) return pairs({get(node, "first")}, {get(node, "then")});
        std::vector<std::string> before;
        for (const Node& given : node.children) {
            if (!given.is_element("resource_set")) continue;
            const Node& set = resolved(given);
            std::vector<std::string> members;
            for (const Node& child : set.children) {
                if (child.is_element("resource_ref")) members.push_back(get(child, "id"));
            }
            if (members.empty()) continue;
            const bool sequential = get(set, "sequential") != "false";
            for (std::size_t i = 1; sequential && i < members.size(); ++i) pairs({members[i - 1]}, {members[i]});
            if (!before.empty()) pairs(before, sequential ? std::vector<std::string>{members.front()} : members);
            before = sequential ? std::vector<std::string>{members.back()} : members;
        }
    }
    void pairs(const std::vector<std::string>& firsts, const std::vector<std::string>& thens) {
        for (const std::string& first : firsts) {
            for (const std::string& a : out_.primitives(first)) {
                for (const std::string& then : thens) {
                    for (const std::string& b : out_.primitives(then)) out_.orders.push_back({a, b});
                }
            }
        }
    }

    // ---- defaults ----

    static bool is_default(const Words& words, std::string_view name, std::string_view value) {
        return std::any_of(words.begin(), words.end(), [&](const auto& w) {
            return w.first == name && normal(name, std::string(w.second)) == value;
        });
    }
    void defaults(ViewUnit& unit) const {
        for (auto it = unit.meta.begin(); it != unit.meta.end();) {
            const bool overrides = out_.settings.lower_bound("rsc_defaults: " + it->first) != out_.settings.end() &&
                                   out_.settings.lower_bound("rsc_defaults: " + it->first)
                                       ->first.starts_with("rsc_defaults: " + it->first);
            it = !overrides && is_default(meta_defaults(), it->first, it->second.value) ? unit.meta.erase(it)
                                                                                        : std::next(it);
        }
        for (auto it = unit.operations.begin(); it != unit.operations.end();) {
            const std::size_t colon = it->first.find(": ");
            const std::string name = colon == std::string::npos ? "" : it->first.substr(colon + 2);
            const bool overrides = out_.settings.count("op_defaults: " + name) != 0;
            it = !name.empty() && !overrides && is_default(operation_defaults(), name, it->second.value)
                     ? unit.operations.erase(it)
                     : std::next(it);
        }
    }

    const Node& cib_;
    std::unordered_map<std::string, const Node*> ids_;
    CibView out_;
};

}  // namespace

std::int64_t milliseconds(std::string_view text) {
    std::int64_t number = 0;
    if (text.starts_with('P')) text.remove_prefix(text.starts_with("PT") ? 2 : 1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || number < 0 || number > 1'000'000'000) return -1;
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    static constexpr std::array<std::pair<std::string_view, std::int64_t>, 14> units = {{{"", 1000},
                                                                                         {"s", 1000},
                                                                                         {"S", 1000},
                                                                                         {"sec", 1000},
                                                                                         {"ms", 1},
                                                                                         {"msec", 1},
                                                                                         {"m", 60000},
                                                                                         {"M", 60000},
                                                                                         {"min", 60000},
                                                                                         {"h", 3600000},
                                                                                         {"H", 3600000},
                                                                                         {"hr", 3600000},
                                                                                         {"us", 0},
                                                                                         {"usec", 0}}};
    for (const auto& [name, factor] : units) {
        if (name == unit) return number * factor;
    }
    return -1;
}

std::vector<std::string> CibView::primitives(std::string_view id) const {
    const auto it = units.find(id);
    if (it == units.end()) return {};
    if (it->second.kind == "primitive") return {it->second.id};
    std::vector<std::string> out;
    for (const std::string& member : it->second.members) {
        for (std::string& name : primitives(member)) out.push_back(std::move(name));
    }
    return out;
}

const ViewUnit* CibView::top(std::string_view id) const {
    auto it = units.find(id);
    while (it != units.end() && !it->second.parent.empty()) it = units.find(it->second.parent);
    return it == units.end() ? nullptr : &it->second;
}

bool CibView::stopped(std::string_view id) const {
    for (auto it = units.find(id); it != units.end(); it = units.find(it->second.parent)) {
        const auto role = it->second.meta.find("target-role");
        if (role != it->second.meta.end() && role->second.value == "Stopped") return true;
    }
    return false;
}

CibView view(const xml::Node& cib) { return Reader(cib).run(); }

}  // namespace hale::pacemaker
