#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {

namespace {

void collect(const std::filesystem::path& dir, bool all, std::vector<std::pair<std::string, std::string>>& out) {
    if (!std::filesystem::exists(dir)) return;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(dir)) {
        if (!entry.is_regular_file() || (!all && entry.path().extension() != ".hale")) continue;
        std::ifstream in(entry.path(), std::ios::binary);
        std::ostringstream text;
        text << in.rdbuf();
        out.emplace_back(entry.path().string(), text.str());
    }
}

}  // namespace

std::vector<std::pair<std::string, std::string>> hale_files() {
    std::vector<std::pair<std::string, std::string>> out;
    const std::filesystem::path root(HALE_SOURCE_DIR);
    for (const char* dir : {"stdlib-agents", "examples", "tests"}) collect(root / dir, false, out);
    std::erase_if(out, [](const auto& file) { return file.first.find("/fuzz/") != std::string::npos; });
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<std::pair<std::string, std::string>> fuzz_seeds() {
    std::vector<std::pair<std::string, std::string>> out;
    collect(std::filesystem::path(HALE_SOURCE_DIR) / "tests/fuzz/seeds/parse", true, out);
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace hale::syntax
