#pragma once
// A golden test is one file that says what is expected of it:
//
//     # RUN: check
//     cluster c {
//       service s { fs data { mount_point = "/srv" } }
//     #^ 22 error[HL2003]: unknown attribute `mount_point` for `fs`
//     #     help: did you mean `mountpoint`?
//     }
//
// `# RUN: VERB ARGS…` runs `hale VERB FILE ARGS…` in the file's folder. There may be several; the product of a run
// goes to NAME.out, or to the file named after `>` (`# RUN: build --target rgmanager > cluster.conf`).
// `# ENV: NAME=value` sets a variable, `# EXIT: 2` expects an exit code other than 1 with errors and 0 without.
// `#^ COLUMN severity[CODE]: message` under a line is a diagnostic at that line; notes and help follow it. Diagnostics
// elsewhere (`#^ FILE:LINE:COLUMN …`, `#^ - …` without a position) and other talk (`#^ says: …`) stand after the head.
// A manager's own file in XML says the same in comments: `<!-- RUN: check -->`, `<!--^ 22 error[…]: … -->`.
// When runs differ, `#2^` belongs to run 2 only. A run with --error-format compares all of stderr with NAME.err.

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace hale::golden {

struct Run {
    std::vector<std::string> args;  // the verb, then its arguments without the file
    std::string product;            // file that holds the expected stdout, relative to the test's folder
    bool raw = false;               // --error-format was said: stderr is compared as it stands
};

/// What one run left behind.
struct Outcome {
    int exit_code = 0;
    std::string out, err;
    std::string failure;  // killed by a signal, took too long …; empty: it ended by itself
};

/// A mark's text by the line it stands under (0: after the head), with the runs that give it.
using Marks = std::map<std::pair<std::size_t, std::string>, std::set<std::size_t>>;

struct Case {
    std::filesystem::path path;
    std::vector<std::string> lines;  // without the marks
    std::size_t head = 0;            // how many lines of `lines` are RUN, ENV and EXIT
    std::vector<Run> runs;
    std::vector<std::string> environment;
    int exit_code = -1;  // -1: 1 with errors, else 0
    bool final_newline = true;
    bool xml = false;  // marks are XML comments
};

/// Reads a test. A file without RUN has no runs.
Case read_case(const std::filesystem::path& path);
/// Runs number `n` of the test in a process of its own, with the marks taken out of the source only in line numbers:
/// the file is given as it stands on disk.
Outcome execute(const Case& test, std::size_t n);
/// The diagnostics of an outcome as marks; line numbers are those of `test.lines`. False in `clean` when an error is
/// among them.
void collect_marks(const Case& test, std::size_t n, const Outcome& outcome, Marks& marks, bool& has_errors);
/// The test's text with these marks in place.
std::string with_marks(const Case& test, const Marks& marks);

/// All of a file; empty when it does not exist.
std::string slurp(const std::filesystem::path& path);

}  // namespace hale::golden
