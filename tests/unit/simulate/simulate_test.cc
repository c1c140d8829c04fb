// The scheduler's answers as hale reads them: against the real crm_simulate where it is installed (CI installs it).

#include <gtest/gtest.h>

#include "compiler/simulate/confirm.h"
#include "compiler/simulate/failures.h"

namespace hale::simulate {
namespace {

std::string cib(const std::string& resources, const std::string& constraints = "") {
    return "<cib validate-with=\"pacemaker-3.2\" crm_feature_set=\"3.99.0\" epoch=\"1\" num_updates=\"0\" "
           "admin_epoch=\"0\">"
           "<configuration><crm_config><cluster_property_set id=\"o\"><nvpair id=\"o1\" name=\"stonith-enabled\" "
           "value=\"true\"/>"
           "</cluster_property_set></crm_config><nodes><node id=\"1\" uname=\"a\"/><node id=\"2\" "
           "uname=\"b\"/></nodes><resources>"
           "<primitive id=\"power\" class=\"stonith\" type=\"fence_ipmilan\"/>" +
           resources + "</resources><constraints>" + constraints + "</constraints></configuration><status/></cib>";
}
std::string primitive(const std::string& id, const std::string& value = "x") {
    return "<primitive id=\"" + id +
           "\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\"><instance_attributes id=\"" + id +
           "-p\"><nvpair id=\"" + id + "-p1\" name=\"fake\" value=\"" + value +
           "\"/></instance_attributes><operations><op id=\"" + id +
           "-m\" name=\"monitor\" interval=\"10s\"/></operations></primitive>";
}

class Simulate : public testing::Test {
protected:
    void SetUp() override {
        if (!Scheduler(processes).available()) GTEST_SKIP() << "crm_simulate is not installed";
    }
    HostProcesses processes;
};

const Failure* find(const Matrix& matrix, const std::string& what) {
    for (const Failure& f : matrix.failures) {
        if (f.what == what) return &f;
    }
    return nullptr;
}

TEST_F(Simulate, ALostNodeIsFencedAndWhatRanThereMoves) {
    const Matrix matrix = failures(processes,
                                   cib("<group id=\"g\">" + primitive("x") + primitive("y") + "</group>",
                                       "<rsc_location id=\"l\" rsc=\"g\" node=\"a\" score=\"100\"/>"),
                                   {});
    ASSERT_EQ(matrix.problem, "");
    EXPECT_EQ(matrix.start.nodes_of("x"), std::vector<std::string>{"a"});
    const Failure* lost = find(matrix, "fail(a)");
    ASSERT_NE(lost, nullptr);
    EXPECT_EQ(lost->fenced, std::vector<std::string>{"a"});
    EXPECT_EQ(lost->after.nodes_of("y"), std::vector<std::string>{"b"});
    EXPECT_TRUE(lost->down.empty());
}

TEST_F(Simulate, AMemberThatFailsRestartsWhatStandsBehindIt) {
    const Matrix matrix =
        failures(processes, cib("<group id=\"g\">" + primitive("x") + primitive("y") + "</group>"), {});
    const Failure* failed = find(matrix, "fail(x)");
    ASSERT_NE(failed, nullptr);
    EXPECT_EQ(failed->restarts, (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(find(matrix, "fail(y)")->restarts, std::vector<std::string>{"y"});
}

TEST_F(Simulate, WhatMayRunOnOneNodeOnlyDoesNotSurviveItsLoss) {
    const Matrix matrix = failures(
        processes, cib(primitive("x"), "<rsc_location id=\"l\" rsc=\"x\" node=\"b\" score=\"-INFINITY\"/>"), {});
    const Failure* lost = find(matrix, "fail(a)");
    ASSERT_NE(lost, nullptr);
    ASSERT_EQ(lost->down.size(), 1u);
    EXPECT_EQ(lost->down[0].resource, "x");
    EXPECT_NE(to_text(matrix).find("`x` does not survive the loss of the node that it runs on"), std::string::npos);
}

TEST_F(Simulate, ConfirmsThatANewMemberRestartsTheLaterOnes) {
    diff::Plan plan;
    Scheduler scheduler(processes);
    const std::string before = cib("<group id=\"g\">" + primitive("x") + primitive("y") + "</group>");
    const std::string after = cib("<group id=\"g\">" + primitive("x") + primitive("n") + primitive("y") + "</group>");
    ASSERT_TRUE(confirm(scheduler, before, after, plan)) << scheduler.problem;
    ASSERT_EQ(plan.resources.size(), 2u);
    EXPECT_EQ(plan.resource("y").effect, diff::Effect::Restart);
    EXPECT_EQ(plan.resource("n").effect, diff::Effect::Start);
}

TEST(Cold, RefusesWhatIsNoCib) {
    EXPECT_FALSE(cold("", false));
    EXPECT_FALSE(cold("<cluster/>", false));
    EXPECT_FALSE(cold(std::string("\0\xff<", 3), false));
}

}  // namespace
}  // namespace hale::simulate
