#include "compiler/graph/graph.h"

#include "backends/backend.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/lint/lint.h"

namespace hale::cli {

namespace {

/// Without --target: the manager whose file it is, else the first that the cluster names.
const backends::Backend* manager_of(const driver::Session& session, const Options& options,
                                    const model::Cluster& cluster) {
    if (!options.target.empty()) return backends::find_backend(options.target);
    if (const backends::Backend* reader = session.reader()) return reader;
    return cluster.targets.empty() ? nullptr : backends::find_backend(cluster.targets.front());
}

}  // namespace

int run_graph(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    session.options.allowed = lint::all_rules();  // the order of what is dangerous can be seen, too
    if (!session.load(options.files.front())) {
        say(session.problem);
        return kUsage;
    }
    std::optional<std::string> order;
    std::string title;
    bool unclear = false;
    if (!session.sink.has_errors()) {
        const model::Cluster* cluster = choose_cluster(session, options);
        const backends::Backend* backend = cluster != nullptr ? manager_of(session, options, *cluster) : nullptr;
        unclear = backend == nullptr;
        if (cluster != nullptr && unclear) say("whose order? name the manager with --target");
        if (backend != nullptr) {
            order = backend->order(session.model, *cluster, options.stop, true, session.sink);
            title =
                fmt::format("{}: {} order under {}", cluster->name, options.stop ? "stop" : "start", backend->name());
        }
    }
    const int found = finish(session, options);
    if (unclear) return kUsage;
    if (found != kFine || !order) return kFindings;
    const auto actions = graph::read_order(*order);
    if (!actions) throw std::logic_error("the order is not in its JSON form");
    const std::string text =
        options.drawing == "mermaid" ? graph::to_mermaid(*actions, title) : graph::to_dot(*actions, title);
    return print(text) ? kFine : kUsage;
}

}  // namespace hale::cli
