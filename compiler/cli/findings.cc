#include "compiler/cli/findings.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "compiler/lint/lint.h"

namespace hale::cli {

bool Baseline::read(const std::string& text, std::string& problem) {
    std::istringstream in(text);
    std::size_t number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        const nlohmann::json j = nlohmann::json::parse(line, nullptr, false);
        const bool finding = j.is_object() && j.contains("code") && j["code"].is_string() && j.contains("message") &&
                             j["message"].is_string();
        if (!finding) {
            problem = fmt::format("line {} is no finding of `hale check --error-format json`", number);
            return false;
        }
        std::string file;
        if (const auto spans = j.find("spans"); spans != j.end() && spans->is_array() && !spans->empty()) {
            file = spans->front().value("file", std::string());
        }
        ++left_[{j["code"].get<std::string>(), file, j["message"].get<std::string>()}];
    }
    return true;
}

bool Baseline::take(const std::string& code, const std::string& file, const std::string& message) {
    const auto it = left_.find({code, file, message});
    if (it == left_.end() || it->second == 0) return false;
    --it->second;
    return true;
}

bool is_judgement(const diag::Row& row) { return row.severity != diag::Severity::Error || lint::is_rule(row.code); }

std::vector<diag::Diagnostic> shown(const std::vector<diag::Diagnostic>& all, const source::SourceManager& sources,
                                    const Options& options, Baseline& baseline) {
    std::vector<diag::Diagnostic> out;
    for (const diag::Diagnostic& d : all) {
        const bool error = d.severity == diag::Severity::Error;
        // An error of a rule was made a warning where it was found, and stays one.
        const diag::Row* row = options.allowed.contains(d.code) ? diag::find_row(diag::code_name(d.code)) : nullptr;
        const bool allowed = row != nullptr && !error && row->severity != diag::Severity::Error;
        const std::string file = d.span.valid() ? std::string(sources.name(d.span.file)) : std::string();
        if (allowed || (options.quiet && !error)) continue;
        if (!options.baseline.empty() && baseline.take(diag::code_name(d.code), file, d.message)) continue;
        out.push_back(d);
    }
    return out;
}

}  // namespace hale::cli
