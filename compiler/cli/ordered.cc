#include "compiler/cli/ordered.h"

#include <fmt/format.h>

#include "backends/backend.h"
#include "compiler/cli/output.h"
#include "compiler/lint/lint.h"

namespace hale::cli {

namespace {

const backends::Backend* manager_of(const driver::Session& session, const Options& options,
                                    const model::Cluster& cluster) {
    if (!options.target.empty()) return backends::find_backend(options.target);
    if (const backends::Backend* reader = session.reader()) return reader;
    return cluster.targets.empty() ? nullptr : backends::find_backend(cluster.targets.front());
}

}  // namespace

std::optional<Ordered> ordered(driver::Session& session, const Options& options, int& code) {
    session.options.allowed = lint::all_rules();
    for (const int circle : lint::circle_rules()) session.options.allowed.erase(circle);
    code = kUsage;
    if (!session.load(options.files.front())) {
        say(session.problem);
        return std::nullopt;
    }
    std::optional<order::Order> order;
    std::string title;
    bool clear = true;
    if (!session.sink.has_errors()) {
        const model::Cluster* cluster = choose_cluster(session, options);
        const backends::Backend* backend = cluster != nullptr ? manager_of(session, options, *cluster) : nullptr;
        clear = backend != nullptr;
        if (cluster != nullptr && !clear) say("whose order? name the manager with --target");
        if (clear) {
            order = backend->order(session.model, *cluster, options.stop, session.sink);
            title =
                fmt::format("{}: {} order under {}", cluster->name, options.stop ? "stop" : "start", backend->name());
        }
    }
    const int found = finish(session, options);
    if (!clear) return std::nullopt;
    code = kFindings;
    if (found != kFine || !order) return std::nullopt;
    return Ordered{std::move(*order), std::move(title)};
}

}  // namespace hale::cli
