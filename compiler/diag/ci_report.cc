#include "compiler/diag/ci_report.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "compiler/diag/printable.h"

namespace hale::diag {

namespace {

/// FNV-1a, 64 bits: the same on every machine and in every release.
std::string hash_text(std::string_view text) {
    std::uint64_t hash = 14695981039346656037u;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return fmt::format("{:016x}", hash);
}

}  // namespace

bool is_ci_format(Format format) {
    return format == Format::Sarif || format == Format::Github || format == Format::Gitlab || format == Format::Junit;
}

CiReport::CiReport(Format format, std::string folder, std::string version)
    : format_(format), folder_(std::move(folder)), version_(std::move(version)) {}

std::string CiReport::relative(std::string_view path) const {
    namespace fs = std::filesystem;
    if (path == "<stdin>" || path == "-") return "stdin";
    const fs::path given = fs::path(path).lexically_normal();
    if (given.is_relative()) return given.generic_string();
    const fs::path near = given.lexically_relative(folder_);
    return near.empty() ? given.generic_string() : near.generic_string();
}

CiRegion CiReport::region(const source::SourceManager& sources, source::Span span) const {
    if (!span.valid()) return {};
    const source::Position from = sources.position(span.file, span.begin);
    const source::Position to = sources.position(span.file, std::max(span.begin, span.end));
    return {relative(sources.name(span.file)), from.line, from.column, to.line, to.column};
}

CiFinding CiReport::finding(const Diagnostic& d, const source::SourceManager& sources) {
    CiFinding out;
    out.code = d.code;
    out.severity = d.severity;
    out.message = printable(d.message);
    out.region = region(sources, d.span);
    if (!d.label.empty()) out.remarks.push_back(printable(d.label));
    for (const std::string& note : d.notes) out.remarks.push_back("note: " + printable(note));
    if (!d.help.empty()) out.remarks.push_back("help: " + printable(d.help));
    for (const Label& label : d.secondary)
        if (label.span.valid()) out.related.emplace_back(region(sources, label.span), printable(label.text));
    for (const Fix& fix : d.fixes) {
        if (fix.safety == FixSafety::Placeholder) continue;
        CiFix& made = out.fixes.emplace_back(CiFix{printable(fix.title), {}});
        for (const Edit& edit : fix.edits) made.edits.push_back({region(sources, edit.span), edit.text});
    }
    const std::string what = code_name(d.code) + '\n' + out.region.path + '\n' + d.message;
    const std::size_t number = seen_[what]++;
    out.fingerprint = hash_text(number == 0 ? what : what + '\n' + std::to_string(number));
    return out;
}

void CiReport::add(const std::string& file, const std::vector<Diagnostic>& diagnostics,
                   const source::SourceManager& sources) {
    files_.push_back(relative(file));
    for (const Diagnostic* d : sorted(diagnostics)) {
        CiFinding made = finding(*d, sources);
        if (made.region.path.empty()) made.region = {files_.back(), 1, 1, 1, 1};  // of the file as a whole
        made.suite = files_.back();
        findings_.push_back(std::move(made));
    }
}

void CiReport::add_problem(const std::string& file, const std::string& problem) {
    files_.push_back(relative(file));
    problems_.push_back({files_.back(), printable(problem)});
}

/// Every code keeps its first findings; the last one kept says how many more there are.
std::vector<CiFinding> CiReport::folded() const {
    if (findings_.size() <= kMost) return findings_;
    std::map<int, std::size_t> count;
    for (const CiFinding& f : findings_) ++count[f.code];
    const auto total = [&](std::size_t limit) {
        std::size_t sum = 0;
        for (const auto& [code, n] : count) sum += std::min(n, limit);
        return sum;
    };
    std::size_t most = 1, too_many = findings_.size();  // of one code: the highest number with which all fit
    while (too_many - most > 1) {
        const std::size_t middle = most + (too_many - most) / 2;
        (total(middle) <= kMost ? most : too_many) = middle;
    }
    std::map<int, std::size_t> kept;
    std::vector<CiFinding> out;
    for (const CiFinding& f : findings_) {
        const std::size_t n = ++kept[f.code];
        if (n > most) continue;
        out.push_back(f);
        if (n < most || count[f.code] <= most) continue;
        out.back().count = count[f.code] - most + 1;
        out.back().remarks.push_back(fmt::format("and {} more of {}", count[f.code] - most, code_name(f.code)));
    }
    return out;
}

std::string CiReport::text() const {
    switch (format_) {
        case Format::Sarif:
            return sarif();
        case Format::Github:
            return github();
        case Format::Gitlab:
            return gitlab();
        case Format::Junit:
            return junit();
        default:
            return {};
    }
}

}  // namespace hale::diag
