// Resources that wait for one another in a circle never start. Each circle is reported once, with every order in it.

#include <algorithm>
#include <set>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/graph.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

class Search {
public:
    Search(const Facts& facts, diag::Sink& sink) : f_(facts), sink_(sink), starts_(facts), g_(starts_.graph()) {
        state_.resize(g_.size(), State::New);
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
        order::Edge by{};  // that leads to it
    };
    /// What one order makes wait for what.
    struct Step {
        model::UseId first, then;
        std::size_t wait = 0;
    };

    /// Depth first without recursion: a chain may be as long as the cluster has resources.
    void visit(std::size_t root) {
        std::vector<Frame> path = {{root}};
        state_[root] = State::OnPath;
        while (!path.empty()) {
            Frame& top = path.back();
            const auto& edges = g_.leaving(top.vertex);
            if (top.next == edges.size()) {
                state_[top.vertex] = State::Done;
                path.pop_back();
                continue;
            }
            const order::Edge edge = g_.edges()[edges[top.next++]];
            if (state_[edge.to] == State::OnPath) circle(path, edge);
            if (state_[edge.to] != State::New) continue;
            state_[edge.to] = State::OnPath;
            path.push_back({edge.to, 0, edge});
        }
    }

    void circle(const std::vector<Frame>& path, const order::Edge& last) {
        const auto begin = std::find_if(path.begin(), path.end(), [&](const Frame& f) { return f.vertex == last.to; });
        std::vector<order::Edge> edges;
        for (auto frame = begin + 1; frame != path.end(); ++frame) edges.push_back(frame->by);
        edges.push_back(last);
        const std::vector<Step> steps = steps_of(std::move(edges));
        const std::size_t before = told_.size();
        for (const Step& step : steps) told_.insert(step.wait);
        if (told_.size() == before) return;
        if (steps.size() == 1) {
            against_containment(steps.front());
        } else {
            report(steps);
        }
    }

    /// Only what an order says, a joint looked through.
    std::vector<Step> steps_of(std::vector<order::Edge> edges) const {
        if (g_.is_joint(edges.front().from)) std::rotate(edges.begin(), edges.begin() + 1, edges.end());
        std::vector<Step> out;
        std::size_t from = edges.front().from;
        for (const order::Edge& edge : edges) {
            if (!g_.is_joint(edge.from)) from = edge.from;
            if (edge.why == order::kNoCause || g_.is_joint(edge.to)) continue;
            out.push_back({StartGraph::use_of(from), StartGraph::use_of(edge.to), edge.why});
        }
        return out;
    }
    model::OriginId origin(const Step& step) const { return f_.waits[step.wait].origin; }

    void against_containment(const Step& s) {
        if (s.first == s.then) return;  // HL3023 has said so
        sink_.report(diag::OrderAgainstGroup, f_.span(origin(s)), f_.path(s.then), f_.path(s.first))
            .notes(f_.iterations(origin(s)))
            .label(f_.span(f_.cluster.at(s.first).origin), "`{}` starts later, by its place", f_.path(s.first))
            .label(f_.span(f_.cluster.at(s.then).origin), "`{}` starts first", f_.path(s.then))
            .help("what stands in one service or group starts in the order of that; leave out this order, or move `{}`",
                  f_.path(s.then));
    }

    void report(const std::vector<Step>& steps) {
        std::string circle = f_.path(steps.front().first);
        for (const Step& s : steps) circle += " → " + f_.path(s.then);
        if (steps.back().then != steps.front().first) circle += " → " + f_.path(steps.front().first);
        auto report = sink_.report(diag::OrderCycle, f_.span(origin(steps.front())), f_.path(steps.front().then));
        report.notes(f_.iterations(origin(steps.front()))).note("the circle: {}", circle);
        for (std::size_t i = 1; i < steps.size() && i < 4; ++i) {
            report.label(f_.span(origin(steps[i])), "`{}` waits for `{}`", f_.path(steps[i].then),
                         f_.path(steps[i].first));
        }
        report.help("one of these orders must go, or become optional");
    }

    const Facts& f_;
    diag::Sink& sink_;
    StartGraph starts_;
    const order::Graph& g_;
    std::vector<State> state_;
    std::set<std::size_t> told_;  // waits
};

}  // namespace

void order_cycles(const Facts& facts, diag::Sink& sink) {
    if (!facts.waits.empty()) Search(facts, sink).run();
}

}  // namespace hale::lint
