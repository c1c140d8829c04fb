// Where services run: failover domains, exclusive services.

#include <algorithm>
#include <map>
#include <set>

#include "backends/pacemaker/lower.h"
#include "compiler/support/breakage.h"

namespace hale::pacemaker {

using model::NodeId;
using model::ServiceId;

namespace {

/// A domain's preferred node beats the next by this much; more when a service has so many resources that the
/// stickiness of all of them together would outweigh it (facts/pacemaker.md: a group's stickiness is the sum).
constexpr std::int64_t kGap = 1000;

class Placement {
public:
    explicit Placement(Lowering& lowering) : l_(lowering), c_(lowering.cluster) {}

    void run() {
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            const model::Policy& policy = c_.services[i].policy;
            if (policy.domain && !l_.layouts[i].empty()) place(ServiceId(i), *policy.domain);
        }
        for (std::size_t i = 0; i < l_.plan.instances.size(); ++i) confine_clone(l_.plan.instances[i]);
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            if (c_.services[i].policy.exclusive.value_or(false)) keep_alone(i);
        }
    }

private:
    void place(ServiceId id, model::DomainId domain_id) {
        const model::Domain& domain = c_.at(domain_id);
        const OriginId origin = c_.at(id).policy.domain.origin;
        if (!l_.is_placed(l_.layouts[id.index])) return l_.approximated("domain.clones", "domain", origin);
        const std::string& rsc = l_.layouts[id.index].anchor();
        prefer(rsc, domain, gap(id), origin);
        if (HALE_BREAK("domain.restricted-open", domain.restricted, false))
            forbid_others(rsc, {domain.members.begin(), domain.members.end()}, origin);
        if (!domain.failback && !domain.restricted)
            l_.approximated("domain.failback.unrestricted", "failback", domain.origin);
    }

    std::int64_t gap(ServiceId id) const {
        std::int64_t gap = kGap;
        while (
            HALE_BREAK("domain.gap", gap <= static_cast<std::int64_t>(l_.plan.services[id.index].start.size()), false))
            gap *= 10;
        return gap;
    }

    /// Scores for the members: equal ones, or descending by priority. Equal scores on all nodes say nothing.
    void prefer(const std::string& rsc, const model::Domain& domain, std::int64_t gap, OriginId origin) {
        std::set<std::int64_t> levels;
        for (std::size_t i = 0; i < domain.members.size(); ++i) levels.insert(priority(domain, i));
        if (HALE_BREAK("domain.equal-scores", levels.size() == 1, false) &&
            (domain.restricted || domain.members.size() == c_.nodes.size()))
            return;
        for (std::size_t i = 0; i < domain.members.size(); ++i) {
            const auto better = std::distance(levels.find(priority(domain, i)), levels.end());
            location(rsc, c_.at(domain.members[i]).name, gap * better, origin);
        }
    }
    static std::int64_t priority(const model::Domain& domain, std::size_t member) {
        return HALE_BREAK("domain.unordered-priority", domain.ordered, true) && member < domain.priorities.size()
                   ? domain.priorities[member]
                   : 1;
    }

    void location(const std::string& rsc, const std::string& node, std::int64_t score, OriginId origin) {
        Location location;
        location.id = l_.ids.part("location", rsc + "-on-" + node);
        location.rsc = rsc;
        location.node = node;
        location.score = score_text(score);
        location.origin = origin;
        l_.document.constraints.emplace_back(std::move(location));
    }

    void forbid_others(const std::string& rsc, const std::set<NodeId>& members, OriginId origin) {
        if (members.size() == c_.nodes.size()) return;
        Location location;
        location.id = l_.ids.part("location", rsc + "-only-in-domain");
        location.rsc = rsc;
        location.origin = origin;
        xml::Node rule("rule");
        const std::string rule_id = l_.ids.part(location.id, "rule");
        rule.set("id", rule_id).set("score", "-INFINITY");
        if (HALE_BREAK("domain.single-member-and", members.size() > 1, true)) rule.set("boolean-op", "and");
        for (const NodeId member : members) {
            const std::string& name = c_.at(member).name;
            rule.add(xml::Node("expression"))
                .set("id", l_.ids.part(rule_id, name))
                .set("attribute", "#uname")
                .set("operation", "ne")
                .set("value", name);
        }
        location.rules.push_back(std::move(rule));
        l_.document.constraints.emplace_back(std::move(location));
    }

    /// A clone runs where one of its users may run.
    void confine_clone(const Instance& instance) {
        if (HALE_BREAK("clone.unconfined", !instance.is_clone(), true)) return;
        std::set<NodeId> allowed;
        for (const ServiceId user : instance.users) {
            const model::Policy& policy = c_.at(user).policy;
            if (!policy.domain || HALE_BREAK("clone.confined-too-early", !c_.at(*policy.domain).restricted, false))
                return;
            const auto& members = c_.at(*policy.domain).members;
            allowed.insert(members.begin(), members.end());
        }
        forbid_others(l_.ids.of("clone " + instance.identity), allowed, c_.resource_of(instance.use).origin);
    }

    /// The exclusive service is placed first; every other one avoids its node.
    void keep_alone(std::size_t exclusive) {
        const OriginId origin = c_.services[exclusive].policy.exclusive.origin;
        if (l_.layouts[exclusive].empty()) return;
        if (!l_.is_placed(l_.layouts[exclusive])) return l_.refused("placed.clones", "exclusive", origin);
        l_.approximated("exclusive", "exclusive", origin);
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            const bool told = HALE_BREAK("exclusive.told-twice", i < exclusive, false) &&
                              c_.services[i].policy.exclusive.value_or(false);
            if (i == exclusive || told || l_.layouts[i].empty() || !l_.is_placed(l_.layouts[i])) continue;
            l_.colocate(l_.layouts[i].anchor(), l_.layouts[exclusive].anchor(), "-INFINITY", origin);
        }
    }

    Lowering& l_;
    const model::Cluster& c_;
};

}  // namespace

void lower_placement(Lowering& lowering) { Placement(lowering).run(); }

}  // namespace hale::pacemaker
