#include "compiler/cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "compiler/cli/findings.h"
#include "compiler/diag/mask.h"
#include "compiler/diag/printable.h"
#include "compiler/support/suggest.h"

namespace hale::cli {

namespace {

bool wants_color() {
    const char* no = std::getenv("NO_COLOR");
    const char* term = std::getenv("TERM");
    return ::isatty(STDERR_FILENO) != 0 && (no == nullptr || *no == '\0') &&
           (term == nullptr || std::string_view(term) != "dumb");
}

/// Colours are ours; everything else that a terminal would act on is shown as U+FFFD.
std::string for_terminal(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const diag::CodePoint c = diag::decode(text, i);
        const bool color = text.substr(i, 2) == "\x1b[" && wants_color();
        if ((diag::is_unsafe(c.value) && c.value != '\n' && c.value != '\t' && !color) || (c.value == 0xFFFD && c.length == 1)) {
            out += "\xEF\xBF\xBD";
        } else {
            out += text.substr(i, c.length);
        }
        i += c.length;
    }
    return out;
}

void put(std::FILE* where, std::string_view text) {
    const std::string safe = ::isatty(::fileno(where)) != 0 ? for_terminal(text) : std::string();
    if (!safe.empty()) text = safe;
    std::fwrite(text.data(), 1, text.size(), where);
}

}  // namespace

driver::SessionOptions session_options(const Options& o) {
    return {o.agents_dir, o.params, o.param_file, o.timings, o.from, o.as_meant, o.agents, o.allowed};
}

void say(std::string_view text) { put(stderr, fmt::format("hale: {}\n", diag::printable(text))); }
void talk(std::string_view text) { put(stderr, text); }

bool print(std::string_view text) {
    put(stdout, text);
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return true;
    say(fmt::format("cannot write to standard output: {}", std::strerror(errno)));
    return false;
}

bool may_write(FileSystem& files, const std::string& output, const std::vector<std::string>& inputs) {
    if (output == "-" || output.empty()) return true;
    for (const std::string& input : inputs) {
        if (input.empty() || input == "-" || !files.same(output, input)) continue;
        say(fmt::format("`{}` is read and would be overwritten: choose another file to write", output));
        return false;
    }
    return true;
}

int deliver(FileSystem& files, const Options& options, const std::string& text, bool secret) {
    if (options.output == "-") return print(text) ? kFine : kUsage;
    std::string why;
    const bool hidden = secret || diag::holds_secret(text);
    const std::optional<std::string> old = files.read(options.output, why);
    const bool open = hidden && old && files.others_can_read(options.output);
    if (old && *old == text && !open) return kFine;
    why.clear();
    if (files.write(options.output, text, hidden, why)) return kFine;
    say(fmt::format("cannot write `{}`: {}", options.output, why));
    return kUsage;
}

diag::CiReport ci_report(const Options& options) {
    std::string folder;
    char* here = ::getcwd(nullptr, 0);
    if (here != nullptr) folder = here;
    std::free(here);  // NOLINT: getcwd allocates
    return {options.error_format, folder, HALE_VERSION};
}

int finish(const driver::Session& session, const Options& options, bool json_on_stdout) {
    Baseline none;
    Counts counts;
    return finish(session, options, shown(session.sink.diagnostics(), session.sources, options, none), json_on_stdout, counts);
}

int finish(const driver::Session& session, const Options& options, const std::vector<diag::Diagnostic>& findings,
           bool json_on_stdout, Counts& counts, diag::CiReport* report) {
    if (diag::is_ci_format(options.error_format)) {
        const std::string file = session.main.valid() ? session.sources.name(session.main) : std::string();
        if (report != nullptr) {
            report->add(file, findings, session.sources);
        } else {
            diag::CiReport own = ci_report(options);
            own.add(file, findings, session.sources);
            put(stderr, own.text());
        }
    } else {
        diag::RenderOptions rendering{options.error_format, wants_color()};
        rendering.all = options.all;
        rendering.summary = options.quiet || !json_on_stdout;  // `check` counts all of its files in a line of its own
        rendering.folded = &counts.folded;
        const std::string text = diag::render(findings, session.sources, rendering);
        if (options.error_format == diag::Format::Json && json_on_stdout) {
            if (!print(text)) return kUsage;
        } else {
            put(stderr, text);
        }
    }
    for (const driver::Timing& t : session.timings) put(stderr, fmt::format("timing {} {:.3f} ms\n", t.phase, t.ms));
    std::size_t errors = 0, warnings = 0;
    for (const diag::Diagnostic& d : findings) {
        errors += d.severity == diag::Severity::Error ? 1 : 0;
        warnings += d.severity == diag::Severity::Warning ? 1 : 0;
    }
    counts.errors += errors;
    counts.warnings += warnings;
    counts.left_out += session.sink.diagnostics().size() - findings.size();
    return errors != 0 || (options.deny_warnings && warnings != 0) ? kFindings : kFine;
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
