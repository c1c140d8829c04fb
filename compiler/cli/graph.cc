#include "compiler/graph/graph.h"

#include <stdexcept>

#include "compiler/cli/ordered.h"
#include "compiler/cli/output.h"

namespace hale::cli {

int run_graph(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    int code = kFine;
    const auto order = ordered(session, options, true, code);
    if (!order) return code;
    const auto actions = graph::read_order(order->text);
    if (!actions) throw std::logic_error("the order is not in its JSON form");
    const bool mermaid = options.drawing == "mermaid";
    const std::string text =
        mermaid ? graph::to_mermaid(*actions, order->title) : graph::to_dot(*actions, order->title);
    return print(text) ? kFine : kUsage;
}

}  // namespace hale::cli
