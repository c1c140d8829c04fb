// corosync.conf as blocks, and the laws: write ∘ read = id on documents, lower ∘ raise = id on what corosync makes of
// them (cmap), for hand-written files and for generated ones.

#include <random>

#include "tests/unit/corosync/harness.h"

namespace hale::test {
namespace {

using Map = std::map<std::string, std::string>;

/// read, raise, print as .hale, expand, analyse, lower: what corosync would make of the result.
Map through_hale(Bench& run, const std::string& text, std::string* hale = nullptr) {
    const block::Block cluster = run.raise(run.read(text));
    const std::string printed = decompile::print({cluster});
    if (hale != nullptr) *hale = printed;
    run.hale(printed);
    if (run.sink.has_errors()) return {};
    const auto document = run.lower();
    return document ? corosync::cmap(*document) : Map();
}

/// The same without the text in between.
Map directly(Bench& run, const std::string& text) {
    run.analyse({run.raise(run.read(text))});
    if (run.sink.has_errors()) return {};
    const auto document = run.lower();
    return document ? corosync::cmap(*document) : Map();
}

Map settings(const std::string& text) {
    Bench run;
    return corosync::cmap(run.read(text));
}

void expect_same(const std::string& text) {
    Bench one, two;
    std::string hale;
    EXPECT_EQ(through_hale(one, text, &hale), settings(text)) << text << "---\n" << hale << one.all();
    EXPECT_EQ(directly(two, text), settings(text)) << text << two.all();
}

const char* const kFull = R"(# a cluster
totem {
	version: 2
	cluster_name: web
	config_version: 7
	transport: knet
	token: 3000
	knet_pmtud_interval: 30
	crypto_cipher: aes256
	crypto_hash: sha256
	link_mode: passive
	interface {
		linknumber: 0
		knet_link_priority: 10
		knet_ping_interval: 1500
	}
	interface {
		linknumber: 1
		mcastport: 5410
	}
}
nodelist {
	node {
		ring0_addr: 10.0.0.1
		ring1_addr: 10.1.0.1
		name: a
		nodeid: 1
	}
	node {
		ring0_addr: 10.0.0.2
		ring1_addr: 10.1.0.2
		name: b
		nodeid: 2
		quorum_votes: 2
	}
}
quorum {
	provider: corosync_votequorum
	wait_for_all: 1
	device {
		model: net
		votes: 1
		net {
			host: qnetd.example
			algorithm: ffsplit
			tls: required
			keep_active_partition_tie_breaker: off
		}
		heuristics {
			mode: sync
			exec_ping: /bin/ping -q -c 1 "www.example.org"
		}
	}
}
logging {
	to_logfile: yes
	logfile: /var/log/cluster/corosync.log
	debug: off
	timestamp: hires
	fileline: off
	logger_subsys {
		subsys: QUORUM
		debug: on
	}
}
system {
	sched_rr: no
	move_to_root_cgroup: auto
}
uidgid {
	uid: haclient
}
uidgid {
	gid: haclient
}
resources {
	watchdog_device: off
	system {
		memory_used {
			max: 80
		}
	}
}
nozzle {
	name: noz0
	ipaddr: 192.168.10.0
	ipprefix: 24
}
)";

TEST(CorosyncRaise, ReadsAsAPersonWouldWrite) {
    Bench run;
    const std::string hale = decompile::print({run.raise(run.read(kFull))});
    EXPECT_EQ(run.found(), "");
    for (const char* part : {"cluster web {", "config_version", "node a {", "addresses", "[\"10.0.0.1\", \"10.1.0.1\"]",
                             "quorum_device {", "heuristic ping {", "logger_subsys {", "# a cluster"}) {
        EXPECT_NE(hale.find(part), std::string::npos) << part << " is missing in\n" << hale;
    }
    EXPECT_EQ(hale.find("native corosync { token"), std::string::npos);
}

TEST(CorosyncRaise, FullFile) { expect_same(kFull); }

const std::string kNodes = "nodelist {\nnode {\nring0_addr: 10.0.0.1\nname: a\nnodeid: 1\n}\n}\n";

TEST(CorosyncRaise, OddFiles) {
    const std::string totem = "totem {\nversion: 2\n}\n";
    for (const std::string& text : std::vector<std::string>{
             totem + kNodes,                                                         // no quorum, no name
             "totem {\nversion: 2\ncluster_name: a b\n}\n" + kNodes,                 // a name that is no word
             totem + "nodelist {\nnode {\nring0_addr: 10.0.0.1\nnodeid: 1\n}\n}\n",  // a node without a name
             totem + "nodelist {\nnode {\nring0_addr: n1\nring2_addr: n2\nname: n1\nnodeid: 1\n}\n}\n",
             "totem {\nversion: 2\ntransport: udpu\n}\nnodelist {\nnode {\nring0_addr: 10.0.0.1\n}\n}\n",  // no ids
             "totem {\nversion: 2\ntransport: udp\ninterface {\nringnumber: 0\nbindnetaddr: 10.0.0.0\nmcastport: "
             "5405\n}\n}\n",
             totem + kNodes + "quorum {\ntwo_node: 1\nexpected_votes: 1\n}\n",
             totem + kNodes + "quorum {\nprovider: corosync_votequorum\nexpected_votes: 8\n}\n",
             totem + kNodes + "totem {\ntoken: 1\n}\ntotem {\ntoken: 2\n}\n",  // the last one counts
             totem + kNodes + "strange {\na.b: 1\ndeep {\nx: y: z\n}\n}\nloose: 1\n",
             "totem {\nversion: 1\nunknown: 5\nconfig_version: 0\n}\n" + kNodes,
             totem + kNodes +
                 "quorum {\ndevice {\nmodel: net\nnet {\nhost: q\nnew: 1\ndeeper {\nx: 1\n}\n}\nother {\ny: "
                 "2\n}\n}\n}\n",
             totem + "nodelist {\nmore: 1\nnode {\nring0_addr: 10.0.0.1\nname: a\nnodeid: 1\nextra: \"quoted\"\n}\n}\n",
         }) {
        expect_same(text);
    }
}

std::string found(const std::string& text) {
    Bench run;
    run.analyse({run.raise(run.read(text))});
    return run.found();
}

TEST(CorosyncRaise, SaysWhatIsWrongInTheFile) {
    EXPECT_EQ(found("totem {\nversion: 2\ntokne: 5\n}\n" + kNodes), "HL5109 3:1\n");
    EXPECT_EQ(found("totem {\ntoken: 5\n}\n" + kNodes), "HL5111 1:1\n");
    EXPECT_EQ(found("totem {\nversion: 2\n}\nnodelist {\nnode {\nname: a\nnodeid: 1\n}\n}\n"), "HL5112 5:1\n");
    EXPECT_EQ(found("totem {\nversion: 2\n  token: abc\n}\n" + kNodes), "HL2004 3:10\n");
    EXPECT_EQ(found("totem {\nversion: 2\ncrypto_hash: md6\n}\n" + kNodes), "HL2005 3:14\n");
    EXPECT_EQ(found("totem {\nversion: 2\n}\n" + kNodes + "quorum {\ntwo_node: x\n}\n"), "HL2004 12:11\n");
    EXPECT_EQ(found("totem {\nversion: 2\n}\n" + kNodes + "amf {\nmode: on\n}\n"), "HL5109 11:1\n");
}

TEST(CorosyncRaise, SecretsAreNotShown) {
    Bench run;
    run.analyse({run.raise(run.read("totem {\nversion: 2\nkey: s3cr3t\n}\n" + kNodes))});
    EXPECT_EQ(run.all().find("s3cr3t"), std::string::npos) << run.all();
}

// ---- generated files ----

class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::string file() {
        const bool knet = chance(2);
        std::string out = comment() + "totem {\nversion: 2\n";
        if (chance(2)) out += "cluster_name: " + word() + "\n";
        if (!knet || chance(2)) out += std::string("transport: ") + (knet ? "knet" : "udpu") + "\n";
        out += some({"token: 1000", "token: 12345", "consensus: 4000", "window_size: 50", "netmtu: 1500",
                     "block_unlisted_ips: yes", "clear_node_high_bit: no", "token_warning: 75", "ip_version: ipv6-4",
                     "keyfile: /etc/corosync/key", "config_version: 3", "madeup: value", "knet_pmtud_interval: 7"});
        for (int i = 0, n = below(3); i < n; ++i) {
            out += "interface {\nlinknumber: " + std::to_string(i) + "\n" +
                   some({"knet_link_priority: 3", "mcastport: 5500", "knet_ping_timeout: 999", "ttl: 4", "own: x"}) +
                   "}\n";
        }
        out += "}\n" + nodes(knet ? 1 + below(3) : 1) + quorum() + logging();
        if (chance(3)) out += "system {\n" + some({"sched_rr: yes", "priority: max", "qb_ipc_type: shm"}) + "}\n";
        if (chance(4)) out += "unknown {\n" + comment() + "a: 1\nb {\nc: 2\n}\n}\n";
        return out;
    }

private:
    int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
    bool chance(int n) { return below(n) == 0; }
    std::string word() {
        static const char* words[] = {"web", "a b", "db-1", "true", "for", "x.y", "\"q\"", "10", "caf\xC3\xA9", "$"};
        return words[below(10)];
    }
    std::string comment() { return chance(2) ? "# " + word() + "\n\n" : ""; }
    std::string some(std::vector<std::string> lines) {
        std::shuffle(lines.begin(), lines.end(), random_);
        std::string out;
        for (std::size_t i = 0, n = random_() % (lines.size() + 1); i < n; ++i) out += comment() + lines[i] + "\n";
        return out;
    }
    std::string nodes(int links) {
        std::string out = "nodelist {\n";
        const bool names = !chance(3), ids = true;
        for (int i = 1, n = 1 + below(5); i <= n; ++i) {
            out += comment() + "node {\n";
            for (int k = 0; k < links; ++k) {
                out += "ring" + std::to_string(k) + "_addr: 10." + std::to_string(k) + ".0." + std::to_string(i) + "\n";
            }
            if (names) out += "name: n" + std::to_string(i) + "\n";
            if (ids) out += "nodeid: " + std::to_string(i * 2) + "\n";
            out += some({"quorum_votes: 2", "special: 1"}) + "}\n";
        }
        return out + "}\n";
    }
    std::string quorum() {
        if (chance(5)) return {};
        std::string out = "quorum {\n";
        if (!chance(4)) out += "provider: corosync_votequorum\n";
        if (chance(3)) {
            out += "device {\nmodel: net\nvotes: 1\nnet {\nhost: q\n" +
                   some({"port: 5403", "tls: off", "tie_breaker: 1", "algorithm: ffsplit", "connect_timeout: 500"}) +
                   "}\n" + (chance(2) ? "heuristics {\nmode: on\nexec_x: /bin/true\nexec_y: /bin/false a b\n}\n" : "") +
                   "}\n";
        } else {
            out += some({"two_node: 1", "expected_votes: 1", "wait_for_all: 0", "auto_tie_breaker: 1",
                         "auto_tie_breaker_node: 2 4", "last_man_standing: 1", "last_man_standing_window: 5"});
        }
        return out + "}\n";
    }
    std::string logging() {
        if (chance(3)) return {};
        return "logging {\n" +
               some({"to_syslog: yes", "debug: trace", "timestamp: on", "syslog_facility: local3", "fileline: on"}) +
               (chance(2) ? "logger_subsys {\nsubsys: CPG\ndebug: on\n}\nlogger_subsys {\nsubsys: TOTEM\n}\n" : "") +
               "}\n";
    }

    std::mt19937 random_;
};

TEST(CorosyncLaws, WriteAfterReadIsTheSame) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        Bench run;
        const conf::Document first = run.read(Generator(seed).file());
        const std::string text = run.write(first);
        ASSERT_FALSE(run.sink.has_errors()) << run.all();
        const conf::Document again = run.read(text);
        EXPECT_TRUE(conf::same(first, again)) << text;
        EXPECT_EQ(run.write(again), text);
    }
}

TEST(CorosyncLaws, LowerAfterRaiseIsTheSame) {
    for (unsigned seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        expect_same(Generator(seed).file());
        if (HasFailure()) return;
    }
}

}  // namespace
}  // namespace hale::test
