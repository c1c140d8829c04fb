#include "compiler/cli/depfile.h"

#include <algorithm>
#include <filesystem>

namespace hale::cli {

namespace {

std::string escaped(std::string_view path) {
    std::string out;
    for (const char c : path) {
        if (c == ' ' || c == '#' || c == '\\' || c == ':') out += '\\';
        if (c == '$') out += '$';
        out += c;
    }
    return out;
}

void add_folder(const std::string& folder, std::vector<std::string>& out) {
    std::error_code problem;
    std::vector<std::string> found;
    for (std::filesystem::recursive_directory_iterator it(folder, problem), end; !problem && it != end;
         it.increment(problem))
        if (it->is_regular_file(problem)) found.push_back(it->path().generic_string());
    std::sort(found.begin(), found.end());
    out.insert(out.end(), found.begin(), found.end());
}

}  // namespace

std::optional<std::string> RecordingDisk::read(const std::string& path, std::string& problem) {
    if (path != "-" && std::find(files_.begin(), files_.end(), path) == files_.end()) files_.push_back(path);
    return Disk::read(path, problem);
}

std::string depfile_text(const Options& options, const std::vector<std::string>& read) {
    std::vector<std::string> inputs;
    for (const std::string& path : read)
        if (path != options.output && path != options.depfile) inputs.push_back(path);
    if (!options.agents_dir.empty()) add_folder(options.agents_dir, inputs);
    if (!options.agents.metadata_dir.empty()) add_folder(options.agents.metadata_dir, inputs);
    std::string out = escaped(options.output) + ":";
    for (const std::string& path : inputs) out += " \\\n  " + escaped(path);
    out += '\n';
    for (const std::string& path : inputs) out += "\n" + escaped(path) + ":\n";
    return out;
}

}  // namespace hale::cli
