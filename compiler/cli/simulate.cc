// `hale simulate FILE`: where everything starts, and what happens when something fails.

#include <fmt/format.h>
#include <unistd.h>

#include <thread>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/driver/plan.h"
#include "compiler/lint/lint.h"
#include "compiler/simulate/failures.h"

namespace hale::cli {

namespace {

/// The file in the form of a manager whose scheduler can be asked; nothing: said, with the exit code in `code`.
std::optional<std::string> scheduled_text(driver::PlanSide& side, const Options& options, int& code) {
    code = kFindings;
    if (!side.load(options.files.front())) {
        if (!side.session.problem.empty()) say(side.session.problem);
        code = side.session.problem.empty() ? finish(side.session, options) : kUsage;
        return std::nullopt;
    }
    const backends::Backend* manager = options.target.empty() ? nullptr : backends::find_backend(options.target);
    for (const backends::Backend* b : backends::all_backends()) {
        if (manager == nullptr && b->scheduled()) manager = b;
    }
    if (manager == nullptr || !manager->scheduled()) {
        say("hale simulates with crm_simulate: name a manager that it knows with --target");
        code = kUsage;
        return std::nullopt;
    }
    std::string problem;
    const backends::SecretResolver placeholder = [](std::string_view) {
        return std::optional<std::string>(backends::kUnknownSecret);
    };
    if (!side.bring_to(*manager, options.cluster, placeholder, problem)) {
        if (!problem.empty()) say(problem);
        code = problem.empty() ? finish(side.session, options) : kUsage;
        return std::nullopt;
    }
    return std::string(side.session.sources.text(side.text));
}

}  // namespace

int run_simulate(const Options& options) {
    Disk disk;
    driver::SessionOptions session = session_options(options);
    session.allowed = lint::all_rules();
    driver::PlanSide side(session, disk);
    int code = kFine;
    const std::optional<std::string> cib = scheduled_text(side, options, code);
    if (!cib) return code;
    HostProcesses processes;
    simulate::MatrixOptions matrix;
    matrix.pairs = options.pairs;
    matrix.jobs = std::max(1U, std::thread::hardware_concurrency());
    if (::isatty(STDERR_FILENO) != 0) {
        matrix.progress = [](std::size_t done, std::size_t all) {
            const std::string line = fmt::format("\r{} of {} failures{}", done, all, done == all ? "\n" : "");
            (void)!::write(STDERR_FILENO, line.data(), line.size());
        };
    }
    const simulate::Matrix result = simulate::failures(processes, *cib, matrix);
    if (!result.problem.empty()) {
        say(result.problem);
        return kUsage;
    }
    return print(options.json ? simulate::to_json(result) : simulate::to_text(result)) ? kFine : kUsage;
}

}  // namespace hale::cli
