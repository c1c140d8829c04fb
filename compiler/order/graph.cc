#include "compiler/order/graph.h"

#include <algorithm>
#include <deque>
#include <unordered_map>
#include <unordered_set>

namespace hale::order {

namespace {

/// Tarjan's strongly connected components, with its own stack.
class Tarjan {
public:
    explicit Tarjan(const Graph& graph)
        : g_(graph), index_(graph.size(), kNew), low_(graph.size()), open_(graph.size(), false) {}

    std::vector<std::vector<std::size_t>> run() {
        for (std::size_t v = 0; v < g_.size(); ++v) {
            if (index_[v] == kNew) visit(v);
        }
        return std::move(circles_);
    }

private:
    static constexpr std::size_t kNew = std::numeric_limits<std::size_t>::max();
    struct Frame {
        std::size_t vertex, edge;
    };

    std::size_t target(std::size_t vertex, std::size_t edge) const { return g_.edges()[g_.leaving(vertex)[edge]].to; }

    void enter(std::size_t v) {
        index_[v] = low_[v] = counter_++;
        open_[v] = true;
        path_.push_back(v);
        frames_.push_back({v, 0});
    }

    void visit(std::size_t root) {
        enter(root);
        while (!frames_.empty()) {
            const std::size_t v = frames_.back().vertex;
            if (frames_.back().edge < g_.leaving(v).size()) {
                const std::size_t w = target(v, frames_.back().edge++);
                if (index_[w] == kNew) {
                    enter(w);
                } else if (open_[w]) {
                    low_[v] = std::min(low_[v], index_[w]);
                }
                continue;
            }
            frames_.pop_back();
            if (!frames_.empty()) low_[frames_.back().vertex] = std::min(low_[frames_.back().vertex], low_[v]);
            if (low_[v] == index_[v]) close(v);
        }
    }

    void close(std::size_t v) {
        std::vector<std::size_t> component;
        while (true) {
            const std::size_t w = path_.back();
            path_.pop_back();
            open_[w] = false;
            component.push_back(w);
            if (w == v) break;
        }
        if (component.size() < 2 && !leads_to_itself(v)) return;
        std::sort(component.begin(), component.end());
        circles_.push_back(std::move(component));
    }

    bool leads_to_itself(std::size_t v) const {
        for (std::size_t e = 0; e < g_.leaving(v).size(); ++e) {
            if (target(v, e) == v) return true;
        }
        return false;
    }

    const Graph& g_;
    std::vector<std::size_t> index_, low_;
    std::vector<bool> open_;
    std::vector<std::size_t> path_;
    std::vector<Frame> frames_;
    std::size_t counter_ = 0;
    std::vector<std::vector<std::size_t>> circles_;
};

}  // namespace

void Graph::add(std::size_t from, std::size_t to, std::size_t why) {
    next_[from].push_back(static_cast<std::uint32_t>(edges_.size()));
    edges_.push_back({from, to, why});
}

void Graph::add_all(const std::vector<std::size_t>& first, const std::vector<std::size_t>& then, std::size_t why) {
    if (first.empty() || then.empty()) return;
    if (first.size() == 1 || then.size() == 1) {
        for (const std::size_t a : first) {
            for (const std::size_t b : then) add(a, b, why);
        }
        return;
    }
    const std::size_t joint = next_.size();
    next_.emplace_back();
    for (const std::size_t a : first) add(a, joint, why);
    for (const std::size_t b : then) add(joint, b, why);
}

bool Graph::reaches(std::size_t from, std::size_t to) const {
    std::unordered_set<std::size_t> seen;  // mostly a small part of the whole
    std::vector<std::size_t> todo{from};
    while (!todo.empty()) {
        const std::size_t at = todo.back();
        todo.pop_back();
        for (const std::uint32_t e : next_[at]) {
            const std::size_t next = edges_[e].to;
            if (next == to) return true;
            if (seen.insert(next).second) todo.push_back(next);
        }
    }
    return false;
}

std::vector<std::vector<std::size_t>> Graph::circles() const { return Tarjan(*this).run(); }

std::vector<Edge> Graph::way_round(const std::vector<std::size_t>& circle) const {
    std::size_t start = circle.front();
    for (auto v = circle.rbegin(); v != circle.rend(); ++v) {
        if (!is_joint(*v)) start = *v;
    }
    const std::unordered_set<std::size_t> inside(circle.begin(), circle.end());
    std::unordered_map<std::size_t, std::uint32_t> by;  // the edge that a vertex was first reached by
    std::deque<std::size_t> todo{start};
    while (!todo.empty() && !by.contains(start)) {
        const std::size_t at = todo.front();
        todo.pop_front();
        for (const std::uint32_t e : next_[at]) {
            const std::size_t next = edges_[e].to;
            if (inside.contains(next) && by.emplace(next, e).second) todo.push_back(next);
        }
    }
    std::vector<Edge> out;
    for (std::size_t at = start; by.contains(at) && (out.empty() || at != start);) {
        out.push_back(edges_[by.at(at)]);
        at = out.back().from;
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace hale::order
