// Inputs that people reported, from HALE_DATA: every file of `expected.tsv` is checked, and what is said is held against
// the row. A row is FILE, the codes that must be said, and codes that must not; `none` asks for no finding at all (hints
// of severity info are none). A file of `reported` without a row is told, so that none is forgotten. Without HALE_DATA
// the test is skipped.

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Row {
    std::string file, wanted, unwanted;
};

std::vector<Row> rows() {
    std::vector<Row> out;
    std::ifstream in(fs::path(HALE_SOURCE_DIR) / "tests/reported/expected.tsv");
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream fields(line);
        Row& row = out.emplace_back();
        std::getline(fields, row.file, '\t');
        std::getline(fields, row.wanted, '\t');
        std::getline(fields, row.unwanted, '\t');
    }
    return out;
}

std::vector<std::string> words(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

/// What `hale check` says, one line a finding.
std::string check(const fs::path& file, int& code) {
    const std::string out = testing::TempDir() + "hale-reported.txt";
    const std::string command = "'" HALE_BINARY "' check --error-format short '" + file.string() + "' > '" + out + "' 2>&1";
    const int status = std::system(command.c_str());
    code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
    std::ifstream in(out, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

bool serious(const std::string& said) {
    return said.find(": error[") != std::string::npos || said.find(": warning[") != std::string::npos;
}

TEST(Reported, EachInputGivesItsAnswer) {
    const char* data = std::getenv("HALE_DATA");
    if (data == nullptr || !fs::exists(fs::path(data) / "reported")) GTEST_SKIP() << "HALE_DATA has no `reported`";
    const fs::path folder = fs::path(data) / "reported";
    std::size_t named = 0, quiet = 0;
    std::set<std::string> seen;
    for (const Row& row : rows()) {
        seen.insert(row.file);
        int code = 0;
        const std::string said = check(folder / row.file, code);
        EXPECT_LT(code, 2) << row.file << '\n' << said;
        if (row.wanted == "none") {
            EXPECT_FALSE(serious(said)) << row.file << " is right, and this is said:\n" << said;
            ++quiet;
            continue;
        }
        for (const std::string& word : words(row.wanted)) {
            EXPECT_NE(said.find("[" + word + "]"), std::string::npos) << row.file << " must be told " << word << ":\n" << said;
        }
        for (const std::string& word : words(row.unwanted)) {
            EXPECT_EQ(said.find("[" + word + "]"), std::string::npos) << row.file << " must not be told " << word << ":\n" << said;
        }
        ++named;
    }
    for (const char* area : {"pacemaker/right", "pacemaker/found", "pacemaker/false-alarm",
                             "rgmanager/right", "rgmanager/found"}) {
        for (const auto& entry : fs::directory_iterator(folder / area)) {
            const std::string file = fs::relative(entry.path(), folder).string();
            EXPECT_TRUE(seen.contains(file)) << file << " has no row in expected.tsv";
        }
    }
    std::cout << named << " mistakes are named, " << quiet << " right set-ups are left alone\n";
}

}  // namespace
