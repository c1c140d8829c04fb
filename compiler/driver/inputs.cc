#include "compiler/driver/inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <sstream>

#include "backends/backend.h"
#include "compiler/support/files.h"

namespace hale::driver {

namespace {

namespace fs = std::filesystem;

/// What the text imports, by the lines that begin with `import "`; relative to the file's folder.
void note_imports(const std::string& file, const std::string& text, std::set<std::string>& imported) {
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        const std::size_t begin = line.find_first_not_of(" \t");
        if (begin == std::string::npos || !line.substr(begin).starts_with("import")) continue;
        const std::size_t open = line.find('"', begin), close = line.find('"', open + 1);
        if (open == std::string::npos || close == std::string::npos) continue;
        const fs::path target = fs::path(file).parent_path() / line.substr(open + 1, close - open - 1);
        imported.insert(target.lexically_normal().generic_string());
    }
}

void add_folder(const std::vector<std::string>& all, std::vector<std::string>& out) {
    Disk disk;
    std::set<std::string> imported;
    std::vector<std::string> found;
    for (const std::string& file : all) {
        const bool hale = file.ends_with(".hale");
        if (!hale && !file.ends_with(".xml") && !file.ends_with(".conf") && !file.ends_with(".cib")) continue;
        std::string why;
        const std::optional<std::string> text = disk.read(file, why);
        if (!text) continue;
        if (hale) note_imports(file, *text, imported);
        if (hale || backends::recognise(*text) != nullptr) found.push_back(file);
    }
    for (const std::string& file : found) {
        if (!imported.contains(fs::path(file).lexically_normal().generic_string())) out.push_back(file);
    }
}

}  // namespace

std::optional<std::vector<std::string>> inputs(const std::vector<std::string>& arguments, std::string& problem) {
    std::vector<std::string> out;
    for (const std::string& argument : arguments) {
        const auto below = argument == "-" ? std::nullopt : files_below(argument);
        const std::size_t before = out.size();
        if (!below) {
            out.push_back(argument);
        } else {
            add_folder(*below, out);
        }
        if (out.size() != before) continue;
        problem = fmt::format("the folder `{}` holds no .hale file and no file of a manager", argument);
        return std::nullopt;
    }
    return out;
}

}  // namespace hale::driver
