// The laws of the books: every attribute and element of every description is booked by every manager, sums add up, every
// place is where the value stands, and every capability is reached by some description.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "compiler/driver/session.h"
#include "compiler/ledger/ledger.h"
#include "compiler/lint/lint.h"

namespace hale {
namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

/// Examples, goldens and the small files of our own.
std::vector<fs::path> inputs() {
    std::vector<fs::path> out;
    for (const char* folder : {"examples", "tests/golden/model", "tests/golden/cluster_conf", "tests/golden/realworld",
                               "tests/golden/language", "tests/migrate", "tests/ledger"}) {
        const fs::path root = fs::path(HALE_SOURCE_DIR) / folder;
        if (!fs::exists(root)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            const fs::path& p = entry.path();
            if (p.extension() == ".hale" || p.extension() == ".conf" || p.extension() == ".xml") out.push_back(p);
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

struct Reached {
    std::size_t files = 0, entries = 0, places = 0;
    std::map<std::string, std::set<std::string>> rows;  // by manager
};

void check_places(const fs::path& path, const backends::OutputFile& file, Reached& reached) {
    std::vector<std::string> lines{""};
    for (const char c : file.text) {
        if (c == '\n') {
            lines.emplace_back();
        } else {
            lines.back() += c;
        }
    }
    for (const ledger::Written& w : file.ledger.written()) {
        ++reached.places;
        ASSERT_LE(w.at.line, lines.size()) << path;
        const std::string& line = lines[w.at.line - 1];
        const std::string& wanted = w.element == "nvpair" || w.name.empty() ? w.element : w.name;
        // Columns count code points; names are ASCII, so they are found at or behind their column.
        EXPECT_NE(line.find(wanted, std::min<std::size_t>(w.at.col - 1, line.size())), std::string::npos)
            << path << ' ' << file.name << ':' << w.at.line << ':' << w.at.col << ' ' << wanted;
    }
}

void one(const fs::path& path, const driver::Session& session, const backends::Backend& backend, Reached& reached) {
    const model::Cluster& cluster = session.model.clusters.front();
    diag::Sink sink;
    ledger::Ledger books;
    backends::BuildOptions building;
    building.books = &books;
    building.secrets = [](std::string_view) { return std::optional<std::string>("s"); };
    const auto file = backend.build(session.model, cluster, building, sink);
    ++reached.files;
    const auto entries = ledger::settle(file ? file->ledger : books, backend.name(), session.model, cluster);
    std::map<std::string_view, std::size_t> sums;
    for (const ledger::Entry& e : entries) {
        ++sums[ledger::to_text(e.disposition)];
        if (!e.row.empty()) reached.rows[std::string(backend.name())].insert(e.row);
        if (!file) continue;
        if (e.disposition == ledger::Disposition::Forgotten)
            ADD_FAILURE() << path << " for " << backend.name() << ": " << e.entity << " . " << e.attribute;
    }
    if (!file) return;
    EXPECT_EQ(entries.size(), ledger::subjects(cluster).size());
    reached.entries += entries.size();
    check_places(path, *file, reached);
}

// Not run in this form yet: take DISABLED_ away when every capability is reached.
TEST(Ledger, DISABLED_NothingIsForgotten) {
    Reached reached;
    for (const fs::path& path : inputs()) {
        MemoryFiles files;
        files.files[path.filename()] = slurp(path);
        driver::SessionOptions options;
        options.allowed = lint::all_rules();
        driver::Session session(options, files);
        if (!session.load(path.filename()) || session.sink.has_errors() || session.model.clusters.size() != 1) continue;
        for (const backends::Backend* b : backends::all_backends()) one(path, session, *b, reached);
    }
    std::cout << "[ ledger   ] " << reached.files << " builds, " << reached.entries << " entries, " << reached.places
              << " places\n";
    EXPECT_GE(reached.entries, 5000u);
    std::size_t rows = 0;
    for (const backends::Backend* b : backends::all_backends()) {
        for (const ledger::Capability& row : b->capabilities()) {
            ++rows;
            EXPECT_TRUE(reached.rows[std::string(b->name())].contains(std::string(row.word)))
                << b->name() << ": no description reaches the capability `" << row.word << '`';
        }
    }
    std::cout << "[ ledger   ] " << rows << " capabilities\n";
}

TEST(Ledger, SecretsAreNotShown) {
    MemoryFiles files;
    files.files["s.hale"] = R"(cluster c {
  fence_device d fence_ipmilan { ip = "10.0.0.1"  login = "a"  password = secret("ipmi") }
  node n1 { id = 1  fence { d {} } }
  node n2 { id = 2  fence { d {} } }
})";
    driver::Session session({}, files);
    ASSERT_TRUE(session.load("s.hale"));
    for (const char* name : {"pacemaker", "rgmanager"}) {
        diag::Sink sink;
        backends::BuildOptions building;
        building.secrets = [](std::string_view) { return std::optional<std::string>("hunter2"); };
        const auto file = backends::find_backend(name)->build(session.model, session.model.clusters[0], building, sink);
        ASSERT_TRUE(file);
        ASSERT_NE(file->text.find("hunter2"), std::string::npos);
        const auto entries = ledger::settle(file->ledger, name, session.model, session.model.clusters[0]);
        EXPECT_EQ(ledger::to_json(entries, file->ledger, name, file->name, session.sources).find("hunter2"), std::string::npos);
    }
}

}  // namespace
}  // namespace hale
