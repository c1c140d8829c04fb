#include <algorithm>

#include "backends/backend.h"
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

int deliver(FileSystem& files, const Options& options, const std::string& text, bool secret) {
    if (options.check) return compare(files, options, text);
    if (options.output == "-") return print(text) ? kFine : kUsage;
    std::string why;
    if (files.write(options.output, text, secret, why)) return kFine;
    say(fmt::format("cannot write `{}`: {}", options.output, why));
    return kUsage;
}

/// The file that is about to be replaced; nothing when there is none.
std::optional<std::string> old_file(FileSystem& files, const Options& options) {
    std::string why;
    return options.output == "-" ? std::nullopt : files.read(options.output, why);
}

/// `--config-version auto`: one more than the old file has; `--check` asks for the same again. The description's own
/// version counts when it is higher, or there is no old file.
std::optional<std::int64_t> next_version(FileSystem& files, const Options& options, const backends::Backend& backend,
                                         const model::Cluster& cluster) {
    if (!options.next_version) return options.config_version;
    const std::int64_t own = cluster.config_version.value_or(1);
    const std::optional<std::string> text = old_file(files, options);
    const std::optional<std::int64_t> old = text ? backend.version_of(*text) : std::nullopt;
    if (!old) return own;
    return HALE_BREAK("build.auto-forgets-own", std::max(own, *old + (options.check ? 0 : 1)),
                      *old + (options.check ? 0 : 1));
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

std::optional<backends::OutputFile> compile(driver::Session& session, const Options& options,
                                            const model::Cluster& cluster, driver::Secrets& secrets) {
    backends::BuildOptions building;
    building.secrets = [&](std::string_view name) { return secrets.resolve(name); };
    building.pacemaker_release = options.pacemaker_release;
    const backends::Backend& backend = *backends::find_backend(options.target);
    building.config_version = next_version(session.files, options, backend, cluster);
    return session.timed("lower+write", [&] { return backend.build(session.model, cluster, building, session.sink); });
}

int write_depfile(RecordingDisk& disk, const Options& options) {
    std::string why;
    if (disk.write(options.depfile, depfile_text(options, disk.files()), false, why)) return kFine;
    say(fmt::format("cannot write `{}`: {}", options.depfile, why));
    return kUsage;
}

}  // namespace

int run_build(const Options& options) {
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
    driver::Secrets secrets({options.secrets_file, options.secrets_command}, disk);
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
    std::optional<backends::OutputFile> file;
    bool unclear = false;
    if (!session.sink.has_errors()) {
        const model::Cluster* cluster = choose_cluster(session, options);
        unclear = cluster == nullptr;
        if (cluster != nullptr) file = compile(session, options, *cluster, secrets);
        if (file) check_version(session, options, *cluster, file->text);
    }
    const int found = finish(session, options);
    if (unclear) return kUsage;
    if (found != kFine || !file) return kFindings;
    const int delivered = deliver(disk, options, file->text, secrets.used());
    return delivered == kFine && !options.depfile.empty() ? write_depfile(disk, options) : delivered;
}

}  // namespace hale::cli
