#include "backends/pacemaker/run_order.h"

#include <algorithm>
#include <map>
#include <optional>

#include "backends/pacemaker/transition.h"

namespace hale::pacemaker {

namespace ordering {

/// Everything that a claim is worked out from, kept as long as the order is.
class Proof {
public:
    Proof(const Document& document, bool stop) : stop_(stop), resources_(read_resources(document)) {
        add_constraints(document, resources_, stop);
        transition_.emplace(resources_, stop);
    }

    const Transition& transition() const { return *transition_; }
    std::string name(std::size_t vertex) const { return operation(vertex) + ' ' + transition_->item(vertex).id; }
    std::string operation(std::size_t vertex) const {
        if (vertex % 2 == 0) return stop_ ? "stop" : "start";
        return stop_ ? "demote" : "promote";
    }

    /// What is said of two actions, by their indices in the order.
    Claims::Mark between(std::size_t first, std::size_t then) {
        return stop_ ? claim(vertices[then], vertices[first]) : claim(vertices[first], vertices[then]);
    }

    std::vector<std::size_t> vertices;  // by index in the order

private:
    Claims::Mark claim(std::size_t first, std::size_t then) {
        auto& row = known_[first];
        if (row.empty()) {
            if (!claims_) claims_.emplace(*transition_);
            claims_->from(first);
            for (std::size_t v = 0; v < transition_->size(); ++v) row.push_back(claims_->at(v));
        }
        return row[then];
    }

    bool stop_;
    Resources resources_;
    std::optional<Transition> transition_;
    std::optional<Claims> claims_;
    std::map<std::size_t, std::vector<Claims::Mark>> known_;  // by the earlier vertex
};

}  // namespace ordering

namespace {

using namespace ordering;

class Builder {
public:
    Builder(Proof& proof, bool stop) : p_(proof), t_(proof.transition()), stop_(stop) {}

    order::Order run() {
        std::vector<std::vector<std::size_t>> after = waits(t_);
        inline_joints(after);
        number();
        order::Order out;
        out.actions.resize(count_);
        p_.vertices.resize(count_);
        for (const std::size_t vertex : t_.sequence()) {
            if (index_[vertex] == Transition::kNone) continue;
            p_.vertices[index_[vertex]] = vertex;
            if (!t_.is_joint(vertex)) fill(out.actions[index_[vertex]], vertex);
            for (const std::size_t before : after[vertex]) {
                const std::size_t a = index_[before], b = index_[vertex];
                out.actions[std::max(a, b)].after.push_back(std::min(a, b));
            }
        }
        for (order::Action& action : out.actions) std::sort(action.after.begin(), action.after.end());
        return out;
    }

private:
    void fill(order::Action& action, std::size_t vertex) const {
        action.resource = t_.item(vertex).id;
        action.operation = p_.operation(vertex);
        action.id = action.resource + "_" + action.operation + "_0";
    }

    /// Joints that save nothing give way to what they wait for; those that nobody waits for go.
    void inline_joints(std::vector<std::vector<std::size_t>>& after) {
        users_.assign(t_.size(), 0);
        for (const auto& list : after) {
            for (const std::size_t before : list) ++users_[before];
        }
        for (const std::size_t vertex : t_.sequence()) {
            std::vector<std::size_t>& list = after[vertex];
            if (std::none_of(list.begin(), list.end(), [&](std::size_t v) { return saves_nothing(v, after); })) continue;
            std::vector<std::size_t> plain;
            for (const std::size_t before : list) {
                if (saves_nothing(before, after)) {
                    plain.insert(plain.end(), after[before].begin(), after[before].end());
                } else {
                    plain.push_back(before);
                }
            }
            std::sort(plain.begin(), plain.end());
            plain.erase(std::unique(plain.begin(), plain.end()), plain.end());
            list = std::move(plain);
        }
        gone_.assign(t_.size(), false);
        for (std::size_t v = t_.actions(); v < t_.size(); ++v) {
            gone_[v] = users_[v] == 0 || saves_nothing(v, after);
            if (gone_[v]) after[v].clear();
        }
    }
    bool saves_nothing(std::size_t vertex, const std::vector<std::vector<std::size_t>>& after) const {
        if (!t_.is_joint(vertex)) return false;
        const std::size_t n = after[vertex].size(), m = users_[vertex];
        return n * m <= n + m;
    }

    /// Indices of what is printed; stopping, the other way round.
    void number() {
        index_.assign(t_.size(), Transition::kNone);
        for (const std::size_t vertex : t_.sequence()) {
            if (!gone_[vertex]) index_[vertex] = count_++;
        }
        for (std::size_t& index : index_) {
            if (stop_ && index != Transition::kNone) index = count_ - 1 - index;
        }
    }

    Proof& p_;
    const Transition& t_;
    bool stop_;
    std::vector<std::size_t> users_, index_;
    std::vector<bool> gone_;
    std::size_t count_ = 0;
};

/// The way round a circle among what could not be put into the sequence.
template <class Counts>
std::vector<CircleStep> circle_of(const Proof& proof, bool stop, Counts counts) {
    const Transition& t = proof.transition();
    order::Graph rest(t.size());
    for (const Edge& edge : t.edges()) {
        const bool left = t.place(edge.from) == Transition::kNone && t.place(edge.to) == Transition::kNone;
        if (left && counts(edge.why)) rest.add(edge.from, edge.to, edge.why);
    }
    const auto circles = rest.circles();
    if (circles.empty()) return {};
    std::vector<CircleStep> out;
    std::size_t from = Transition::kNone;
    for (const order::Edge& edge : rest.way_round(circles.front())) {
        if (!t.is_joint(edge.from)) from = edge.from;
        if (t.is_joint(edge.to)) continue;
        CircleStep step{proof.name(from), proof.name(edge.to), edge.why};
        if (stop) std::swap(step.first, step.then);
        out.push_back(std::move(step));
    }
    if (stop) std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace

Claim RunOrder::proves(std::size_t first, std::size_t then) const {
    const Claims::Mark mark = proof->between(first, then);
    if (mark.everywhere) return Claim::Everywhere;
    return mark.same_instance ? Claim::SameInstance : Claim::Nothing;
}

bool RunOrder::likely(std::size_t first, std::size_t then) const { return proof->between(first, then).likely; }

std::vector<CircleStep> find_circle(const Document& document, bool stop) {
    const Proof proof(document, stop);
    if (proof.transition().complete()) return {};
    return circle_of(proof, stop, [&](std::size_t why) {
        return why == order::kNoCause || is_mandatory(std::get<Order>(document.constraints[why]));
    });
}

RunOrder run_order(const Document& document, bool stop) {
    RunOrder out;
    out.proof = std::make_shared<Proof>(document, stop);
    Builder builder(*out.proof, stop);
    out.order = builder.run();
    out.complete = out.proof->transition().complete();
    if (!out.complete) out.circle = circle_of(*out.proof, stop, [](std::size_t) { return true; });
    return out;
}

}  // namespace hale::pacemaker
