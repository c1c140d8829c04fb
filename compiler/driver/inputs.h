#pragma once
// Folders on the command line: which of their files are checked.

#include <optional>
#include <string>
#include <vector>

namespace hale::driver {

/// The files themselves, and for each folder its .hale files that no other file there imports, and the managers' own files
/// (known by their content). Nothing, and `problem`, when a folder holds none.
std::optional<std::vector<std::string>> inputs(const std::vector<std::string>& arguments, std::string& problem);

}  // namespace hale::driver
