#pragma once
// The command line: one file per verb, docs/reference/cli.md is the contract.

namespace hale::cli {

/// Exit codes: 0 fine, 1 findings of severity error, 2 usage or I/O, 70 a bug of ours, 130 interrupted.
int run(int argc, char** argv);

}  // namespace hale::cli
