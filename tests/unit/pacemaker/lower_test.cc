// What single words become in the CIB, and what is refused.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "compiler/diag/render.h"
#include "tests/unit/pacemaker/build.h"

namespace hale::test {
namespace {

using model::UseId;
using ::testing::HasSubstr;
using ::testing::Not;

/// A cluster of three nodes with one service of one address.
struct OneService : ModelBuilder {
    OneService() : ModelBuilder({"n1", "n2", "n3"}), web(service("web")) { add(web, "ip", "10.0.0.5/24"); }
    UseId web;

    std::string cib() {
        finish();
        return build(*this).cib;
    }
};

TEST(Lower, AddressIsSplitAndMonitorsHaveDepth) {
    OneService m;
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(name="ip" value="10.0.0.5")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="cidr_netmask" value="24")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="OCF_CHECK_LEVEL" value="10")"));
}

TEST(Lower, OrderedRestrictedDomain) {
    OneService m;
    set(m.policy(m.web).domain, m.domain("pair", {1, 0}, true, true, false));
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(rsc="web" node="n2" score="2000")"));
    EXPECT_THAT(cib, HasSubstr(R"(rsc="web" node="n1" score="1000")"));
    EXPECT_THAT(cib, HasSubstr(R"(score="-INFINITY" boolean-op="and")"));
    EXPECT_THAT(cib, HasSubstr(R"(attribute="#uname" operation="ne" value="n2")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="resource-stickiness" value="INFINITY")"));
}

TEST(Lower, RestrictedDomainOfEqualNodesIsOnlyARule) {
    OneService m;
    set(m.policy(m.web).domain, m.domain("pair", {1, 0}, false, true));
    const std::string cib = m.cib();
    EXPECT_THAT(cib, Not(HasSubstr("node=\"n1\"")));
    EXPECT_THAT(cib, HasSubstr("-INFINITY"));
}

TEST(Lower, GapOutweighsTheStickinessOfAllMembers) {
    OneService m;
    for (int i = 0; i < 1200; ++i) m.add(m.web, "apache", "a" + std::to_string(i));
    set(m.policy(m.web).domain, m.domain("pair", {1, 0}, true, false));
    EXPECT_THAT(m.cib(), HasSubstr(R"(node="n1" score="10000")"));
}

TEST(Lower, RecoveryWords) {
    const auto with = [](model::Recovery recovery) {
        OneService m;
        set(m.policy(m.web).recovery, recovery);
        return m.cib();
    };
    EXPECT_THAT(with(model::Recovery::Relocate), HasSubstr(R"(name="migration-threshold" value="1")"));
    EXPECT_THAT(with(model::Recovery::Relocate), HasSubstr("failure-timeout"));
    EXPECT_THAT(with(model::Recovery::Disable),
                HasSubstr(R"(name="monitor" interval="20s" timeout="10s" on-fail="stop")"));
    EXPECT_THAT(with(model::Recovery::RestartDisable),
                HasSubstr(R"(name="start" interval="0s" timeout="20s" on-fail="stop")"));
    EXPECT_THAT(with(model::Recovery::Restart), Not(HasSubstr("on-fail")));
}

TEST(Lower, RestartsAndPriority) {
    OneService m;
    set(m.policy(m.web).max_restarts, std::int64_t{2});
    set(m.policy(m.web).restart_window, std::int64_t{300000});
    set(m.policy(m.web).priority, std::int64_t{1});
    set(m.policy(m.web).autostart, false);
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(name="migration-threshold" value="3")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="failure-timeout" value="300s")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="priority" value="-1")"));  // rgmanager handles 1 before 2
    EXPECT_THAT(cib, HasSubstr(R"(name="target-role" value="Stopped")"));
}

TEST(Lower, InitScripts) {
    OneService m;
    m.add(m.web, "script", "httpd", {{"file", "/etc/init.d/httpd"}});
    m.add(m.web, "script", "app", {{"file", "/opt/app/ctl"}});
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(id="httpd" class="lsb" type="httpd")"));
    EXPECT_THAT(cib, HasSubstr(R"(id="app" class="lsb" type="/opt/app/ctl")"));
    EXPECT_THAT(cib, Not(HasSubstr("name=\"file\"")));
}

TEST(Lower, NetworkFileSystem) {
    OneService m;
    m.add(m.web, "netfs", "home",
          {{"host", "nas"}, {"export", "/vol/home"}, {"mountpoint", "/home"}, {"fstype", "nfs"}});
    m.add(m.web, "netfs", "docs", {{"host", "win"}, {"export", "docs"}, {"mountpoint", "/docs"}, {"fstype", "cifs"}});
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(name="device" value="nas:/vol/home")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="options" value="sync,soft,noac")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="device" value="//win/docs")"));
}

TEST(Lower, MonitorsOfOneIntervalAreMovedApart) {
    OneService m;
    const UseId fs = m.add(m.web, "fs", "data");
    m.finish();
    Built built = build(m);
    EXPECT_THAT(built.cib, HasSubstr(R"(name="monitor" interval="61s")"));
    EXPECT_EQ(built.count(4108), 0u);  // nobody wrote it
    model::Operation op;
    op.name = "monitor";
    op.depth = 20;
    op.interval = 30000;
    m.cluster().resources[m.cluster().at(fs).resource.index].operations.push_back(op);
    built = build(m);
    EXPECT_THAT(built.cib, HasSubstr(R"(name="monitor" interval="31s")"));
    EXPECT_EQ(built.count(4108), 1u);
}

TEST(Lower, NativeBlocksPassThrough) {
    OneService m;
    model::Block meta;
    meta.name = "meta";
    meta.attributes = {ModelBuilder::text("vendor-hint", "x")};
    model::Native ours{"pacemaker", {}}, theirs{"rgmanager", {}};
    ours.body.children = {meta};
    theirs.body.children = {meta};
    theirs.body.children[0].attributes = {ModelBuilder::text("lost", "y")};
    m.cluster().resources[0].natives = {ours, theirs};
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(<nvpair id="web-meta-vendor-hint" name="vendor-hint" value="x"/>)"));
    EXPECT_THAT(cib, Not(HasSubstr("lost")));
    ours.body.attributes = {ModelBuilder::text("loose", "z")};
    m.cluster().resources[0].natives = {ours};
    EXPECT_EQ(build(m).count(4109), 1u);
}

TEST(Lower, SharedDataOfSeparateServicesIsRefused) {
    ModelBuilder m({"n1", "n2"});
    const auto data = m.shared("fs", "data", {{"device", "/dev/d"}});
    m.use(m.service("a"), data);
    m.use(m.service("b"), data);
    m.finish();
    const Built built = build(m);
    EXPECT_EQ(built.cib, "");
    EXPECT_EQ(built.count(4103), 1u);
}

TEST(Lower, ContradictoryOrderIsRefused) {
    ModelBuilder m({"n1", "n2"});
    const auto x = m.shared("script", "x", {{"file", "/opt/x"}}), y = m.shared("script", "y", {{"file", "/opt/y"}});
    const UseId a = m.service("a"), b = m.service("b");
    m.use(m.use(a, x), y);
    m.use(m.use(b, y), x);
    m.finish();
    const Built built = build(m);
    EXPECT_EQ(built.cib, "");
    EXPECT_EQ(built.count(4104), 1u);
}

TEST(Lower, EmptyServiceIsLeftOutAndCannotBeNamed) {
    OneService m;
    const UseId empty = m.service("empty");
    m.finish();
    EXPECT_EQ(build(m).count(4106), 1u);
    EXPECT_NE(build(m).cib, "");
    m.relate(m.web, model::RelationKind::After, empty);
    EXPECT_EQ(build(m).count(4107), 1u);
    EXPECT_EQ(build(m).cib, "");
}

TEST(Lower, ReleaseDecidesTheSchema) {
    OneService m;
    m.finish();
    backends::BuildOptions options;
    EXPECT_THAT(build(m, options).cib, HasSubstr("validate-with=\"pacemaker-3.0\""));
    options.pacemaker_release = "1.1";
    EXPECT_THAT(build(m, options).cib, HasSubstr("validate-with=\"pacemaker-2.10\""));
    options.pacemaker_release = "9.9";
    EXPECT_EQ(build(m, options).count(9001), 1u);
    model::Operation op;
    op.name = "monitor";
    op.attributes = {ModelBuilder::text("on_fail", "demote")};
    m.cluster().resources[1].operations.push_back(op);
    options.pacemaker_release = "2.0";
    EXPECT_EQ(build(m, options).count(4110), 1u);
    options.pacemaker_release.clear();
    EXPECT_THAT(build(m, options).cib, HasSubstr("validate-with=\"pacemaker-3.4\""));
}

model::FenceLevel level(std::size_t device, const Texts& arguments) {
    model::FenceLevel out;
    out.actions.push_back({model::FenceDeviceId(device), {}, {}});
    for (const auto& [name, value] : arguments) out.actions.back().arguments.push_back(ModelBuilder::text(name, value));
    return out;
}

void add_device(ModelBuilder& m, const std::string& name, const std::string& agent) {
    model::FenceDevice device;
    device.name = name;
    device.agent = &ModelBuilder::kind(agent);
    m.cluster().fence_devices.push_back(std::move(device));
}

TEST(Fencing, OnePrimitiveForPlugsAndOneEachForAddresses) {
    OneService m;
    add_device(m, "pdu", "fence_apc");
    for (std::size_t i = 0; i < 3; ++i)
        m.cluster().nodes[i].levels.push_back(level(1, {{"port", std::to_string(i + 1)}}));
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(<primitive id="ipmi-n2" class="stonith" type="fence_ipmilan">)"));
    EXPECT_THAT(cib, HasSubstr(R"(name="pcmk_host_list" value="n2")"));
    EXPECT_THAT(cib, HasSubstr(R"(name="pcmk_host_map" value="n1:1;n2:2;n3:3")"));
    EXPECT_THAT(cib, HasSubstr(R"(target="n1" index="1" devices="ipmi-n1")"));
    EXPECT_THAT(cib, HasSubstr(R"(target="n1" index="2" devices="pdu")"));
}

TEST(Fencing, TwoPowerSuppliesAreTwoPrimitivesOfOneLevel) {
    OneService m;
    add_device(m, "pdu", "fence_apc");
    model::FenceLevel power;
    for (const auto& [port, action] : Texts{{"1", "off"}, {"2", "off"}, {"1", "on"}, {"2", "on"}}) {
        power.actions.push_back(level(1, {{"port", port}, {"action", action}}).actions.front());
    }
    m.cluster().nodes[0].levels = {power};
    const std::string cib = m.cib();
    EXPECT_THAT(cib, HasSubstr(R"(target="n1" index="1" devices="pdu-n1-1,pdu-n1-2")"));
    EXPECT_THAT(cib, Not(HasSubstr("name=\"action\"")));
}

TEST(Fencing, UnfencingAndNodesWithoutFencing) {
    OneService m;
    add_device(m, "scsi", "fence_scsi");
    for (model::Node& node : m.cluster().nodes) {
        node.levels = {level(1, {})};
        node.unfence = node.levels[0].actions;
    }
    EXPECT_THAT(m.cib(), HasSubstr(R"(name="provides" value="unfencing")"));
    for (model::Node& node : m.cluster().nodes) {
        node.levels.clear();
        node.unfence.clear();
    }
    EXPECT_THAT(build(m).cib, HasSubstr(R"(name="stonith-enabled" value="true")"));
    for (model::Node& node : m.cluster().nodes) {
        node.attributes.push_back({"fencing", model::Value::boolean(false), {}});
    }
    EXPECT_THAT(build(m).cib, HasSubstr(R"(name="stonith-enabled" value="false")"));
}

TEST(Order, IsToldFromTheDocument) {
    OneService m;
    const UseId db = m.service("db");
    m.add(db, "script", "mysqld", {{"file", "/etc/init.d/mysqld"}});
    m.relate(m.web, model::RelationKind::After, db);
    m.finish();
    EXPECT_THAT(order(m, false), HasSubstr("start mysqld\nstart ip-10.0.0.5-24\n"));
    EXPECT_THAT(order(m, true), HasSubstr("stop ip-10.0.0.5-24\nstop mysqld\n"));
    EXPECT_THAT(order(m, false, true), HasSubstr(R"("id": "ip-10.0.0.5-24_start_0")"));
    set(m.policy(db).autostart, false);
    EXPECT_THAT(order(m, false), Not(HasSubstr("10.0.0.5")));  // waits for what stays stopped
}

/// A clone is nobody's: the domain of a service that has nothing else would keep the other users from their nodes.
TEST(Lower, AServiceOfSharedInstancesAloneIsNotPlaced) {
    const auto made = [](const std::function<void(ModelBuilder&, UseId, UseId)>& with) {
        ModelBuilder m({"n1", "n2", "n3"});
        const auto gfs = m.shared("clusterfs", "gfs", {{"device", "/dev/g"}, {"mountpoint", "/g"}});
        const UseId web = m.service("web"), keep = m.service("keep");
        m.add(m.use(web, gfs), "apache", "httpd");
        m.use(keep, gfs);
        m.add(m.use(m.service("mail"), gfs), "ip", "10.0.0.9");
        with(m, web, keep);
        m.finish();
        return build(m);
    };
    const Built domain = made([](ModelBuilder& m, UseId, UseId keep) {
        set(m.policy(keep).domain, m.domain("some", {0, 1}, true, true));
    });
    EXPECT_THAT(domain.cib, Not(HasSubstr("rsc_location")));
    EXPECT_EQ(std::count_if(domain.diagnostics.begin(), domain.diagnostics.end(),
                            [](const auto& d) { return diag::message(d).starts_with("`domain`"); }),
              1);
    const Built exclusive = made([](ModelBuilder& m, UseId, UseId keep) { set(m.policy(keep).exclusive, true); });
    EXPECT_EQ(exclusive.count(4100), 1u);
    const Built other = made([](ModelBuilder& m, UseId web, UseId) { set(m.policy(web).exclusive, true); });
    EXPECT_THAT(other.cib, Not(HasSubstr("<rsc_colocation id=\"colocation-gfs-clone")));
    const Built apart =
        made([](ModelBuilder& m, UseId web, UseId keep) { m.relate(web, model::RelationKind::ApartFrom, keep); });
    EXPECT_EQ(apart.count(4100), 1u);
    const Built with =
        made([](ModelBuilder& m, UseId web, UseId keep) { m.relate(keep, model::RelationKind::With, web); });
    EXPECT_EQ(with.count(4100), 1u);
}

}  // namespace
}  // namespace hale::test
