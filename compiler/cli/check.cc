#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "backends/backend.h"
#include "compiler/cli/findings.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/diag/fold.h"
#include "compiler/diag/mask.h"
#include "compiler/driver/dump.h"
#include "compiler/driver/fix.h"
#include "compiler/driver/inputs.h"
#include "compiler/support/suggest.h"

namespace hale::cli {

namespace {

/// What all files of one run have in common.
struct Checking {
    const Options& options;
    Baseline baseline;
    Counts counts;
    std::size_t clusters = 0;
    std::vector<std::string> managers;       // that were asked
    std::vector<std::string> cluster_names;  // for --cluster
    bool cluster_found = false;
};

/// Lets each manager say what it cannot do with the model. Without --target: those that the cluster names.
void ask_managers(driver::Session& session, Checking& run) {
    const Options& options = run.options;
    const backends::BuildOptions reporting{
        .write = false, .secrets = {}, .pacemaker_release = {}, .config_version = {}};
    const bool broken = session.sink.has_errors();  // what a manager makes of it would only follow from that
    for (const model::Cluster& cluster : session.model.clusters) {
        run.cluster_names.push_back(cluster.name);
        if (!options.cluster.empty() && cluster.name != options.cluster) continue;
        run.cluster_found = true;
        ++run.clusters;
        const std::vector<std::string>& targets = options.targets.empty() ? cluster.targets : options.targets;
        for (const std::string& target : targets) {
            const backends::Backend* backend = backends::find_backend(target);
            if (backend == nullptr) continue;  // analysis has said so
            if (std::find(run.managers.begin(), run.managers.end(), target) == run.managers.end()) {
                run.managers.push_back(target);
            }
            if (broken) continue;
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

int check_file(Checking& run, const std::string& file, diag::CiReport& report) {
    const Options& options = run.options;
    Disk disk;
    if (options.fix && !fix_file(options, file, disk)) return kUsage;
    driver::Session session(session_options(options), disk);
    bool readable = true;
    if (!options.dump.empty()) {
        const std::optional<std::string> text = dumped(session, options, file);
        readable = text.has_value();
        if (readable && !print(diag::masked(*text))) return kUsage;
    } else {
        readable = session.load(file);
        if (readable) ask_managers(session, run);
    }
    if (!readable) {
        say(session.problem);
        report.add_problem(file, session.problem);
        if (diag::is_ci_format(options.error_format)) return kUsage;
    }
    const auto findings = shown(session.sink.diagnostics(), session.sources, options, run.baseline);
    return std::max<int>(finish(session, options, findings, options.dump.empty(), run.counts, &report), readable ? kFine : kUsage);
}

std::string counted(std::size_t n, std::string_view what) {
    return fmt::format("{} {}{}", diag::grouped(n), what, n == 1 ? "" : "s");
}

/// "checked 2 clusters for pacemaker, rgmanager: 0 errors, 1 warning".
void say_what_was_checked(const Checking& run) {
    std::string managers;
    for (const std::string& m : run.managers) managers += (managers.empty() ? "" : ", ") + m;
    if (run.counts.folded > 0) talk("--all prints every finding\n");
    talk(fmt::format("checked {} for {}: {}, {}{}\n", counted(run.clusters, "cluster"),
                     managers.empty() ? "no manager" : managers, counted(run.counts.errors, "error"),
                     counted(run.counts.warnings, "warning"),
                     run.counts.left_out == 0 || run.options.baseline.empty()
                         ? ""
                         : fmt::format(" ({} old)", diag::grouped(run.counts.left_out))));
    if (managers.empty() && run.clusters > 0) {
        talk("name the managers: `--target pacemaker`, or `targets = [pacemaker]` in the cluster\n");
    }
}

bool read_baseline(Checking& run) {
    if (run.options.baseline.empty()) return true;
    Disk disk;
    std::string why;
    const std::optional<std::string> text = disk.read(run.options.baseline, why);
    if (text && run.baseline.read(*text, why)) return true;
    say(fmt::format("cannot read the baseline `{}`: {}", run.options.baseline, why));
    return false;
}

/// --cluster must name one.
bool cluster_exists(const Checking& run) {
    const std::string& wanted = run.options.cluster;
    if (wanted.empty() || run.cluster_found || run.cluster_names.empty()) return true;
    const std::string best = suggest(wanted, run.cluster_names);
    std::string names;
    for (const std::string& n : run.cluster_names) names += (names.empty() ? "" : ", ") + n;
    say(fmt::format("no cluster is called `{}`{}", wanted,
                    best.empty() ? " (there are: " + names + ")" : ": did you mean `" + best + "`?"));
    return false;
}

}  // namespace

int run_check(const Options& options) {
    Checking run{options, {}, {}, 0, {}, {}, false};
    if (!read_baseline(run)) return kUsage;
    std::string problem;
    const std::optional<std::vector<std::string>> files = driver::inputs(options.files, problem);
    if (!files) {
        say(problem);
        return kUsage;
    }
    diag::CiReport report = ci_report(options);
    int worst = kFine;
    for (const std::string& file : *files) worst = std::max(worst, check_file(run, file, report));
    if (!options.dump.empty()) return worst;
    if (diag::is_ci_format(options.error_format) && !print(report.text())) return kUsage;
    if (!cluster_exists(run)) return kUsage;
    if (options.error_format == diag::Format::Text && !options.quiet && worst != kUsage) say_what_was_checked(run);
    return worst;
}

}  // namespace hale::cli
