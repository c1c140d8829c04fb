// Every mapping target against the metadata of Pacemaker's agents.

#include <algorithm>
#include <set>

#include "tests/unit/stdlib/stdlib.h"

namespace hale::stdlib_test {
namespace {

using schema::Kind;
using schema::KindClass;
using schema::MapRow;
using schema::TypeTag;

/// Parameters that a strategy writes (docs/reference/agents.md).
std::set<std::string> by_strategy(const std::string& strategy) {
    if (strategy == "netfs") return {"device", "options"};
    if (strategy == "nfsserver") return {"nfs_shared_infodir"};
    if (strategy == "apache") return {"configfile"};
    return {};
}

std::vector<Parameter> fencer_options() {
    pugi::xml_document doc;
    if (!doc.load_file((data_dir() / "pacemaker/agent-metadata/daemons/pacemaker-fenced.xml").c_str())) return {};
    return parameters(doc);
}

class Agents {
public:
    /// False: no metadata for this kind's agent at hand.
    bool load(const Kind& kind) {
        std::string type = kind.pacemaker.type;
        if (type.rfind("ocf:", 0) == 0) type.erase(0, 4);
        std::replace(type.begin(), type.end(), ':', '_');
        pugi::xml_document doc;
        if (!doc.load_file((data_dir() / "pacemaker/agent-metadata" / (type + ".xml")).c_str())) return false;
        known = parameters(doc);
        return true;
    }
    std::vector<Parameter> known;
};

bool is_plug(const Kind& kind, const std::string& name) {
    return std::find(kind.plug.begin(), kind.plug.end(), name) != kind.plug.end();
}

/// Whether the attribute can become a parameter at all.
bool is_parameter(const Kind& kind, const schema::Attribute& a) {
    return !is_policy(kind, a.name) && !is_plug(kind, a.name) &&
           !(a.name == kind.primary && kind.pacemaker.row(a.name) == nullptr);
}

void check_targets(const Kind& kind, const std::vector<Parameter>& known) {
    const std::vector<Parameter> fencer = fencer_options();
    for (const schema::Attribute& a : kind.attributes) {
        if (!is_parameter(kind, a)) continue;
        for (const std::string& target : targets(kind.pacemaker, a)) {
            const std::string where = kind.name + "." + a.name + " -> " + target;
            const bool fencers = kind.cls == KindClass::FenceAgent && find(fencer, target) != nullptr;
            const Parameter* p = find(known, target);
            if (fencers) continue;
            ASSERT_NE(p, nullptr) << where << ": the agent has no such parameter";
            EXPECT_FALSE(p->deprecated) << where << ": deprecated";
            const MapRow* row = kind.pacemaker.row(a.name);
            const bool table = row != nullptr && row->op == MapRow::Op::Values;
            if (p->type == "boolean" && !table) {
                EXPECT_TRUE(a.type.tag == TypeTag::Bool || a.type.tag == TypeTag::Any) << where;
            }
            if (p->type == "integer" || p->type == "second") {
                EXPECT_TRUE(a.type.tag == TypeTag::Int || a.type.tag == TypeTag::Duration || a.type.tag == TypeTag::Any)
                    << where;
            }
        }
    }
    for (const MapRow& row : kind.pacemaker.rows) {
        EXPECT_TRUE(row.op != MapRow::Op::Constant || find(known, row.target)) << kind.name << ' ' << row.target;
    }
}

/// A required parameter has a source in every instance: a required attribute, a default that is written, a constant, a
/// strategy, a `requires` row that refuses its absence, or (plug, action) the cluster itself.
bool is_covered(const Kind& kind, const std::string& parameter) {
    if (kind.cls == KindClass::FenceAgent && (parameter == "plug" || parameter == "action")) return true;
    if (by_strategy(kind.pacemaker.strategy).count(parameter) != 0) return true;
    for (const MapRow& row : kind.pacemaker.rows) {
        if (row.op == MapRow::Op::Constant && row.target == parameter) return true;
    }
    for (const schema::Attribute& a : kind.attributes) {
        const auto names = targets(kind.pacemaker, a);
        if (std::find(names.begin(), names.end(), parameter) == names.end()) continue;
        const auto& defaults = kind.pacemaker.defaults;
        const auto& needed = kind.pacemaker.requires_;
        if (a.required || a.name == kind.primary) return true;
        if (std::find(defaults.begin(), defaults.end(), a.name) != defaults.end()) return true;
        if (std::any_of(needed.begin(), needed.end(), [&](const auto& r) { return r.first == a.name; })) return true;
    }
    return false;
}

std::size_t check_class(KindClass cls) {
    std::size_t checked = 0;
    for (const Kind* kind : loaded().all(cls)) {
        Agents agents;
        if (!agents.load(*kind)) continue;
        ++checked;
        check_targets(*kind, agents.known);
        for (const Parameter& p : agents.known) {
            const bool wanted = p.required && !p.deprecated;
            EXPECT_TRUE(!wanted || is_covered(*kind, p.name)) << kind->name << " needs " << p.name;
        }
        for (const std::string& name : by_strategy(kind->pacemaker.strategy)) {
            EXPECT_NE(find(agents.known, name), nullptr) << kind->name << ' ' << name;
        }
    }
    return checked;
}

TEST(Pacemaker, ResourceAgents) {
    const auto dir = data_dir() / "pacemaker" / "agent-metadata";
    if (!std::filesystem::exists(dir)) GTEST_SKIP() << "no metadata of Pacemaker's agents in " << dir;
    EXPECT_GE(check_class(KindClass::Agent), 20u);
}

TEST(Pacemaker, FenceAgents) {
    const auto dir = data_dir() / "pacemaker" / "agent-metadata";
    if (!std::filesystem::exists(dir)) GTEST_SKIP() << "no metadata of Pacemaker's agents in " << dir;
    EXPECT_GE(check_class(KindClass::FenceAgent), 23u);
}

/// What Pacemaker's own options are called, and that none is forgotten.
TEST(Pacemaker, FencerOptions) {
    const std::vector<Parameter> fencer = fencer_options();
    if (fencer.empty()) GTEST_SKIP() << "no metadata of pacemaker-fenced in " << data_dir();
    const Kind* device = loaded().library->find(KindClass::Construct, "fence_device");
    ASSERT_NE(device, nullptr);
    for (const Parameter& p : fencer) EXPECT_NE(device->attribute(p.name), nullptr) << p.name;
    for (const schema::Attribute& a : device->attributes) {
        EXPECT_TRUE(a.name.rfind("pcmk_", 0) != 0 || find(fencer, a.name)) << a.name;
    }
}

}  // namespace
}  // namespace hale::stdlib_test
