#pragma once
// Which findings are shown, and how many. What the command line lets be (`--allow`, `--baseline`, `--quiet`) is taken out
// before anything is written or counted, so that every form of output and the exit code agree.

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "compiler/cli/options.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace hale::cli {

/// Findings of an earlier run, as `hale check --error-format json` wrote them. The same finding is one of the same code in
/// a file of the same name with the same words, wherever it stands; it is let be as often as it was there.
class Baseline {
public:
    /// False when a line is no finding; `problem` says which.
    bool read(const std::string& text, std::string& problem);
    /// Takes one of the old findings like this one; false: there is none left.
    bool take(const std::string& code, const std::string& file, const std::string& message);

private:
    using Key = std::tuple<std::string, std::string, std::string>;
    std::map<Key, std::size_t> left_;
};

/// May `--allow` name the code? Rules (HL31xx, HL6xxx) and everything that is no error: the rest is no judgement.
bool is_judgement(const diag::Row& row);

/// What is left of a run's findings to show. Old ones are taken out of `baseline`.
std::vector<diag::Diagnostic> shown(const std::vector<diag::Diagnostic>& all, const source::SourceManager& sources,
                                    const Options& options, Baseline& baseline);

}  // namespace hale::cli
