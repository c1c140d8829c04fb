#include <algorithm>

#include "backends/backend.h"
#include "compiler/cli/build_all.h"
#include "compiler/cli/depfile.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/driver/secrets.h"
#include "compiler/support/breakage.h"

namespace hale::cli {

namespace {

/// 1-based number of the first line in which two texts differ.
std::size_t first_difference(std::string_view a, std::string_view b) {
    const auto [at, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return 1 + static_cast<std::size_t>(std::count(a.begin(), at, '\n'));
}

/// `build --check`: is the file what would be written? Its text may hold secrets and is not shown.
int compare(FileSystem& files, const Options& options, const std::string& wanted) {
    std::string why;
    const std::optional<std::string> text = files.read(options.output, why);
    if (!text) {
        say(fmt::format("`{}` is out of date: {}", options.output, why));
        return kFindings;
    }
    if (*text == wanted) return kFine;
    say(fmt::format("`{}` is out of date: line {} differs", options.output, first_difference(*text, wanted)));
    return kFindings;
}

/// `build --ledger`: the books beside the file.
bool deliver_ledger(driver::Session& session, const Options& options, const model::Cluster& cluster,
                    const backends::OutputFile& file) {
    if (options.ledger.empty()) return true;
    const auto entries = ledger::settle(file.ledger, options.target, session.model, cluster);
    const std::string name = options.output == "-" ? file.name : options.output;
    const std::string text = ledger::to_json(entries, file.ledger, options.target, name, session.sources);
    std::string why;
    if (session.files.write(options.ledger, text, false, why)) return true;
    say(fmt::format("cannot write `{}`: {}", options.ledger, why));
    return false;
}

/// The file that is about to be replaced; nothing when there is none.
std::optional<std::string> old_file(FileSystem& files, const Options& options) {
    std::string why;
    return options.output == "-" ? std::nullopt : files.read(options.output, why);
}

/// A manager takes a changed file only when its version is higher (HL4040).
void check_version(driver::Session& session, const Options& options, const model::Cluster& cluster,
                   const std::string& text) {
    const backends::Backend& backend = *backends::find_backend(options.target);
    const auto now = backend.version_of(text);
    const std::optional<std::string> old = now && !options.check ? old_file(session.files, options) : std::nullopt;
    if (!old || *old == text) return;
    const auto before = backend.version_of(*old);
    if (!before || HALE_BREAK("build.version-equal", *now > *before, *now >= *before)) return;
    session.sink
        .report(diag::VersionDoesNotRise, session.model.origins.span(cluster.config_version.origin), *now, *before,
                options.output)
        .help("raise `config_version`, or build with `--config-version auto`");
}

/// The version that the file at -o has, when the next one is asked for; the description's own counts when it is higher.
std::optional<std::int64_t> old_version(const Options& options, const backends::Backend& backend,
                                        const std::optional<std::string>& old) {
    return options.next_version && old ? backend.version_of(*old) : std::nullopt;
}

std::optional<backends::OutputFile> compile(driver::Session& session, const Options& options,
                                            const model::Cluster& cluster, driver::Secrets& secrets) {
    backends::BuildOptions building;
    building.secrets = [&](std::string_view name) { return secrets.resolve(name); };
    building.pacemaker_release = options.pacemaker_release;
    const backends::Backend& backend = *backends::find_backend(options.target);
    const auto build = [&](std::optional<std::int64_t> version, diag::Sink& sink) {
        building.config_version = version;
        return session.timed("lower+write", [&] { return backend.build(session.model, cluster, building, sink); });
    };
    if (!options.next_version) return build(options.config_version, session.sink);
    const std::optional<std::string> old = old_file(session.files, options);
    const std::optional<std::int64_t> before = old_version(options, backend, old);
    const std::int64_t own = cluster.config_version.value_or(1);
    if (!before) return build(own, session.sink);
    // Only a changed file needs a higher version.
    diag::Sink unsaid;
    const auto same = build(HALE_BREAK("build.auto-forgets-own", std::max(own, *before), *before), options.check ? session.sink : unsaid);
    if (options.check) return same;
    const bool unchanged = same && same->text == *old;
    return build(unchanged ? std::max(own, *before) : std::max(own, *before + 1), session.sink);
}

/// The manager that --target names, or the only one of the cluster's `targets`. False (and said) when that is not clear.
bool choose_target(Options& options, const model::Cluster& cluster) {
    if (!options.target.empty()) return true;
    if (cluster.targets.size() == 1) {
        options.target = cluster.targets.front();
        return true;
    }
    std::string names;
    for (const std::string& t : cluster.targets) names += (names.empty() ? "" : ", ") + t;
    say(names.empty() ? "for which manager? name it with --target, or write `targets = [pacemaker]` in the cluster"
                      : fmt::format("`{}` has several targets ({}): choose one with --target", cluster.name, names));
    return false;
}

/// What was wrong with --secrets; empty: nothing.
std::string wrong_secrets(const Options& options) {
    if (options.secrets_mode == "lrm" && options.target != "pacemaker") {
        return "`lrm://` is Pacemaker's: --secrets lrm goes with --target pacemaker";
    }
    const bool two = !options.secrets_mode.empty() && !(options.secrets_file.empty() && options.secrets_command.empty());
    return two ? "--secrets stands for secrets that are not known: it goes with neither --secrets-file nor --secrets-command" : "";
}

int write_depfile(RecordingDisk& disk, const Options& options) {
    std::string why;
    if (disk.write(options.depfile, depfile_text(options, disk.files()), false, why)) return kFine;
    say(fmt::format("cannot write `{}`: {}", options.depfile, why));
    return kUsage;
}

}  // namespace

int run_build(const Options& given) {
    Options options = given;
    if (options.every && options.output == "-") {
        say("--all writes several files: name a folder with -o");
        return kUsage;
    }
    if (options.check && options.output == "-") {
        say("--check compares with a file: name it with -o");
        return kUsage;
    }
    if (!options.depfile.empty() && options.output == "-") {
        say("--depfile says what a file is made from: name the file with -o");
        return kUsage;
    }
    if (options.next_version && options.output == "-") {
        say("--config-version auto counts on from a file: name it with -o");
        return kUsage;
    }
    RecordingDisk disk;
    driver::Session session(session_options(options), disk);
    if (!may_write(disk, options.output, {options.files.front(), options.param_file, options.secrets_file})) return kUsage;
    driver::Secrets secrets({options.secrets_file, options.secrets_command, options.secrets_mode}, disk);
    std::string why;
    if (!secrets.open(why)) {
        say(fmt::format("cannot read the secrets file `{}`: {}", options.secrets_file, why));
        return kUsage;
    }
    if (!options.secrets_file.empty() && disk.others_can_read(options.secrets_file)) {
        session.sink.report(diag::SecretsReadableByOthers, {}, options.secrets_file)
            .help("chmod 600 {}", options.secrets_file);
    }
    if (!session.load(options.files.front())) {
        say(session.problem);
        return kUsage;
    }
    if (options.every) return build_all(session, options, secrets);
    std::optional<backends::OutputFile> file;
    const model::Cluster* cluster = nullptr;
    bool unclear = false;
    if (!session.sink.has_errors()) {
        cluster = choose_cluster(session, options);
        unclear = cluster == nullptr || !choose_target(options, *cluster);
        const std::string wrong = unclear ? std::string() : wrong_secrets(options);
        if (!wrong.empty()) {
            say(wrong);
            return kUsage;
        }
        if (!unclear) file = compile(session, options, *cluster, secrets);
        if (file) check_version(session, options, *cluster, file->text);
    }
    for (const std::string& why : secrets.problems()) say(why);
    const int found = finish(session, options);
    if (unclear) return kUsage;
    if (found != kFine || !file) return kFindings;
    if (!deliver_ledger(session, options, *cluster, *file)) return kUsage;
    if (options.check) return compare(disk, options, file->text);
    const int delivered = deliver(disk, options, file->text, secrets.used());
    return delivered == kFine && !options.depfile.empty() ? write_depfile(disk, options) : delivered;
}

}  // namespace hale::cli
