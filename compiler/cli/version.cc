#include "compiler/cli/options.h"
#include "compiler/cli/output.h"

namespace hale::cli {

int run_version(const Options&) { return print("hale " HALE_VERSION "\n") ? kFine : kUsage; }

}  // namespace hale::cli
