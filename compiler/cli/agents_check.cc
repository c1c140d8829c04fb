#include "compiler/cli/agent_file.h"
#include "compiler/cli/output.h"
#include "compiler/schema/review.h"

namespace hale::cli {

int run_agents_check(const Options& options) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    std::optional<schema::Metadata> metadata;
    if (!open_agent(session, options.files.front(), metadata)) {
        say(session.problem);
        return kUsage;
    }
    std::string out;
    if (metadata) {
        (void)schema::to_kind(*metadata, schema::kind_name(*metadata, "heartbeat"), session.sink);
        out = schema::review(*metadata);
    }
    const int found = finish(session, options);
    return print(out) ? found : kUsage;
}

}  // namespace hale::cli
