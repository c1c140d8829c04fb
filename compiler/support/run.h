#pragma once
// Asking another program of the machine, with a limit on its time: a cluster's tool that hangs must not hang us too.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace hale {

struct Ran {
    int exit_code = -1;  // -1: it was killed by a signal
    std::string output;  // its standard output
};

/// Runs `words` (found along PATH) without standard input; its standard error is thrown away. Nothing, and why, when it
/// cannot be started, is not done in time (it and what it started are killed), or writes more than `kMaxFileSize`.
std::optional<Ran> run_program(const std::vector<std::string>& words, std::chrono::milliseconds timeout,
                               std::string& problem);

}  // namespace hale
