// Random services, compiled for both managers: Pacemaker's scheduler and rgmanager's own reading of the cluster.conf
// start and stop each of them in exactly the order that the language means. A service that a backend refuses is
// counted.

#include <fmt/format.h>

#include <cstdlib>
#include <iostream>
#include <random>

#include "backends/pacemaker/backend.h"
#include "backends/rgmanager/backend.h"
#include "compiler/diag/render.h"
#include "compiler/driver/session.h"
#include "compiler/lint/lint.h"
#include "tests/unit/pacemaker/walk.h"

namespace hale::test {
namespace {

/// HALE_RANDOM=N in the environment: that many clusters, for a long run by hand.
unsigned clusters() {
    const char* wanted = std::getenv("HALE_RANDOM");
    return wanted != nullptr ? static_cast<unsigned>(std::strtoul(wanted, nullptr, 10)) : 40;
}

/// The text of one cluster; the same seed gives the same one.
class Generator {
public:
    explicit Generator(unsigned seed) : random_(seed) {}

    std::string run() {
        out_ = "cluster c {\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n";
        for (int n = 1; n <= 3; ++n) {
            out_ += fmt::format("  node n{0} {{ id = {0}  fence {{ ipmi {{ ip = \"10.9.0.{0}\" }} }} }}\n", n);
        }
        out_ += fmt::format("  domain some {{ members = [n{}, n{}]  ordered = {}  restricted = {} }}\n", 1, 2 + pick(2),
                            pick(2) != 0, pick(2) != 0);
        shared_ = pick(4);
        for (int i = 0; i < shared_; ++i) {
            out_ += i % 2 == 0 ? fmt::format(
                                     "  shared clusterfs g{0} {{ device = \"/dev/g{0}\"  mountpoint = \"/g{0}\"  "
                                     "fstype = gfs2 }}\n",
                                     i)
                               : fmt::format("  shared script s{0} {{ file = \"/etc/init.d/s{0}\" }}\n", i);
        }
        const int services = 1 + pick(3);
        for (int i = 0; i < services; ++i) service(i);
        return out_ + "}\n";
    }

private:
    int pick(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }

    void service(int number) {
        out_ += fmt::format("  service v{} {{\n", number);
        if (pick(3) == 0) out_ += "    domain = some\n";
        if (number > 0 && pick(4) == 0) out_ += fmt::format("    after = v{}\n", number - 1);
        std::vector<int> unused;  // an instance stands once in a service
        for (int i = 0; i < shared_; ++i) unused.push_back(i);
        const int children = 1 + pick(4);
        for (int i = 0; i < children; ++i) resource(2, unused);
        out_ += "  }\n";
    }

    void resource(int depth, std::vector<int>& unused) {
        const std::string indent(static_cast<std::size_t>(10 - 2 * depth), ' ');
        const int n = ++count_;
        if (!unused.empty() && pick(4) == 0) {
            const int which = unused.back();
            unused.pop_back();
            out_ += fmt::format("{}use {}{} {{\n", indent, which % 2 == 0 ? "g" : "s", which);
        } else {
            switch (pick(6)) {
                case 0:
                    out_ += fmt::format("{0}lvm l{1} {{\n{0}  vg_name = \"vg{1}\"\n", indent, n);
                    break;
                case 1:
                    out_ += fmt::format("{0}ip \"10.1.0.{1}/24\" {{\n", indent, n);
                    break;
                case 2:
                    out_ += fmt::format("{0}script x{1} {{\n{0}  file = \"/etc/init.d/x{1}\"\n", indent, n);
                    break;
                case 3:
                    out_ += fmt::format("{0}smb m{1} {{\n{0}  workgroup = \"w\"\n", indent, n);
                    break;
                default:
                    out_ += fmt::format(
                        "{0}fs f{1} {{\n{0}  device = \"/dev/d{1}\"\n{0}  mountpoint = \"/m{1}\"\n"
                        "{0}  fstype = ext4\n",
                        indent, n);
            }
        }
        const int children = depth == 0 ? 0 : pick(3);
        for (int i = 0; i < children; ++i) resource(depth - 1, unused);
        out_ += indent + "}\n";
    }

    std::mt19937 random_;
    std::string out_;
    int shared_ = 0, count_ = 0;
};

std::string errors(const diag::Sink& sink) {
    std::string out;
    for (const diag::Diagnostic& d : sink.diagnostics()) {
        if (d.severity == diag::Severity::Error) out += fmt::format("HL{}: {}\n", d.code, diag::message(d));
    }
    return out;
}

struct Loaded {
    explicit Loaded(const std::string& text) {
        files.files["c"] = text;
        session.options.allowed = lint::all_rules();
        loaded = session.load("c");
    }
    const model::Cluster& cluster() const { return session.model.clusters.front(); }

    MemoryFiles files;
    driver::Session session{{}, files};
    bool loaded = false;
};

/// `v0: lvm:l1 fs:f2 …`, a line a service.
std::string walks(const model::Cluster& cluster, bool stop) {
    std::string out;
    for (const model::Service& service : cluster.services) {
        out += cluster.resource_of(service.root).label + ':';
        for (const order::Step& step :
             stop ? order::stop_steps(cluster, service.root) : order::start_steps(cluster, service.root)) {
            const model::Resource& resource = cluster.resource_of(step.use);
            out += ' ' + resource.kind->name + ':' + resource.label;
        }
        out += '\n';
    }
    return out;
}

TEST(RandomServices, PacemakerRunsTheOrderThatIsMeant) {
    const std::string missing = missing_pacemaker_tools();
    if (!missing.empty()) GTEST_SKIP() << "not installed: " << missing;
    unsigned ran = 0, refused = 0;
    for (unsigned seed = 1; seed <= clusters(); ++seed) {
        const std::string text = Generator(seed).run();
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, text));
        const Loaded it(text);
        ASSERT_TRUE(it.loaded);
        ASSERT_EQ(errors(it.session.sink), "");
        diag::Sink sink;
        const auto file = backends::pacemaker_backend().build(it.session.model, it.cluster(), {}, sink);
        if (!file) {
            EXPECT_NE(errors(sink), "");
            ++refused;
            continue;
        }
        EXPECT_EQ(schema_errors(file->text), "");
        EXPECT_EQ(verify_errors(file->text), "");
        const auto start = simulate(file->text, false), stop = simulate(file->text, true);
        ASSERT_TRUE(start && stop);
        expect_same_walk(it.cluster(), *start, false);
        expect_same_walk(it.cluster(), *stop, true);
        ++ran;
    }
    std::cout << ran << " clusters ran, " << refused << " refused\n";
    EXPECT_GT(ran, clusters() / 2);
}

TEST(RandomServices, RgmanagerReadsTheOrderThatIsMeant) {
    unsigned same = 0, refused = 0;
    for (unsigned seed = 1; seed <= 2 * clusters(); ++seed) {
        const std::string text = Generator(seed).run();
        SCOPED_TRACE(fmt::format("seed {}\n{}", seed, text));
        const Loaded it(text);
        ASSERT_EQ(errors(it.session.sink), "");
        diag::Sink sink;
        const auto file = backends::rgmanager_backend().build(it.session.model, it.cluster(), {}, sink);
        if (!file) {
            EXPECT_NE(errors(sink), "");
            ++refused;
            continue;
        }
        const Loaded again(file->text);
        ASSERT_EQ(errors(again.session.sink), "") << file->text;
        for (const bool stop : {false, true}) {
            EXPECT_EQ(walks(again.cluster(), stop), walks(it.cluster(), stop)) << file->text;
        }
        ++same;
    }
    std::cout << same << " clusters read back, " << refused << " refused\n";
    EXPECT_GT(same, clusters());
}

}  // namespace
}  // namespace hale::test
