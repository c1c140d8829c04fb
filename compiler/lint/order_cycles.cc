// Resources that wait for one another in a circle never start. Each circle is reported once, with every order in it.

#include <algorithm>
#include <set>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/graph.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

class CycleSearch {
public:
    CycleSearch(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), graph_(facts) {
        state_.resize(graph_.edges().size(), State::New);
    }

    void run() {
        for (std::size_t v = 0; v < state_.size(); ++v) {
            if (state_[v] == State::New) visit(v);
        }
    }

private:
    enum class State : std::uint8_t { New, OnPath, Done };
    struct Frame {
        std::size_t vertex;
        std::size_t next = 0;
    };

    /// Depth first without recursion: a chain may be as long as the cluster has resources.
    void visit(std::size_t root) {
        std::vector<Frame> path = {{root}};
        std::vector<const Wait*> by = {nullptr};  // by[i]: the order that leads to path[i]
        state_[root] = State::OnPath;
        while (!path.empty()) {
            Frame& top = path.back();
            const auto& edges = graph_.edges()[top.vertex];
            if (top.next == edges.size()) {
                state_[top.vertex] = State::Done;
                path.pop_back();
                by.pop_back();
                continue;
            }
            const Edge edge = edges[top.next++];
            if (state_[edge.to] == State::OnPath) circle(path, by, edge);
            if (state_[edge.to] != State::New) continue;
            state_[edge.to] = State::OnPath;
            path.push_back({edge.to});
            by.push_back(edge.wait);
        }
    }

    void circle(const std::vector<Frame>& path, const std::vector<const Wait*>& by, const Edge& last) {
        const auto begin = std::find_if(path.begin(), path.end(), [&](const Frame& f) { return f.vertex == last.to; });
        std::vector<const Wait*> waits;
        for (auto i = static_cast<std::size_t>(begin - path.begin()) + 1; i < path.size(); ++i) {
            if (by[i] != nullptr) waits.push_back(by[i]);
        }
        if (last.wait != nullptr) waits.push_back(last.wait);
        std::set<const Wait*> fresh(waits.begin(), waits.end());
        const std::size_t before = told_.size();
        told_.merge(fresh);
        if (waits.empty() || told_.size() == before) return;
        if (waits.size() == 1) {
            against_containment(*waits.front());
        } else {
            report(waits);
        }
    }

    void against_containment(const Wait& w) {
        if (w.first == w.then) return;  // HL3023 has said so
        sink_.report(diag::OrderAgainstGroup, f_.span(w.origin), f_.path(w.then), f_.path(w.first))
            .notes(f_.iterations(w.origin))
            .label(f_.span(f_.cluster.at(w.first).origin), "`{}` starts later, by its place", f_.path(w.first))
            .label(f_.span(f_.cluster.at(w.then).origin), "`{}` starts first", f_.path(w.then))
            .help("what stands in one service or group starts in the order of that; leave out this order, or move `{}`",
                  f_.path(w.then));
    }

    void report(const std::vector<const Wait*>& waits) {
        std::string circle = f_.path(waits.front()->first);
        for (const Wait* w : waits) circle += " → " + f_.path(w->then);
        if (waits.back()->then != waits.front()->first) circle += " → " + f_.path(waits.front()->first);
        auto report = sink_.report(diag::OrderCycle, f_.span(waits.front()->origin), f_.path(waits.front()->then));
        report.notes(f_.iterations(waits.front()->origin)).note("the circle: {}", circle);
        for (std::size_t i = 1; i < waits.size() && i < 4; ++i) {
            report.label(f_.span(waits[i]->origin), "`{}` waits for `{}`", f_.path(waits[i]->then),
                         f_.path(waits[i]->first));
        }
        report.help("one of these orders must go, or become optional");
    }

    const Facts& f_;
    diag::Sink& sink_;
    StartGraph graph_;
    std::vector<State> state_;
    std::set<const Wait*> told_;
};

}  // namespace

void order_cycles(const Facts& facts, diag::Sink& sink) {
    if (!facts.waits.empty()) CycleSearch(facts, sink).run();
}

}  // namespace hale::lint
