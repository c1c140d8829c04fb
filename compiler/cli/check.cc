#include <algorithm>

#include "backends/backend.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/driver/dump.h"
#include "compiler/driver/fix.h"

namespace hale::cli {

namespace {

/// Lets each manager say what it cannot do with the model. Without --target: those that the cluster names.
void ask_managers(driver::Session& session, const Options& options) {
    const backends::BuildOptions reporting{
        .write = false, .secrets = {}, .pacemaker_release = {}, .config_version = {}};
    for (const model::Cluster& cluster : session.model.clusters) {
        if (!options.cluster.empty() && cluster.name != options.cluster) continue;
        const std::vector<std::string> targets =
            options.target.empty() ? cluster.targets : std::vector<std::string>{options.target};
        for (const std::string& target : targets) {
            const backends::Backend* backend = backends::find_backend(target);
            if (backend == nullptr) continue;  // analysis has said so
            session.timed("lower " + target,
                          [&] { (void)backend->build(session.model, cluster, reporting, session.sink); });
        }
    }
}

/// --dump: the text of one phase. Nothing when the file cannot be read.
std::optional<std::string> dumped(driver::Session& session, const Options& options, const std::string& file) {
    if (options.dump == "model") {
        if (!session.load(file)) return std::nullopt;
        return model::dump(session.model, session.sources);
    }
    if (!session.open(file)) return std::nullopt;
    return options.dump == "syntax" ? driver::dump_syntax(session) : driver::dump_expanded(session);
}

/// --fix: false when the file cannot be changed.
bool fix_file(const Options& options, const std::string& file, Disk& disk) {
    std::string problem;
    if (file == "-") {
        say("--fix needs a file, not standard input");
        return false;
    }
    const std::optional<std::string> text = disk.read(file, problem);
    if (!text) return true;  // said by the check that follows
    const driver::Fixed fixed = driver::fixed(file, *text, session_options(options), disk);
    if (fixed.count == 0) return true;
    if (!disk.write(file, fixed.text, false, problem)) {
        say(fmt::format("cannot write `{}`: {}", file, problem));
        return false;
    }
    say(fmt::format("{}: {} {}", file, fixed.count, fixed.count == 1 ? "fix" : "fixes"));
    return true;
}

int check_file(const Options& options, const std::string& file, diag::CiReport& report) {
    Disk disk;
    if (options.fix && !fix_file(options, file, disk)) return kUsage;
    driver::Session session(session_options(options), disk);
    bool readable = true;
    if (!options.dump.empty()) {
        const std::optional<std::string> text = dumped(session, options, file);
        readable = text.has_value();
        if (readable && !print(*text)) return kUsage;
    } else {
        readable = session.load(file);
        if (readable && !session.sink.has_errors()) ask_managers(session, options);
    }
    if (!readable) {
        say(session.problem);
        report.add_problem(file, session.problem);
        return diag::is_ci_format(options.error_format)
                   ? kUsage
                   : std::max<int>(finish(session, options, options.dump.empty()), kUsage);
    }
    return finish(session, options, options.dump.empty(), &report);
}

}  // namespace

int run_check(const Options& options) {
    diag::CiReport report = ci_report(options);
    int worst = kFine;
    for (const std::string& file : options.files) worst = std::max(worst, check_file(options, file, report));
    if (diag::is_ci_format(options.error_format) && options.dump.empty() && !print(report.text())) return kUsage;
    return worst;
}

}  // namespace hale::cli
