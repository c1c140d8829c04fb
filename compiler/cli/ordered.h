#pragma once
// What `hale order` and `hale graph` share: one file's order under one manager.

#include <optional>
#include <string>

#include "compiler/cli/options.h"
#include "compiler/driver/session.h"
#include "compiler/order/actions.h"

namespace hale::cli {

struct Ordered {
    order::Order order;
    std::string title;  // `prod: start order under rgmanager`
};

/// Loads FILE, says all that was found and gives the order under --target; without it under the manager whose file it
/// is, else the first that the cluster names. Rules do not hold it up (the order of what is dangerous can be seen, too),
/// but for those on circles: what waits for itself has no order.
/// Nothing when there is no order to show: `code` is the exit code then.
std::optional<Ordered> ordered(driver::Session& session, const Options& options, int& code);

}  // namespace hale::cli
