#pragma once
// The command line as data, taken from the parser's own declarations: completion scripts and manual pages are made from
// it, so that they cannot say anything else than `--help` does.

#include <string>
#include <vector>

namespace hale::cli {

/// A flag, or a word that stands alone.
struct FlagWords {
    std::vector<std::string> names;    // `-o`, `--output`; of a positional: its name
    std::string value;                 // what follows it: FILE, MANAGER; empty: nothing
    std::string what;                  // as in --help
    std::vector<std::string> choices;  // the only values it takes; empty: anything
    bool positional = false;
    bool required = false;
    bool several = false;
};

struct VerbWords {
    std::string name;  // `check`, `agents import`; empty: hale itself
    std::string what;
    std::vector<FlagWords> flags;
    std::vector<std::string> inside;  // full names of the verbs below it
};

/// hale itself first, then every verb in the order of --help; hidden flags and verbs are left out.
std::vector<VerbWords> describe_command_line();

}  // namespace hale::cli
