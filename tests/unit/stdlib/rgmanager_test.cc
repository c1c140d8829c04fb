// The declarations against the metadata of rgmanager's agents and against cluster.conf's schema.

#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>

#include "compiler/value/literal.h"
#include "tests/unit/stdlib/stdlib.h"

namespace hale::stdlib_test {
namespace {

using model::Value;
using model::ValueKind;
using schema::Kind;
using schema::KindClass;
using schema::TypeTag;

/// Everything that differs on purpose, and why. A difference that is not here fails.
struct Difference {
    const char *kind, *name, *reason;
};
const Difference kNotDeclared[] = {
    {"service", "depend", "said by `after`"},
    {"vm", "depend", "said by `after`"},
};
const Difference kNotTheirs[] = {
    {"service", "after", "written as `depend`"},
    {"service", "before", "written as `depend` of the other service"},
    {"vm", "after", "written as `depend`"},
    {"vm", "before", "written as `depend` of the other service"},
};
const Difference kDefault[] = {
    {"fs", "fstype", "mount finds out: that is what `auto` means, and Pacemaker must be told"},
    {"clusterfs", "fstype", "mount finds out: that is what `auto` means, and Pacemaker must be told"},
};

template <std::size_t N>
bool listed(const Difference (&list)[N], const std::string& kind, const std::string& name) {
    return std::any_of(std::begin(list), std::end(list),
                       [&](const Difference& d) { return d.kind == kind && d.name == name; });
}

/// Seconds in rgmanager's notation: `90`, `5m`, `1h30m`.
std::int64_t seconds(const std::string& text) {
    std::int64_t total = 0, number = 0;
    bool open = false;
    for (const char c : text) {
        if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            number = number * 10 + (c - '0');
            open = true;
            continue;
        }
        const int lower = std::tolower(static_cast<unsigned char>(c));
        total += number * (lower == 's' ? 1 : lower == 'm' ? 60 : lower == 'h' ? 3600 : lower == 'd' ? 86400 : 0);
        number = 0;
        open = false;
    }
    return open ? total + number : total;
}

/// The declared default in rgmanager's spelling.
std::string default_text(const schema::Attribute& a) {
    if (!a.def) return {};
    switch (a.def->kind) {
        case ValueKind::Bool:
            return a.def->number != 0 ? "1" : "0";
        case ValueKind::Duration:
            return std::to_string(a.def->number / 1000);
        case ValueKind::Int:
            return std::to_string(a.def->number);
        default:
            return a.def->text;
    }
}

std::string normal_default(const schema::Attribute& a, const std::string& text) {
    if (a.type.tag == TypeTag::Bool && text == "true") return "1";
    if (a.type.tag == TypeTag::Bool && text == "false") return "0";
    if (a.type.tag == TypeTag::Duration && !text.empty()) return std::to_string(seconds(text));
    return text;
}

class Metadata : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        const auto dir = data_dir() / "rgmanager" / "metadata";
        if (!std::filesystem::exists(dir)) GTEST_SKIP() << "no metadata of rgmanager's agents in " << dir;
        kind = loaded().library->find(KindClass::Agent, GetParam());
        ASSERT_NE(kind, nullptr);
        for (const auto& entry : std::filesystem::directory_iterator(dir)) {
            pugi::xml_document doc;
            ASSERT_TRUE(doc.load_file(entry.path().c_str()));
            if (doc.child("resource-agent").attribute("name").value() == kind->rgmanager.type) {
                document.reset(doc);
            }
        }
        agent = document.child("resource-agent");
        ASSERT_TRUE(agent) << "no metadata for " << kind->rgmanager.type;
    }

    /// The declared attribute that becomes this parameter.
    const schema::Attribute* declared(const std::string& parameter) const {
        for (const schema::Attribute& a : kind->attributes) {
            const auto names = targets(kind->rgmanager, a);
            if (std::find(names.begin(), names.end(), parameter) != names.end()) return &a;
        }
        return nullptr;
    }

    const Kind* kind = nullptr;
    pugi::xml_document document;
    pugi::xml_node agent;
};

TEST_P(Metadata, Parameters) {
    for (const Parameter& p : parameters(document)) {
        const schema::Attribute* a = declared(p.name);
        if (a == nullptr) {
            EXPECT_TRUE(listed(kNotDeclared, kind->name, p.name)) << "`" << p.name << "` is not declared";
            continue;
        }
        const std::string where = kind->name + "." + a->name;
        EXPECT_EQ(a->required, p.required) << where;
        EXPECT_EQ(a->unique, p.unique) << where;
        EXPECT_EQ(a->reload, p.reconfig) << where;
        EXPECT_EQ(a->inherit, p.inherit) << where;
        EXPECT_EQ(kind->primary == a->name, p.primary) << where;
        EXPECT_TRUE(p.type != "boolean" || a->type.tag == TypeTag::Bool) << where;
        const bool absent_is_false = a->type.tag == TypeTag::Bool && p.def.empty() && default_text(*a) == "0";
        if (!absent_is_false && !listed(kDefault, kind->name, a->name)) {
            EXPECT_EQ(default_text(*a), normal_default(*a, p.def)) << where;
        }
    }
    const std::vector<Parameter> known = parameters(document);
    for (const schema::Attribute& a : kind->attributes) {
        for (const std::string& name : targets(kind->rgmanager, a)) {
            EXPECT_TRUE(find(known, name) != nullptr || listed(kNotTheirs, kind->name, a.name))
                << kind->name << '.' << a.name << ": rgmanager has no `" << name << '`';
        }
    }
}

TEST_P(Metadata, Children) {
    const pugi::xml_node special = agent.child("special");
    std::vector<std::string> want, have;
    for (const pugi::xml_node& c : special.children("child")) {
        want.push_back(std::string(c.attribute("type").value()) + " " + std::to_string(c.attribute("start").as_int()) +
                       "/" + std::to_string(c.attribute("stop").as_int()) + (flag(c, "forbid") ? " forbidden" : ""));
    }
    for (const schema::Child& c : kind->children) {
        have.push_back(c.kind + " " + std::to_string(c.start) + "/" + std::to_string(c.stop) +
                       (c.forbid ? " forbidden" : ""));
    }
    EXPECT_EQ(have, want);
    EXPECT_EQ(kind->max_instances, special.child("attributes").attribute("maxinstances").as_int());
    EXPECT_EQ(kind->container, kind->name == "service" || kind->name == "vm");
}

/// `monitor depth 10: 60 s / 20 s`. rgmanager runs `status` only; its `monitor` entries are never used.
TEST_P(Metadata, Actions) {
    std::set<std::string> want, have;
    const auto line = [](const std::string& name, int depth, std::int64_t interval, std::int64_t timeout) {
        return name + " depth " + std::to_string(depth) + ": " + std::to_string(interval) + " s / " +
               std::to_string(timeout) + " s";
    };
    for (const pugi::xml_node& a : agent.child("actions").children("action")) {
        std::string name = a.attribute("name").value();
        if (name == "monitor") continue;
        if (name == "status") name = "monitor";
        want.insert(line(name, a.attribute("depth").as_int(),
                         a.attribute("interval") ? seconds(a.attribute("interval").value()) : -1,
                         a.attribute("timeout") ? seconds(a.attribute("timeout").value()) : -1));
    }
    for (const schema::Operation& op : kind->operations) {
        have.insert(
            line(op.name, op.depth, op.interval ? *op.interval / 1000 : -1, op.timeout ? *op.timeout / 1000 : -1));
    }
    EXPECT_EQ(have, want);
}

const char* const kKinds[] = {
    "ASEHAagent", "SAPDatabase", "SAPInstance", "apache", "bind-mount",  "clusterfs",   "db2",        "drbd",
    "fs",         "ip",          "lvm",         "mysql",  "named",       "netfs",       "nfsclient",  "nfsexport",
    "nfsserver",  "openldap",    "oracledb",    "oradg",  "orainstance", "oralistener", "postgres-8", "postgres",
    "samba",      "script",      "service",     "smb",    "tomcat-5",    "tomcat-6",    "tomcat",     "vm"};

INSTANTIATE_TEST_SUITE_P(Rgmanager, Metadata, ::testing::ValuesIn(kKinds), [](const auto& info) {
    std::string name = info.param;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
    return name;
});

TEST(Rgmanager, NoAgentIsForgotten) {
    const auto dir = data_dir() / "rgmanager" / "metadata";
    if (!std::filesystem::exists(dir)) GTEST_SKIP() << "no metadata of rgmanager's agents in " << dir;
    std::set<std::string> types;
    for (const Kind* kind : loaded().all(KindClass::Agent)) types.insert(kind->rgmanager.type);
    for (const auto& entry : std::filesystem::directory_iterator(dir)) {
        pugi::xml_document doc;
        ASSERT_TRUE(doc.load_file(entry.path().c_str()));
        const std::string name = doc.child("resource-agent").attribute("name").value();
        EXPECT_EQ(types.count(name), 1u) << name;
        const auto tested = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const char* k) {
            return loaded().library->find(KindClass::Agent, k)->rgmanager.type == name;
        });
        EXPECT_NE(tested, std::end(kKinds)) << name;
    }
}

/// Attributes that the schema lists for a fence agent; `help` and `version` only make the agent print something.
TEST(Rgmanager, FenceAgentsTakeWhatTheSchemaLists) {
    const auto file = data_dir() / "rgmanager" / "schema" / "cluster.rng";
    pugi::xml_document doc;
    if (!doc.load_file(file.c_str())) GTEST_SKIP() << "no schema of cluster.conf at " << file;
    std::size_t agents = 0;
    for (const pugi::xpath_node& at : doc.select_nodes("//define[@name='FENCEDEVICEOPTIONS']//group")) {
        const pugi::xml_node group = at.node();
        std::string name = group.attribute("rha:fence_agent").value();
        if (name.empty()) {
            if (!group.find_node(
                    [](const pugi::xml_node& n) { return n.attribute("name").value() == std::string("lanplus"); })) {
                continue;
            }
            name = "fence_ipmilan";
        }
        const Kind* kind = loaded().library->find(KindClass::FenceAgent, name);
        ASSERT_NE(kind, nullptr) << name;
        ++agents;
        std::set<std::string> known = {"help", "version"};
        for (const schema::Attribute& a : kind->attributes) {
            for (const std::string& target : targets(kind->rgmanager, a)) known.insert(target);
        }
        for (const pugi::xpath_node& attribute : group.select_nodes(".//attribute")) {
            const std::string wanted = attribute.node().attribute("name").value();
            EXPECT_EQ(known.count(wanted), 1u) << name << " lacks `" << wanted << '`';
        }
    }
    EXPECT_GE(agents, 30u);
}

const Difference kNoAttribute[] = {
    {"cluster", "name", "the label"}, {"node", "name", "the label"}, {"fence_device", "name", "the label"},
    {"domain", "name", "the label"},  {"op", "name", "the label"},   {"fence_device", "agent", "the label"},
};
const Difference kNotInSchema[] = {
    {"totem", "netmtu", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "token_retransmit", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "send_join", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "merge", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "downcheck", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "hold", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "seqno_unchanged_const", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "heartbeat_failures_allowed", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "max_network_delay", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "window_size", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "max_messages", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "miss_count_const", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"totem", "clear_node_high_bit", "corosync.conf has it; cman hands every attribute of <totem> to corosync"},
    {"cluster", "targets", "for hale"},
    {"cluster", "ids", "for hale"},
    {"cluster", "alias", "files of the previous generation have it"},
    {"node", "runs_in", "for hale"},
    {"node", "uuid", "for hale"},
    {"node", "moved_from", "for hale"},
    {"node", "fencing", "for hale"},
    {"fence_device", "uuid", "for hale"},
    {"fence_device", "moved_from", "for hale"},
    {"domain", "uuid", "for hale"},
    {"domain", "moved_from", "for hale"},
    {"domain", "members", "elements of their own"},
    {"domain", "priorities", "written on the members"},
    {"quorum", "transport", "newer than the schema (cman 3.0.12)"},
    {"interface", "ttl", "newer than the schema, seen in real files"},
    {"multicast", "interface", "files of the previous generation have it"},
};

void collect_attributes(const pugi::xml_node& node, std::set<std::string>& out) {
    for (const pugi::xml_node& child : node.children()) {
        const std::string name = child.name();
        if (name == "attribute") out.insert(child.attribute("name").value());
        if (name != "element") collect_attributes(child, out);
    }
}

/// Constructs that stand for an element of cluster.conf: the same attributes, but for what is listed.
TEST(Rgmanager, ConstructsTakeWhatTheSchemaLists) {
    const auto file = data_dir() / "rgmanager" / "schema" / "cluster.rng";
    pugi::xml_document doc;
    if (!doc.load_file(file.c_str())) GTEST_SKIP() << "no schema of cluster.conf at " << file;
    std::size_t checked = 0;
    for (const Kind* kind : loaded().all(KindClass::Construct)) {
        const std::string path = "//element[@name='" + kind->rgmanager.type + "']";
        const pugi::xml_node element = doc.select_node(path.c_str()).node();
        if (kind->open || kind->rgmanager.type.empty() || !element) continue;
        ++checked;
        std::set<std::string> wanted;
        collect_attributes(element, wanted);
        std::set<std::string> have;
        for (const schema::Attribute& a : kind->attributes) {
            for (const std::string& target : targets(kind->rgmanager, a)) {
                have.insert(target);
                EXPECT_TRUE(wanted.count(target) != 0 || listed(kNotInSchema, kind->name, a.name))
                    << kind->name << '.' << a.name << ": the schema has no `" << target << '`';
            }
        }
        for (const std::string& name : wanted) {
            EXPECT_TRUE(have.count(name) != 0 || listed(kNoAttribute, kind->name, name))
                << kind->name << " lacks `" << name << '`';
        }
    }
    EXPECT_GE(checked, 20u);
}

}  // namespace
}  // namespace hale::stdlib_test
