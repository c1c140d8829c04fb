#pragma once
// Findings of a whole run, over all its files, in the forms that CI systems read: SARIF 2.1.0, GitHub's workflow
// commands, GitLab's code quality report, JUnit's XML. Paths are relative to the folder the run began in, with `/`,
// since viewers refuse others. A finding is recognised from run to run by what it says, not by its line
// (`fingerprint`), so that text inserted above it makes no new finding. docs/reference/ci.md describes each form.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/diag/render.h"

namespace hale::diag {

/// True for the forms that CiReport writes; `render` knows the others.
bool is_ci_format(Format format);

/// Lines and columns, both from 1; columns in code points.
struct CiRegion {
    std::string path;  // relative; empty: no place
    std::uint32_t line = 0, column = 0, end_line = 0, end_column = 0;
};
struct CiEdit {
    CiRegion region;
    std::string text;
};
struct CiFix {
    std::string title;
    std::vector<CiEdit> edits;
};
struct CiFinding {
    int code = 0;
    Severity severity = Severity::Error;
    std::string message;               // one line, safe to print
    std::vector<std::string> remarks;  // label, notes and help, a line each
    CiRegion region;
    std::vector<std::pair<CiRegion, std::string>> related;
    std::vector<CiFix> fixes;  // without those that need a word from the user
    std::string suite;         // the file of the command line that it came with; `region` may be in one that it imports
    std::string fingerprint;   // 16 hexadecimal digits
    std::size_t count = 1;     // how many findings this one stands for
};

class CiReport {
public:
    /// `folder`: absolute, what paths become relative to. `version`: of hale, for SARIF.
    CiReport(Format format, std::string folder, std::string version);

    /// The findings of one file (and of what it imports), in printing order.
    void add(const std::string& file, const std::vector<Diagnostic>& diagnostics, const source::SourceManager& sources);
    /// A file that could not be read.
    void add_problem(const std::string& file, const std::string& problem);
    /// The whole report. At most kMost findings: those of one code fold where there are more.
    std::string text() const;

    static constexpr std::size_t kMost = 25'000;  // results that GitHub takes from one SARIF run

private:
    struct Problem {
        std::string path, text;
    };
    std::string relative(std::string_view path) const;
    CiRegion region(const source::SourceManager& sources, source::Span span) const;
    CiFinding finding(const Diagnostic& d, const source::SourceManager& sources);
    std::vector<CiFinding> folded() const;

    std::string sarif() const;
    std::string github() const;
    std::string gitlab() const;
    std::string junit() const;

    Format format_;
    std::string folder_, version_;
    std::vector<std::string> files_;  // relative, in the order of the command line
    std::vector<CiFinding> findings_;
    std::vector<Problem> problems_;
    std::map<std::string, std::size_t> seen_;  // fingerprints without their number
};

}  // namespace hale::diag
