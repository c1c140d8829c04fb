#pragma once
// Circles in a relation "comes before".

#include <cstddef>
#include <utility>
#include <vector>

namespace hale::pacemaker {

using Precedence = std::pair<std::size_t, std::size_t>;

/// Every maximal set of two or more of the things 0..count-1 that come before each other (or one that comes before
/// itself), members ascending. Linear in count and edges; never recurses.
std::vector<std::vector<std::size_t>> circles(std::size_t count, const std::vector<Precedence>& edges);

}  // namespace hale::pacemaker
