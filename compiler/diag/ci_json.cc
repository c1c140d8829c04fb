// SARIF 2.1.0 (OASIS) and GitLab's code quality report.

#include <algorithm>
#include <nlohmann/json.hpp>

#include "compiler/diag/ci_report.h"

namespace hale::diag {

namespace {

using Json = nlohmann::ordered_json;

std::string written(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + '\n'; }

/// RFC 3986: what may stand in a path stands for itself.
std::string uri(std::string_view path) {
    static constexpr std::string_view kPlain = "-._~!$&'()*+,;=@/";
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        const auto u = static_cast<unsigned char>(c);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || kPlain.find(c) != std::string_view::npos) {
            out += c;
        } else {
            out += '%';
            out += kDigits[u >> 4U];
            out += kDigits[u & 15U];
        }
    }
    return out;
}

Json artifact(const std::string& path) {
    Json out = {{"uri", uri(path)}};
    if (!path.starts_with('/')) out["uriBaseId"] = "%SRCROOT%";
    return out;
}

Json region_json(const CiRegion& r) {
    return {{"startLine", r.line}, {"startColumn", r.column}, {"endLine", r.end_line}, {"endColumn", r.end_column}};
}

Json location(const CiRegion& r) {
    return {{"physicalLocation", {{"artifactLocation", artifact(r.path)}, {"region", region_json(r)}}}};
}

std::string_view level_of(Severity severity) {
    return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "note";
}

/// The first heading of an explain page without its code, and the first paragraph below it.
std::pair<std::string, std::string> head_of(std::string_view page) {
    const std::string_view title = page.substr(0, page.find('\n'));
    const std::size_t colon = title.find(": ");
    std::string_view rest = page.substr(std::min(page.size(), title.size() + 1));
    rest.remove_prefix(std::min(rest.size(), rest.find_first_not_of('\n')));
    std::string paragraph(rest.substr(0, rest.find("\n\n")));
    std::replace(paragraph.begin(), paragraph.end(), '\n', ' ');
    return {std::string(colon == std::string_view::npos ? title : title.substr(colon + 2)), std::move(paragraph)};
}

/// SARIF wants sentences to end in a full stop.
std::string sentence(std::string text) {
    if (!text.empty() && text.back() != '.' && text.back() != '!' && text.back() != '?') text += '.';
    return text;
}

Json rule_json(int code) {
    const Row* row = find_row(code_name(code));
    const std::string_view page = explain_page(code);
    const auto [title, paragraph] = head_of(page);
    Json out = {{"id", code_name(code)}};
    if (row != nullptr) out["name"] = row->name;
    out["shortDescription"] = {{"text", sentence(title)}};
    out["fullDescription"] = {{"text", sentence(paragraph.empty() ? title : paragraph)}};
    out["help"] = {{"text", std::string(page)}, {"markdown", std::string(page)}};
    if (row != nullptr) out["defaultConfiguration"] = {{"level", level_of(row->severity)}};
    return out;
}

Json fix_json(const CiFix& fix) {
    std::vector<std::string> paths;
    for (const CiEdit& edit : fix.edits)
        if (std::find(paths.begin(), paths.end(), edit.region.path) == paths.end()) paths.push_back(edit.region.path);
    Json changes = Json::array();
    for (const std::string& path : paths) {
        Json replacements = Json::array();
        for (const CiEdit& edit : fix.edits) {
            if (edit.region.path != path) continue;
            Json replacement = {{"deletedRegion", region_json(edit.region)}};
            if (!edit.text.empty()) replacement["insertedContent"] = {{"text", edit.text}};
            replacements.push_back(std::move(replacement));
        }
        changes.push_back({{"artifactLocation", artifact(path)}, {"replacements", std::move(replacements)}});
    }
    return {{"description", {{"text", sentence(fix.title)}}}, {"artifactChanges", std::move(changes)}};
}

Json result_json(const CiFinding& f, std::size_t rule) {
    std::string text = sentence(f.message);
    for (const std::string& remark : f.remarks) text += "\n" + remark;
    Json out = {{"ruleId", code_name(f.code)},
                {"ruleIndex", rule},
                {"level", level_of(f.severity)},
                {"message", {{"text", text}}},
                {"locations", Json::array({location(f.region)})},
                {"partialFingerprints", {{"haleFinding/v1", f.fingerprint}}}};
    if (f.count > 1) out["occurrenceCount"] = f.count;
    Json related = Json::array();
    for (const auto& [region, label] : f.related) {
        Json place = location(region);
        place["id"] = related.size() + 1;
        place["message"] = {{"text", label.empty() ? "see here" : label}};
        related.push_back(std::move(place));
    }
    if (!related.empty()) out["relatedLocations"] = std::move(related);
    Json fixes = Json::array();
    for (const CiFix& fix : f.fixes) fixes.push_back(fix_json(fix));
    if (!fixes.empty()) out["fixes"] = std::move(fixes);
    return out;
}

}  // namespace

std::string CiReport::sarif() const {
    std::map<int, std::size_t> index;
    Json rules = Json::array(), results = Json::array(), notifications = Json::array();
    for (const CiFinding& f : findings_) index.emplace(f.code, 0);
    for (auto& [code, at] : index) {
        at = rules.size();
        rules.push_back(rule_json(code));
    }
    for (const CiFinding& f : folded()) results.push_back(result_json(f, index.at(f.code)));
    for (const Problem& p : problems_) {
        notifications.push_back(
            {{"level", "error"},
             {"message", {{"text", sentence(p.text)}}},
             {"locations", Json::array({{{"physicalLocation", {{"artifactLocation", artifact(p.path)}}}}})}});
    }
    Json invocation = {{"executionSuccessful", problems_.empty()}};
    if (!notifications.empty()) invocation["toolExecutionNotifications"] = std::move(notifications);
    const Json driver = {
        {"name", "hale"}, {"version", version_}, {"semanticVersion", version_}, {"rules", std::move(rules)}};
    const Json run = {{"tool", {{"driver", driver}}},
                      {"invocations", Json::array({std::move(invocation)})},
                      {"columnKind", "unicodeCodePoints"},
                      {"results", std::move(results)}};
    return written({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}});
}

std::string CiReport::gitlab() const {
    Json out = Json::array();
    for (const CiFinding& f : folded()) {
        std::string text = f.message;
        for (const std::string& remark : f.remarks) text += "; " + remark;
        const char* severity = f.severity == Severity::Error     ? "critical"
                               : f.severity == Severity::Warning ? "minor"
                                                                 : "info";
        out.push_back({{"description", text},
                       {"check_name", code_name(f.code)},
                       {"fingerprint", f.fingerprint},
                       {"severity", severity},
                       {"location", {{"path", f.region.path}, {"lines", {{"begin", f.region.line}}}}}});
    }
    for (const Problem& p : problems_) {
        out.push_back({{"description", p.text},
                       {"check_name", "unreadable"},
                       {"fingerprint", "unreadable:" + p.path},
                       {"severity", "blocker"},
                       {"location", {{"path", p.path}, {"lines", {{"begin", 1}}}}}});
    }
    return written(out);
}

}  // namespace hale::diag
