#include "backends/pacemaker/run_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace hale::pacemaker {

namespace {

const NvPair* meta(const Sets& sets, std::string_view name) {
    for (const NvSet& set : sets.meta) {
        if (const NvPair* pair = set.find(name)) return pair;
    }
    return nullptr;
}

bool held_stopped(const Sets& sets) {
    const NvPair* role = meta(sets, "target-role");
    return role != nullptr && role->value == "Stopped";
}

/// A primitive that runs, by index, and what each id stands for.
class Runner {
public:
    explicit Runner(const Document& document) : d_(document) {
        for (const Resource& resource : d_.resources) std::visit(*this, resource);
        for (const Tag& tag : d_.tags) {
            auto& members = members_[tag.id];
            for (const Reference& member : tag.members) append(members, member.id);
        }
        spread_stopped();
    }

    void operator()(const Primitive& p) { members_[p.id] = {add(p, false)}; }
    void operator()(const Template&) {}
    void operator()(const Group& g) { group(g, false); }
    void operator()(const Clone& c) {
        const bool stopped = held_stopped(c.sets);
        if (const auto* g = std::get_if<Group>(&c.child)) {
            group(*g, stopped);
            members_[c.id] = members_[g->id];
        } else {
            const auto& p = std::get<Primitive>(c.child);
            members_[c.id] = members_[p.id] = {add(p, stopped)};
        }
    }
    void operator()(const Bundle& b) {
        if (b.member) members_[b.id] = members_[b.member->id] = {add(*b.member, held_stopped(b.sets))};
    }

    RunOrder run(bool stop) {
        build_edges(stop);
        return sorted(stop ? "stop" : "start");
    }

private:
    std::size_t add(const Primitive& p, bool stopped) {
        ids_.push_back(p.id);
        stopped_.push_back(stopped || held_stopped(p.sets));
        return ids_.size() - 1;
    }

    void group(const Group& g, bool stopped) {
        std::vector<std::size_t> members;
        for (const Primitive& member : g.members) members.push_back(add(member, stopped || held_stopped(g.sets)));
        for (std::size_t i = 1; i < members.size(); ++i) chains_.push_back({members[i - 1], members[i]});
        members_[g.id] = members;
        for (std::size_t i = 0; i < members.size(); ++i) members_[g.members[i].id] = {members[i]};
    }

    void append(std::vector<std::size_t>& to, const std::string& id) const {
        const auto it = members_.find(id);
        if (it != members_.end()) to.insert(to.end(), it->second.begin(), it->second.end());
    }
    const std::vector<std::size_t>& members(const std::string& id) const {
        static const std::vector<std::size_t> none;
        const auto it = members_.find(id);
        return it == members_.end() ? none : it->second;
    }

    /// What must wait for a stopped resource, or run beside it, does not start either.
    void spread_stopped() {
        std::vector<std::vector<std::size_t>> dependents(ids_.size());
        const auto depend = [&](const std::string& on, const std::string& who) {
            for (const std::size_t a : members(on)) {
                for (const std::size_t b : members(who)) dependents[a].push_back(b);
            }
        };
        for (const auto& [a, b] : chains_) dependents[a].push_back(b);
        for (const Constraint& c : d_.constraints) {
            if (const auto* o = std::get_if<Order>(&c)) {
                if (o->kind.empty() && o->first_action != "stop") depend(o->first, o->then);
            } else if (const auto* t = std::get_if<Colocation>(&c)) {
                if (t->score == "INFINITY") depend(t->with_rsc, t->rsc);
            }
        }
        std::vector<std::size_t> todo;
        for (std::size_t i = 0; i < stopped_.size(); ++i) {
            if (stopped_[i]) todo.push_back(i);
        }
        while (!todo.empty()) {
            const std::size_t i = todo.back();
            todo.pop_back();
            for (const std::size_t d : dependents[i]) {
                if (stopped_[d]) continue;
                stopped_[d] = true;
                todo.push_back(d);
            }
        }
    }

    void before(const std::vector<std::size_t>& first, const std::vector<std::size_t>& then) {
        for (const std::size_t a : first) {
            for (const std::size_t b : then) edges_.insert({a, b});
        }
    }

    void build_edges(bool stop) {
        for (const auto& [a, b] : chains_) edges_.insert(stop ? std::pair(b, a) : std::pair(a, b));
        for (const Constraint& c : d_.constraints) {
            const auto* order = std::get_if<Order>(&c);
            if (order == nullptr || !order->sets.empty() || order->kind == "Serialize") continue;
            const bool of_stops = order->first_action == "stop";
            if (of_stops == stop) {
                before(members(order->first), members(order->then));
            } else if (stop && order->symmetrical.value_or(true)) {
                before(members(order->then), members(order->first));
            }
        }
    }

    RunOrder sorted(const std::string& operation) const {
        std::vector<std::vector<std::size_t>> next(ids_.size()), previous(ids_.size());
        std::vector<std::size_t> waits(ids_.size(), 0);
        for (const auto& [a, b] : edges_) {
            if (stopped_[a] || stopped_[b]) continue;
            next[a].push_back(b);
            previous[b].push_back(a);
            ++waits[b];
        }
        std::set<std::size_t> ready;
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            if (!stopped_[i] && waits[i] == 0) ready.insert(i);
        }
        RunOrder out;
        std::map<std::size_t, std::size_t> place;
        while (!ready.empty()) {
            const std::size_t i = *ready.begin();
            ready.erase(ready.begin());
            place[i] = out.actions.size();
            Action action{ids_[i], operation, {}};
            for (const std::size_t p : previous[i]) action.after.push_back(place.at(p));
            out.actions.push_back(std::move(action));
            for (const std::size_t n : next[i]) {
                if (--waits[n] == 0) ready.insert(n);
            }
        }
        out.complete =
            out.actions.size() == static_cast<std::size_t>(std::count(stopped_.begin(), stopped_.end(), false));
        return out;
    }

    const Document& d_;
    std::vector<std::string> ids_;  // of primitives, in document order
    std::vector<bool> stopped_;
    std::vector<std::pair<std::size_t, std::size_t>> chains_;  // neighbours in groups
    std::map<std::string, std::vector<std::size_t>> members_;
    std::set<std::pair<std::size_t, std::size_t>> edges_;
};

std::string action_id(const Action& action) { return action.resource + "_" + action.operation + "_0"; }

}  // namespace

RunOrder run_order(const Document& document, bool stop) { return Runner(document).run(stop); }

std::string order_text(const RunOrder& order) {
    std::string out;
    for (const Action& action : order.actions) out += action.operation + " " + action.resource + "\n";
    return out;
}

std::string order_json(const RunOrder& order) {
    nlohmann::ordered_json actions = nlohmann::ordered_json::array();
    for (const Action& action : order.actions) {
        nlohmann::ordered_json after = nlohmann::ordered_json::array();
        for (const std::size_t i : action.after) after.push_back(action_id(order.actions[i]));
        actions.push_back({{"id", action_id(action)},
                           {"resource", action.resource},
                           {"operation", action.operation},
                           {"after", std::move(after)}});
    }
    return nlohmann::ordered_json{{"format", 1}, {"actions", std::move(actions)}}.dump(2) + "\n";
}

}  // namespace hale::pacemaker
