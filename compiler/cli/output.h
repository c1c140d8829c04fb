#pragma once
// What every verb does in the same way: open a session, say what was found, write the product, choose the exit code.

#include <string>
#include <string_view>

#include "compiler/cli/options.h"
#include "compiler/diag/ci_report.h"
#include "compiler/driver/session.h"

namespace hale::cli {

driver::SessionOptions session_options(const Options& options);

/// One line on stderr: `hale: …`.
void say(std::string_view text);
/// Text on stderr as it is. What goes to a terminal never holds control or bidirectional characters.
void talk(std::string_view text);
/// Before something is written: false (and said) when `output` is one of the files that are read.
bool may_write(FileSystem& files, const std::string& output, const std::vector<std::string>& inputs);
/// Writes the product to `options.output`: to stdout, or to a file that is left alone when it holds it already.
/// `secret`: only the owner may read it; so it is when the text holds a password. Gives the exit code.
int deliver(FileSystem& files, const Options& options, const std::string& text, bool secret);
/// Writes the product to stdout. False (and said) when it cannot be written, e.g. a full disk.
bool print(std::string_view text);

/// Writes the session's diagnostics (stderr; `json_on_stdout` for verbs without another product), its timings when they
/// were asked for, and gives the exit code that they mean.
int finish(const driver::Session& session, const Options& options, bool json_on_stdout = false);
/// An empty report in the form that --error-format asks for.
diag::CiReport ci_report(const Options& options);

/// What one run of `check` counted, for its last line.
struct Counts {
    std::size_t errors = 0, warnings = 0, folded = 0, left_out = 0;
};
/// The same for findings that were chosen before; `counts` is added to. The forms for CI are collected in `report` where
/// there is one, and else written to stderr.
int finish(const driver::Session& session, const Options& options, const std::vector<diag::Diagnostic>& findings,
           bool json_on_stdout, Counts& counts, diag::CiReport* report = nullptr);

/// The cluster that a verb with one product works on: the only one, or the one that --cluster names. nullptr (and said)
/// when that is not clear.
const model::Cluster* choose_cluster(const driver::Session& session, const Options& options);

}  // namespace hale::cli
