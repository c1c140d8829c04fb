// Every CIB judged by Pacemaker itself: valid, without complaints, everything starts, and each service starts and stops
// in exactly the model's order.

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/diag/render.h"
#include "compiler/order/order.h"
#include "tests/models/pacemaker_tools.h"
#include "tests/unit/pacemaker/build.h"

namespace hale::test {
namespace {

using model::Independence;
using model::RelationKind;
using model::UseId;

class Simulate : public ::testing::Test {
protected:
    void SetUp() override {
        const std::string missing = missing_pacemaker_tools();
        if (!missing.empty()) GTEST_SKIP() << "not installed: " << missing;
    }

    /// Builds, judges, and keeps the transitions.
    void judge(ModelBuilder& m) {
        m.finish();
        built = build(m);
        ASSERT_FALSE(built.cib.empty()) << (built.diagnostics.empty() ? "" : diag::message(built.diagnostics.front()));
        EXPECT_EQ(schema_errors(built.cib), "") << built.cib;
        EXPECT_EQ(verify_errors(built.cib), "") << built.cib;
        auto up = simulate(built.cib, false), down = simulate(built.cib, true);
        ASSERT_TRUE(up && down);
        start = *up;
        stop = *down;
    }

    /// `names` start in this order, and stop in that one (empty: the mirror).
    void expect_order(const std::vector<std::string>& names, std::vector<std::string> stops = {}) const {
        if (stops.empty()) stops.assign(names.rbegin(), names.rend());
        for (std::size_t i = 0; i < names.size(); ++i) {
            EXPECT_TRUE(start.has("start " + names[i])) << names[i] << "\n" << built.cib;
            EXPECT_TRUE(stop.has("stop " + names[i])) << names[i] << "\n" << built.cib;
            if (i == 0) continue;
            EXPECT_TRUE(start.before("start " + names[i - 1], "start " + names[i]))
                << names[i - 1] << " < " << names[i] << "\n"
                << built.cib;
            EXPECT_TRUE(stop.before("stop " + stops[i - 1], "stop " + stops[i]))
                << "stop " << stops[i - 1] << " < " << stops[i] << "\n"
                << built.cib;
        }
    }

    Built built;
    Transition start, stop;
};

TEST_F(Simulate, LinearServiceIsAGroup) {
    ModelBuilder m({"n1", "n2"});
    const UseId web = m.service("web");
    m.add(web, "script", "httpd", {{"file", "/etc/init.d/httpd"}});
    m.add(web, "ip", "10.0.0.5/24");
    const UseId data = m.add(web, "fs", "data", {{"device", "/dev/vg/data"}, {"mountpoint", "/srv"}});
    m.add(data, "apache", "logs");
    judge(m);
    expect_order({"data", "logs", "ip-10.0.0.5-24", "httpd"});
    EXPECT_NE(built.cib.find("<group id=\"web\">"), std::string::npos);
}

TEST_F(Simulate, StopOrderThatIsNoMirror) {  // ip stops before smb
    ModelBuilder m({"n1", "n2"});
    const UseId files = m.service("files");
    m.add(files, "script", "late", {{"file", "/opt/late"}});
    m.add(files, "smb", "samba");
    m.add(files, "ip", "10.0.0.6");
    m.add(files, "fs", "data", {{"device", "/dev/a"}, {"mountpoint", "/a"}});
    judge(m);
    expect_order({"data", "ip-10.0.0.6", "samba", "late"}, {"late", "ip-10.0.0.6", "samba", "data"});
    EXPECT_EQ(built.cib.find("<group"), std::string::npos);
    EXPECT_NE(built.cib.find("<tag id=\"files\">"), std::string::npos);
}

TEST_F(Simulate, EqualLevelsStopInTheSameOrder) {
    ModelBuilder m({"n1", "n2"});
    const UseId web = m.service("web");
    const UseId outer = m.add(web, "fs", "outer", {{"device", "/dev/o"}, {"mountpoint", "/o"}});
    const UseId inner = m.add(outer, "fs", "inner", {{"device", "/dev/i"}, {"mountpoint", "/o/i"}});
    m.add(inner, "apache", "deep");
    m.add(outer, "clusterfs", "shared_fs", {{"device", "/dev/c"}, {"mountpoint", "/o/c"}});
    judge(m);
    expect_order({"outer", "inner", "deep", "shared_fs"}, {"deep", "inner", "shared_fs", "outer"});
}

// Upstream's regression case 017: one script used by two services at contradictory places, one export in both.
void suite_017(ModelBuilder& m, bool with_argle) {
    const auto initscript = m.shared("script", "initscript", {{"file", "/etc/init.d/sshd"}});
    const auto argle = m.shared("clusterfs", "argle", {{"device", "/dev/sdb10"}, {"mountpoint", "/mnt/cluster3"}});
    const auto exports = m.shared("nfsexport", "Dummy Export");
    const auto user = m.shared("nfsclient", "User group", {{"target", "@users"}, {"options", "rw,sync"}});
    const auto admin = m.shared("nfsclient", "Admin group", {{"target", "@admin"}, {"options", "rw"}});
    const auto red = m.shared("nfsclient", "red", {{"target", "red"}, {"options", "rw"}});
    const auto mounted = [&](UseId parent, const char* label, const char* device, const char* mountpoint) {
        const UseId fs = m.add(parent, "fs", label, {{"device", device}, {"mountpoint", mountpoint}});
        const UseId at = m.use(fs, exports);
        m.use(at, admin);
        m.use(at, user);
        m.use(at, red);
    };
    const UseId test1 = m.service("test1"), test2 = m.service("test2");
    const UseId script1 = m.use(test1, initscript);
    if (with_argle) m.use(script1, argle);
    mounted(test1, "mount1", "/dev/sdb8", "/mnt/cluster");
    const UseId script = m.use(test2, initscript);
    if (with_argle) m.use(script, argle);
    m.add(script, "ip", "192.168.1.3");
    mounted(script, "mount2", "/dev/sdb9", "/mnt/cluster2");
    m.add(script, "script", "script2", {{"file", "/etc/init.d/script2"}});
    m.add(script, "ip", "192.168.1.4");
    m.add(test2, "script", "script3", {{"file", "/etc/init.d/script3"}});
}

TEST_F(Simulate, Suite017SharedScriptAndExports) {
    ModelBuilder m({"n1", "n2", "n3"});
    suite_017(m, false);
    judge(m);
    const std::string at1 = "test1-mount1-Dummy-Export-", at2 = "test2-initscript-mount2-Dummy-Export-";
    expect_order({"mount1", at1 + "Admin-group", at1 + "User-group", at1 + "red", "initscript"});
    expect_order({"initscript", "ip-192.168.1.3", "mount2", at2 + "Admin-group", at2 + "User-group", at2 + "red",
                  "script2", "ip-192.168.1.4", "script3"});
    EXPECT_EQ(built.count(4105), 1u);
}

TEST_F(Simulate, Suite018TwoClonesInOneService) {
    ModelBuilder m({"n1", "n2", "n3"});
    suite_017(m, true);
    judge(m);
    const std::string at1 = "test1-mount1-Dummy-Export-", at2 = "test2-initscript-mount2-Dummy-Export-";
    expect_order({"mount1", at1 + "Admin-group", at1 + "User-group", at1 + "red", "initscript", "argle"});
    expect_order({"initscript", "argle", "ip-192.168.1.3", "mount2", at2 + "Admin-group", at2 + "User-group",
                  at2 + "red", "script2", "ip-192.168.1.4", "script3"});
}

TEST_F(Simulate, SharedInstanceOfServicesThatSitTogetherIsOnePrimitive) {
    ModelBuilder m({"n1", "n2"});
    const auto gfs = m.shared("fs", "gfs", {{"device", "/dev/g"}, {"mountpoint", "/g"}});
    const UseId a = m.service("a"), b = m.service("b");
    m.add(m.use(a, gfs), "apache", "one");
    m.add(m.use(b, gfs), "apache", "two");
    m.relate(b, RelationKind::With, a);
    judge(m);
    expect_order({"gfs", "one"});
    expect_order({"gfs", "two"});
    EXPECT_EQ(built.cib.find("<clone"), std::string::npos);
}

TEST_F(Simulate, IndependentSubtreeRestartsAlone) {
    ModelBuilder m({"n1", "n2"});
    const UseId web = m.service("web");
    m.add(web, "fs", "data", {{"device", "/dev/a"}, {"mountpoint", "/a"}});
    const UseId ip = m.add(web, "ip", "10.0.0.7");
    m.add(web, "script", "httpd", {{"file", "/etc/init.d/httpd"}});
    set(m.cluster().at(ip).independent, Independence::Yes);
    judge(m);
    expect_order({"data", "ip-10.0.0.7", "httpd"});
    auto failed = simulate_failure(built.cib, "ip-10.0.0.7_monitor_20000@n1=7");
    if (!failed->has("stop ip-10.0.0.7")) failed = simulate_failure(built.cib, "ip-10.0.0.7_monitor_20000@n2=7");
    ASSERT_TRUE(failed);
    EXPECT_TRUE(failed->has("stop ip-10.0.0.7"));
    EXPECT_FALSE(failed->has("stop httpd"));
    EXPECT_FALSE(failed->has("stop data"));
}

TEST_F(Simulate, NonCriticalSubtreeStaysStoppedAndTheRestRuns) {
    ModelBuilder m({"n1"});
    const UseId web = m.service("web");
    m.add(web, "fs", "data", {{"device", "/dev/a"}, {"mountpoint", "/a"}});
    const UseId extra = m.add(web, "ip", "10.0.0.7");
    m.add(web, "script", "httpd", {{"file", "/etc/init.d/httpd"}});
    set(m.cluster().at(extra).independent, Independence::NonCritical);
    judge(m);
    expect_order({"data", "ip-10.0.0.7", "httpd"});
    const auto failed = simulate_failure(built.cib, "ip-10.0.0.7_monitor_20000@n1=7");
    ASSERT_TRUE(failed);
    EXPECT_TRUE(failed->has("stop ip-10.0.0.7"));
    EXPECT_FALSE(failed->has("start ip-10.0.0.7"));
    EXPECT_FALSE(failed->has("stop httpd"));
}

TEST_F(Simulate, AfterOrdersWholeServices) {
    ModelBuilder m({"n1", "n2"});
    const UseId db = m.service("db"), web = m.service("web"), soft = m.service("soft");
    m.add(db, "fs", "dbfs", {{"device", "/dev/a"}, {"mountpoint", "/a"}});
    m.add(db, "script", "mysqld", {{"file", "/etc/init.d/mysqld"}});
    m.add(web, "ip", "10.0.0.8");
    m.add(web, "script", "httpd", {{"file", "/etc/init.d/httpd"}});
    m.add(soft, "smb", "samba");
    m.relate(web, RelationKind::After, db);
    m.relate(soft, RelationKind::After, db, false);
    judge(m);
    expect_order({"dbfs", "mysqld", "ip-10.0.0.8", "httpd"});
    EXPECT_TRUE(start.before("start mysqld", "start samba"));
}

TEST_F(Simulate, DomainsFencingAndPolicies) {
    ModelBuilder m({"n1", "n2", "n3"});
    const UseId a = m.service("a"), b = m.service("b"), c = m.service("c"), v = m.service("guest", "vm");
    m.add(a, "ip", "10.0.0.1");
    m.add(b, "ip", "10.0.0.2");
    m.add(b, "smb", "samba");
    m.add(c, "fs", "data", {{"device", "/dev/a"}, {"mountpoint", "/a"}});
    set(m.policy(a).domain, m.domain("pair", {1, 2}, true, true, false));
    set(m.policy(b).domain, m.domain("any", {2, 0}, false, false));
    set(m.policy(b).recovery, model::Recovery::Relocate);
    set(m.policy(c).recovery, model::Recovery::RestartDisable);
    set(m.policy(c).exclusive, true);
    set(m.policy(v).migrate, model::Migration::Live);
    set(m.policy(v).max_restarts, std::int64_t{3});
    m.cluster().nodes[0].levels.push_back(m.cluster().nodes[0].levels.front());
    judge(m);
    expect_order({"ip-10.0.0.2", "samba"}, {"ip-10.0.0.2", "samba"});
    for (const char* label : {"start ip-10.0.0.1", "start guest", "start data", "start ipmi-n1"}) {
        EXPECT_TRUE(start.has(label)) << label;
    }
    EXPECT_NE(built.cib.find("name=\"allow-migrate\" value=\"true\""), std::string::npos);
    EXPECT_NE(built.cib.find("name=\"migration-threshold\" value=\"4\""), std::string::npos);
}

// All trees of up to four resources of five kinds, each against the model's walk.
TEST_F(Simulate, SmallServicesKeepTheirWalk) {
    const std::vector<std::string> kinds = {"fs", "clusterfs", "ip", "smb", "apache"};
    ModelBuilder m({"n1", "n2"});
    std::size_t number = 0;
    for (std::size_t code = 0; code < kinds.size() * kinds.size() * kinds.size() * 6; code += 7) {
        const UseId root = m.service("s" + std::to_string(code));
        std::vector<UseId> places{root};
        std::size_t rest = code;
        for (std::size_t i = 0; i < 3; ++i) {
            const std::string& kind = kinds[rest % kinds.size()];
            rest /= kinds.size();
            const UseId parent = places[i == 0 ? 0 : (code / 125 + i) % places.size()];
            places.push_back(m.add(parent, kind, "r" + std::to_string(++number)));
        }
    }
    m.finish();
    built = build(m);
    ASSERT_FALSE(built.cib.empty());
    EXPECT_EQ(schema_errors(built.cib), "");
    EXPECT_EQ(verify_errors(built.cib), "");
    const auto up = simulate(built.cib, false);
    ASSERT_TRUE(up);
    for (const model::Service& service : m.cluster().services) {
        std::string last;
        for (const order::Step& step : order::start_steps(m.cluster(), service.root)) {
            const model::Resource& resource = m.cluster().resource_of(step.use);
            if (resource.kind->container) continue;
            const std::string label = "start " + resource.label;
            EXPECT_TRUE(up->has(label)) << label;
            EXPECT_TRUE(last.empty() || up->before(last, label)) << last << " < " << label;
            last = label;
        }
    }
}

}  // namespace
}  // namespace hale::test
