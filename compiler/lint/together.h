#pragma once
// Which units must run on the same node: everything inside one unit, and what mandatory colocation ties to it. Clones
// and bundles run on several nodes and tie nothing.

#include <vector>

#include "compiler/lint/facts.h"

namespace hale::lint {

class Together {
public:
    explicit Together(const Facts& facts);

    /// The use runs on one node at a time.
    bool counts(model::UseId use) const;
    bool same(model::UseId a, model::UseId b) const { return root(a) == root(b); }
    /// The representative of the use's set.
    std::size_t root(model::UseId use) const;

private:
    const Facts& f_;
    mutable std::vector<std::size_t> parent_;  // by use; of units only
};

}  // namespace hale::lint
