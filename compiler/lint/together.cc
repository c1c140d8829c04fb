#include "compiler/lint/together.h"

#include <numeric>

namespace hale::lint {

Together::Together(const Facts& facts) : f_(facts), parent_(facts.cluster.uses.size()) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    for (const Beside& b : facts.besides) {
        if (!b.together || !b.mandatory || b.by_role || !counts(b.who) || !counts(b.with)) continue;
        parent_[root(b.who)] = root(b.with);
    }
}

bool Together::counts(model::UseId use) const {
    const std::string& kind = f_.cluster.resource_of(f_.unit(use)).kind->name;
    return kind != "clone" && kind != "bundle";
}

std::size_t Together::root(model::UseId use) const {
    std::size_t at = f_.unit(use).index;
    while (parent_[at] != at) {
        parent_[at] = parent_[parent_[at]];
        at = parent_[at];
    }
    return at;
}

}  // namespace hale::lint
