#include "backends/pacemaker/cycles.h"

#include <algorithm>
#include <limits>

namespace hale::pacemaker {

namespace {

/// Tarjan's strongly connected components, with its own stack.
class Tarjan {
public:
    Tarjan(std::size_t count, const std::vector<Precedence>& edges)
        : next_(count), index_(count, kNew), low_(count), open_(count, false) {
        for (const auto& [a, b] : edges) next_[a].push_back(b);
    }

    std::vector<std::vector<std::size_t>> run() {
        for (std::size_t v = 0; v < next_.size(); ++v) {
            if (index_[v] == kNew) visit(v);
        }
        return std::move(circles_);
    }

private:
    static constexpr std::size_t kNew = std::numeric_limits<std::size_t>::max();
    struct Frame {
        std::size_t vertex, edge;
    };

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
            if (frames_.back().edge < next_[v].size()) {
                const std::size_t w = next_[v][frames_.back().edge++];
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
        const bool own_loop = std::find(next_[v].begin(), next_[v].end(), v) != next_[v].end();
        if (component.size() < 2 && !own_loop) return;
        std::sort(component.begin(), component.end());
        circles_.push_back(std::move(component));
    }

    std::vector<std::vector<std::size_t>> next_;
    std::vector<std::size_t> index_, low_;
    std::vector<bool> open_;
    std::vector<std::size_t> path_;
    std::vector<Frame> frames_;
    std::size_t counter_ = 0;
    std::vector<std::vector<std::size_t>> circles_;
};

}  // namespace

std::vector<std::vector<std::size_t>> circles(std::size_t count, const std::vector<Precedence>& edges) {
    return Tarjan(count, edges).run();
}

}  // namespace hale::pacemaker
