// Where agents that nobody declared come from: metadata folder, installed agents, built-in declarations, nowhere.

#include <sys/stat.h>
#include <unistd.h>

#include <csignal>

#include "compiler/schema/agents.h"
#include "compiler/schema/load.h"
#include "compiler/schema/run_agent.h"
#include "tests/unit/metadata/metadata_testing.h"

namespace hale::schema {
namespace {

namespace fs = std::filesystem;

constexpr const char* kAgent =
    "<resource-agent name='web'><version>1.1</version><parameters><parameter name='port' required='1'>"
    "<content type='integer'/></parameter></parameters><actions><action name='start' timeout='20s'/></actions>"
    "</resource-agent>";

/// A folder of its own for each test, removed at its end.
class AgentsTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hale-agents-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        dir = pattern;
    }
    void TearDown() override { fs::remove_all(dir); }

    void file(const std::string& path, const std::string& text, bool program = false) const {
        fs::create_directories((dir / path).parent_path());
        std::ofstream(dir / path, std::ios::binary) << text;
        if (program) ::chmod((dir / path).c_str(), 0755);
    }
    Library& library() {
        if (!library_) library_ = with_agents(make_library(sources, "", sink), sources, options, sink);
        return *library_;
    }
    std::vector<int> codes() const {
        std::vector<int> out;
        for (const diag::Diagnostic& d : sink.diagnostics()) out.push_back(d.code);
        return out;
    }

    fs::path dir;
    AgentOptions options;
    source::SourceManager sources;
    diag::Sink sink;

private:
    std::unique_ptr<Library> library_;
};

using Codes = std::vector<int>;

TEST_F(AgentsTest, MetadataFolder) {
    file("acme_web.xml", kAgent);
    file("other/web.xml", kAgent);
    file("fence_acme.xml",
         "<resource-agent name='fence_acme'><parameters><parameter name='plug'/></parameters>"
         "</resource-agent>");
    file("site.sh.xml",
         "<resource-agent name='site' version='rgmanager 2.0'><parameters><parameter name='name' "
         "primary='1'/></parameters></resource-agent>");
    options.metadata_dir = dir.string();
    for (const char* name : {"ocf:acme:web", "ocf:other:web"}) {
        const Kind* kind = library().find(KindClass::Agent, name);
        ASSERT_NE(kind, nullptr) << name;
        EXPECT_TRUE(kind->advisory);
        EXPECT_FALSE(kind->open || kind->unknown);
        EXPECT_EQ(kind->name, name);
        EXPECT_EQ(kind->pacemaker.type, name);
        EXPECT_TRUE(kind->attribute("port")->required);
        EXPECT_EQ(library().find(KindClass::Agent, name), kind);  // kinds never move
    }
    const Kind* fence = library().find(KindClass::FenceAgent, "fence_acme");
    ASSERT_NE(fence, nullptr);
    EXPECT_EQ(fence->plug, std::vector<std::string>{"plug"});
    const Kind* primitive = library().find(KindClass::Agent, "stonith:fence_acme");
    ASSERT_NE(primitive, nullptr);
    EXPECT_EQ(primitive->cls, KindClass::Agent);
    EXPECT_NE(primitive->attribute("plug"), nullptr);
    const Kind* site = library().find(KindClass::Agent, "site");
    ASSERT_NE(site, nullptr);
    EXPECT_EQ(site->primary, "name");
    EXPECT_EQ(site->rgmanager.type, "site");
    EXPECT_EQ(codes(), Codes{});
    const auto specs = library().agent_specs();
    EXPECT_NE(std::find(specs.begin(), specs.end(), "ocf:acme:web"), specs.end());
}

TEST_F(AgentsTest, NobodyKnowsIt) {
    for (const char* name : {"ocf:acme:web", "stonith:fence_acme"}) {
        const Kind* kind = library().find(KindClass::Agent, name);
        ASSERT_NE(kind, nullptr) << name;
        EXPECT_TRUE(kind->open && kind->unknown && kind->advisory) << name;
        EXPECT_EQ(kind->pacemaker.type, name);
        EXPECT_TRUE(kind->rgmanager.none);
    }
    for (const char* name : {"systemd:httpd", "lsb:httpd", "service:httpd"}) {  // nothing more could be known
        const Kind* kind = library().find(KindClass::Agent, name);
        ASSERT_NE(kind, nullptr) << name;
        EXPECT_TRUE(kind->open && !kind->unknown) << name;
    }
    EXPECT_TRUE(library().find(KindClass::FenceAgent, "fence_acme")->unknown);
    EXPECT_TRUE(library().find(KindClass::FenceAgent, "external/ipmi")->unknown);
    for (const char* name : {"ocf:web", "ocf::web", "ocf:acme:", "osf:acme:web", ":", "a:b", "nosuchkind", ""}) {
        EXPECT_EQ(library().find(KindClass::Agent, name), nullptr) << name;
    }
    EXPECT_EQ(library().find(KindClass::FenceAgent, "ipmi"), nullptr);
    EXPECT_EQ(library().find(KindClass::Construct, "ocf:acme:web"), nullptr);
    EXPECT_EQ(codes(), Codes{});
}

TEST_F(AgentsTest, NoNameClimbsOutOfTheFolder) {
    file("secret.xml", kAgent);
    file("in/x.xml", kAgent);
    options.metadata_dir = (dir / "in").string();
    for (const char* name : {"ocf:..:secret", "ocf:x/..:../secret", "ocf:.:x", "stonith:../secret"}) {
        const Kind* kind = library().find(KindClass::Agent, name);
        ASSERT_NE(kind, nullptr) << name;
        EXPECT_TRUE(kind->unknown) << name;
    }
    EXPECT_EQ(library().find(KindClass::Agent, "../secret"), nullptr);
}

TEST_F(AgentsTest, UnusableMetadataIsAWarningAndTheAgentUnknown) {
    file("acme_web.xml", "usage: web start|stop\n");
    file("acme_db.xml", "<cib/>");
    options.metadata_dir = dir.string();
    EXPECT_TRUE(library().find(KindClass::Agent, "ocf:acme:web")->unknown);
    EXPECT_TRUE(library().find(KindClass::Agent, "ocf:acme:db")->unknown);
    library().find(KindClass::Agent, "ocf:acme:db");  // asked again: said once
    EXPECT_EQ(codes(), (Codes{2202, 2202}));
    EXPECT_FALSE(sink.has_errors());
}

TEST_F(AgentsTest, BuiltInDeclarationsInTheAgentsOwnWords) {
    // Declared by its own name.
    const Kind* kind = library().find(KindClass::Agent, "ocf:heartbeat:Filesystem");
    ASSERT_NE(kind, nullptr);
    EXPECT_TRUE(kind->advisory && !kind->open && !kind->unknown);
    EXPECT_NE(kind->attribute("directory"), nullptr);
    EXPECT_NE(kind->attribute("statusfile_prefix"), nullptr);  // which the kind `fs` does not have
    // Known only from the kind that Pacemaker runs by it.
    const Kind* slapd = library().find(KindClass::Agent, "ocf:heartbeat:slapd");
    ASSERT_NE(slapd, nullptr);
    EXPECT_TRUE(slapd->open && slapd->advisory && !slapd->unknown);
    EXPECT_EQ(slapd->name, "ocf:heartbeat:slapd");
    EXPECT_NE(slapd->attribute("config"), nullptr);
    EXPECT_EQ(slapd->attribute("config_file"), nullptr);  // the neutral word
    EXPECT_EQ(slapd->attribute("name"), nullptr);         // the identity is the id
    EXPECT_TRUE(slapd->pacemaker.rows.empty());
    const Kind* device = library().find(KindClass::Agent, "stonith:fence_ipmilan");
    ASSERT_NE(device, nullptr);
    EXPECT_FALSE(device->unknown);
    // Declared fence agents stay what they are.
    EXPECT_FALSE(library().find(KindClass::FenceAgent, "fence_ipmilan")->advisory);
}

TEST_F(AgentsTest, TheOrderDecides) {
    file("heartbeat_Filesystem.xml",
         "<resource-agent name='Filesystem'><parameters><parameter name='only'/>"
         "</parameters></resource-agent>");
    options.metadata_dir = dir.string();
    EXPECT_NE(library().find(KindClass::Agent, "ocf:heartbeat:Filesystem")->attribute("only"), nullptr);
    AgentOptions other = options;
    other.order = {AgentSource::Builtin, AgentSource::Metadata};
    const auto second = with_agents(make_library(sources, "", sink), sources, other, sink);
    EXPECT_EQ(second->find(KindClass::Agent, "ocf:heartbeat:Filesystem")->attribute("only"), nullptr);
}

TEST_F(AgentsTest, InstalledAgentsAreRunOnlyWhenAsked) {
    const std::string script = "#!/bin/sh\necho ran >> " + (dir / "ran").string() +
                               "\n[ \"$1\" = meta-data ] && echo \"" + std::string(kAgent) + "\"\nexit 5\n";
    file("usr/lib/ocf/resource.d/acme/web", script, true);
    options.root = dir.string();
    EXPECT_TRUE(library().find(KindClass::Agent, "ocf:acme:web")->unknown);
    EXPECT_FALSE(fs::exists(dir / "ran"));
    options.installed = true;
    const auto second = with_agents(make_library(sources, "", sink), sources, options, sink);
    const Kind* kind = second->find(KindClass::Agent, "ocf:acme:web");
    EXPECT_FALSE(kind->unknown);  // the exit status is not asked for
    EXPECT_NE(kind->attribute("port"), nullptr);
    EXPECT_EQ(codes(), Codes{});
}

class RunAgent : public AgentsTest {
protected:
    std::optional<std::string> run(const std::string& script, std::chrono::milliseconds timeout) {
        file("agent", "#!/bin/sh\n" + script, true);
        AgentRun what = metadata_run((dir / "agent").string());
        what.timeout = timeout;
        return run_agent(what, problem);
    }
    std::string problem;
};

using std::chrono::milliseconds;

TEST_F(RunAgent, CleanEnvironmentAndNoInput) {
    ::setenv("HALE_SECRET_X", "hunter2", 1);
    const auto out = run("env; cat; echo done $1", milliseconds(5000));
    ASSERT_TRUE(out) << problem;
    EXPECT_EQ(out->find("hunter2"), std::string::npos);
    EXPECT_NE(out->find("OCF_ROOT=/usr/lib/ocf"), std::string::npos);
    EXPECT_NE(out->find("done meta-data"), std::string::npos);
    EXPECT_EQ(metadata_run("/usr/sbin/fence_apc").arguments, (std::vector<std::string>{"-o", "metadata"}));
}

TEST_F(RunAgent, OneThatHangsIsKilledWithAllThatItStarted) {
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_FALSE(run("sleep 60 & echo $! > " + (dir / "pid").string() + "; wait", milliseconds(500)));
    EXPECT_LT(std::chrono::steady_clock::now() - begin, milliseconds(20'000));
    EXPECT_NE(problem.find("in time"), std::string::npos);
    const std::string pid = slurp(dir / "pid");
    ASSERT_FALSE(pid.empty());
    for (int i = 0; i < 100 && ::kill(std::stoi(pid), 0) == 0; ++i) ::usleep(20'000);
    const std::string state = slurp("/proc/" + std::to_string(std::stoi(pid)) + "/stat");
    EXPECT_TRUE(state.empty() || state.find(") Z ") != std::string::npos) << state;
}

TEST_F(RunAgent, EndlessSilentAndAbsentOnes) {
    EXPECT_FALSE(run("exec cat /dev/zero", milliseconds(20'000)));
    EXPECT_NE(problem.find("4 MiB"), std::string::npos);
    EXPECT_FALSE(run("exit 0", milliseconds(5000)));
    EXPECT_NE(problem.find("nothing"), std::string::npos);
    EXPECT_FALSE(run_agent(metadata_run((dir / "absent").string()), problem));
    EXPECT_NE(problem.find("No such file"), std::string::npos);
    file("text", "no program");
    EXPECT_FALSE(run_agent(metadata_run((dir / "text").string()), problem));
    EXPECT_FALSE(run_agent(metadata_run(dir.string()), problem));
    file("noexec", "#!/no/such/interpreter\n", true);
    EXPECT_FALSE(run_agent(metadata_run((dir / "noexec").string()), problem));
    // What an agent left running does not keep hale waiting.
    const auto out = run("sleep 30 & echo '<resource-agent></resource-agent>'", milliseconds(20'000));
    EXPECT_TRUE(out) << problem;
}

TEST(AgentNames, SpecsAndProviders) {
    EXPECT_EQ(parse_spec("ocf:heartbeat:pgsql")->type, "pgsql");
    EXPECT_EQ(parse_spec("systemd:getty@tty1")->type, "getty@tty1");
    EXPECT_FALSE(parse_spec("pgsql"));
    EXPECT_FALSE(parse_spec("ocf:pgsql"));
    EXPECT_EQ(provider_of("/x/heartbeat_pgsql.xml", "pgsql"), "heartbeat");
    EXPECT_EQ(provider_of("/usr/lib/ocf/resource.d/acme/web", "web"), "acme");
    EXPECT_EQ(provider_of("ocf/acme/web.xml", "web"), "acme");
    EXPECT_EQ(provider_of("/tmp/web", "web"), "");
    EXPECT_EQ(provider_of("/tmp/my_agent", "my_agent"), "");
}

}  // namespace
}  // namespace hale::schema
