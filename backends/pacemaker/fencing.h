#pragma once
// How fence devices become stonith primitives. A device that tells its victims apart by a plug alone is one primitive
// with pcmk_host_map (pcmk_host_list when it needs no plug at all); a device with other values for each node (an
// address of the node's own service processor) is one primitive a node.

#include <map>
#include <string>
#include <vector>

#include "backends/common/mapping.h"
#include "backends/pacemaker/lower.h"

namespace hale::pacemaker {

/// One stonith primitive to be.
struct Stonith {
    model::FenceDeviceId device;
    std::string identity;
    std::string label;
    std::vector<std::pair<std::string, std::string>> victims;  // node and its plug (may be empty)
    std::vector<backends::Pair> parameters;                    // of this node alone
    bool unfences = false;
    bool literal = false;  // says itself whom it fences: written one to one
    OriginId origin;
};

struct FencePlan {
    std::vector<Stonith> devices;
    /// Per node and level: indices into `devices`.
    std::vector<std::vector<std::vector<std::size_t>>> levels;
};

FencePlan plan_fencing(Lowering& lowering);

}  // namespace hale::pacemaker
