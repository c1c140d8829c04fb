#pragma once

#include <string>

namespace hale::bench {

/// A cluster of `services` services, each with an ip, an fs and a script; nodes with IPMI fencing (2 to 32 of them) and
/// a failover domain for each pair of neighbours. Same size, same bytes.
std::string generate(int services);

}  // namespace hale::bench
