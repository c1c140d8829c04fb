// What must stand together can run only where every part of it may: on the members of every restricted domain, and on
// no node that a placement forbids. When no node is left, none of it starts.

#include <algorithm>
#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/together.h"
#include "compiler/model/guests.h"

namespace hale::lint {

namespace {

using Nodes = std::vector<bool>;  // by node

bool any(const Nodes& nodes) { return std::find(nodes.begin(), nodes.end(), true) != nodes.end(); }

/// Units that stand together, the nodes that are left for them, and what took the others.
struct Set {
    std::vector<model::UseId> units;
    Nodes left;
    std::vector<model::OriginId> reasons;
};

bool opt_in(const Facts& facts) {
    for (const model::Block* properties : facts.constructs("properties")) {
        const model::Attribute* a = properties->find("symmetric-cluster");
        if (a != nullptr && text_of(a->value) == "false") return true;
    }
    return false;
}

class Search {
public:
    explicit Search(const Facts& facts) : f_(facts), together_(facts), all_(facts.cluster.nodes.size(), true) {
        for (const model::Service& s : facts.cluster.services) {
            if (!together_.counts(s.root)) continue;
            Set& set = sets_.try_emplace(together_.root(s.root), Set{{}, all_, {}}).first->second;
            set.units.push_back(s.root);
            domain(s, set);
        }
        for (const Home& home : facts.homes) {
            if (home.score > -model::kInfinity || !together_.counts(home.who)) continue;
            const auto it = sets_.find(together_.root(home.who));
            if (it == sets_.end()) continue;
            if (it->second.left[home.node.index]) it->second.reasons.push_back(home.origin);
            it->second.left[home.node.index] = false;
        }
    }

    void report(diag::Sink& sink) const {
        // Guest and remote nodes have no entry in the tables: what they may run is not known here.
        if (all_.empty() || opt_in(f_) || !model::guest_nodes(f_.cluster).empty()) return;
        for (const auto& [root, set] : sets_) {
            if (set.reasons.empty() || any(set.left)) continue;
            auto report = sink.report(diag::NowhereToRun, f_.span(set.reasons.back()), f_.path(set.units.front()));
            report.notes(f_.iterations(set.reasons.back()));
            for (std::size_t i = 0; i + 1 < set.reasons.size() && i < 3; ++i) {
                report.label(f_.span(set.reasons[i]), "this takes other nodes away");
            }
            if (set.units.size() > 1) report.note("they must run together: {}", names(set.units));
            report.help("leave at least one node that all of it may run on");
        }
    }

private:
    std::string names(const std::vector<model::UseId>& units) const {
        std::string out;
        for (const model::UseId unit : units) out += (out.empty() ? "" : ", ") + f_.path(unit);
        return out;
    }

    void domain(const model::Service& service, Set& set) {
        if (!service.policy.domain) return;
        const model::Domain& domain = f_.cluster.at(*service.policy.domain);
        if (!domain.restricted) return;
        Nodes left(set.left.size(), false);
        for (const model::NodeId node : domain.members) left[node.index] = set.left[node.index];
        if (left == set.left) return;
        set.left = std::move(left);
        set.reasons.push_back(service.policy.domain.origin);
    }

    const Facts& f_;
    Together together_;
    Nodes all_;
    std::map<std::size_t, Set> sets_;
};

}  // namespace

void nowhere_to_run(const Facts& facts, diag::Sink& sink) { Search(facts).report(sink); }

}  // namespace hale::lint
