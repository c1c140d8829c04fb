// The layers point down: each folder includes only what its row allows. One table, read here and nowhere else; the link
// dependencies in the CMakeLists say the same a second time.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using Row = std::set<std::string>;

/// What a folder may include besides itself, the standard library and third-party headers.
const std::map<std::string, Row>& layers() {
    const auto with = [](Row row, const char* more) {
        row.insert(more);
        return row;
    };
    static const Row backend = {"support", "source",   "diag",   "value", "schema", "model",
                                "order",   "backends", "common", "xml",   "conf"};
    static const std::map<std::string, Row> table = {
        {"support", {}},
        {"source", {"support"}},
        {"diag", {"support", "source", "cmake"}},
        {"value", {"support", "source", "diag"}},
        {"syntax", {"support", "source", "diag", "grammar"}},
        {"expand", {"support", "source", "diag", "value", "syntax"}},
        {"schema", {"support", "source", "diag", "value", "xml", "expand", "cmake"}},
        {"model", {"support", "source", "diag", "value", "schema"}},
        {"order", {"support", "source", "diag", "value", "schema", "model"}},
        {"sema", {"support", "source", "diag", "value", "expand", "schema", "model", "order"}},
        {"format", {"support", "source", "diag", "syntax"}},
        {"decompile", {"support", "source", "diag", "value", "syntax", "expand", "format", "schema", "model"}},
        {"fencing", {"support", "source", "diag", "value", "schema", "model"}},
        {"lint", {"support", "source", "diag", "value", "schema", "model", "order", "fencing"}},
        {"diff", {"support", "source", "diag", "value", "schema", "model", "order"}},
        {"graph", {"support", "source", "diag", "value", "schema", "model", "order"}},
        {"xml", {"support", "source", "diag", "value"}},
        {"conf", backend},
        {"corosync", backend},
        {"fence_virt", backend},
        {"common", backend},
        {"rgmanager", backend},
        {"cib_grammar", {"support", "source", "diag", "xml", "cmake"}},
        {"pacemaker", with(backend, "cib_grammar")},
        {"backends",
         {"support", "source", "diag", "value", "schema", "model", "rgmanager", "pacemaker", "corosync", "fence_virt"}},
        {"driver",
         {"support", "source", "diag", "value", "syntax", "expand", "schema", "model", "order", "sema", "lint",
          "backends", "xml"}},
        {"cli",
         {"support", "source", "diag", "value", "schema", "model", "order", "lint", "decompile", "graph", "driver",
          "backends", "xml"}},
    };
    return table;
}

/// `compiler/diag/render.cc` -> diag, `backends/xml/read.h` -> xml, `backends/backend.h` -> backends.
std::string layer_of(const fs::path& path) {
    std::vector<std::string> parts;
    for (const auto& p : path) parts.push_back(p.string());
    if (parts.size() < 2) return {};
    if (parts[0] == "backends") return parts.size() == 2 ? "backends" : parts[1];
    return parts[0] == "compiler" ? parts[1] : parts[0];
}

struct Include {
    std::string file, target;
    bool own = false;  // in quotes
};

std::vector<Include> all_includes() {
    std::vector<Include> out;
    const fs::path root = HALE_SOURCE_DIR;
    for (const char* folder : {"compiler", "backends"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            const fs::path& path = entry.path();
            if (path.extension() != ".cc" && path.extension() != ".h") continue;
            std::ifstream in(path);
            for (std::string line; std::getline(in, line);) {
                if (!line.starts_with("#include ") || line.size() < 12) continue;
                const std::size_t end = line.find_last_of("\">");
                out.push_back({fs::relative(path, root).string(), line.substr(10, end - 10), line[9] == '"'});
            }
        }
    }
    return out;
}

bool is_generated(const std::string& file) { return file.find("generated/") != std::string::npos; }

TEST(Layers, PointDown) {
    int seen = 0;
    for (const Include& include : all_includes()) {
        const std::string from = layer_of(include.file);
        const std::string to = layer_of(include.target);
        const bool ours = include.target.starts_with("compiler/") || include.target.starts_with("backends/") ||
                          include.target.starts_with("cmake/");
        if (!include.own || !ours || is_generated(include.file) || from == to) continue;
        const auto row = layers().find(from);
        ASSERT_NE(row, layers().end()) << include.file << ": folder `" << from << "` has no row in tests/layers";
        EXPECT_TRUE(row->second.contains(to))
            << include.file << " includes " << include.target << ": `" << from << "` must not see `" << to << "`";
        ++seen;
    }
    EXPECT_GT(seen, 50) << "the includes were not found";
}

TEST(Layers, AntlrIsSeenByOneFile) {
    std::set<std::string> files;
    for (const Include& include : all_includes()) {
        const bool antlr = include.target.find("antlr4") != std::string::npos ||
                           include.target.find("HaleLexer.h") != std::string::npos ||
                           include.target.find("HaleParser.h") != std::string::npos;
        if (antlr && !is_generated(include.file)) files.insert(include.file);
    }
    EXPECT_LE(files.size(), 1u) << ::testing::PrintToString(files);
}

TEST(Layers, SlowHeadersStayInFewFiles) {
    std::map<std::string, std::set<std::string>> files;
    for (const Include& include : all_includes()) files[include.target].insert(include.file);
    EXPECT_EQ(files["CLI/CLI.hpp"].size(), 1u);
    EXPECT_LE(files["nlohmann/json.hpp"].size(), 6u) << ::testing::PrintToString(files["nlohmann/json.hpp"]);
}

}  // namespace
