#include "compiler/diag/render.h"

#include <algorithm>
#include <tuple>

#include "compiler/diag/fold.h"

namespace hale::diag {

std::string_view to_text(Severity severity) {
    switch (severity) {
        case Severity::Error:
            return "error";
        case Severity::Warning:
            return "warning";
        case Severity::Info:
            return "info";
    }
    return "error";
}

std::vector<const Diagnostic*> sorted(const std::vector<Diagnostic>& diagnostics) {
    std::vector<const Diagnostic*> out;
    out.reserve(diagnostics.size());
    for (const Diagnostic& d : diagnostics) out.push_back(&d);
    const auto key = [](const Diagnostic& d) {
        return std::tuple(d.span.valid() ? d.span.file.index + 1ull : 0ull, d.span.begin);
    };
    std::stable_sort(out.begin(), out.end(),
                     [&](const Diagnostic* a, const Diagnostic* b) { return key(*a) < key(*b); });
    return out;
}

namespace {

std::string counted(std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

/// "2 errors, 1 warning"; empty when there is nothing to count.
std::string summary(const std::vector<const Diagnostic*>& list) {
    const auto count = [&](Severity s) {
        return static_cast<std::size_t>(
            std::count_if(list.begin(), list.end(), [&](const Diagnostic* d) { return d->severity == s; }));
    };
    std::string out;
    if (const auto n = count(Severity::Error)) out = counted(n, "error");
    if (const auto n = count(Severity::Warning)) out += (out.empty() ? "" : ", ") + counted(n, "warning");
    return out;
}

}  // namespace

std::string render(const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources,
                   const RenderOptions& options) {
    const std::vector<const Diagnostic*> list = sorted(diagnostics);
    std::string out;
    if (options.format != Format::Text) {
        for (const Diagnostic* d : list) {
            out += options.format == Format::Json ? render_json(*d, sources) : render_short(*d, sources);
        }
        return out;
    }
    std::vector<Folded> folded;
    if (options.all) {
        for (const Diagnostic* d : list) folded.push_back({d, 0});
    } else {
        folded = fold(list);
    }
    const std::size_t shown = options.all ? folded.size() : std::min(folded.size(), options.max_printed);
    std::size_t printed = 0;
    for (std::size_t i = 0; i < shown; ++i) {
        const Folded& f = folded[i];
        out += render_text(*f.first, sources, options.color) + (f.more > 0 ? more_line(f) + "\n\n" : "\n");
        printed += f.more + 1;
        if (options.folded != nullptr) *options.folded += f.more;
    }
    if (printed < list.size()) {
        out += fmt::format("and {} more\n", list.size() - printed);
        if (options.folded != nullptr) *options.folded += list.size() - printed;
    }
    if (const std::string line = summary(list); !line.empty() && options.summary) out += line + '\n';
    return out;
}

}  // namespace hale::diag
