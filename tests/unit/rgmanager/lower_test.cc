#include "backends/rgmanager/lower.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "backends/rgmanager/unit_order.h"
#include "tests/unit/rgmanager/compiled.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using testing_data::Compiled;

const std::string kNodes = R"(
  fence_device pdu fence_apc { ip = "10.9.0.2"  login = "apc" }
  node alpha { id = 1  fence { pdu { port = "1" } } }
  node beta  { id = 2  fence { pdu { port = "2" } } }
)";

/// The written file, which must be without errors.
std::string built(const std::string& body) {
    const auto c = Compiled::hale(kNodes + body);
    EXPECT_FALSE(c->sink.has_errors()) << c->messages();
    return c->text;
}
std::string codes(const std::string& body) { return Compiled::hale(kNodes + body)->codes(); }

TEST(RgmanagerLower, TwoNodesOfOneVote) {
    EXPECT_THAT(built(""), HasSubstr("<cman two_node=\"1\" expected_votes=\"1\"/>"));
    EXPECT_THAT(built("quorum { two_node = false }"), Not(HasSubstr("two_node=\"1\"")));
    EXPECT_THAT(built("quorum { expected_votes = 2 }"), Not(HasSubstr("two_node")));
    EXPECT_THAT(built("quorum_disk { label = \"q\" }"), Not(HasSubstr("two_node")));
    EXPECT_THAT(built("quorum { two_node = true }"), HasSubstr("expected_votes=\"1\""));
    EXPECT_THAT(codes("node gamma { id = 3  fence { pdu { port = \"3\" } } }\nquorum { two_node = true }"),
                HasSubstr("HL4033"));
}

TEST(RgmanagerLower, NodesAndFencing) {
    EXPECT_THAT(
        built("node gamma { id = 7  votes = 3  fence power { pdu { port = \"3\" } }  fence { pdu { port = \"4\" } } }"),
        HasSubstr("<clusternode name=\"gamma\" nodeid=\"7\" votes=\"3\">\n      <fence>\n"
                  "        <method name=\"power\">\n          <device name=\"pdu\" port=\"3\"/>\n"
                  "        </method>\n        <method name=\"2\">"));
    EXPECT_THAT(built(""),
                HasSubstr("<fencedevice name=\"pdu\" agent=\"fence_apc\" ipaddr=\"10.9.0.2\" login=\"apc\"/>"));
    EXPECT_THAT(built("node gamma { fence { pdu { port = \"3\" } } }"), HasSubstr("name=\"gamma\" nodeid=\"3\""));
    EXPECT_THAT(codes("node gamma { fence { pdu { port = \"3\" } } }"), HasSubstr("HL4011"));
    EXPECT_THAT(codes("fence_device \"a b\" fence_apc { ip = \"1.2.3.4\"  login = \"x\" }"), HasSubstr("HL4012"));
}

TEST(RgmanagerLower, AKeyIsToldToTheFenceAgentOnce) {
    const std::string text = built(R"(
  fence_device sw fence_apc { ip = "10.9.0.3"  login = "apc"  delay = 5s }
  node gamma { id = 3  fence { sw { port = "3"  delay = 10s } } }
  node delta { id = 4  fence { sw { port = "4" } } }
)");
    EXPECT_THAT(text, HasSubstr("<device name=\"sw\" port=\"3\" delay=\"10\"/>"));
    EXPECT_THAT(text, HasSubstr("<device name=\"sw\" port=\"4\" delay=\"5\"/>"));
    EXPECT_THAT(text, HasSubstr("<fencedevice name=\"sw\" agent=\"fence_apc\" ipaddr=\"10.9.0.3\" login=\"apc\"/>"));
}

TEST(RgmanagerLower, Domains) {
    EXPECT_THAT(built("domain d { members = [beta, alpha]  ordered = true  restricted = true  failback = false }"),
                HasSubstr("<failoverdomain name=\"d\" ordered=\"1\" restricted=\"1\" nofailback=\"1\">\n"
                          "        <failoverdomainnode name=\"beta\" priority=\"1\"/>\n"
                          "        <failoverdomainnode name=\"alpha\" priority=\"2\"/>"));
    EXPECT_THAT(built("domain d { members = [alpha] }"), Not(HasSubstr("priority")));
    EXPECT_THAT(codes("domain d { members = [alpha] }  domain D { members = [beta] }"), HasSubstr("HL4018"));
    EXPECT_THAT(codes("domain d { members = [alpha]  ordered = \"yes\" }"), HasSubstr("HL4031"));
}

TEST(RgmanagerLower, PolicyIsAlwaysWritten) {
    EXPECT_THAT(built("service s { ip \"10.0.0.5/24\" {} }"),
                HasSubstr("<service name=\"s\" autostart=\"1\" exclusive=\"0\" recovery=\"restart\">"));
    EXPECT_THAT(
        built("vm v { xml = \"/v.xml\"  migrate = pause }"),
        HasSubstr("autostart=\"1\" exclusive=\"0\" max_restarts=\"0\" restart_expire_time=\"0\" recovery=\"restart\""));
    EXPECT_THAT(
        built("service s { recovery = restart_disable  max_restarts = 3  restart_window = 90s  autostart = false\n"
              "ip \"10.0.0.5/24\" {} }"),
        HasSubstr("recovery=\"restart-disable\" max_restarts=\"3\" restart_expire_time=\"90\" autostart=\"0\""));
    EXPECT_THAT(codes("service s { autostart = \"yes\"  ip \"10.0.0.5/24\" {} }"), HasSubstr("HL4031"));
}

TEST(RgmanagerLower, Dependencies) {
    const std::string two = "service a { ip \"10.0.0.5/24\" {} }\nservice b { ip \"10.0.0.6/24\" {}  ";
    EXPECT_THAT(built(two + "after = a }"), HasSubstr("depend=\"service:a\""));
    EXPECT_THAT(
        built("service b { ip \"10.0.0.6/24\" {} }\nservice a { before = b  ip \"10.0.0.5/24\" {} }"),
        HasSubstr("<service name=\"b\" autostart=\"1\" exclusive=\"0\" recovery=\"restart\" depend=\"service:a\""));
    EXPECT_THAT(codes(two + "after = a  depend_mode = soft }"), HasSubstr("HL4022"));
    EXPECT_THAT(codes(two + "with = a }"), HasSubstr("HL4002"));
    EXPECT_THAT(codes(two + "apart_from = a }"), HasSubstr("HL4002"));
    EXPECT_THAT(codes(two + "stickiness = 5 }"), HasSubstr("HL4003"));
    EXPECT_THAT(codes(two + "}\nservice c { after = [a, b]  ip \"10.0.0.7/24\" {} }"), HasSubstr("HL4020"));
    EXPECT_THAT(codes("service a { script boot { file = \"/b\" } }\nservice b { after = boot  ip \"10.0.0.6/24\" {} }"),
                HasSubstr("HL4021"));
}

TEST(RgmanagerLower, SharedAndInline) {
    const std::string text = built(R"(
  shared clusterfs gfs { device = "/dev/g"  mountpoint = "/g"  op monitor { interval = 45s  depth = 10 } }
  service a { use gfs { independent = true  script x { file = "/x" } } }
  service b { use gfs {} }
)");
    EXPECT_THAT(text, HasSubstr("<resources>\n      <clusterfs name=\"gfs\" device=\"/dev/g\" mountpoint=\"/g\">\n"
                                "        <action name=\"status\" depth=\"10\" interval=\"45\"/>"));
    EXPECT_THAT(
        text,
        HasSubstr("<clusterfs ref=\"gfs\" __independent_subtree=\"1\">\n        <script name=\"x\" file=\"/x\"/>"));
    EXPECT_THAT(text, HasSubstr("<clusterfs ref=\"gfs\"/>"));
}

TEST(RgmanagerLower, WordsOfAPlaceInTheTree) {
    EXPECT_THAT(built("service s { enforce_timeouts = true  ip \"10.0.0.5/24\" { script x { file = \"/x\" } } }"),
                HasSubstr("<script name=\"x\" file=\"/x\" __enforce_timeouts=\"1\"/>"));
    EXPECT_THAT(built("service s { script x { file = \"/x\"  independent = non_critical  max_restarts = 2  "
                      "restart_window = 5min } }"),
                HasSubstr("__independent_subtree=\"2\" __max_restarts=\"2\" __restart_expire_time=\"300\""));
    EXPECT_THAT(built("service s { script x { file = \"/x\"  max_failures = 2  failure_window = 5min } }"),
                HasSubstr("__max_failures=\"2\" __failure_expire_time=\"300\""));
    EXPECT_THAT(codes("service s { script x { file = \"/x\"  max_failures = 2 } }"), HasSubstr("HL4024"));
    EXPECT_THAT(codes("service s { script x { file = \"/x\"  max_restarts = 2  restart_window = 1s } }"),
                HasSubstr("HL4025"));
    EXPECT_THAT(codes("service s { independent = true  script x { file = \"/x\" } }"), HasSubstr("HL4026"));
}

TEST(RgmanagerLower, Actions) {
    EXPECT_THAT(built("service s { script x { file = \"/x\"  op monitor { interval = 1min } } }"),
                HasSubstr("<action name=\"status\" depth=\"0\" interval=\"60\"/>"));
    EXPECT_THAT(built("service s { script x { file = \"/x\"  op start { timeout = \"1h30m\" } } }"),
                HasSubstr("<action name=\"start\" timeout=\"1h30m\"/>"));
    EXPECT_THAT(codes("service s { script x { file = \"/x\"  op monitor { depth = 10  interval = 1min } } }"),
                HasSubstr("HL4029"));
    EXPECT_THAT(codes("service s { script x { file = \"/x\"  op monitor { on_fail = fence } } }"), HasSubstr("HL4002"));
}

TEST(RgmanagerLower, NativeIsPassedThrough) {
    const std::string text = built(R"(
  native rgmanager { frob { level = 3  inner x { on = true } } }
  service s { native rgmanager { extra = "1" }  native pacemaker { meta { x = 1 } }  ip "10.0.0.5/24" {} }
)");
    EXPECT_THAT(text, HasSubstr("<frob level=\"3\">\n    <inner name=\"x\" on=\"1\"/>"));
    EXPECT_THAT(text, HasSubstr("extra=\"1\""));
    EXPECT_THAT(text, Not(HasSubstr("meta")));
    EXPECT_THAT(
        codes("service s { native rgmanager { recovery = \"x\" }  recovery = relocate  ip \"10.0.0.5/24\" {} }"),
        HasSubstr("HL4030"));
}

TEST(RgmanagerLower, WrittenOrderIsKeptByNesting) {
    const auto c = Compiled::hale(kNodes + R"(
  service s { order = written
    script app { file = "/app" }
    ip "10.0.0.5/24" {}
    fs data { device = "/dev/d"  mountpoint = "/d" }
  }
)");
    EXPECT_FALSE(c->sink.has_errors()) << c->messages();
    EXPECT_TRUE(c->has(4028));
    // The emitted file, read back as rgmanager runs it, has the model's own order.
    const auto back = Compiled::conf(c->text);
    for (const bool stop : {false, true}) {
        EXPECT_EQ(order::to_text(order_of(back->model, back->cluster(), stop)), order::to_text(order_of(c->model, c->cluster(), stop))) << c->text;
    }
    EXPECT_THAT(
        codes(
            "service s { order = written  script app { file = \"/app\"  independent = true }  ip \"10.0.0.5/24\" {} }"),
        HasSubstr("HL4027"));
    EXPECT_THAT(codes("service s { order = written  ip \"10.0.0.5/24\" {}  script app { file = \"/app\" } }"),
                Not(HasSubstr("HL4028")));
}

TEST(RgmanagerLower, Limits) {
    EXPECT_THAT(codes("service " + std::string(55, 'a') + " { ip \"10.0.0.5/24\" {} }"), HasSubstr("HL4016"));
    EXPECT_THAT(codes("service " + std::string(54, 'a') + " { ip \"10.0.0.5/24\" {} }"), Not(HasSubstr("HL4016")));
    std::string levels = "node gamma { id = 3 ";
    for (int i = 0; i < 9; ++i) levels += " fence { pdu { port = \"" + std::to_string(i) + "\" } }";
    EXPECT_THAT(codes(levels + " }"), HasSubstr("HL4013"));
    std::string devices = "node gamma { id = 3  fence { ";
    for (int i = 0; i < 9; ++i) devices += " pdu { port = \"" + std::to_string(i) + "\" }";
    EXPECT_THAT(codes(devices + " } }"), HasSubstr("HL4014"));
    EXPECT_THAT(codes("node gamma { id = 3  fence { pdu { port = \"" + std::string(5000, 'x') + "\" } } }"),
                HasSubstr("HL4015"));
    std::string deep = "service s { ", end = "}";
    for (int i = 0; i < 45; ++i) {
        deep += "script s" + std::to_string(i) + " { file = \"/s" + std::to_string(i) + "\" ";
        end += " }";
    }
    EXPECT_THAT(codes(deep + end), HasSubstr("HL4017"));
}

TEST(RgmanagerLower, ConfigVersion) {
    EXPECT_THAT(built("config_version = 7"), HasSubstr("config_version=\"7\""));
    backends::BuildOptions options;
    options.config_version = 9;
    EXPECT_THAT(Compiled::hale("config_version = 7" + kNodes, options)->text, HasSubstr("config_version=\"9\""));
}

/// Every output is valid under cluster.rng.
TEST(RgmanagerLower, OutputIsValid) {
    SKIP_WITHOUT_CORPUS();
    const auto schema = testing_data::root() / "schema" / "cluster.rng";
    if (std::system("command -v xmllint >/dev/null 2>&1") != 0) GTEST_SKIP() << "no xmllint";
    const std::string text = built(R"(
  totem { token = 5s }
  quorum_disk { label = "q"  heuristic { program = "/bin/true"  score = 1 } }
  fence_daemon { post_join_delay = 30 }
  domain d { members = [alpha, beta]  ordered = true }
  shared clusterfs gfs { device = "/dev/g"  mountpoint = "/g"  fstype = gfs2 }
  service s { domain = d  enforce_timeouts = true  use gfs {}
    lvm vg { vg_name = "vg" }
    fs data { device = "/dev/vg/d"  mountpoint = "/d"  nfsexport e { nfsclient c { target = "*" } } }
    ip "10.0.0.5/24" { monitor_link = true }
    script x { file = "/x"  op monitor { interval = 1min } }
  }
  service t { after = s  use gfs {}  ip "10.0.0.6/24" {} }
  vm v { domain = d  xml = "/v.xml"  migrate = live }
)");
    const auto file =
        std::filesystem::path(::testing::TempDir()) / ("hale-rgmanager-valid-" + std::to_string(::getpid()) + ".conf");
    std::ofstream(file) << text;
    const std::string command = "xmllint --noout --relaxng '" + schema.string() + "' '" + file.string() + "' 2>&1";
    EXPECT_EQ(std::system(command.c_str()), 0) << text;
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace hale::rgmanager
