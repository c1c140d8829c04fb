// The proof that shapes are right: for all small services, the constraints allow exactly one order of starts and one
// order of stops, the given ones.

#include "backends/pacemaker/shape.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>


namespace hale::pacemaker {
namespace {

std::vector<Element> elements(std::size_t count) {
    std::vector<Element> out(count);
    for (std::size_t i = 0; i < count; ++i) out[i].instance = i;
    return out;
}

/// before[a][b]: a's start (or stop) comes before b's, by groups and edges, transitively.
std::vector<std::vector<bool>> closure(const Shape& shape, std::size_t count, bool stop) {
    std::vector<std::vector<bool>> before(count, std::vector<bool>(count, false));
    const auto pair = [&](std::size_t a, std::size_t b) { stop ? before[b][a] = true : before[a][b] = true; };
    for (const Unit& u : shape.units) {
        for (std::size_t i = 1; i < u.members.size(); ++i) pair(u.members[i - 1].instance, u.members[i].instance);
    }
    for (const Edge& e : shape.edges) {
        if (e.kind == (stop ? Edge::Kind::StartOnly : Edge::Kind::StopOnly)) continue;
        for (const Element& a : shape.units[e.first].members) {
            for (const Element& b : shape.units[e.then].members) {
                if (e.kind == Edge::Kind::Both) {
                    pair(a.instance, b.instance);
                } else {
                    before[a.instance][b.instance] = true;
                }
            }
        }
    }
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t i = 0; i < count; ++i) {
            for (std::size_t j = 0; j < count; ++j) before[i][j] = before[i][j] || (before[i][k] && before[k][j]);
        }
    }
    return before;
}

void expect_exact_order(const std::vector<Element>& start, const std::vector<std::size_t>& stop) {
    const Shape shape = make_shape(start, stop);
    const auto starts = closure(shape, start.size(), false), stops = closure(shape, start.size(), true);
    for (std::size_t i = 0; i < start.size(); ++i) {
        EXPECT_FALSE(starts[i][i]);
        EXPECT_FALSE(stops[i][i]);
        for (std::size_t j = i + 1; j < start.size(); ++j) {
            EXPECT_TRUE(starts[start[i].instance][start[j].instance]);
            EXPECT_TRUE(stops[stop[i]][stop[j]]);
        }
    }
}

TEST(Shape, MirroredServiceIsOneGroup) {
    const Shape shape = make_shape(elements(4), {3, 2, 1, 0});
    ASSERT_EQ(shape.units.size(), 1u);
    EXPECT_EQ(shape.units[0].members.size(), 4u);
    EXPECT_TRUE(shape.edges.empty());
    EXPECT_TRUE(shape.together.empty());
}

TEST(Shape, EveryStopOrderOfUpToSixIsExact) {
    for (std::size_t n = 1; n <= 6; ++n) {
        std::vector<std::size_t> stop(n);
        std::iota(stop.begin(), stop.end(), 0);
        do expect_exact_order(elements(n), stop);
        while (std::next_permutation(stop.begin(), stop.end()));
    }
}

TEST(Shape, WeakElementsKeepTheOrderToo) {
    for (std::size_t mask = 0; mask < 32; ++mask) {
        std::vector<std::size_t> stop(5);
        std::iota(stop.begin(), stop.end(), 0);
        do {
            std::vector<Element> start = elements(5);
            for (std::size_t i = 0; i < 5; ++i) start[i].foreign = (mask >> i & 1) != 0;
            expect_exact_order(start, stop);
            for (std::size_t i = 0; i < 5; ++i) {
                start[i].foreign = false;
                if ((mask >> i & 1) != 0) start[i].regions = {{7, i % 2 == 0}};
            }
            expect_exact_order(start, stop);
        } while (std::next_permutation(stop.begin(), stop.end()));
    }
}

TEST(Shape, IpStopsBeforeSmb) {  // fs, ip, smb, script; stop: script, ip, smb, fs
    const Shape shape = make_shape(elements(4), {3, 1, 2, 0});
    EXPECT_EQ(shape.units.size(), 4u);
    const auto kind = [&](std::size_t first, std::size_t then) {
        for (const Edge& e : shape.edges) {
            if (e.first == first && e.then == then) return static_cast<int>(e.kind);
        }
        return -1;
    };
    EXPECT_EQ(kind(0, 1), static_cast<int>(Edge::Kind::Both));
    EXPECT_EQ(kind(0, 2), static_cast<int>(Edge::Kind::Both));
    EXPECT_EQ(kind(1, 3), static_cast<int>(Edge::Kind::Both));
    EXPECT_EQ(kind(2, 3), static_cast<int>(Edge::Kind::Both));
    EXPECT_EQ(shape.together.size(), 3u);
}

TEST(Shape, IndependentSubtreeDoesNotRestartWhatFollows) {
    std::vector<Element> start = elements(3);
    start[1].regions = {{9, false}};
    const Shape shape = make_shape(start, {2, 1, 0});
    for (const Edge& e : shape.edges) {
        if (e.first == 1) {
            EXPECT_EQ(static_cast<int>(e.kind), static_cast<int>(Edge::Kind::StartOnly));
        }
    }
    expect_exact_order(start, {2, 1, 0});
}

TEST(Shape, NonCriticalSubtreeOnlyAdvises) {
    std::vector<Element> start = elements(3);
    start[1].regions = {{9, true}};
    const Shape shape = make_shape(start, {2, 1, 0});
    for (const Edge& e : shape.edges) EXPECT_EQ(e.advisory, e.first == 1);
    for (const Together& t : shape.together) EXPECT_NE(t.with, 1u);
}

TEST(Shape, SharedInstanceNeverWaitsForItsUsers) {  // a, X, b
    std::vector<Element> start = elements(3);
    start[1].foreign = true;
    const Shape shape = make_shape(start, {2, 1, 0});
    for (const Edge& e : shape.edges) EXPECT_EQ(e.advisory, e.then == 1);
    const auto with_x = std::count_if(shape.together.begin(), shape.together.end(),
                                      [](const Together& t) { return t.rsc == 2 && t.with == 1; });
    EXPECT_EQ(with_x, 1);
}

}  // namespace
}  // namespace hale::pacemaker
