// rgmanager's own regression cases, rewritten as .hale (tests/suite): the order engine gives what the real rg_test
// printed, and Pacemaker's scheduler runs the same order, service by service.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "backends/pacemaker/backend.h"
#include "compiler/diag/render.h"
#include "compiler/driver/session.h"
#include "compiler/order/order.h"
#include "tests/unit/pacemaker/walk.h"

namespace hale::test {
namespace {

using Lines = std::vector<std::string>;

/// `service:test1` -> `fs:mount1`, `ip:192.168.1.3` …
using Services = std::vector<std::pair<std::string, Lines>>;

Services read_oracle(const std::string& path) {
    Services out;
    std::ifstream in(path);
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("## ", 0) == 0) out.emplace_back(line.substr(3, line.find(" rc=") - 3), Lines{});
        const std::size_t at = line.find("] ");
        if (line.front() == '[' && at != std::string::npos) out.back().second.push_back(line.substr(at + 2));
    }
    return out;
}

std::string name_of(const model::Resource& r) { return r.kind->name + ":" + r.label; }

Services engine(const model::Cluster& cluster, bool stop) {
    Services out;
    for (const model::Service& service : cluster.services) {
        out.emplace_back(name_of(cluster.resource_of(service.root)), Lines{});
        const auto steps = stop ? order::stop_steps(cluster, service.root) : order::start_steps(cluster, service.root);
        for (const order::Step& step : steps) out.back().second.push_back(name_of(cluster.resource_of(step.use)));
    }
    return out;
}

class Suite : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        ASSERT_TRUE(session.load(HALE_SOURCE_DIR "/tests/suite/test" + GetParam() + ".hale")) << session.problem;
        for (const diag::Diagnostic& d : session.sink.diagnostics()) {
            EXPECT_NE(d.severity, diag::Severity::Error) << diag::message(d);
        }
        ASSERT_EQ(session.model.clusters.size(), 1u);
    }
    const model::Cluster& cluster() const { return session.model.clusters.front(); }

    Disk files;
    driver::Session session{{}, files};
};

TEST_P(Suite, OrderEngineAgreesWithRgTest) {
    const char* data = std::getenv("HALE_DATA");
    const std::string folder = std::string(data != nullptr ? data : HALE_SOURCE_DIR "/../shared/data") +
                               "/rgmanager/oracle/suite-test" + GetParam();
    for (const bool stop : {false, true}) {
        const std::string path = folder + (stop ? ".stop.txt" : ".start.txt");
        if (!std::ifstream(path)) GTEST_SKIP() << "missing: " << path;
        EXPECT_EQ(engine(cluster(), stop), read_oracle(path));
    }
}

TEST_P(Suite, PacemakerRunsTheSameOrder) {
    const std::string missing = missing_pacemaker_tools();
    if (!missing.empty()) GTEST_SKIP() << "not installed: " << missing;
    diag::Sink sink;
    const auto file = backends::pacemaker_backend().build(session.model, cluster(), {}, sink);
    for (const diag::Diagnostic& d : sink.diagnostics())
        EXPECT_NE(d.severity, diag::Severity::Error) << diag::message(d);
    ASSERT_TRUE(file);
    EXPECT_EQ(schema_errors(file->text), "");
    EXPECT_EQ(verify_errors(file->text), "");
    const auto start = simulate(file->text, false), stop = simulate(file->text, true);
    ASSERT_TRUE(start && stop);
    expect_same_walk(cluster(), *start, false);
    expect_same_walk(cluster(), *stop, true);
}

INSTANTIATE_TEST_SUITE_P(Upstream, Suite, ::testing::Values("002", "005", "009", "012.2007", "017", "018"));

}  // namespace
}  // namespace hale::test
