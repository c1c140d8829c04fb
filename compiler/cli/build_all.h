#pragma once

#include "compiler/cli/options.h"
#include "compiler/driver/secrets.h"
#include "compiler/driver/session.h"

namespace hale::cli {

/// Compiles every cluster of the loaded session for all that it needs and writes DIR/CLUSTER/FILE (`options.output` is
/// DIR); with `--check`, compares. Gives the exit code.
int build_all(driver::Session& session, const Options& options, driver::Secrets& secrets);

}  // namespace hale::cli
