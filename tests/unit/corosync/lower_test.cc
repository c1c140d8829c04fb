#include "tests/unit/corosync/harness.h"

namespace hale::test {
namespace {

TEST(CorosyncLower, PlainCluster) {
    Bench run;
    EXPECT_EQ(
        run.build(cluster("totem { transport = knet  token = 5s  crypto_cipher = aes256  crypto_hash = sha256 }")),
        "totem {\n\tversion: 2\n\tcluster_name: c\n\ttransport: knet\n\ttoken: 5000\n\tcrypto_cipher: aes256\n"
        "\tcrypto_hash: sha256\n}\n\n"
        "nodelist {\n"
        "\tnode {\n\t\tring0_addr: 10.0.0.1\n\t\tname: a\n\t\tnodeid: 1\n\t}\n"
        "\tnode {\n\t\tring0_addr: 10.0.0.2\n\t\tname: b\n\t\tnodeid: 2\n\t}\n"
        "\tnode {\n\t\tring0_addr: 10.0.0.3\n\t\tname: d\n\t\tnodeid: 3\n\t}\n}\n\n"
        "quorum {\n\tprovider: corosync_votequorum\n}\n")
        << run.all();
    EXPECT_EQ(run.found(), "");
}

std::map<std::string, std::string> settings(Bench& run, const std::string& text) {
    run.hale(text);
    if (run.sink.has_errors()) return {};
    const auto document = run.lower();
    return document ? corosync::cmap(*document) : std::map<std::string, std::string>();
}

TEST(CorosyncLower, NamesAndNumbersThatNobodyWrote) {
    Bench run;
    const auto map =
        settings(run, "cluster c { targets = [corosync]  node a {}  node b { id = 1 }  node d { votes = 3 } }");
    ASSERT_EQ(run.found(), "HL4215 1:35\nHL4215 1:65\n");
    EXPECT_EQ(map.at("nodelist.node.0.ring0_addr"), "a");
    EXPECT_EQ(map.at("nodelist.node.0.nodeid"), "2");
    EXPECT_EQ(map.at("nodelist.node.1.nodeid"), "1");
    EXPECT_EQ(map.at("nodelist.node.2.nodeid"), "3");
    EXPECT_EQ(map.at("nodelist.node.2.quorum_votes"), "3");
}

TEST(CorosyncLower, Quorum) {
    Bench run;
    const auto map =
        settings(run, cluster("quorum { wait_for_all = true  auto_tie_breaker = true  auto_tie_breaker_node = lowest\n"
                              " last_man_standing = true  last_man_standing_window = 20s }"));
    ASSERT_EQ(run.found(), "");
    EXPECT_EQ(map.at("quorum.wait_for_all"), "1");
    EXPECT_EQ(map.at("quorum.auto_tie_breaker"), "1");
    EXPECT_EQ(map.at("quorum.auto_tie_breaker_node"), "lowest");
    EXPECT_EQ(map.at("quorum.last_man_standing"), "1");
    EXPECT_EQ(map.at("quorum.last_man_standing_window"), "20000");
    EXPECT_EQ(map.at("quorum.provider"), "corosync_votequorum");
}

TEST(CorosyncLower, QuorumDevice) {
    Bench run;
    const auto map = settings(
        run, cluster("quorum { quorum_device { model = net  votes = 1  host = \"q.example\"  algorithm = ffsplit\n"
                     " connect_timeout = 8s  heuristics_mode = sync  heuristic ping { program = \"/bin/ping -c1 "
                     "10.0.0.9\" } } }"));
    ASSERT_EQ(run.found(), "");
    EXPECT_EQ(map.at("quorum.device.model"), "net");
    EXPECT_EQ(map.at("quorum.device.votes"), "1");
    EXPECT_EQ(map.at("quorum.device.net.host"), "q.example");
    EXPECT_EQ(map.at("quorum.device.net.algorithm"), "ffsplit");
    EXPECT_EQ(map.at("quorum.device.net.connect_timeout"), "8000");
    EXPECT_EQ(map.at("quorum.device.heuristics.mode"), "sync");
    EXPECT_EQ(map.at("quorum.device.heuristics.exec_ping"), "/bin/ping -c1 10.0.0.9");
}

TEST(CorosyncLower, WordsOfCman) {
    Bench run;
    const auto map = settings(run,
                              "cluster c { targets = [corosync]  node a { id = 1 }  node b { id = 2 }\n"
                              "quorum { two_node = true  expected_votes = 1  transport = udpb  port = 5999  keyfile = "
                              "\"/k\"  multicast { addr = \"239.1.1.1\" } } }");
    ASSERT_EQ(run.found(), "");
    EXPECT_EQ(map.at("quorum.two_node"), "1");
    EXPECT_EQ(map.count("quorum.expected_votes"), 0u);
    EXPECT_EQ(map.at("totem.transport"), "udp");
    EXPECT_EQ(map.at("totem.interface.0.broadcast"), "yes");
    EXPECT_EQ(map.at("totem.interface.0.mcastport"), "5999");
    EXPECT_EQ(map.at("totem.interface.0.mcastaddr"), "239.1.1.1");
    EXPECT_EQ(map.at("totem.keyfile"), "/k");
}

/// Like rgmanager: without two_node neither of two nodes could go on alone.
TEST(CorosyncLower, TwoNodesAreAPair) {
    const auto two_node = [](const std::string& more) {
        Bench run;
        const auto map = settings(run, "cluster c { targets = [corosync]  node a { id = 1 }  " + more + " }");
        EXPECT_FALSE(map.empty()) << run.all();
        const auto it = map.find("quorum.two_node");
        return it == map.end() ? std::string("-") : it->second;
    };
    EXPECT_EQ(two_node("node b { id = 2 }"), "1");
    EXPECT_EQ(two_node("node b { id = 2 }  quorum { wait_for_all = false }"), "1");
    EXPECT_EQ(two_node("node b { id = 2 }  quorum { two_node = false }"), "-");
    EXPECT_EQ(two_node("node b { id = 2 }  quorum { expected_votes = 3 }"), "-");
    EXPECT_EQ(two_node("node b { id = 2 }  quorum { quorum_device { model = net  host = \"q\" } }"), "-");
    EXPECT_EQ(two_node("node b { id = 2  votes = 2 }"), "-");
    EXPECT_EQ(two_node("node b { id = 2 }  node d { id = 3 }"), "-");
    EXPECT_EQ(two_node(""), "-");
}

TEST(CorosyncLower, AltnameIsTheNextLink) {
    Bench run;
    const auto map =
        settings(run,
                 "cluster c { targets = [corosync]  node a { id = 1  altname { name = \"a2\" } }  node b { id = 2  "
                 "addresses = [\"b\", \"b2\"] } }");
    ASSERT_EQ(run.found(), "");
    EXPECT_EQ(map.at("nodelist.node.0.ring0_addr"), "a");
    EXPECT_EQ(map.at("nodelist.node.0.ring1_addr"), "a2");
    EXPECT_EQ(map.at("nodelist.node.1.ring1_addr"), "b2");
}

TEST(CorosyncLower, NativeWins) {
    Bench run;
    const auto map =
        settings(run, cluster("totem { token = 1s  native corosync { token = \"7\"  own { x = \"1\" } } }\n"
                              "native corosync { quorum { provider = \"p\" }  more { y = \"2\" } }"));
    ASSERT_EQ(run.found(), "");
    EXPECT_EQ(map.at("totem.token"), "7");
    EXPECT_EQ(map.at("totem.own.x"), "1");
    EXPECT_EQ(map.at("quorum.provider"), "p");
    EXPECT_EQ(map.at("more.y"), "2");
}

TEST(CorosyncLower, ConfigVersion) {
    Bench run;
    run.options.config_version = 9;
    EXPECT_EQ(settings(run, cluster("config_version = 3")).at("totem.config_version"), "9");
}

std::string refused(const std::string& body) {
    Bench run;
    const std::string text = run.build(cluster(body));
    EXPECT_EQ(text.empty(), run.sink.has_errors());
    return run.found();
}

TEST(CorosyncLower, RefusesWhatCorosyncWouldNotTake) {
    EXPECT_EQ(refused("node e { id = 4  addresses = [\"10.0.0.4\", \"10.1.0.4\"] }"), "HL4200 6:1\n");
    EXPECT_EQ(refused("totem { transport = udpu  crypto_hash = sha1 }"), "HL4205 6:27\n");
    EXPECT_EQ(refused("totem { crypto_cipher = aes128 }"), "HL4206 6:9\n");
    EXPECT_EQ(refused("quorum { two_node = true  quorum_device { model = net  host = \"q\" } }"), "HL4207 6:10\n");
    EXPECT_EQ(refused("quorum { auto_tie_breaker = true  quorum_device { model = net  host = \"q\" } }"),
              "HL4208 6:10\n");
    EXPECT_EQ(refused("quorum { quorum_device { model = net  host = \"q\"  algorithm = ffsplit } }"), "HL4209 6:10\n");
    EXPECT_EQ(refused("quorum { quorum_device { model = net  host = \"q\"  algorithm = lms  votes = 1 } }"),
              "HL4209 6:68\n");
    EXPECT_EQ(refused("native corosync { a b {} }"), "HL4210 6:19\n");
    EXPECT_EQ(refused("totem { token = \"3s\" }"), "HL4211 6:9\n");
    EXPECT_EQ(refused("totem { secauth = \"yes\" }"), "HL4212 6:9\n");
    EXPECT_EQ(refused("totem { nodeids = automatic }\nnode e { addresses = [\"10.0.0.4\"] }"), "HL4213 7:1\n");
    EXPECT_EQ(refused("totem { cluster_name = \"a{b\" }"), "HL4203 6:9\n");
    EXPECT_EQ(refused("quorum_disk { label = \"q\" }"), "HL4007 6:1\n");
    EXPECT_EQ(refused("logging { logging_daemon { name = fenced } }"), "HL4007 6:11\n");
    EXPECT_EQ(refused("quorum { disallowed = true }"), "HL4002 6:10\n");
    EXPECT_EQ(refused("quorum { shutdown_timeout = 5s }"), "HL4003 6:10\n");
    EXPECT_EQ(refused("node e { id = 4  ring0_addr = \"x\"  addresses = [\"y\"] }"), "HL4202 6:18\n");
    EXPECT_EQ(refused("node e { id = 4  addresses = [\"1\", \"2\", \"3\", \"4\", \"5\", \"6\", \"7\", \"8\", \"9\"] }")
                  .substr(0, 6),
              "HL4214");
}

TEST(CorosyncLower, OneLinkWithoutKnet) {
    Bench run;
    run.build(
        "cluster c { targets = [corosync]  totem { transport = udpu }\nnode a { id = 1  addresses = [\"1\", \"2\"] } "
        "}");
    EXPECT_EQ(run.found(), "HL4201 2:1\n");
}

TEST(CorosyncLower, ResourcesAndFencingBelongToTheCib) {
    Bench run;
    const std::string text = run.build(
        "cluster c { fence_device f fence_dummy {}  node a { id = 1  fence { f {} } }\n"
        "fence_daemon { post_join_delay = 3 }  domain d { members = [a] }  service s { ip \"10.0.0.9/24\" {} } }");
    EXPECT_NE(text, "") << run.all();
    EXPECT_EQ(run.found(), "");
    EXPECT_EQ(text.find("fence"), std::string::npos);
}

TEST(CorosyncLower, LinesKnowTheirOrigin) {
    Bench run;
    run.hale(cluster("totem { token = 1s }"));
    const auto document = run.lower();
    ASSERT_TRUE(document);
    const auto file = corosync::write(*document, run.model.origins, run.sink);
    ASSERT_TRUE(file);
    std::size_t line = 0, lines = 0;
    for (std::size_t at = 0; at < file->text.size(); at = file->text.find('\n', at) + 1, ++lines) {
        if (file->text.compare(at, 7, "\ttoken:") == 0) line = lines;
    }
    ASSERT_EQ(file->lines.size(), lines);
    const source::Span span = run.model.origins.span(file->lines[line]);
    EXPECT_EQ(run.sources.position(span.file, span.begin).line, 6u);
}

}  // namespace
}  // namespace hale::test
