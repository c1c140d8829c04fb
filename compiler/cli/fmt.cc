#include <fmt/format.h>

#include <algorithm>

#include "compiler/cli/options.h"
#include "compiler/cli/output.h"
#include "compiler/driver/formatting.h"
#include "compiler/driver/inputs.h"
#include "compiler/support/line_diff.h"

namespace hale::cli {

namespace {

/// `A:B` or `A`; nothing when it is neither.
std::optional<format::Lines> lines_of(const std::string& text) {
    const std::size_t colon = text.find(':');
    const auto number = [](const std::string& s) -> std::uint32_t {
        const bool digits = !s.empty() && s.size() < 9 && std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
        return digits ? static_cast<std::uint32_t>(std::stoul(s)) : 0;
    };
    const std::uint32_t first = number(text.substr(0, colon));
    const std::uint32_t last = colon == std::string::npos ? first : number(text.substr(colon + 1));
    if (first == 0 || last < first) return std::nullopt;
    return format::Lines{first, last};
}

int format_file(const Options& options, const std::string& file, std::optional<format::Lines> lines) {
    Disk disk;
    driver::Session session(session_options(options), disk);
    if (!session.open(file)) {
        say(session.problem);
        return kUsage;
    }
    const std::string text(session.sources.text(session.main));
    const std::string name = file == "-" ? "<stdin>" : file;
    if (driver::is_managers_own(text)) {
        say(fmt::format("`{}` is a manager's own file: `hale import {}` makes .hale of it, which can be formatted", name, file));
        return kUsage;
    }
    const std::string after = driver::formatted(session.sources, name, text, lines, session.sink);
    const int found = finish(session, options);
    if (found != kFine) {
        if (file == "-" && !options.check && !options.diff && !print(text)) return kUsage;  // nothing of a pipe is lost
        return found;
    }
    const bool stale = after != text;
    if (options.diff && stale && !print(unified_diff(file == "-" ? "stdin" : file, text, after))) return kUsage;
    if (options.check) {
        if (stale && !options.diff && !print(file + '\n')) return kUsage;
        return stale ? kFindings : kFine;
    }
    if (options.diff) return kFine;
    if (file == "-") return print(after) ? kFine : kUsage;
    std::string why;
    if (!stale || disk.write(file, after, false, why)) return kFine;
    say(fmt::format("cannot write `{}`: {}", file, why));
    return kUsage;
}

}  // namespace

int run_fmt(const Options& options) {
    std::optional<format::Lines> lines;
    if (!options.lines.empty()) {
        lines = lines_of(options.lines);
        if (!lines) {
            say(fmt::format("--lines: `{}` is no range of lines such as 10:20", options.lines));
            return kUsage;
        }
    }
    std::string problem;
    std::vector<std::string> files;
    for (const std::string& argument : options.files) {
        const auto below = argument == "-" ? std::nullopt : files_below(argument);
        if (!below) {
            files.push_back(argument);
        } else {
            std::copy_if(below->begin(), below->end(), std::back_inserter(files), [](const std::string& f) { return f.ends_with(".hale"); });
        }
    }
    if (lines && files.size() != 1) {
        say("--lines is about one file");
        return kUsage;
    }
    int worst = kFine;
    for (const std::string& file : files) worst = std::max(worst, format_file(options, file, lines));
    return worst;
}

}  // namespace hale::cli
