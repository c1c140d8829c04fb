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
/// Writes the product to stdout. False (and said) when it cannot be written, e.g. a full disk.
bool print(std::string_view text);

/// Writes the session's diagnostics (stderr; `json_on_stdout` for verbs without another product), its timings when they
/// were asked for, and gives the exit code that they mean.
/// The forms for CI are collected in `report` where there is one, and else written to stderr.
int finish(const driver::Session& session, const Options& options, bool json_on_stdout = false,
           diag::CiReport* report = nullptr);
/// An empty report in the form that --error-format asks for.
diag::CiReport ci_report(const Options& options);

/// The cluster that a verb with one product works on: the only one, or the one that --cluster names. nullptr (and said)
/// when that is not clear.
const model::Cluster* choose_cluster(const driver::Session& session, const Options& options);

}  // namespace hale::cli
