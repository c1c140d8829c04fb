#pragma once
// What Pacemaker will run, and in which order each service wants it. A model has uses; Pacemaker has resources: the
// plan decides for every shared instance whether its uses become one resource, a clone, or a copy each.
//
//   used by one service, or by services that must sit together     one resource, in its place
//   `sharing = clone` in the kind's mapping                        a clone: belongs to no service
//   `sharing = copy`, or a clone would order things in a circle    a copy for each service, if their parameters differ
//   anything else                                                  refused: two resources would fight over one thing

#include <string>
#include <vector>

#include "backends/pacemaker/shape.h"
#include "compiler/model/model.h"

namespace hale::pacemaker {

class Lowering;

/// One resource of the CIB.
struct Instance {
    model::UseId use;        // whose values it has
    model::ServiceId owner;  // invalid: a clone
    std::string identity;    // `fs.data`, `nfsclient.red@nfs`
    std::vector<model::ServiceId> users;
    bool is_clone() const { return !owner.valid(); }
};

/// A service's walk. Indices are of Plan::instances.
struct Sequence {
    std::vector<Element> start;
    std::vector<std::size_t> stop;
};

struct Plan {
    std::vector<Instance> instances;
    std::vector<Sequence> services;            // by ServiceId
    std::vector<std::size_t> instance_of_use;  // by UseId; kNone: nothing runs for it
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

/// Reports HL4103 (kind without counterpart), HL4104 (shared without a declared way), HL4105 (circle), HL4106 (a clone
/// or copies).
Plan make_plan(Lowering& lowering);

/// The service is one of Pacemaker's own elements (resource, group, clone, bundle): written one to one.
bool is_literal(const model::Cluster& cluster, const model::Service& service);

/// Pacemaker runs something for this kind (a `service` is only a frame; a kind may say `none`).
bool runs(const schema::Kind& kind);

}  // namespace hale::pacemaker
