// Declarations: `declare` writes what the loader reads, and the built-in ones agree with the agents' own metadata.

#include <map>
#include <set>

#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/schema/agents.h"
#include "compiler/schema/declare.h"
#include "compiler/schema/load.h"
#include "compiler/schema/load_kind.h"
#include "compiler/schema/review.h"
#include "tests/unit/metadata/metadata_testing.h"

namespace hale::schema {
namespace {

std::string printed(const Kind& kind) { return decompile::print({declare(kind)}); }

/// The kind that a text declares, through `--agents DIR`.
struct Declared {
    explicit Declared(const std::string& text) {
        std::string pattern = (std::filesystem::temp_directory_path() / "hale-declared-XXXXXX").string();
        dir = ::mkdtemp(pattern.data());
        std::ofstream(dir / "kind.hale", std::ios::binary) << text;
        library = make_library(sources, dir.string(), sink);
    }
    ~Declared() { std::filesystem::remove_all(dir); }

    std::filesystem::path dir;
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<Library> library;
};

std::string first_problem(const diag::Sink& sink) {
    return sink.diagnostics().empty() ? "" : diag::message(sink.diagnostics().front());
}

TEST(Declare, EveryBuiltInKindComesBack) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = make_library(sources, "", sink);
    for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent, KindClass::Construct}) {
        for (const std::string& name : library->names(cls)) {
            const Kind* kind = library->find(cls, name);
            ASSERT_NE(kind, nullptr) << name;
            const std::string text = printed(*kind);
            Declared again(text);
            EXPECT_EQ(first_problem(again.sink), "") << text;
            const Kind* same = again.library->find(cls, name);
            ASSERT_NE(same, nullptr) << text;
            EXPECT_EQ(printed(*same), text);
            EXPECT_EQ(dump(*same), dump(*kind));
        }
    }
}

TEST(Declare, EveryMetadataFileComesBack) {
    int files = 0;
    for (const char* folder : {"pacemaker/agent-metadata", "rgmanager/metadata"}) {
        for (const MetadataFile& f : load_all(folder)) {
            const Kind& kind = *f.reading->kind;
            const std::string text = printed(kind);
            Declared again(text);
            EXPECT_EQ(first_problem(again.sink), "") << f.path << '\n' << text;
            const Kind* same = again.library->find(kind.cls, kind.name);
            ASSERT_NE(same, nullptr) << text;
            EXPECT_EQ(dump(*same), dump(kind)) << f.path;
            ++files;
        }
    }
    if (files == 0) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
}

std::set<std::string> names_of(const Kind& kind) {
    std::set<std::string> out;
    for (const Attribute& a : kind.attributes) out.insert(a.name);
    return out;
}

template <class Test>
std::set<std::string> names_where(const Kind& kind, Test test) {
    std::set<std::string> out;
    for (const Attribute& a : kind.attributes) {
        if (test(a)) out.insert(a.name);
    }
    return out;
}

/// The declaration of the agent that cluster.conf calls `type`: `db2` is `db2.sh` there.
const Kind* declared_for(Library& library, const std::string& type) {
    for (const std::string& name : library.names(KindClass::Agent)) {
        const Kind* kind = library.find(KindClass::Agent, name);
        if (kind->name == type || kind->rgmanager.type == type) return kind;
    }
    return nullptr;
}

/// rgmanager's agents: the built-in declaration says the same as the agent, name by name and flag by flag.
TEST(Stdlib, AgreesWithRgmanagersAgents) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = make_library(sources, "", sink);
    int files = 0;
    for (const MetadataFile& f : load_all("rgmanager/metadata")) {
        const Kind& theirs = *f.reading->kind;
        const Kind* declared = declared_for(*library, theirs.name);
        ASSERT_NE(declared, nullptr) << theirs.name;
        const Kind ours = literal(*declared, Manager::Rgmanager);
        SCOPED_TRACE(theirs.name);
        EXPECT_EQ(ours.primary, theirs.primary);
        EXPECT_EQ(ours.max_instances, theirs.max_instances);
        EXPECT_EQ(ours.rgmanager.special, theirs.rgmanager.special);
        const std::set<std::string> known = names_of(ours);
        for (const Attribute& a : theirs.attributes) EXPECT_TRUE(known.contains(a.name)) << a.name << " is missing";
        for (const Attribute& a : theirs.attributes) {
            const Attribute* own = ours.attribute(a.name);
            if (own == nullptr) continue;
            SCOPED_TRACE(a.name);
            EXPECT_EQ(own->inherit, a.inherit);
            EXPECT_EQ(own->reload, a.reload);
            if (a.name == theirs.primary) continue;
            EXPECT_EQ(own->required, a.required);
            EXPECT_EQ(own->unique, a.unique);
        }
        std::vector<std::string> a, b;
        for (const Child& c : ours.children) a.push_back(fmt::format("{} {}/{} {}", c.kind, c.start, c.stop, c.forbid));
        for (const Child& c : theirs.children)
            b.push_back(fmt::format("{} {}/{} {}", c.kind, c.start, c.stop, c.forbid));
        EXPECT_EQ(a, b);
        ++files;
    }
    if (files == 0) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
}

/// Pacemaker's agents: what a mapping writes exists there.
TEST(Stdlib, WritesOnlyParametersThatPacemakersAgentsHave) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = make_library(sources, "", sink);
    const auto files = load_all("pacemaker/agent-metadata");
    if (files.empty()) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
    std::map<std::string, const Kind*> agents;
    for (const MetadataFile& f : files) {
        const std::string stem = f.path.stem().string(), provider = stem.substr(0, stem.find('_'));
        const std::string& name = f.reading->metadata->name;
        agents[provider == "stonith" ? "stonith:" + name : "ocf:" + provider + ':' + name] = &*f.reading->kind;
    }
    int compared = 0;
    for (const KindClass cls : {KindClass::Agent, KindClass::FenceAgent}) {
        for (const std::string& kind_name : library->names(cls)) {
            const Kind& kind = *library->find(cls, kind_name);
            const auto agent = agents.find(kind.pacemaker.type);
            if (agent == agents.end() || agent->first == kind_name) continue;
            for (const std::string& name : names_of(literal(kind, Manager::Pacemaker))) {
                // pcmk_* belong to Pacemaker's fencer, which takes them on any device.
                const bool fencer = cls == KindClass::FenceAgent && name.rfind("pcmk_", 0) == 0;
                EXPECT_TRUE(fencer || agent->second->attribute(name) != nullptr)
                    << kind_name << ": " << agent->first << " has no parameter " << name;
            }
            ++compared;
        }
    }
    EXPECT_GT(compared, 30);
}

TEST(Review, SaysWhatEachManagerMakesOfIt) {
    MetadataReading r(
        "<resource-agent name='web' version='rgmanager 2.0'><parameters>"
        "<parameter name='name' primary='1'/><parameter name='lock' inherit='service%lock'/>"
        "<parameter name='level' reconfig='1'/></parameters>"
        "<actions><action name='start' timeout='5'/><action name='stop' timeout='5'/>"
        "<action name='monitor' interval='10'/><action name='migrate' timeout='10m'/></actions>"
        "<special tag='rgmanager'><attributes maxinstances='1'/><child type='fs' start='2' stop='1'/></special>"
        "</resource-agent>");
    const std::string text = review(*r.metadata);
    for (const char* words : {"primary: `name`", "reference number 2 is dropped", "`lock` of the nearest `service`",
                              "reconfig: a changed value", "start level 2, stop level 1", "only `status` is",
                              "status: rgmanager never checks it", "migrate_to, migrate_from: Pacemaker cannot move",
                              "meta-data: no manager"}) {
        EXPECT_NE(text.find(words), std::string::npos) << words << "\n" << text;
    }
}

TEST(Review, EveryFileHasOne) {
    int files = 0;
    for (const char* folder : {"pacemaker/agent-metadata", "rgmanager/metadata"}) {
        for (const MetadataFile& f : load_all(folder)) {
            EXPECT_GT(review(*f.reading->metadata).size(), 200u) << f.path;
            ++files;
        }
    }
    if (files == 0) GTEST_SKIP() << "no agent metadata below " << data_dir() << " (set HALE_DATA)";
}

}  // namespace
}  // namespace hale::schema
