#pragma once
// `check --fix`: the safe fixes of what was found, put into a .hale text. A fix is taken as a whole or not at all; of
// two that change the same place the first one found is taken, the other one in the next round. A round that leaves
// more errors than there were is thrown away.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/session.h"

namespace hale::driver {

struct Fixed {
    std::string text;
    std::size_t count = 0;  // fixes that were applied
};

/// The text of `file` with the safe fixes of these diagnostics that change nothing but this file.
Fixed apply_fixes(const std::vector<diag::Diagnostic>& diagnostics, source::FileId file, std::string_view text);

/// The text of `path` after as many rounds as there is something to fix. Nothing is written. `text` is as before when
/// the file cannot be read or is a manager's own.
Fixed fixed(const std::string& path, std::string text, const SessionOptions& options, FileSystem& files);

}  // namespace hale::driver
