#include <algorithm>

#include "backends/backend.h"
#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/diag/names_codes.h"
#include "compiler/driver/secrets.h"

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

std::optional<backends::OutputFile> compile(driver::Session& session, const Options& options,
                                            const model::Cluster& cluster, driver::Secrets& secrets) {
    backends::BuildOptions building;
    building.secrets = [&](std::string_view name) { return secrets.resolve(name); };
    building.pacemaker_release = options.pacemaker_release;
    building.config_version = options.config_version;
    const backends::Backend& backend = *backends::find_backend(options.target);
    return session.timed("lower+write", [&] { return backend.build(session.model, cluster, building, session.sink); });
}

}  // namespace

int run_build(const Options& options) {
    if (options.check && options.output == "-") {
        say("--check compares with a file: name it with -o");
        return kUsage;
    }
    Disk disk;
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
    }
    const int found = finish(session, options);
    if (unclear) return kUsage;
    if (found != kFine || !file) return kFindings;
    return deliver(disk, options, file->text, secrets.used());
}

}  // namespace hale::cli
