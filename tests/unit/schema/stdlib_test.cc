// The built-in declarations: every one loads, without a diagnostic.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "cmake/embedded.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/load.h"
#include "compiler/schema/load_kind.h"
#include "compiler/schema/load_scan.h"

namespace hale::schema {
namespace {

constexpr KindClass kClasses[] = {KindClass::Agent, KindClass::FenceAgent, KindClass::Construct};

TEST(Stdlib, EveryKindLoadsWithoutDiagnostics) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = make_library(sources, "", sink);
    std::size_t kinds = 0;
    for (const KindClass cls : kClasses) {
        const auto names = library->names(cls);
        EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
        for (const std::string& name : names) {
            const Kind* kind = library->find(cls, name);
            ASSERT_NE(kind, nullptr) << name;
            EXPECT_EQ(kind->name, name);
            EXPECT_EQ(kind->cls, cls);
            EXPECT_EQ(kind, library->find(cls, name));  // never moves
            EXPECT_FALSE(kind->doc.empty()) << name;
            ++kinds;
        }
    }
    EXPECT_GT(kinds, 20u);
    for (const auto& d : sink.diagnostics()) {
        const auto at = sources.position(d.span.file, d.span.begin);
        ADD_FAILURE() << sources.name(d.span.file) << ":" << at.line << ": " << diag::message(d) << " " << d.help;
    }
}

TEST(Stdlib, TheScanAgreesWithAFullReading) {
    std::set<std::pair<KindClass, std::string>> all;
    for (const embedded::File& file : embedded::stdlib_agents()) {
        source::SourceManager sources;
        diag::Sink sink;
        model::OriginTable origins;
        const auto id = sources.add(std::string(file.path), std::string(file.text));
        std::vector<Declared> read;
        for (const auto& b : expand::expand(sources, id, {}, origins, sink)) {
            ASSERT_FALSE(b.labels.empty()) << file.path;
            read.push_back({class_of(b.name).value(), b.labels[0].text});
        }
        EXPECT_EQ(scan_declarations(file.text), read) << file.path;
        for (const Declared& d : read) EXPECT_TRUE(all.emplace(d.cls, d.name).second) << d.name << " is declared twice";
    }
}

TEST(Stdlib, OnlyWhatIsAskedForIsRead) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = make_library(sources, "", sink);
    ASSERT_NE(library->find(KindClass::Agent, "fs"), nullptr);
    EXPECT_TRUE(sources.find("stdlib-agents/storage/fs.hale"));
    EXPECT_FALSE(sources.find("stdlib-agents/network/ip.hale"));
    EXPECT_EQ(library->find(KindClass::Agent, "no_such"), nullptr);
    EXPECT_EQ(library->find(KindClass::Construct, "fs"), nullptr);
}

TEST(Scan, FindsDeclarationsAtTheStartOfALine) {
    const auto found = scan_declarations(
        "# agent no { }\nagent fs {\n  construct = 1\n}\nfence_agent \"x y\" {}\nagents z {\nconstruct t{");
    // A quoted name with a blank is not in the scan's reach; hale's own have none.
    const std::vector<Declared> expected = {
        {KindClass::Agent, "fs"}, {KindClass::FenceAgent, "\"x"}, {KindClass::Construct, "t"}};
    EXPECT_EQ(found, expected);
    EXPECT_EQ(scan_declarations("agent \"db2.sh\" {"), (std::vector<Declared>{{KindClass::Agent, "db2.sh"}}));
    EXPECT_TRUE(scan_declarations("").empty());
}

}  // namespace
}  // namespace hale::schema
