#pragma once
// The corpora of cluster.conf files, where they are installed.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace hale::rgmanager::testing_data {

inline std::filesystem::path root() {
    const char* set = std::getenv("HALE_DATA");
    return std::filesystem::path(set != nullptr ? set : std::string(HALE_SOURCE_DIR) + "/../shared/data") / "rgmanager";
}

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

struct Conf {
    std::string name;  // as in oracle/: `suite-test001`, `real-…`, `synth-…`
    std::filesystem::path path;
};

/// How many files there are at least: our own, and those of the corpora where they are.
inline std::size_t at_least() { return std::filesystem::exists(root() / "suite") ? 32 + 85 : 32; }

/// Every .conf of our own corpus (tests/corpus: one point each), and of suite, realworld and synthetic where they are
/// installed; sorted.
inline std::vector<Conf> confs() {
    const std::filesystem::path own = HALE_SOURCE_DIR "/tests/corpus/rgmanager";
    std::vector<Conf> out;
    for (const auto& [folder, prefix] :
         {std::pair(own, "own-"), std::pair(root() / "suite", "suite-"), std::pair(root() / "realworld", "real-"),
          std::pair(root() / "synthetic", "synth-")}) {
        if (!std::filesystem::exists(folder)) continue;
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() == ".conf")
                out.push_back({prefix + entry.path().stem().string(), entry.path()});
        }
    }
    std::sort(out.begin(), out.end(), [](const Conf& a, const Conf& b) { return a.name < b.name; });
    return out;
}

}  // namespace hale::rgmanager::testing_data

#define SKIP_WITHOUT_CORPUS()                                                                           \
    if (!std::filesystem::exists(hale::rgmanager::testing_data::root())) {                              \
        GTEST_SKIP() << "no corpus at " << hale::rgmanager::testing_data::root() << " (set HALE_DATA)"; \
    }
