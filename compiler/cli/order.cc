#include "backends/backend.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/lint/lint.h"

namespace hale::cli {

int run_order(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    session.options.allowed = lint::all_rules();  // the order of what is dangerous can be seen, too
    if (!session.load(options.files.front())) {
        say(session.problem);
        return kUsage;
    }
    std::optional<std::string> text;
    bool unclear = false;
    if (!session.sink.has_errors()) {
        const model::Cluster* cluster = choose_cluster(session, options);
        unclear = cluster == nullptr;
        const backends::Backend& backend = *backends::find_backend(options.target);
        if (cluster != nullptr) {
            text = backend.order(session.model, *cluster, options.stop, options.json, session.sink);
        }
    }
    const int found = finish(session, options);
    if (unclear) return kUsage;
    if (found != kFine || !text) return kFindings;
    return print(*text) ? kFine : kUsage;
}

}  // namespace hale::cli
