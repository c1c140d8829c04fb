#include "compiler/graph/graph.h"

#include <gtest/gtest.h>

namespace hale::graph {
namespace {

const char* const kOrder = R"({"format": 1, "actions": [
  {"id": "1", "resource": "ip:a", "operation": "start", "after": []},
  {"id": "2", "resource": "fs:\"x\"", "operation": "start", "after": ["1"]},
  {"id": "3", "resource": "web", "operation": "start", "after": ["1", "2", "gone"]}]})";

TEST(Graph, ReadsTheJsonForm) {
    const auto actions = read_order(kOrder);
    ASSERT_TRUE(actions);
    ASSERT_EQ(actions->size(), 3u);
    EXPECT_EQ((*actions)[1].resource, "fs:\"x\"");
    EXPECT_EQ((*actions)[2].after.size(), 3u);
    for (const char* no : {"", "[]", "{", "{\"actions\": 1}", "{\"actions\": [1]}"}) EXPECT_FALSE(read_order(no)) << no;
}

TEST(Graph, DrawsWhatNoOtherArrowImplies) {
    EXPECT_EQ(to_dot(*read_order(kOrder), "t \"1\""),
              "digraph \"t \\\"1\\\"\" {\n  rankdir=TB;\n  node [shape=box];\n"
              "  a0 [label=\"start ip:a\"];\n  a1 [label=\"start fs:\\\"x\\\"\"];\n  a2 [label=\"start web\"];\n"
              "  a0 -> a1;\n  a1 -> a2;\n}\n");
    EXPECT_EQ(to_mermaid(*read_order(kOrder), "t \"1\""),
              "---\ntitle: \"t '1'\"\n---\nflowchart TB\n"
              "  a0[\"start ip:a\"]\n  a1[\"start fs:#quot;x#quot;\"]\n  a2[\"start web\"]\n"
              "  a0 --> a1\n  a1 --> a2\n");
}

TEST(Graph, ShowsACircleAsItIs) {
    const std::vector<Action> circle = {{"1", "a", "start", {"2"}}, {"2", "b", "start", {"1"}}};
    const std::string dot = to_dot(circle, "");
    EXPECT_NE(dot.find("a1 -> a0"), std::string::npos) << dot;
    EXPECT_NE(dot.find("a0 -> a1"), std::string::npos) << dot;
}

}  // namespace
}  // namespace hale::graph
