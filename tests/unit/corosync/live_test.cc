// What is written, judged by corosync itself (`corosync -t`). It wants to find the local node in the node list, so the
// addresses are those of the loopback network.

#include <unistd.h>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/unit/corosync/harness.h"

namespace hale::test {
namespace {

namespace fs = std::filesystem;

std::string program() {
    for (const char* path : {"/usr/sbin/corosync", "/usr/local/sbin/corosync", "/sbin/corosync"}) {
        if (fs::exists(path)) return path;
    }
    return {};
}

class CorosyncLive : public testing::Test {
protected:
    void SetUp() override {
        if (program().empty()) GTEST_SKIP() << "corosync is not installed";
        folder_ = fs::temp_directory_path() / ("hale-corosync-" + std::to_string(::getpid()));
        fs::create_directories(folder_);
        std::ofstream(folder_ / "key") << std::string(1024, 'k');
        ASSERT_EQ(judge("totem {\n version: 2\n token: no number\n}\n"), false) << "corosync -t takes anything";
    }
    void TearDown() override {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    /// True when corosync takes the file; what it said is in `said_`.
    bool judge(const std::string& text) {
        const std::string file = folder_ / "corosync.conf", log = folder_ / "log";
        std::ofstream(file) << text;
        ::setenv("COROSYNC_MAIN_CONFIG_FILE", file.c_str(), 1);
        const int status = std::system((program() + " -t -c " + file + " >" + log + " 2>&1").c_str());
        std::ifstream in(log);
        said_.assign(std::istreambuf_iterator<char>(in), {});
        return status == 0;
    }

    void takes(const std::string& body) {
        Bench run;
        const std::string text = run.build("cluster web {\n targets = [corosync]\n" + body + "\n}\n");
        ASSERT_NE(text, "") << run.all() << body;
        EXPECT_TRUE(judge(text)) << said_ << text;
    }

    std::string key() const { return (folder_ / "key").string(); }

    fs::path folder_;
    std::string said_;
};

TEST_F(CorosyncLive, TakesTransports) {
    const std::string one =
        "node a { id = 1  addresses = [\"127.0.0.1\"] }\nnode b { id = 2  addresses = [\"127.0.0.2\"] }\n";
    const std::string two =
        "node a { id = 1  addresses = [\"127.0.0.1\", \"127.0.1.1\"] }\nnode b { id = 2  addresses = [\"127.0.0.2\", "
        "\"127.0.1.2\"] }\n";
    takes(one);
    takes(one + "totem { transport = udpu  ip_version = ipv4-6  netmtu = 1400 }");
    takes(one + "totem { transport = udp  interface { mcastport = 5415  mcastaddr = \"239.1.2.3\"  ttl = 3 } }");
    takes(one + "quorum { transport = udpb  port = 5425 }");
    takes(two + "totem { transport = knet  link_mode = active  secauth = true  keyfile = \"" + key() +
          "\"\n"
          "interface { linknumber = 0  knet_link_priority = 5  knet_ping_interval = 1s  knet_ping_timeout = 2s }\n"
          "interface { linknumber = 1  knet_transport = sctp  mcastport = 5410 } }");
    takes(two + "totem { crypto_cipher = aes256  crypto_hash = sha256  crypto_model = nss  keyfile = \"" + key() +
          "\" }");
}

TEST_F(CorosyncLive, TakesEveryWordOfTotem) {
    takes(
        "node a { id = 1  addresses = [\"127.0.0.1\"]  votes = 3 }\n"
        "totem { token = 5s  token_coefficient = 0s  token_warning = 50  token_retransmits_before_loss_const = 10\n"
        "consensus = 7s  join = 60ms  send_join = 10ms  merge = 300ms  downcheck = 2s  fail_recv_const = 2000\n"
        "seqno_unchanged_const = 20  heartbeat_failures_allowed = 0  max_network_delay = 60ms  window_size = 60\n"
        "max_messages = 18  miss_count_const = 6  clear_node_high_bit = true  block_unlisted_ips = false\n"
        "cancel_token_hold_on_retransmit = true  knet_compression_threshold = 200  knet_compression_level = 1\n"
        "knet_pmtud_interval = 40s  knet_mtu = 0  netmtu = 9000  ip_version = ipv6-4 }\nconfig_version = 12");
}

TEST_F(CorosyncLive, TakesQuorumLoggingAndTheRest) {
    const std::string node = "node a { id = 1  addresses = [\"127.0.0.1\"] }\n";
    takes(node +
          "quorum { wait_for_all = true  auto_tie_breaker = true  auto_tie_breaker_node = highest\n"
          "last_man_standing = true  last_man_standing_window = 30s  allow_downscale = true  expected_votes_tracking = "
          "true }");
    takes(node +
          "quorum { quorum_device { model = net  votes = 1  timeout = 12s  sync_timeout = 40s  host = \"q.example\"  "
          "port = 5403\n"
          "tls = on  algorithm = ffsplit  tie_breaker = lowest  connect_timeout = 8s  force_ip_version = 4\n"
          "keep_active_partition_tie_breaker = false  heuristics_mode = on  heuristics_timeout = 6s  "
          "heuristics_sync_timeout = 16s\n"
          "heuristics_interval = 30s  heuristic ping { program = \"/bin/true\" } } }");
    takes(node + "quorum { quorum_device { model = net  host = \"q.example\"  algorithm = lms } }");
    takes(node + "logging { to_syslog = true  to_stderr = false  to_logfile = true  logfile = \"" +
          (folder_ / "out").string() +
          "\"  logfile_priority = info  syslog_facility = local5  syslog_priority = notice  debug = trace  timestamp = "
          "hires\n"
          "fileline = true  function_name = false  blackbox = true  logger_subsys { subsys = TOTEM  debug = on } }");
    takes(node +
          "system { qb_ipc_type = shm  sched_rr = false  priority = max  move_to_root_cgroup = auto\n"
          "allow_knet_handle_fallback = true }\nuidgid { uid = root }\nuidgid { gid = root }\n"
          "watchdog { device = \"off\" }\nnative corosync { own { x = 1 } }");
}

TEST_F(CorosyncLive, TakesTheExample) {
    std::ifstream in(HALE_SOURCE_DIR "/examples/corosync-knet/corosync.conf");
    std::string text{std::istreambuf_iterator<char>(in), {}};
    ASSERT_NE(text.find("nodelist"), std::string::npos);
    const auto replace = [&](std::string_view from, std::string_view to) {
        for (std::size_t at; (at = text.find(from)) != std::string::npos;) text.replace(at, from.size(), to);
    };
    replace("192.168.70.", "127.0.0.");
    replace("10.20.0.", "127.0.1.");
    text.insert(text.find("\ttransport:"), "\tkeyfile: " + key() + "\n");
    EXPECT_TRUE(judge(text)) << said_ << text;
}

TEST_F(CorosyncLive, ReadsTheRealDefault) {
    std::ifstream in("/etc/corosync/corosync.conf");
    if (!in) GTEST_SKIP() << "/etc/corosync/corosync.conf is not there";
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    Bench run;
    const conf::Document document = run.read(text);
    run.analyse({run.raise(document)});
    EXPECT_EQ(run.found(), "") << run.all();
    const auto again = run.lower();
    ASSERT_TRUE(again);
    EXPECT_EQ(corosync::cmap(*again), corosync::cmap(document));
}

}  // namespace
}  // namespace hale::test
