#include "compiler/cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "compiler/support/suggest.h"

namespace hale::cli {

namespace {

bool wants_color() {
    const char* no = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) != 0 && (no == nullptr || *no == '\0') &&
           (term == nullptr || std::string_view(term) != "dumb");
}

void put(std::FILE* where, std::string_view text) { std::fwrite(text.data(), 1, text.size(), where); }

}  // namespace

driver::SessionOptions session_options(const Options& o) {
    return {o.agents_dir, o.params, o.param_file, o.timings, o.from, o.as_meant, o.agents, o.allowed};
}

void say(std::string_view text) { put(stderr, fmt::format("hale: {}\n", text)); }

bool print(std::string_view text) {
    put(stdout, text);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
    say(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
    return false;
}

diag::CiReport ci_report(const Options& options) {
    std::string folder;
    char* here = ::getcwd(nullptr, 0);
    if (here != nullptr) folder = here;
    std::free(here);  // NOLINT: getcwd allocates
    return {options.error_format, folder, HALE_VERSION};
}

int finish(const driver::Session& session, const Options& options, bool json_on_stdout, diag::CiReport* report) {
    const auto& found = session.sink.diagnostics();
    if (diag::is_ci_format(options.error_format)) {
        const std::string file = session.main.valid() ? session.sources.name(session.main) : std::string();
        if (report != nullptr) {
            report->add(file, found, session.sources);
        } else {
            diag::CiReport own = ci_report(options);
            own.add(file, found, session.sources);
            put(stderr, own.text());
        }
    } else {
        const diag::RenderOptions rendering{options.error_format, wants_color()};
        const std::string text = diag::render(found, session.sources, rendering);
        if (options.error_format == diag::Format::Json && json_on_stdout) {
            if (!print(text)) return kUsage;
        } else {
            put(stderr, text);
        }
    }
    for (const driver::Timing& t : session.timings) put(stderr, fmt::format("timing {} {:.3f} ms\n", t.phase, t.ms));

    const auto& all = session.sink.diagnostics();
    const bool warnings =
        std::any_of(all.begin(), all.end(), [](const auto& d) { return d.severity == diag::Severity::Warning; });
    return session.sink.has_errors() || (options.deny_warnings && warnings) ? kFindings : kFine;
}

const model::Cluster* choose_cluster(const driver::Session& session, const Options& options) {
    const auto& clusters = session.model.clusters;
    const auto name = [](const model::Cluster& c) { return c.name; };
    if (options.cluster.empty() && clusters.size() == 1) return &clusters.front();
    std::string names;
    for (const model::Cluster& c : clusters) {
        if (!options.cluster.empty() && c.name == options.cluster) return &c;
        names += (names.empty() ? "" : ", ") + c.name;
    }
    if (clusters.empty()) {
        say(fmt::format("`{}` describes no cluster", options.files.front()));
    } else if (options.cluster.empty()) {
        say(fmt::format("`{}` describes several clusters ({}): choose one with --cluster", options.files.front(),
                        names));
    } else {
        const std::string best = suggest(options.cluster, clusters, name);
        say(fmt::format("`{}` has no cluster `{}`{}", options.files.front(), options.cluster,
                        best.empty() ? " (it has: " + names + ")" : ": did you mean `" + best + "`?"));
    }
    return nullptr;
}

}  // namespace hale::cli
