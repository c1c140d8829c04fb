// The proven order of small CIBs: what is claimed, what is not.

#include "backends/pacemaker/run_order.h"

#include <gtest/gtest.h>

#include "backends/pacemaker/read.h"

namespace hale::pacemaker {
namespace {

std::string prim(const std::string& id, const std::string& inside = "") {
    return "<primitive id='" + id + "' class='ocf' provider='pacemaker' type='Dummy'>" + inside + "</primitive>";
}
std::string meta(const std::string& id, const std::string& name, const std::string& value) {
    return "<meta_attributes id='" + id + "'><nvpair id='" + id + "-1' name='" + name + "' value='" + value +
           "'/></meta_attributes>";
}

class Ordered {
public:
    Ordered(const std::string& resources, const std::string& constraints, bool stop = false,
            const std::string& others = "") {
        source::SourceManager sources;
        diag::Sink sink;
        const std::string text = "<cib><configuration><resources>" + resources + "</resources><constraints>" +
                                 constraints + "</constraints>" + others + "</configuration></cib>";
        const auto document = read(sources.add("cib.xml", text), sources, sink);
        if (document) order = run_order(*document, stop);
    }
    std::string text() const { return order::to_text(order.order); }
    Claim claim(const std::string& first, const std::string& then) const {
        return order.proves(find(first), find(then));
    }
    bool before(const std::string& first, const std::string& then) const {
        return claim(first, then) == Claim::Everywhere;
    }
    RunOrder order;

private:
    std::size_t find(const std::string& label) const {
        for (std::size_t i = 0; i < order.order.actions.size(); ++i) {
            if (order.order.actions[i].operation + " " + order.order.actions[i].resource == label) return i;
        }
        throw std::runtime_error("no action " + label);
    }
};

TEST(RunOrder, AGroupStopsInReverse) {
    const std::string group = "<group id='g'>" + prim("a") + prim("b") + prim("c") + "</group>";
    EXPECT_EQ(Ordered(group, "").text(), "start a\nstart b\nstart c\n");
    const Ordered down(group, "", true);
    EXPECT_EQ(down.text(), "stop c\nstop b\nstop a\n");
    EXPECT_TRUE(down.before("stop c", "stop a"));
    EXPECT_EQ(down.order.order.actions[2].after, std::vector<std::size_t>{1});
}

TEST(RunOrder, ThenActionIsFirstAction) {
    const std::string m = "<master id='m'>" + prim("p") + "</master>" + prim("fs");
    const Ordered none(m, "<rsc_order id='o' first='m' first-action='promote' then='fs'/>");
    EXPECT_EQ(none.claim("promote p", "start fs"), Claim::Nothing);
    const Ordered start(m, "<rsc_order id='o' first='m' first-action='promote' then='fs' then-action='start'/>");
    EXPECT_TRUE(start.before("promote p", "start fs"));
    EXPECT_TRUE(start.before("start p", "start fs"));
    const Ordered down(m, "<rsc_order id='o' first='m' first-action='promote' then='fs' then-action='start'/>", true);
    EXPECT_EQ(down.text(), "stop fs\ndemote p\nstop p\n");
}

TEST(RunOrder, KindAndSymmetry) {
    const std::string two = prim("a") + prim("b");
    const auto claim = [&](const std::string& attributes, bool stop) {
        const Ordered o(two, "<rsc_order id='o' first='b' then='a' " + attributes + "/>", stop);
        return stop ? o.before("stop a", "stop b") : o.before("start b", "start a");
    };
    EXPECT_TRUE(claim("", false) && claim("", true));
    EXPECT_TRUE(claim("kind='Optional'", false) && claim("score='0'", true));
    EXPECT_FALSE(claim("kind='Serialize'", false) || claim("kind='Serialize'", true));
    EXPECT_TRUE(claim("symmetrical='false'", false));
    EXPECT_FALSE(claim("symmetrical='false'", true));
    EXPECT_FALSE(claim("symmetrical='no'", true));
    const Ordered stops(two, "<rsc_order id='o' first='a' first-action='stop' then='b'/>");
    EXPECT_TRUE(stops.before("start b", "start a"));  // the inverse
}

TEST(RunOrder, AdvisoryOrdersDoNotReachOver) {
    const std::string three = prim("a") + prim("b") + prim("c");
    const std::string first = "<rsc_order id='o' first='a' then='b' kind='Optional'/>";
    EXPECT_FALSE(
        Ordered(three, first + "<rsc_order id='p' first='b' then='c' kind='Optional'/>").before("start a", "start c"));
    EXPECT_TRUE(Ordered(three, first + "<rsc_order id='p' first='b' then='c'/>").before("start a", "start c"));
    const std::string beside = "<rsc_colocation id='q' rsc='a' with-rsc='b' score='INFINITY'/>";
    EXPECT_TRUE(Ordered(three, first + "<rsc_order id='p' first='b' then='c' kind='Optional'/>" + beside)
                    .before("start a", "start c"));
}

TEST(RunOrder, Sets) {
    std::string all;
    for (const char* id : {"a", "b", "c", "d"}) all += prim(id);
    const auto sets = [&](const std::string& first) {
        return Ordered(all, "<rsc_order id='o'><resource_set id='1' " + first +
                                "><resource_ref id='a'/><resource_ref id='b'/></resource_set><resource_set id='2'>"
                                "<resource_ref id='c'/><resource_ref id='d'/></resource_set></rsc_order>");
    };
    const Ordered chain = sets("");
    EXPECT_TRUE(chain.before("start a", "start b") && chain.before("start b", "start c"));
    EXPECT_TRUE(chain.before("start a", "start d"));
    const Ordered together = sets("sequential='false'");
    EXPECT_EQ(together.claim("start a", "start b"), Claim::Nothing);
    EXPECT_TRUE(together.before("start a", "start d") && together.before("start b", "start c"));
    EXPECT_TRUE(sets("sequential='false' require-all='false'").before("start b", "start c"));
}

TEST(RunOrder, TagsAndTemplatesStandForTheirResources) {
    const std::string resources =
        "<template id='t' class='ocf' provider='pacemaker' type='Dummy'/>"
        "<primitive id='a' template='t'/><primitive id='b' template='t'/>" +
        prim("c");
    const std::string tags = "<tags><tag id='g'><obj_ref id='c'/></tag></tags>";
    const Ordered o(resources, "<rsc_order id='o' first='g' then='t'/>", false, tags);
    EXPECT_TRUE(o.before("start c", "start a") && o.before("start c", "start b"));
    EXPECT_EQ(o.claim("start a", "start b"), Claim::Nothing);
}

TEST(RunOrder, AClonedGroupIsOrderedWithinEachInstance) {
    const std::string clone = "<clone id='k'><group id='g'>" + prim("a") + prim("b") + "</group></clone>" + prim("c");
    const Ordered inner(clone, "<rsc_order id='o' first='b' then='c'/>");  // the scheduler ignores it
    EXPECT_EQ(inner.claim("start b", "start c"), Claim::Nothing);
    const Ordered o(clone, "<rsc_order id='o' first='k' then='c'/>");
    EXPECT_EQ(o.claim("start a", "start b"), Claim::SameInstance);
    EXPECT_TRUE(o.before("start a", "start c") && o.before("start b", "start c"));
    const Ordered unordered("<clone id='k'>" + meta("m", "ordered", "false") + "<group id='g'>" + prim("a") +
                                prim("b") + "</group></clone>",
                            "");
    EXPECT_EQ(unordered.claim("start a", "start b"), Claim::Nothing);
}

TEST(RunOrder, ABundleBringsItsReplicas) {
    const std::string bundle =
        "<bundle id='w'><docker image='i' replicas='2'/><network ip-range-start='10.0.0.9'/>" + prim("p") + "</bundle>";
    const Ordered o(bundle, "");
    EXPECT_EQ(o.text(),
              "start w-ip-10.0.0.9\nstart w-docker-0\nstart w-0\nstart w-ip-10.0.0.10\nstart w-docker-1\n"
              "start w-1\nstart p\n");
    EXPECT_EQ(o.claim("start w-docker-1", "start p"), Claim::SameInstance);
    EXPECT_EQ(o.claim("start w-docker-0", "start w-docker-1"), Claim::Nothing);
}

TEST(RunOrder, AGuestNodeComesAfterItsMachine) {
    const Ordered o(prim("vm", meta("m", "remote-node", "guest")) + prim("a"), "");
    EXPECT_TRUE(o.before("start vm", "start guest"));
    EXPECT_EQ(o.claim("start guest", "start a"), Claim::Nothing);
}

TEST(RunOrder, WhatIsHeldStopsWhatNeedsIt) {
    const std::string held = prim("a", meta("m", "target-role", "stopped"));
    EXPECT_EQ(Ordered(held + prim("b"), "<rsc_order id='o' first='a' then='b'/>").text(), "");
    EXPECT_EQ(Ordered(held + prim("b"), "<rsc_order id='o' first='a' then='b' kind='Optional'/>").text(), "start b\n");
    EXPECT_EQ(Ordered(held + prim("b"), "<rsc_colocation id='o' rsc='b' with-rsc='a' score='INFINITY'/>").text(), "");
    EXPECT_EQ(Ordered("<group id='g'>" + prim("b") + held + prim("c") + "</group>", "").text(), "start b\n");
    EXPECT_EQ(Ordered(prim("a", meta("m", "is-managed", "false")), "").text(), "");
    const std::string defaults = "<rsc_defaults>" + meta("d", "target-role", "Stopped") + "</rsc_defaults>";
    EXPECT_EQ(Ordered(prim("a") + prim("b", meta("m", "target-role", "Started")), "", false, defaults).text(),
              "start b\n");
}

TEST(RunOrder, OfTwoOrdersTheFirstWrittenCounts) {
    const std::string two = prim("a", meta("m", "target-role", "Stopped")) + prim("b");
    const std::string advisory = "<rsc_order id='o' first='a' then='b' kind='Optional'/>";
    const std::string mandatory = "<rsc_order id='p' first='a' then='b'/>";
    EXPECT_EQ(Ordered(two, advisory + mandatory).text(), "start b\n");
    EXPECT_EQ(Ordered(two, mandatory + advisory).text(), "");
    const std::string either = "<rsc_order id='o' first='a' then='b' kind='Serialize'/>";
    EXPECT_EQ(Ordered(prim("a") + prim("b"), either + mandatory).claim("start a", "start b"), Claim::Nothing);
}

TEST(RunOrder, APrimitiveInACloneIsTheCloneOnceItWasProbed) {
    const std::string resources = "<clone id='c'>" + prim("k") + "</clone>" + prim("r");
    const std::string order = "<rsc_order id='o' first='k' then='r'/>";
    EXPECT_EQ(Ordered(resources, order).claim("start k", "start r"), Claim::Nothing);
    EXPECT_TRUE(Ordered(resources, order, true).before("stop r", "stop k"));
}

TEST(RunOrder, BesideAGroupThatOnlyAnOrderHolds) {
    const std::string rest = "<group id='g'>" + prim("a") + prim("b") + "</group>" + prim("d");
    const std::string beside = "<rsc_colocation id='q' rsc='d' with-rsc='g' score='INFINITY'/>";
    const std::string order = "<rsc_order id='o' first='s' then='g'/>";
    const std::string held = prim("s", meta("m", "target-role", "Stopped"));
    EXPECT_EQ(Ordered(held + rest, order + beside).text(), "start d\n");
    const std::string single = "<rsc_colocation id='q' rsc='d' with-rsc='a' score='INFINITY'/>";
    EXPECT_EQ(Ordered(held + rest, order + single).text(), "");
}

TEST(RunOrder, TwoSetsWaitOverOneJoint) {
    std::string all, first, then;
    for (int i = 0; i < 400; ++i) {
        const std::string id = "p" + std::to_string(i);
        all += prim(id);
        (i < 200 ? first : then) += "<resource_ref id='" + id + "'/>";
    }
    const std::string set = "<resource_set sequential='false' id='";
    const std::string order = "<rsc_order id='o'>" + set + "1'>" + first + "</resource_set>" + set + "2'>" + then +
                              "</resource_set></rsc_order>";
    for (const bool stop : {false, true}) {
        const Ordered o(all, order, stop);
        std::size_t edges = 0;
        for (const order::Action& action : o.order.order.actions) edges += action.after.size();
        EXPECT_EQ(o.order.order.actions.size(), 401u);
        EXPECT_EQ(edges, 400u);
        EXPECT_TRUE(stop ? o.before("stop p399", "stop p0") : o.before("start p0", "start p399"));
        EXPECT_EQ(stop ? o.claim("stop p1", "stop p0") : o.claim("start p0", "start p1"), Claim::Nothing);
    }
}

TEST(RunOrder, ASetAndAnOrderOfOneOfItsMembersAreToldOnce) {
    const std::string four = prim("a") + prim("b") + prim("c") + prim("d");
    const std::string advisory = "<rsc_order id='x' first='a' then='c' kind='Optional'/>";
    const std::string sets =
        "<rsc_order id='o'><resource_set id='1' sequential='false'><resource_ref id='a'/><resource_ref id='b'/>"
        "</resource_set><resource_set id='2' sequential='false'><resource_ref id='c'/><resource_ref id='d'/>"
        "</resource_set></rsc_order>";
    // The first that is written counts: `c` starts without `a`, not without `b`.
    const auto without = [&](const std::string& held) {
        const std::string no = "<primitive id='" + held + "' class='ocf' provider='pacemaker' type='Dummy'>";
        std::string text = four;
        text.replace(text.find(prim(held)), prim(held).size(),
                     no + meta("m", "target-role", "Stopped") + "</primitive>");
        return Ordered(text, advisory + sets).text();
    };
    EXPECT_EQ(without("a"), "start b\nstart c\n");
    EXPECT_EQ(without("b"), "start a\n");
}

TEST(RunOrder, ACircleIsLeftOut) {
    const Ordered o(prim("a") + prim("b") + prim("c"),
                    "<rsc_order id='o' first='a' then='b'/><rsc_order id='p' first='b' then='a'/>");
    EXPECT_FALSE(o.order.complete);
    ASSERT_EQ(o.order.circle.size(), 2u);
    EXPECT_EQ(o.order.circle[0].first, "start a");
    EXPECT_EQ(o.order.circle[0].then, "start b");
    EXPECT_EQ(o.order.circle[0].constraint, 0u);
    EXPECT_EQ(o.order.circle[1].then, "start a");
    EXPECT_EQ(o.order.circle[1].constraint, 1u);
    EXPECT_EQ(o.text(), "start c\n");
}

}  // namespace
}  // namespace hale::pacemaker
