#include "backends/rgmanager/structure.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "backends/rgmanager/document.h"
#include "compiler/diag/import_codes.h"
#include "compiler/value/literal.h"
#include "compiler/xml/characters.h"

namespace hale::rgmanager {

namespace {

using Names = std::vector<std::string_view>;

bool has(const Names& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// What may stand in an element.
struct Shape {
    Names required = {}, optional = {};  // attributes, beside those of `kind`
    const schema::Kind* kind = nullptr;  // its attributes may stand there, and its blocks
    Names children = {};                 // beside the blocks of `kind`
    Names several = {};                  // of all these, those that may stand more than once
    Names needed = {};                   // children that must be there
    bool agents = false;                 // any resource may stand in it
    bool text = false;
    bool open = false;  // nobody knows its attributes
};

constexpr std::array<std::string_view, 6> kUseWords = {"__independent_subtree", "__enforce_timeouts",
                                                       "__max_failures",        "__failure_expire_time",
                                                       "__max_restarts",        "__restart_expire_time"};

/// The elements that are neither constructs nor resources.
const std::map<std::string_view, Shape>& plain_shapes() {
    static const std::map<std::string_view, Shape> shapes = [] {
        std::map<std::string_view, Shape> out;
        out["clusternodes"] = {.children = {"clusternode"}, .several = {"clusternode"}};
        out["fence"] = {.children = {"method"}, .several = {"method"}};
        out["method"] = {.required = {"name"}, .children = {"device"}, .several = {"device"}};
        out["unfence"] = {.children = {"device"}, .several = {"device"}};
        out["fencedevices"] = {.children = {"fencedevice"}, .several = {"fencedevice"}};
        out["failoverdomains"] = {.children = {"failoverdomain"}, .several = {"failoverdomain"}};
        out["failoverdomain"] = {.required = {"name"},
                                 .optional = {"ordered", "restricted", "nofailback"},
                                 .children = {"failoverdomainnode"},
                                 .several = {"failoverdomainnode"}};
        out["failoverdomainnode"] = {.required = {"name"}, .optional = {"priority"}};
        out["events"] = {.children = {"event"}, .several = {"event"}};
        out["resources"].agents = out["resource-defaults"].agents = true;
        out["action"] = {.required = {"name"}, .optional = {"depth", "interval", "timeout"}};
        return out;
    }();
    return shapes;
}

/// Words that hale knows, because later versions of cman read them, and the schema does not.
bool is_unlisted(std::string_view element, std::string_view name) {
    return (element == "cman" && name == "transport") || (element == "interface" && name == "ttl") ||
           (element == "cluster" && name == "uidgid") || (element == "clusternode" && name == "multicast");
}

/// The arguments that some fence agent of cluster.conf's time has. Which of them go together is said by the agent's
/// kind.
bool is_fence_argument(std::string_view name) {
    static const std::set<std::string_view> names = {"action",
                                                     "aptpl",
                                                     "auth",
                                                     "channel_address",
                                                     "cmd_prompt",
                                                     "community",
                                                     "cserver",
                                                     "debug",
                                                     "delay",
                                                     "device",
                                                     "devices",
                                                     "domain",
                                                     "drac_version",
                                                     "esh",
                                                     "exec",
                                                     "hash",
                                                     "help",
                                                     "hmc_version",
                                                     "identity_file",
                                                     "inet4_only",
                                                     "inet6_only",
                                                     "io_fencing",
                                                     "ip_family",
                                                     "ipaddr",
                                                     "ipport",
                                                     "key",
                                                     "key_file",
                                                     "lanplus",
                                                     "logfile",
                                                     "login",
                                                     "login_timeout",
                                                     "lpan",
                                                     "managed",
                                                     "missing_as_off",
                                                     "module_name",
                                                     "multicast_address",
                                                     "nodename",
                                                     "option",
                                                     "partition",
                                                     "passwd",
                                                     "passwd_script",
                                                     "port",
                                                     "power_timeout",
                                                     "power_wait",
                                                     "pserver",
                                                     "quiet",
                                                     "retrans",
                                                     "retry_on",
                                                     "ribcl",
                                                     "rpowerpath",
                                                     "secure",
                                                     "separator",
                                                     "serial_device",
                                                     "serial_params",
                                                     "servers",
                                                     "shell_timeout",
                                                     "snmp_auth_prot",
                                                     "snmp_priv_passwd",
                                                     "snmp_priv_passwd_script",
                                                     "snmp_priv_prot",
                                                     "snmp_sec_level",
                                                     "snmp_version",
                                                     "ssl",
                                                     "switch",
                                                     "timeout",
                                                     "udpport",
                                                     "use_uuid",
                                                     "user",
                                                     "verbose",
                                                     "version",
                                                     "vmware_datacenter",
                                                     "vmware_type"};
    return names.count(name) != 0;
}

/// Where an element belongs that stands somewhere else; empty: nowhere.
std::string_view home_of(std::string_view element) {
    static const std::map<std::string_view, std::string_view> homes = {{"clusternode", "clusternodes"},
                                                                       {"fencedevice", "fencedevices"},
                                                                       {"failoverdomains", "rm"},
                                                                       {"failoverdomain", "failoverdomains"},
                                                                       {"resources", "rm"},
                                                                       {"resource-defaults", "rm"},
                                                                       {"events", "rm"},
                                                                       {"event", "events"},
                                                                       {"failoverdomainnode", "failoverdomain"},
                                                                       {"method", "fence"},
                                                                       {"device", "method"},
                                                                       {"fence", "clusternode"},
                                                                       {"unfence", "clusternode"},
                                                                       {"altname", "clusternode"},
                                                                       {"multicast", "cman"},
                                                                       {"interface", "totem"},
                                                                       {"heuristic", "quorumd"},
                                                                       {"logging_daemon", "logging"},
                                                                       {"lockspace", "dlm"},
                                                                       {"master", "lockspace"},
                                                                       {"service", "rm"},
                                                                       {"vm", "rm"},
                                                                       {"action", "service"}};
    const auto it = homes.find(element);
    return it == homes.end() ? std::string_view() : it->second;
}

/// The kind of number that the schema wants; empty: any text.
std::string_view number_of(std::string_view element, std::string_view name) {
    if (element == "clusternode" && (name == "nodeid" || name == "votes")) return "number above 0";
    if (element == "cman" && name == "expected_votes") return "number above 0";
    if (element == "rm" && name != "log_facility") return "number";
    if (element == "fence_xvmd" && (name == "debug" || name == "port")) return "number";
    static const Names cman = {"disallowed", "quorum_dev_poll", "shutdown_timeout", "ccsd_poll", "port", "cluster_id"};
    return element == "cman" && has(cman, name) ? "number" : std::string_view();
}

bool is_number(std::string_view text, bool positive) {
    while (!text.empty() && xml::is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && xml::is_space(text.back())) text.remove_suffix(1);
    if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
    const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
    return digits && (!positive || text.find_first_not_of('0') != std::string_view::npos);
}

class Looking {
public:
    Looking(const xml::Tree& tree, const Kinds& kinds) : tree_(tree), kinds_(kinds) {
        if (const xml::Node* devices = tree.root.child("fencedevices")) {
            for (const xml::Node& d : devices->children) {
                if (const auto name = d.get("name")) agents_.emplace(*name, d.get("agent").value_or(""));
            }
        }
    }

    Structure run() {
        element(tree_.root, shape_of("cluster"));
        return std::move(out_);
    }

private:
    template <class... Args>
    diag::Diagnostic& found(const diag::Row<Args...>& row, source::Span place, std::string_view name,
                            const std::type_identity_t<Args>&... args) {
        out_.places.emplace(place.begin, out_.findings.size());
        out_.findings.push_back({diag::make(row, place, args...), std::string(name)});
        diag::Diagnostic& d = out_.findings.back().diagnostic;
        d.notes.emplace_back("ccs_config_validate refuses the file");
        return d;
    }

    // ---- what may stand where ----

    Shape shape_of(std::string_view name) const {
        if (const auto it = plain_shapes().find(name); it != plain_shapes().end()) return it->second;
        Shape out;
        if (name == "cluster") {
            out = {.required = {"name", "config_version"},
                   .kind = kinds_.named("cluster"),
                   .children = {"clusternodes", "fencedevices", "rm"},
                   .needed = {"clusternodes"}};
            out.optional = {"alias"};  // deprecated
        } else if (name == "clusternode") {
            out = {.required = {"name", "nodeid"},
                   .optional = {"votes", "weight"},
                   .children = {"altname", "fence", "unfence"}};
        } else if (name == "rm") {
            out = {.kind = kinds_.construct(name),
                   .children = {"failoverdomains", "events", "resources", "resource-defaults", "service", "vm"},
                   .several = {"service", "vm"}};
        } else if (const schema::Kind* construct = kinds_.construct(name)) {
            out.kind = construct;
            out.text = name == "event";
            if (name == "multicast") out.required = {"addr"};
            out.several = {"interface", "heuristic", "logging_daemon", "lockspace", "master"};
        }
        return out;
    }

    /// The attributes that a kind has in cluster.conf.
    static bool is_known(const schema::Kind& kind, std::string_view name) {
        const schema::Mapping& mapping = kind.rgmanager;
        const auto silent = [&](const std::string& attribute) {
            return std::find(mapping.silent.begin(), mapping.silent.end(), attribute) != mapping.silent.end();
        };
        for (const schema::MapRow& row : mapping.rows) {
            if (row.op != schema::MapRow::Op::Drop && (row.target == name || row.target2 == name)) return true;
        }
        return std::any_of(kind.attributes.begin(), kind.attributes.end(), [&](const schema::Attribute& a) {
            const schema::MapRow* row = mapping.row(a.name);
            const bool dropped = row != nullptr && row->op == schema::MapRow::Op::Drop;
            return !dropped && !silent(a.name) && manager_name(kind, a) == name;
        });
    }

    bool takes(const Shape& shape, std::string_view parent, const std::string& child) const {
        if (has(shape.children, child)) return true;
        if (shape.agents && kinds_.agent(child) != nullptr) return true;
        const schema::Kind* kind = shape.kind != nullptr && parent != "rm" ? kinds_.construct(child) : nullptr;
        return kind != nullptr && home_of(child) != "rm" && !is_unlisted(parent, child) && is_home(parent, child) &&
               std::count(shape.kind->blocks.begin(), shape.kind->blocks.end(), kind->name) != 0;
    }
    /// hale lets some constructs stand in more places than the schema does.
    static bool is_home(std::string_view parent, std::string_view child) {
        const std::string_view home = home_of(child);
        return home.empty() ? parent == "cluster" : home == parent;
    }

    // ---- what stands there ----

    void element(const xml::Node& node, const Shape& shape) {
        for (const std::string_view name : shape.required) {
            if (!node.find(name)) lacks(node, "attribute", name);
        }
        for (const schema::Attribute& a : shape.kind != nullptr ? shape.kind->attributes : no_attributes()) {
            if (!a.required || node.name == "cluster") continue;
            if (!node.find(manager_name(*shape.kind, a))) lacks(node, "attribute", manager_name(*shape.kind, a));
        }
        for (const xml::Attribute& a : node.attributes) attribute(node, shape, a);
        for (const std::string_view name : shape.needed) {
            if (node.child(name) == nullptr) lacks(node, "element", name);
        }
        children(node, shape);
    }

    static const std::vector<schema::Attribute>& no_attributes() {
        static const std::vector<schema::Attribute> none;
        return none;
    }

    void lacks(const xml::Node& node, std::string_view what, std::string_view name) {
        found(diag::SchemaLacks, node.name_span, name, node.name, what, name);
    }

    void attribute(const xml::Node& node, const Shape& shape, const xml::Attribute& a) {
        const bool known = has(shape.required, a.name) || has(shape.optional, a.name) ||
                           (shape.kind != nullptr && is_known(*shape.kind, a.name)) || a.name.rfind("xml", 0) == 0;
        if ((!known && !shape.open) || is_unlisted(node.name, a.name))
            return unknown(a.name_span, "attribute", a.name, node.name);
        const std::string_view number = number_of(node.name, a.name);
        if (number.empty() || is_number(a.value, number != "number")) return;
        out_.places.emplace(a.name_span.begin, out_.findings.size());
        found(diag::SchemaValue, a.value_span, a.name, a.name, node.name, number);
    }

    void unknown(source::Span place, std::string_view what, std::string_view name, std::string_view parent) {
        found(diag::SchemaUnknown, place, name, what, name, parent);
    }

    void children(const xml::Node& node, const Shape& shape) {
        std::set<std::string_view> seen;
        for (const xml::Node& child : node.children) {
            if (child.kind == xml::NodeKind::Text && !shape.text) {
                found(diag::SchemaText, child.span, {}, node.name);
            }
            if (child.kind != xml::NodeKind::Element) continue;
            if (!takes(shape, node.name, child.name)) {
                misplaced(child, node.name);
                continue;
            }
            const bool again = !seen.insert(child.name).second;
            if (again && !shape.agents && !has(shape.several, child.name)) {
                found(diag::SchemaTwice, child.name_span, child.name, child.name, node.name);
            }
            if (child.name == "altname" && (seen.count("fence") != 0 || seen.count("unfence") != 0)) {
                found(diag::SchemaOrder, child.name_span, child.name, child.name, "fence");
            }
            one(child);
        }
    }

    void one(const xml::Node& node) {
        if (node.name == "fencedevice" || node.name == "device") {
            fence_device(node);
        } else if (const schema::Kind* agent = kinds_.agent(node.name)) {
            resource(node, *agent);
        } else {
            element(node, shape_of(node.name));
        }
    }

    void misplaced(const xml::Node& node, const std::string& parent) {
        const schema::Kind* agent = kinds_.agent(node.name);
        const schema::Kind* construct = kinds_.construct(node.name);
        std::string_view home = home_of(node.name);
        if (home.empty() && agent != nullptr) home = parent == "rm" ? "service" : "rm";
        if (home.empty() && construct != nullptr && !is_unlisted(parent, node.name)) home = "cluster";
        if (home.empty() || home == parent || is_unlisted(parent, node.name)) {
            unknown(node.name_span, "element", node.name, parent);
        } else {
            diag::Diagnostic& d = found(diag::SchemaMisplaced, node.name_span, node.name, node.name, parent, home);
            if (agent != nullptr && parent == "rm") d.notes.emplace_back("rgmanager itself runs it there");
        }
        if (agent != nullptr && parent == "rm") resource(node, *agent);
    }

    // ---- resources ----

    void resource(const xml::Node& node, const schema::Kind& kind) {
        const bool reference = node.find("ref") != nullptr;
        for (const schema::Attribute& a : kind.attributes) {
            const bool needed = a.required || a.name == kind.primary;
            if (!reference && needed && !node.find(manager_name(kind, a)))
                lacks(node, "attribute", manager_name(kind, a));
        }
        for (const xml::Attribute& a : node.attributes) {
            const bool use =
                a.name == "ref" || std::find(kUseWords.begin(), kUseWords.end(), a.name) != kUseWords.end();
            if (use) continue;
            if (!is_known(kind, a.name) && !is_policy(kind, a.name)) {
                unknown(a.name_span, "attribute", a.name, node.name);
            } else if (reference) {
                found(diag::SchemaBesideRef, a.name_span, a.name, a.name, node.name);
            }
        }
        Shape inside;
        inside.agents = true;
        inside.children = {"action"};
        children(node, inside);
    }

    /// `depend` is what `after` becomes, by other means than a row.
    static bool is_policy(const schema::Kind& kind, std::string_view name) {
        static const Names words = {"depend", "depend_mode", "exclusive", "domain", "recovery", "autostart"};
        return kind.container && has(words, name);
    }

    // ---- fencing ----

    void fence_device(const xml::Node& node) {
        const bool declared = node.name == "fencedevice";
        const std::string name(node.get("name").value_or(""));
        std::string agent(node.get("agent").value_or(""));
        if (!declared) {
            const auto it = agents_.find(name);
            if (it != agents_.end()) agent = it->second;
            if (it == agents_.end() && node.find("name")) {
                found(diag::NoSuchFenceDevice, node.find("name")->value_span, name, name);
                return;
            }
        } else if (node.find("name")) {
            if (!devices_.insert(name).second) {
                found(diag::FenceDeviceTwice, node.find("name")->value_span, name, name);
            } else if (!xml::is_ncname(name)) {
                found(diag::SchemaValue, node.find("name")->value_span, "name", "name", node.name, "name of XML");
            }
        }
        Shape shape{.required = {"name"}};
        if (declared) shape.required.push_back("agent");
        const schema::Kind* kind = kinds_.fence_agent(agent);
        shape.open = true;
        element(node, shape);
        for (const xml::Attribute& a : node.attributes) {
            if (a.name == "name" || (declared && a.name == "agent") || a.name == "nodename") continue;
            const bool known = is_fence_argument(a.name) &&
                               (kind == nullptr || kind->unknown || kind->open || is_known(*kind, a.name));
            if (!known) unknown(a.name_span, "attribute", a.name, agent.empty() ? node.name : agent);
        }
    }

    const xml::Tree& tree_;
    const Kinds& kinds_;
    std::map<std::string, std::string, std::less<>> agents_;  // by the names of fence devices
    std::set<std::string> devices_;
    Structure out_;
};

std::uint32_t end_of(const xml::Node& element) {
    return element.children.empty() ? element.span.end : std::max(element.span.end, end_of(element.children.back()));
}

}  // namespace

bool Structure::keep(source::Span place) {
    const auto [first, last] = places.equal_range(place.begin);
    for (auto it = first; it != last; ++it) findings[it->second].kept = true;
    return first != last;
}

bool Structure::explains(const xml::Node& element) const {
    const auto first = places.lower_bound(element.span.begin);
    return first != places.end() && first->first < end_of(element);
}

void Structure::report(diag::Sink& sink) const {
    std::multimap<std::uint32_t, const diag::Diagnostic*> told;
    for (const diag::Diagnostic& d : sink.diagnostics()) told.emplace(d.span.begin, &d);
    for (const Finding& f : findings) {
        const diag::Diagnostic& mine = f.diagnostic;
        const auto [first, last] = told.equal_range(mine.span.begin);
        const bool said = std::any_of(first, last, [&](const auto& entry) { return entry.second->names(f.name); });
        if (said) continue;
        diag::Diagnostic again = mine;
        if (f.kept) again.notes.emplace_back("hale keeps it as `native rgmanager`");
        sink.add(std::move(again));
    }
}

Structure structure_of(const xml::Tree& tree, const Kinds& kinds) { return Looking(tree, kinds).run(); }

}  // namespace hale::rgmanager
