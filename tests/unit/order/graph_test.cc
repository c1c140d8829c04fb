#include "compiler/order/graph.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/order/actions.h"

namespace hale::order {
namespace {

using Vertices = std::vector<std::size_t>;

Graph graph_of(std::size_t vertices, const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
    Graph out(vertices);
    for (const auto& [from, to] : edges) out.add(from, to, out.edges().size());
    return out;
}

TEST(OrderGraph, FindsCircles) {
    EXPECT_TRUE(graph_of(4, {{0, 1}, {1, 2}, {0, 2}, {2, 3}}).circles().empty());
    EXPECT_EQ(graph_of(5, {{0, 1}, {1, 2}, {2, 0}, {3, 4}}).circles(), (std::vector<Vertices>{{0, 1, 2}}));
    EXPECT_EQ(graph_of(1, {{0, 0}}).circles().size(), 1u);
}

TEST(OrderGraph, ALongChainIsNoDeepRecursion) {
    Graph chain(200000);
    for (std::size_t i = 1; i < chain.size(); ++i) chain.add(i - 1, i);
    EXPECT_TRUE(chain.circles().empty());
    EXPECT_TRUE(chain.reaches(0, 199999));
    EXPECT_FALSE(chain.reaches(199999, 0));
}

TEST(OrderGraph, SetsMeetInAJoint) {
    Graph graph(20000);
    Vertices first(10000), then(10000);
    for (std::size_t i = 0; i < 10000; ++i) first[i] = i, then[i] = 10000 + i;
    graph.add_all(first, then, 7);
    EXPECT_EQ(graph.size(), 20001u);
    EXPECT_EQ(graph.edges().size(), 20000u);
    EXPECT_TRUE(graph.reaches(3, 19999));
    EXPECT_FALSE(graph.reaches(3, 4));
    graph.add_all({15000}, {5000}, 8);
    const auto circles = graph.circles();
    ASSERT_EQ(circles.size(), 1u);
    EXPECT_EQ(circles.front(), (Vertices{5000, 15000, 20000}));
}

TEST(OrderGraph, TheWayRoundIsTheShortestAndNamesItsCauses) {
    const Graph graph = graph_of(5, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {1, 3}, {4, 0}});
    const std::vector<Edge> way = graph.way_round(graph.circles().front());
    ASSERT_EQ(way.size(), 3u);
    EXPECT_EQ((Vertices{way[0].from, way[1].from, way[2].from}), (Vertices{0, 1, 3}));
    EXPECT_EQ((Vertices{way[0].why, way[1].why, way[2].why}), (Vertices{0, 4, 3}));
    EXPECT_EQ(way.back().to, 0u);
}

TEST(OrderText, JointsAreLookedThrough) {
    const Order order{{{"a_0", "a", "start", {}}, {"b_0", "b", "start", {}}, {"", "", "", {0, 1}},
                       {"c_0", "c", "start", {1, 2}}}, {}, false};
    EXPECT_EQ(to_text(order), "start a\nstart b\nstart c\n");
    const std::string json = to_json(order);
    EXPECT_NE(json.find("\"after\": [\n        \"a_0\",\n        \"b_0\"\n      ]"), std::string::npos) << json;
    EXPECT_EQ(json.find("\"id\": \"\""), std::string::npos) << json;
}

TEST(OrderText, UnitsHaveTheirOwnForm) {
    const Order order{{{"service:a/1", "service:a", "start", {}}, {"service:a/2", "ip:\"x\"", "start", {0}}},
                      {{"service:a", 0, 2}, {"service:gone", 0, 0}},
                      true};
    EXPECT_EQ(to_text(order), "## service:a rc=0\n[start] service:a\n[start] ip:\"x\"\n## service:gone rc=0\n");
    EXPECT_NE(to_json(order).find("\"resource\": \"ip:\\\"x\\\"\""), std::string::npos) << to_json(order);
}

}  // namespace
}  // namespace hale::order
