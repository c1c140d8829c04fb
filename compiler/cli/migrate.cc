#include "compiler/migrate/migrate.h"

#include <fmt/format.h>

#include <filesystem>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/driver/secrets.h"

namespace hale::cli {

namespace {

migrate::Wishes wishes_of(const Options& options) {
    migrate::Wishes wishes;
    const std::size_t dash = options.to.find('-');
    wishes.manager = options.to.substr(0, dash);
    if (dash != std::string::npos) wishes.release = options.to.substr(dash + 1);
    wishes.agents = options.mapped;
    wishes.scripts = options.scripts;
    return wishes;
}

/// A file name from a cluster's name.
std::string file_name(const std::string& cluster) {
    std::string out;
    for (const char c : cluster) {
        const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        out += fits ? c : '_';
    }
    return (out.empty() ? "cluster" : out) + ".hale";
}

bool write_all(FileSystem& files, const Options& options, const driver::Session& session, const migrate::Result& result,
               bool secret) {
    std::error_code problem;
    std::filesystem::create_directories(options.output, problem);
    if (problem) {
        say(fmt::format("cannot make the folder `{}`: {}", options.output, problem.message()));
        return false;
    }
    std::vector<std::pair<std::string, std::string>> all = {{file_name(result.cluster), result.hale}};
    for (const backends::OutputFile& f : result.files) all.emplace_back(f.name, f.text);
    all.emplace_back("runbook.md", migrate::runbook(result, options.files.front()));
    all.emplace_back("report.txt", migrate::to_text(result, session.sources));
    all.emplace_back("report.json", migrate::to_json(result, session.sources));
    all.emplace_back("report.html", migrate::to_html(result, session.sources));
    for (const auto& [name, text] : all) {
        std::string why;
        const std::string path = (std::filesystem::path(options.output) / name).string();
        if (files.write(path, text, secret, why)) continue;
        say(fmt::format("cannot write `{}`: {}", path, why));
        return false;
    }
    return true;
}

std::string summary(const migrate::Result& r) {
    return fmt::format("{} attributes and elements: {} exact, {} by other means, {} approximated, {} impossible",
                       r.totals.read, r.totals.exact, r.totals.other_means, r.totals.approximated, r.totals.impossible);
}

}  // namespace

/// What is wrong in the file as a cluster is for `check` to say; what became of it is in the report.
int run_migrate(const Options& options) {
    if (!options.check && options.output == "-") {
        say("where shall it go? Name a folder with -o, or say --check");
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
    if (!session.open(options.files.front())) {
        say(session.problem);
        return kUsage;
    }
    std::vector<expand::Block> blocks = session.expand();
    if (session.sink.has_errors()) return finish(session, options);  // no file that could be read
    migrate::Wishes wishes = wishes_of(options);
    wishes.secrets = [&](std::string_view name) { return secrets.resolve(name); };
    const migrate::Result result = session.timed("migrate", [&] {
        return migrate::migrate({session.main, session.sources, session.kinds(), session.reader(), std::move(blocks),
                                 std::move(session.model.origins), session.sink},
                                wishes);
    });
    if (!result.problem.empty()) {
        say(fmt::format("`{}` cannot be migrated: {}", options.files.front(), result.problem));
        return kFindings;
    }
    if (!options.check && !write_all(disk, options, session, result, secrets.used())) return kUsage;
    if (options.json) {
        if (!print(migrate::to_json(result, session.sources))) return kUsage;
    } else if (options.check) {
        if (!print(migrate::to_text(result, session.sources))) return kUsage;
    } else {
        say(summary(result));
    }
    const bool differs = result.totals.approximated + result.totals.impossible != 0;
    return options.strict && differs ? kFindings : kFine;
}

}  // namespace hale::cli
