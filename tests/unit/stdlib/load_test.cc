// Every declaration loads, and everything it names exists.

#include <algorithm>
#include <set>

#include "compiler/diag/render.h"
#include "tests/unit/stdlib/stdlib.h"

namespace hale::stdlib_test {
namespace {

using schema::Kind;
using schema::KindClass;
using schema::Mapping;
using schema::MapRow;
using schema::TypeTag;

std::vector<const Kind*> everything() {
    std::vector<const Kind*> out;
    for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent, KindClass::Construct}) {
        for (const Kind* kind : loaded().all(cls)) out.push_back(kind);
    }
    return out;
}

TEST(Load, WithoutAWord) {
    EXPECT_GE(loaded().library->names(KindClass::Agent).size(), 32u);
    EXPECT_GE(loaded().library->names(KindClass::FenceAgent).size(), 50u);
    EXPECT_GE(loaded().library->names(KindClass::Construct).size(), 30u);
    EXPECT_EQ(everything().size(), loaded().library->names(KindClass::Agent).size() +
                                       loaded().library->names(KindClass::FenceAgent).size() +
                                       loaded().library->names(KindClass::Construct).size());
    for (const diag::Diagnostic& d : loaded().sink.diagnostics()) ADD_FAILURE() << diag::message(d);
}

TEST(Load, KindsThatTheLanguagePromises) {
    for (const char* name : {"service",    "vm",        "ip",        "fs",        "clusterfs", "netfs",   "lvm",
                             "bind-mount", "nfsexport", "nfsclient", "nfsserver", "script",    "apache",  "mysql",
                             "postgres",   "tomcat",    "named",     "samba",     "drbd",      "oracledb"}) {
        EXPECT_NE(loaded().library->find(KindClass::Agent, name), nullptr) << name;
    }
}

TEST(Load, EverythingIsExplained) {
    for (const Kind* kind : everything()) {
        EXPECT_FALSE(kind->doc.empty()) << kind->name;
        for (const schema::Attribute& a : kind->attributes) EXPECT_FALSE(a.doc.empty()) << kind->name << '.' << a.name;
        for (const Mapping* m : {&kind->rgmanager, &kind->pacemaker}) {
            EXPECT_TRUE(!m->none || !m->reason.empty()) << kind->name;
            for (const MapRow& row : m->rows) {
                EXPECT_TRUE(row.op != MapRow::Op::Drop || !row.reason.empty()) << kind->name << '.' << row.attribute;
            }
        }
    }
}

TEST(Load, AgentsAreMappedByBothManagers) {
    for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent}) {
        for (const Kind* kind : loaded().all(cls)) {
            EXPECT_TRUE(kind->rgmanager.none || !kind->rgmanager.type.empty()) << kind->name;
            EXPECT_TRUE(kind->pacemaker.none || !kind->pacemaker.type.empty() || !kind->pacemaker.strategy.empty())
                << kind->name;
        }
    }
}

bool exists(const std::string& name) {
    for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent, KindClass::Construct}) {
        if (loaded().library->find(cls, name) != nullptr) return true;
    }
    return false;
}

void check_type(const Kind& kind, const schema::Attribute& a, const schema::Type& type) {
    if (type.element) check_type(kind, a, *type.element);
    if (type.tag != TypeTag::Ref) return;
    for (const std::string& member : type.members) {
        EXPECT_TRUE(member == "any" || member == "resource" || member == "quoted" || exists(member))
            << kind.name << '.' << a.name << " refers to `" << member << '`';
    }
}

TEST(Load, NamesInsideADeclarationExist) {
    for (const Kind* kind : everything()) {
        std::set<std::string> names;
        for (const schema::Attribute& a : kind->attributes) {
            EXPECT_TRUE(names.insert(a.name).second) << kind->name << '.' << a.name << " twice";
            for (const std::string& alias : a.aliases) {
                EXPECT_TRUE(names.insert(alias).second) << kind->name << '.' << alias << " twice";
            }
            check_type(*kind, a, a.type);
            const bool elsewhere = a.replaced_by.find(' ') != std::string::npos;  // `defaults op { timeout }`
            EXPECT_TRUE(a.replaced_by.empty() || elsewhere || kind->attribute(a.replaced_by))
                << kind->name << '.' << a.name;
        }
        EXPECT_TRUE(kind->primary.empty() || kind->attribute(kind->primary)) << kind->name;
        for (const std::string& plug : kind->plug) EXPECT_NE(kind->attribute(plug), nullptr) << kind->name << plug;
        for (const schema::Child& child : kind->children) EXPECT_TRUE(exists(child.kind)) << kind->name << child.kind;
        for (const std::string& block : kind->blocks) {
            EXPECT_NE(loaded().library->find(KindClass::Construct, block), nullptr) << kind->name << ' ' << block;
        }
    }
}

void check_row(const Kind& kind, const MapRow& row) {
    if (row.op == MapRow::Op::Constant) return;
    const schema::Attribute* a = kind.attribute(row.attribute);
    ASSERT_NE(a, nullptr) << kind.name << " has a row for `" << row.attribute << '`';
    EXPECT_EQ(a->name, row.attribute) << kind.name << ": a row speaks of an alias";
    if (row.op != MapRow::Op::Values || a->type.tag != TypeTag::Enum) return;
    for (const auto& [word, text] : row.table) {
        EXPECT_NE(std::find(a->type.members.begin(), a->type.members.end(), word), a->type.members.end())
            << kind.name << '.' << a->name << " cannot be `" << word << '`';
    }
}

TEST(Load, NamesInsideAMappingExist) {
    for (const Kind* kind : everything()) {
        for (const Mapping* m : {&kind->rgmanager, &kind->pacemaker}) {
            std::set<std::string> rows;
            for (const MapRow& row : m->rows) {
                check_row(*kind, row);
                if (row.op == MapRow::Op::Constant) continue;
                EXPECT_TRUE(rows.insert(row.attribute).second) << kind->name << '.' << row.attribute << " has two rows";
            }
            for (const auto& [name, value] : m->same) EXPECT_NE(kind->attribute(name), nullptr) << kind->name << name;
            for (const std::string& name : m->silent) {
                EXPECT_NE(kind->attribute(name), nullptr) << kind->name << ' ' << name;
                EXPECT_EQ(rows.count(name), 0u) << kind->name << '.' << name << " is silent and has a row";
            }
            for (const auto& [name, why] : m->requires_)
                EXPECT_NE(kind->attribute(name), nullptr) << kind->name << name;
            for (const std::string& name : m->defaults) {
                const schema::Attribute* a = kind->attribute(name);
                ASSERT_NE(a, nullptr) << kind->name << ' ' << name;
                EXPECT_TRUE(a->def.has_value()) << kind->name << '.' << name << " has no default to write";
            }
        }
    }
}

}  // namespace
}  // namespace hale::stdlib_test
