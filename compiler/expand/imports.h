#pragma once
// Which file an `import` names. A path is relative to the importing file and must stay inside the project: the
// directory of the file that is compiled. Absolute paths and `..` out of the project are refused, so that a project
// is the same wherever it is copied, and nothing outside of it is ever read.

#include <cstdint>
#include <string>
#include <string_view>

namespace hale::expand {

struct ImportPath {
    enum class Problem : std::uint8_t { None, Absolute, Outside, Empty };
    Problem problem = Problem::None;
    std::string path;  // normal form: two ways to write one file are equal
};

/// `from` and `root`: the importing file and the compiled one, in normal form.
ImportPath resolve_import(std::string_view root, std::string_view from, std::string_view written);

/// The file, with every symbolic link followed, is not below the folder, with every symbolic link followed.
bool is_outside(std::string_view real_folder, std::string_view real_file);

/// The folder of a path, in normal form; `.` for a name alone.
std::string folder_of(std::string_view path);

/// `a/./b/../c.hale` as `a/c.hale`.
std::string normal_path(std::string_view path);

}  // namespace hale::expand
