#pragma once
// A text, migrated in memory.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/driver/session.h"
#include "compiler/migrate/migrate.h"

namespace hale::test {

struct Migrated {
    MemoryFiles files;
    std::unique_ptr<driver::Session> session;
    migrate::Result result;
    bool read = false;  // false: the text is no file of a manager

    const std::string& file(std::string_view name) const {
        static const std::string none;
        for (const backends::OutputFile& f : result.files) {
            if (f.name == name) return f.text;
        }
        return none;
    }
    const migrate::Entry* entry(std::string_view path) const {
        for (const migrate::Entry& e : result.entries) {
            if (e.path == path) return &e;
        }
        return nullptr;
    }
    /// All output in one text.
    std::string outputs() const {
        std::string out;
        for (const backends::OutputFile& f : result.files) out += f.name + '\n' + f.text;
        return out;
    }
};

inline std::unique_ptr<Migrated> migrated(std::string text, const migrate::Wishes& wishes = {}) {
    auto out = std::make_unique<Migrated>();
    out->files.files["in"] = std::move(text);
    out->session = std::make_unique<driver::Session>(driver::SessionOptions{}, out->files);
    driver::Session& s = *out->session;
    if (!s.open("in")) return out;
    auto blocks = s.expand();
    out->read = !s.sink.has_errors();
    if (!out->read) return out;
    out->result = migrate::migrate(
        {s.main, s.sources, s.kinds(), s.reader(), std::move(blocks), std::move(s.model.origins), s.sink}, wishes);
    return out;
}

inline std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The .conf files of a folder, sorted; none when it does not exist.
inline std::vector<std::filesystem::path> confs(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> out;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
        if (entry.path().extension() == ".conf") out.push_back(entry.path());
    }
    std::sort(out.begin(), out.end());
    return out;
}
inline std::vector<std::filesystem::path> own() { return confs(std::filesystem::path(HALE_SOURCE_DIR) / "tests/migrate"); }
/// suite, realworld, synthetic and migrate, where the corpora are.
inline std::vector<std::filesystem::path> corpora() {
    const char* set = std::getenv("HALE_DATA");
    const std::filesystem::path root = set != nullptr ? set : std::string(HALE_SOURCE_DIR) + "/../shared/data";
    std::vector<std::filesystem::path> out;
    for (const char* folder : {"suite", "realworld", "synthetic", "migrate"}) {
        for (auto& path : confs(root / "rgmanager" / folder)) out.push_back(path);
    }
    return out;
}

}  // namespace hale::test
