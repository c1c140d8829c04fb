// `hale plan OLD NEW`: what a running cluster does when NEW takes the place of OLD.

#include "compiler/driver/plan.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/driver/secrets.h"
#include "compiler/lint/lint.h"

namespace hale::cli {

namespace {

constexpr int kChanges = 2;  // --detailed-exitcode, as in Terraform

driver::SessionOptions side_options(const Options& options) {
    driver::SessionOptions out = session_options(options);
    out.allowed = lint::all_rules();  // what is dangerous in a configuration is for `check`; here its change counts
    return out;
}

/// Only what hinders a plan is said: errors.
int refused(const driver::PlanSide& side, const Options& options, const std::string& problem) {
    if (!problem.empty()) say(problem);
    if (!side.session.problem.empty()) {
        say(side.session.problem);
        return kUsage;
    }
    (void)finish(side.session, options);
    return problem.empty() ? kFindings : kUsage;
}

bool fails(const diff::Plan& plan, const std::vector<std::string>& on) {
    return std::any_of(on.begin(), on.end(), [&](const std::string& word) {
        if (word == "hazard") return !plan.hazards.empty();
        if (word == "fence") {
            return std::any_of(plan.hazards.begin(), plan.hazards.end(),
                               [](const auto& d) { return d.code == 7009 || d.code == 7010; });
        }
        return std::any_of(plan.resources.begin(), plan.resources.end(),
                           [&](const diff::Resource& r) { return diff::to_text(r.effect) == word; });
    });
}

bool wants_colour() { return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

int deliver(const diff::Plan& plan, const driver::PlanSide& after, const Options& options, FileSystem& files) {
    const auto text = [&](diff::Format format) { return diff::render(plan, after.session.sources, format, false); };
    if (!options.html.empty()) {
        std::string why;
        if (!files.write(options.html, text(diff::Format::Html), false, why)) {
            say(fmt::format("cannot write `{}`: {}", options.html, why));
            return kUsage;
        }
    }
    const std::string shown = options.json ? text(diff::Format::Json)
                              : options.markdown
                                  ? text(diff::Format::Markdown)
                                  : diff::render(plan, after.session.sources, diff::Format::Text, wants_colour());
    if (!print(shown)) return kUsage;
    if (fails(plan, options.fail_on)) return kFindings;
    return options.detailed_exitcode && !plan.empty() ? kChanges : kFine;
}

}  // namespace

int run_plan(const Options& options) {
    Disk disk;
    driver::Secrets secrets({options.secrets_file, options.secrets_command}, disk);
    std::string problem;
    if (!secrets.open(problem)) {
        say(fmt::format("cannot read the secrets file `{}`: {}", options.secrets_file, problem));
        return kUsage;
    }
    driver::PlanSide before(side_options(options), disk), after(side_options(options), disk);
    if (!before.load(options.files[0])) return refused(before, options, {});
    if (!after.load(options.files[1])) return refused(after, options, {});
    const backends::Backend* manager = driver::plan_manager(before, after, options.target);
    if (manager == nullptr) {
        say("whose rules? name the manager with --target");
        return kUsage;
    }
    // Without a source of secrets every secret is taken for unchanged.
    const bool resolvable = !options.secrets_file.empty() || !options.secrets_command.empty();
    const backends::SecretResolver resolve = [&](std::string_view name) {
        return resolvable ? secrets.resolve(name) : std::optional<std::string>(backends::kUnknownSecret);
    };
    if (!before.bring_to(*manager, options.cluster, resolve, problem)) return refused(before, options, problem);
    if (!after.bring_to(*manager, options.cluster, resolve, problem)) return refused(after, options, problem);
    HostProcesses processes;
    const std::optional<diff::Plan> plan =
        driver::make_plan(before, after, *manager, options.scheduler ? &processes : nullptr);
    if (!plan) {
        say(fmt::format("{} runs nothing: there is nothing to plan for it", manager->name()));
        return kUsage;
    }
    return deliver(*plan, after, options, disk);
}

}  // namespace hale::cli
