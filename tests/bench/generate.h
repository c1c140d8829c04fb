#pragma once

#include <string>

namespace hale::bench {

/// A cluster of `services` services, each with an ip, an fs and a script; nodes with IPMI fencing (2 to 32 of them) and
/// a failover domain for each pair of neighbours. Same size, same bytes.
std::string generate(int services);

/// A cluster of so many services, each with two mistakes that are looked up among all names: its failover domain and
/// the service that it waits for do not exist.
std::string generate_mistakes(int services);

}  // namespace hale::bench
