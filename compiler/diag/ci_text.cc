// GitHub's workflow commands and JUnit's XML.

#include <fmt/core.h>

#include "compiler/diag/ci_report.h"

namespace hale::diag {

namespace {

/// As a workflow command wants it; `property`: between `,` and `=`.
std::string command_text(std::string_view text, bool property) {
    std::string out;
    for (const char c : text) {
        if (c == '%') {
            out += "%25";
        } else if (c == '\n') {
            out += "%0A";
        } else if (c == '\r') {
            out += "%0D";
        } else if (property && c == ':') {
            out += "%3A";
        } else if (property && c == ',') {
            out += "%2C";
        } else {
            out += c;
        }
    }
    return out;
}

std::string_view command_of(Severity severity) {
    return severity == Severity::Error ? "error" : severity == Severity::Warning ? "warning" : "notice";
}

/// In an attribute or between tags. What is printed is free of control characters but for newlines.
std::string xml_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string with_remarks(const CiFinding& f) {
    std::string out = f.message;
    for (const std::string& remark : f.remarks) out += '\n' + remark;
    return out;
}

/// One finding as a test: an error fails, the others are only told.
std::string testcase(const CiFinding& f, const std::string& file) {
    std::string out =
        fmt::format("    <testcase name=\"{}: {}\" classname=\"{}\" file=\"{}\" line=\"{}\">\n", code_name(f.code),
                    xml_text(f.message), xml_text(file), xml_text(f.region.path), f.region.line);
    const std::string text =
        fmt::format("{}:{}:{}: {}", f.region.path, f.region.line, f.region.column, with_remarks(f));
    if (f.severity == Severity::Error) {
        out += fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", code_name(f.code),
                           xml_text(f.message), xml_text(text));
    } else {
        out += fmt::format("      <system-out>{}: {}</system-out>\n", to_text(f.severity), xml_text(text));
    }
    return out + "    </testcase>\n";
}

}  // namespace

std::string CiReport::github() const {
    std::string out;
    for (const CiFinding& f : folded()) {
        // A column where both are on one line: GitHub takes columns of one line only.
        const std::string columns = f.region.line == f.region.end_line
                                        ? fmt::format(",col={},endColumn={}", f.region.column, f.region.end_column)
                                        : std::string();
        out += fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n", command_of(f.severity),
                           command_text(f.region.path, true), f.region.line, f.region.end_line, columns,
                           code_name(f.code), command_text(with_remarks(f), false));
    }
    for (const Problem& p : problems_)
        out += fmt::format("::error file={}::{}\n", command_text(p.path, true), command_text(p.text, false));
    return out;
}

std::string CiReport::junit() const {
    const std::vector<CiFinding> findings = folded();
    std::string suites;
    std::size_t all = 0, all_failures = 0;
    for (const std::string& file : files_) {
        std::string cases;
        std::size_t tests = 0, failures = 0, errors = 0;
        for (const CiFinding& f : findings) {
            if (f.suite != file) continue;
            cases += testcase(f, file);
            ++tests;
            failures += f.severity == Severity::Error ? 1 : 0;
        }
        for (const Problem& p : problems_) {
            if (p.path != file) continue;
            cases += fmt::format(
                "    <testcase name=\"read\" classname=\"{}\">\n      <error message=\"{}\"/>\n    </testcase>\n",
                xml_text(file), xml_text(p.text));
            ++tests;
            ++errors;
        }
        if (tests == 0) {
            cases = fmt::format("    <testcase name=\"hale check\" classname=\"{}\"/>\n", xml_text(file));
            ++tests;
        }
        suites +=
            fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}  </testsuite>\n",
                        xml_text(file), tests, failures, errors, cases);
        all += tests;
        all_failures += failures + errors;
    }
    return fmt::format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"hale\" tests=\"{}\" "
        "failures=\"{}\">\n{}</testsuites>\n",
        all, all_failures, suites);
}

}  // namespace hale::diag
