// What must stand together can run only where every part of it may: on the members of every restricted domain, and on
// no node that a placement forbids. When no node is left, none of it starts.

#include <map>
#include <set>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/together.h"

namespace hale::lint {

namespace {

using Nodes = std::set<std::size_t>;

/// One set of units, the nodes that are left for it, and what took the others.
struct Set {
    Nodes left;
    std::vector<model::OriginId> reasons;
    model::UseId first;
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
    explicit Search(const Facts& facts) : f_(facts), together_(facts) {
        for (std::size_t i = 0; i < facts.cluster.nodes.size(); ++i) all_.insert(i);
        for (const model::Service& s : facts.cluster.services) {
            if (!together_.counts(s.root)) continue;
            Set& set = sets_.try_emplace(together_.root(s.root), Set{all_, {}, s.root}).first->second;
            domain(s, set);
        }
        for (const Home& home : facts.homes) {
            if (home.score > -model::kInfinity || !together_.counts(home.who)) continue;
            const auto it = sets_.find(together_.root(home.who));
            if (it == sets_.end()) continue;
            if (it->second.left.erase(home.node.index) > 0) it->second.reasons.push_back(home.origin);
        }
    }

    void report(diag::Sink& sink) const {
        if (all_.empty() || opt_in(f_)) return;
        for (const auto& [root, set] : sets_) {
            if (!set.left.empty() || set.reasons.empty()) continue;
            auto report = sink.report(diag::NowhereToRun, f_.span(set.reasons.back()), f_.path(set.first));
            report.notes(f_.iterations(set.reasons.back()));
            for (std::size_t i = 0; i + 1 < set.reasons.size() && i < 3; ++i) {
                report.label(f_.span(set.reasons[i]), "this takes other nodes away");
            }
            std::string members;
            for (const model::Service& s : f_.cluster.services) {
                if (together_.counts(s.root) && together_.root(s.root) == root) members += ", " + f_.path(s.root);
            }
            if (members.find(", ", 2) != std::string::npos)
                report.note("they must run together: {}", members.substr(2));
            report.help("leave at least one node that all of it may run on");
        }
    }

private:
    void domain(const model::Service& service, Set& set) {
        if (!service.policy.domain) return;
        const model::Domain& domain = f_.cluster.at(*service.policy.domain);
        if (!domain.restricted) return;
        Nodes members;
        for (const model::NodeId node : domain.members) members.insert(node.index);
        const std::size_t before = set.left.size();
        std::erase_if(set.left, [&](std::size_t node) { return !members.contains(node); });
        if (set.left.size() < before) set.reasons.push_back(service.policy.domain.origin);
    }

    const Facts& f_;
    Together together_;
    Nodes all_;
    std::map<std::size_t, Set> sets_;
};

}  // namespace

void nowhere_to_run(const Facts& facts, diag::Sink& sink) { Search(facts).report(sink); }

}  // namespace hale::lint
