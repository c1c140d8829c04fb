#include "compiler/graph/graph.h"

#include <gtest/gtest.h>

namespace hale::graph {
namespace {

std::vector<order::Action> three() {
    return {{"1", "ip:a", "start", {}}, {"2", "fs:\"x\"", "start", {0}}, {"3", "web", "start", {0, 1}}};
}

TEST(Graph, DrawsWhatNoOtherArrowImplies) {
    EXPECT_EQ(to_dot(three(), "t \"1\""),
              "digraph \"t \\\"1\\\"\" {\n  rankdir=TB;\n  node [shape=box];\n"
              "  a0 [label=\"start ip:a\"];\n  a1 [label=\"start fs:\\\"x\\\"\"];\n  a2 [label=\"start web\"];\n"
              "  a0 -> a1;\n  a1 -> a2;\n}\n");
    EXPECT_EQ(to_mermaid(three(), "t \"1\""),
              "---\ntitle: \"t '1'\"\n---\nflowchart TB\n"
              "  a0[\"start ip:a\"]\n  a1[\"start fs:#quot;x#quot;\"]\n  a2[\"start web\"]\n"
              "  a0 --> a1\n  a1 --> a2\n");
}

TEST(Graph, AJointIsAPoint) {
    const std::vector<order::Action> joined = {
        {"1", "a", "start", {}}, {"2", "b", "start", {}}, {"", "", "", {0, 1}}, {"3", "c", "start", {1, 2}}};
    EXPECT_EQ(to_dot(joined, ""),
              "digraph \"\" {\n  rankdir=TB;\n  node [shape=box];\n  a0 [label=\"start a\"];\n  a1 [label=\"start b\"];\n"
              "  a2 [shape=point];\n  a3 [label=\"start c\"];\n  a0 -> a2;\n  a1 -> a2;\n  a2 -> a3;\n}\n");
    EXPECT_NE(to_mermaid(joined, "").find("  a2(( ))\n"), std::string::npos);
}

}  // namespace
}  // namespace hale::graph
