#include "compiler/cli/ordered.h"
#include "compiler/cli/output.h"

namespace hale::cli {

int run_order(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    int code = kFine;
    const auto order = ordered(session, options, code);
    if (!order) return code;
    return print(options.json ? order::to_json(order->order) : order::to_text(order->order)) ? kFine : kUsage;
}

}  // namespace hale::cli
