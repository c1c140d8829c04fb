#pragma once
// Running the command that knows a secret: without a shell, within a time limit, and in an environment that holds no other
// secret.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hale::driver {

/// A command line as words: blanks separate, '…' and "…" keep them together, a backslash takes the next character as it is.
/// Nothing is expanded. Nothing when a quote is not closed.
std::optional<std::vector<std::string>> command_words(std::string_view line);

/// The words with `{name}` replaced; the name is the last word when none holds `{name}`. Nothing, and `problem`, when the
/// name would become part of a script that a shell runs.
std::optional<std::vector<std::string>> with_name(std::vector<std::string> words, const std::string& name,
                                                  std::string& problem);

struct Ran {
    std::optional<std::string> output;  // without its last line end; nothing: see `problem`
    std::string problem;                // "it exited with 3", "it took longer than 10 s", never its output
};

/// Runs the program, its standard input empty and the HALE_SECRET_… variables taken out of its environment. It is killed,
/// with what it started, when the time is over or it prints more than 64 KiB.
Ran run_command(const std::vector<std::string>& words, std::chrono::milliseconds limit);

}  // namespace hale::driver
