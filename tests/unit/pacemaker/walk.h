#pragma once
// Pacemaker's transition against the walk that the model wants of every service.

#include <gtest/gtest.h>

#include <string>

#include "backends/pacemaker/ids.h"
#include "compiler/order/order.h"
#include "tests/models/pacemaker_tools.h"

namespace hale::test {

/// The action of the CIB that is `verb` of a resource: its id is the label, KIND-label, or SERVICE-…-label where it is
/// a copy that belongs to the service. Empty: there is none.
inline std::string action_of(const Transition& t, const std::string& verb, const std::string& service,
                             const model::Resource& resource) {
    const std::string label = pacemaker::ncname_text(resource.label);
    for (const std::string& id : {label, resource.kind->name + "-" + label}) {
        if (t.has(verb + " " + id)) return verb + " " + id;
    }
    for (const std::string& action : t.labels()) {
        const std::string prefix = verb + " " + service + "-", suffix = "-" + label;
        const bool copy = action.rfind(prefix, 0) == 0 && action.size() > suffix.size() &&
                          action.compare(action.size() - suffix.size(), suffix.size(), suffix) == 0;
        if (copy) return action;
    }
    return {};
}

/// Every service starts (`stop`: stops) each of its resources, one strictly after the other, in the model's order.
inline void expect_same_walk(const model::Cluster& cluster, const Transition& t, bool stop) {
    const std::string verb = stop ? "stop" : "start";
    for (const model::Service& service : cluster.services) {
        const std::string& name = cluster.resource_of(service.root).label;
        std::string last;
        for (const order::Step& step :
             stop ? order::stop_steps(cluster, service.root) : order::start_steps(cluster, service.root)) {
            const model::Resource& resource = cluster.resource_of(step.use);
            if (resource.kind->pacemaker.none) continue;
            const std::string action = action_of(t, verb, name, resource);
            EXPECT_FALSE(action.empty()) << verb << " " << resource.path();
            EXPECT_TRUE(last.empty() || last == action || t.before(last, action)) << last << " < " << action;
            last = action;
        }
    }
}

}  // namespace hale::test
