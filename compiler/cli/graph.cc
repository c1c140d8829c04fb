#include "compiler/graph/graph.h"

#include "compiler/cli/ordered.h"
#include "compiler/cli/output.h"

namespace hale::cli {

int run_graph(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    int code = kFine;
    const auto order = ordered(session, options, code);
    if (!order) return code;
    const bool mermaid = options.drawing == "mermaid";
    const std::string text = mermaid ? graph::to_mermaid(order->order.actions, order->title)
                                     : graph::to_dot(order->order.actions, order->title);
    return print(text) ? kFine : kUsage;
}

}  // namespace hale::cli
