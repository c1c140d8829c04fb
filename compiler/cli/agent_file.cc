#include "compiler/cli/agent_file.h"

#include <filesystem>

#include "compiler/diag/kinds_codes.h"
#include "compiler/schema/run_agent.h"

namespace hale::cli {

bool open_agent(driver::Session& session, const std::string& path, std::optional<schema::Metadata>& metadata) {
    if (!session.open(path)) return false;
    const std::string_view text = session.sources.text(session.main);
    const std::size_t first = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    const bool program = path != "-" && first != std::string_view::npos && text[first] != '<';
    if (program) {
        std::string problem;
        const std::string full = std::filesystem::absolute(path).string();  // it is run in `/`
        auto answer = schema::run_agent(schema::metadata_run(full), problem);
        if (!answer) {
            session.sink.report(diag::AgentSilent, {}, path, problem)
                .help("give a file with its metadata: `AGENT meta-data > agent.xml`");
            return true;
        }
        session.main = session.sources.add(path, std::move(*answer));
    }
    metadata = schema::read_metadata(session.main, session.sources, session.sink);
    return true;
}

}  // namespace hale::cli
