#include "compiler/diag/render.h"

#include <fmt/args.h>

#include <algorithm>
#include <tuple>

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

std::string message(const Diagnostic& d) {
    if (d.row == nullptr) return {};
    fmt::dynamic_format_arg_store<fmt::format_context> store;
    for (const Arg& a : d.args) std::visit([&](const auto& value) { store.push_back(value); }, a);
    return fmt::vformat(d.row->format, store);
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
    const std::size_t shown = std::min(list.size(), options.max_printed);
    for (std::size_t i = 0; i < shown; ++i) out += render_text(*list[i], sources, options.color) + '\n';
    if (shown < list.size()) out += fmt::format("and {} more\n", list.size() - shown);
    if (const std::string line = summary(list); !line.empty()) out += line + '\n';
    return out;
}

}  // namespace hale::diag
