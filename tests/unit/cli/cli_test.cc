// The contract of docs/reference/cli.md, on the binary itself: exit codes, which stream gets what, files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/cli/fixture.h"

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

TEST_F(Cli, HelpAndVersionAreFine) {
    for (const char* args : {"--help", "build --help", "--version", "version", "explain", "explain HL3010", "agents"}) {
        const Result r = hale(args);
        EXPECT_EQ(r.code, 0) << args << r.err;
        EXPECT_THAT(r.out, Not(IsEmpty())) << args;
        EXPECT_THAT(r.err, IsEmpty()) << args;
    }
}

TEST_F(Cli, UsageIsTwo) {
    for (const char* args :
         {"", "nonsense", "build", "build good.hale", "help nonsense", "build good.hale --target nonsense", "check",
          "check good.hale --nonsense", "check missing.hale", "explain HL9999", "agents nonsense",
          "build good.hale --target pacemaker --check", "check good.hale --param x",
          "check good.hale --param-file missing", "build good.hale --target pacemaker --secrets-file missing",
          "build good.hale --target pacemaker --cluster other",
          "build good.hale --target pacemaker -o no/such/folder/f",
          "build good.hale --target pacemaker -o /dev/full"}) {
        const Result r = hale(args);
        EXPECT_EQ(r.code, 2) << args << '\n' << r.out << r.err;
        EXPECT_THAT(r.err, Not(IsEmpty())) << args;
    }
    EXPECT_EQ(hale("build good.hale --target pacemaker > /dev/full; code=$?; (exit $code)").code, 2);
}

TEST_F(Cli, FindingsAreOneAndNothingIsWritten) {
    const Result r = hale("check bad.hale");
    EXPECT_EQ(r.code, 1);
    EXPECT_THAT(r.out, IsEmpty());
    EXPECT_THAT(r.err, StartsWith("error[HL"));
    EXPECT_THAT(r.err, Not(HasSubstr("\x1b")));
    EXPECT_EQ(hale("build bad.hale --target pacemaker -o out").code, 1);
    EXPECT_FALSE(fs::exists(dir / "out"));
    EXPECT_EQ(hale("check good.hale bad.hale").code, 1);
    EXPECT_EQ(hale("check bad.hale missing.hale").code, 2);
}

TEST_F(Cli, FormsOfDiagnostics) {
    const Result line = hale("check bad.hale --error-format short");
    EXPECT_THAT(line.err, StartsWith("bad.hale:1:13: error[HL"));
    EXPECT_EQ(std::count(line.err.begin(), line.err.end(), '\n'), 1) << line.err;
    const Result json = hale("check bad.hale --error-format json");
    EXPECT_THAT(json.out, StartsWith("{\"format\":1,\"code\":\"HL"));
    EXPECT_THAT(json.err, IsEmpty());
    EXPECT_THAT(hale("build bad.hale --target pacemaker --error-format json").err, StartsWith("{\"format\":1"));
}

TEST_F(Cli, BuildWritesCheckCompares) {
    const Result text = hale("build good.hale --target rgmanager");
    ASSERT_EQ(text.code, 0) << text.err;
    EXPECT_THAT(text.out, HasSubstr("<cluster"));
    ASSERT_EQ(hale("build good.hale --target rgmanager -o out.conf").code, 0);
    EXPECT_EQ(get("out.conf"), text.out);
    EXPECT_EQ(hale("build good.hale --target rgmanager -o out.conf --check").code, 0);
    EXPECT_EQ(hale("build - --target rgmanager < good.hale").out, text.out);
    put("out.conf", text.out + "<!-- changed -->\n");
    const Result stale = hale("build good.hale --target rgmanager -o out.conf --check");
    EXPECT_EQ(stale.code, 1);
    EXPECT_THAT(stale.err, HasSubstr("out of date"));
    EXPECT_THAT(get("out.conf"), HasSubstr("changed"));
}

TEST_F(Cli, SecretsReachOnlyTheProduct) {
    struct stat st {};
    ASSERT_EQ(hale("build good.hale --target rgmanager -o out.conf").code, 0);
    EXPECT_THAT(get("out.conf"), HasSubstr("hunter2"));
    ::stat((dir / "out.conf").c_str(), &st);
    EXPECT_EQ(st.st_mode & 0777u, 0600u);
    for (const char* args :
         {"check good.hale --dump model", "check good.hale --dump expanded", "check good.hale --dump syntax",
          "check good.hale --error-format json", "order good.hale --target rgmanager"}) {
        const Result r = hale(args);
        EXPECT_THAT(r.out + r.err, Not(HasSubstr("hunter2"))) << args;
    }
    environment = "true &&";
    const Result none = hale("build good.hale --target rgmanager");
    EXPECT_EQ(none.code, 1);
    EXPECT_THAT(none.out, IsEmpty());
    EXPECT_THAT(none.err, HasSubstr("ipmi"));
    EXPECT_EQ(hale("check good.hale").code, 0) << "check needs no secrets";
}

TEST_F(Cli, SecretsFileMustBePrivate) {
    put("secrets", "ipmi = swordfish\n");
    ::chmod((dir / "secrets").c_str(), 0644);
    const Result open = hale("build good.hale --target rgmanager --secrets-file secrets");
    EXPECT_EQ(open.code, 0);
    EXPECT_THAT(open.err, HasSubstr("HL1090"));
    EXPECT_THAT(open.err, Not(HasSubstr("swordfish")));
    EXPECT_EQ(hale("build good.hale --target rgmanager --secrets-file secrets --deny-warnings").code, 1);
    ::chmod((dir / "secrets").c_str(), 0600);
    const Result closed = hale("build good.hale --target rgmanager --secrets-file secrets");
    EXPECT_THAT(closed.err, Not(HasSubstr("HL1090")));
    EXPECT_THAT(closed.out, HasSubstr("swordfish"));
}

TEST_F(Cli, Parameters) {
    put("p.hale", "param net : string = \"10.0.0\"\nlet y = net + \"!\"\n");
    put("values", "# comment\nnet = from-file\n");
    EXPECT_THAT(hale("check p.hale --dump expanded").err, IsEmpty());
    EXPECT_EQ(hale("check p.hale --param net=x").code, 0);
    EXPECT_EQ(hale("check p.hale --param-file values").code, 0);
    EXPECT_EQ(hale("check p.hale --param net=a=b --param-file values").code, 0);
    put("values", "nonsense\n");
    EXPECT_EQ(hale("check p.hale --param-file values").code, 2);
}

TEST_F(Cli, TheVersionCanCountOn) {
    const std::string build = "build good.hale --target rgmanager -o c.conf --error-format short";
    EXPECT_EQ(hale(build + " --config-version 7").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"7\""));
    EXPECT_THAT(hale(build + " --config-version 7").err, Not(HasSubstr("HL4040")));  // nothing changed
    EXPECT_THAT(hale(build + " --config-version 6").err, HasSubstr("warning[HL4040]"));
    EXPECT_EQ(hale(build + " --config-version auto").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"6\""));
    EXPECT_EQ(hale(build + " --config-version auto --check").code, 0);
    EXPECT_EQ(hale(build + " --config-version auto").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"6\""));  // nothing changed
    const std::string with_version = get("c.conf");
    put("c.conf", with_version + "<!-- changed -->\n");
    EXPECT_EQ(hale(build + " --config-version auto").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"7\""));
    std::string own = kGood;  // the description's own version counts when it is higher
    own.replace(own.find("cluster c {"), 11, "cluster c { config_version = 20 ");
    put("own.hale", own);
    const std::string build_own = "build own.hale --target rgmanager -o c.conf";
    EXPECT_EQ(hale(build_own + " --config-version auto").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"20\""));
    own.replace(own.find("10.0.0.1/24"), 11, "10.0.0.2/24");
    put("own.hale", own);
    EXPECT_EQ(hale(build_own + " --config-version auto").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"21\""));
    put("c.conf", "no such file");
    EXPECT_EQ(hale(build + " --config-version auto").code, 0);
    EXPECT_THAT(get("c.conf"), HasSubstr("config_version=\"1\""));
    for (const char* wrong : {"0", "-1", "x", "7x", ""}) {
        EXPECT_EQ(hale(build + " --config-version '" + wrong + "'").code, 2) << wrong;
    }
    EXPECT_EQ(hale("build good.hale --target rgmanager --config-version auto").code, 2);
}

constexpr const char* kConf = R"(<?xml version="1.0"?>
<!-- a -->
<cluster name="c" config_version="7">
  <cman two_node="1" expected_votes="1"/>
  <clusternodes>
    <clusternode name="alpha" nodeid="1"/>
    <clusternode name="beta" nodeid="2"/>
  </clusternodes>
  <rm>
    <resources><script name="two words" file="/x"/></resources>
    <service name="web" autostart="yes"><script ref="two words"/><ip ref="10.0.0.1"/></service>
  </rm>
</cluster>
)";

TEST_F(Cli, AManagersFileIsToldByItsContent) {
    put("x", kConf);
    const Result check = hale("check x --error-format short");
    EXPECT_EQ(check.code, 0) << check.err;
    EXPECT_THAT(check.err, HasSubstr("x:11:75: warning[HL5014]"));
    const Result order = hale("order x --target rgmanager");
    EXPECT_EQ(order.out, "## service:web rc=0\n[start] service:web\n[start] script:two words\n") << order.err;
    EXPECT_EQ(hale("order x").out, order.out);
    EXPECT_EQ(hale("order good.hale").code, 2);  // no manager's file, and it names none
    EXPECT_THAT(hale("build x --target rgmanager").out, HasSubstr("config_version=\"7\""));
    EXPECT_EQ(hale("check x --from hale").code, 1);
    EXPECT_EQ(hale("check x --from nonsense").code, 2);
    put("y", "<domain/>");
    EXPECT_THAT(hale("check y --error-format short").err, HasSubstr("y:1:2: error[HL5040]"));
    EXPECT_THAT(hale("check y --error-format short --from rgmanager").err, HasSubstr("y:1:2: error[HL5010]"));
}

TEST_F(Cli, TheOrderCanBeDrawn) {
    put("x", kConf);
    EXPECT_EQ(hale("graph x --view order").out,
              "digraph \"c: start order under rgmanager\" {\n  rankdir=TB;\n  node [shape=box];\n"
              "  a0 [label=\"start service:web\"];\n  a1 [label=\"start script:two words\"];\n  a0 -> a1;\n}\n");
    EXPECT_THAT(hale("graph x --view order --stop --format mermaid").out,
                HasSubstr("a0[\"stop script:two words\"]\n  a1[\"stop service:web\"]\n  a0 --> a1\n"));
    EXPECT_THAT(hale("graph good.hale --view order --target pacemaker").out, StartsWith("digraph"));
    EXPECT_EQ(hale("graph good.hale --view order").code, 2);
    EXPECT_EQ(hale("graph x --view nonsense").code, 2);
}

/// A symbolic link is a way out of the project like `..`: nothing behind it is read, or quoted.
TEST_F(Cli, AnImportStaysInTheProjectThroughLinksToo) {
    fs::create_directories(dir / "project/sub");
    put("secret.hale", "root:x:0:0\n");
    put("project/sub/site.hale", "let site = \"lab\"\n");
    fs::create_symlink("/", dir / "project/root");
    fs::create_symlink("../secret.hale", dir / "project/secret.hale");
    fs::create_symlink("sub", dir / "project/inner");
    fs::create_symlink("../../secret.hale", dir / "project/sub/far.hale");
    for (const char* way : {"root/etc/passwd", "secret.hale", "sub/far.hale", "inner/far.hale", "root/nothing-there"}) {
        put("project/c.hale", std::string("import \"") + way + "\"\n" + kGood);
        for (const std::string& from : {dir.string() + "/project/c.hale", std::string("project/c.hale")}) {
            const Result r = hale("check --error-format short " + from);
            EXPECT_EQ(r.code, 1) << way;
            EXPECT_THAT(r.err, HasSubstr("c.hale:1:8: error[HL1013]")) << way;
            EXPECT_THAT(r.err, Not(HasSubstr("root:"))) << way;
        }
    }
    put("project/c.hale", std::string("import \"inner/site.hale\"\n") + kGood);
    EXPECT_EQ(hale("check project/c.hale").code, 0) << hale("check project/c.hale").err;
    EXPECT_EQ(hale("check ./project/../project/c.hale").code, 0);
    fs::create_symlink("project", dir / "linked");  // the project itself may be reached by a link
    EXPECT_EQ(hale("check linked/c.hale").code, 0);
}

TEST_F(Cli, ImportGivesHaleText) {
    put("x", kConf);
    const Result r = hale("import x -o x.hale");
    EXPECT_EQ(r.code, 0) << r.err;
    EXPECT_THAT(r.out, IsEmpty());
    EXPECT_THAT(get("x.hale"), HasSubstr("autostart = false"));
    EXPECT_THAT(get("x.hale"), HasSubstr("use \"two words\"\n"));
    EXPECT_THAT(get("x.hale"), StartsWith("# a\ncluster c {"));
    EXPECT_EQ(hale("check x.hale").code, 0) << hale("check x.hale").err;
    EXPECT_THAT(hale("import x --as-meant").out, HasSubstr("autostart = true"));
    put("z", "<cluster name='c' config_version='1'><clusternodes><clusternode name='a'/></clusternodes></cluster>");
    EXPECT_THAT(hale("import z --error-format short").err, HasSubstr("z:1:53: warning[HL5060]"));
    put("z",
        "<cluster name='c' config_version='1'><clusternodes><clusternode name='a' nodeid='1'/>"
        "<clusternode name='a' nodeid='2'/></clusternodes></cluster>");
    EXPECT_THAT(hale("import z --error-format short").err, HasSubstr("warning[HL5054]"));
    EXPECT_EQ(hale("import good.hale").code, 2);
    put("y", "<cluster");
    const Result broken = hale("import y");
    EXPECT_EQ(broken.code, 1);
    EXPECT_THAT(broken.out, IsEmpty());
    put("c.conf", "totem {\n  version: 2\n  cluster_name: web\n}\n");
    EXPECT_THAT(hale("import c.conf").out, HasSubstr("cluster web {"));
}

}  // namespace
