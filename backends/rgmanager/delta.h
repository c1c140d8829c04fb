#pragma once
// What rgmanager does when a running cluster gets another cluster.conf: which resources it marks, and what it runs
// (facts/rgmanager.md section 11, held against rg_test's own delta).

#include <string>
#include <vector>

#include "backends/rgmanager/effective.h"

namespace hale::rgmanager {

enum class Mark : std::uint8_t { None, Stop, Start, Reconfig };

/// How two definitions of one resource compare, as rgmanager compares them.
enum class Compared : std::uint8_t { Same, Reconfig, Changed };

/// One attribute in which they differ. `decides`: it makes the resource restart.
struct AttributeChange {
    const schema::Attribute* attribute;
    std::string before, after;      // empty: absent
    bool had = false, has = false;  // there at all, a default of the agent included
    bool decides = false;
};

/// A pair of definitions of one resource; one of them is -1 when only the other file has it.
struct Matched {
    int before = -1, after = -1;
    Compared compared = Compared::Same;
    std::vector<AttributeChange> changes;
};

/// One operation that rgmanager runs because of the change. `phase`: down comes before up.
struct Ran {
    std::string action;  // stop, start, reconfig
    std::size_t defined;
    bool up = false;               // `defined` is an index of the new file's resources, else of the old one's
    const Branch* root = nullptr;  // the marked branch whose walk this belongs to
    bool whole = false;            // a top-level unit as a whole
};

struct Delta {
    std::vector<Matched> resources;  // in the order of the new file, then those that are gone
    std::vector<Ran> operations;
    /// Marks by branch: of the old file's trees None or Stop, of the new one's None, Start or Reconfig.
    std::unordered_map<const Branch*, Mark> marks;

    Mark mark(const Branch& branch) const {
        const auto it = marks.find(&branch);
        return it == marks.end() ? Mark::None : it->second;
    }
};

/// `type:primary value`, as rgmanager names a resource.
std::string instance_name(const Defined& resource);

/// The resources of a unit in the order in which they start.
std::vector<std::size_t> start_walk(const Effective& in, const Branch& unit);

Delta delta(const Effective& before, const Effective& after);

}  // namespace hale::rgmanager
