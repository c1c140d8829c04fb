// golden [--update] FILE|FOLDER…: runs the golden tests below the folders (tests/golden and examples without
// arguments).

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/harness/case.h"

namespace {

using namespace hale::golden;
namespace fs = std::filesystem;

void show_difference(const std::string& what, const std::string& expected, const std::string& seen) {
    std::istringstream a(expected), b(seen);
    std::string x, y;
    int shown = 0;
    for (int line = 1; shown < 10; ++line) {
        const bool more_a = static_cast<bool>(std::getline(a, x));
        const bool more_b = static_cast<bool>(std::getline(b, y));
        if (!more_a && !more_b) break;
        if (more_a && more_b && x == y) continue;
        if (more_a) fmt::print("  {}:{}: expected | {}\n", what, line, x);
        if (more_b) fmt::print("  {}:{}: seen     | {}\n", what, line, y);
        ++shown;
    }
}

class Checker {
public:
    Checker(Case test, bool update) : test_(std::move(test)), update_(update) {}

    bool check() {
        Marks marks;
        for (std::size_t n = 0; n < test_.runs.size(); ++n) run(n, marks);
        expect(test_.path, with_marks(test_, marks));
        return good_;
    }

private:
    void run(std::size_t n, Marks& marks) {
        const Run& run = test_.runs[n];
        const Outcome outcome = execute(test_, n);
        if (!outcome.failure.empty()) return fail(fmt::format("run {}: {}", n + 1, outcome.failure));
        bool errors = false;
        if (run.raw) {
            expect(test_.path.parent_path() / (test_.path.stem().string() + ".err"), outcome.err);
            errors = outcome.exit_code == 1;
        } else {
            collect_marks(test_, n, outcome, marks, errors);
        }
        const int wanted = test_.exit_code >= 0 ? test_.exit_code : errors ? 1 : 0;
        if (outcome.exit_code != wanted) {
            fail(fmt::format("run {}: exit code {} instead of {}\n{}", n + 1, outcome.exit_code, wanted, outcome.err));
        }
        product(run, outcome);
    }

    /// What a run prints besides diagnostics; `check` without a dump has no product.
    void product(const Run& run, const Outcome& outcome) {
        const bool json_there = run.args[0] == "check" && !run.raw &&
                                std::find(run.args.begin(), run.args.end(), "--dump") == run.args.end();
        if (!json_there) expect(test_.path.parent_path() / run.product, outcome.out);
    }

    void expect(const fs::path& file, const std::string& seen) {
        const std::string expected = slurp(file);
        if (expected == seen) return;
        if (update_) {
            if (seen.empty()) {
                fs::remove(file);
            } else {
                std::ofstream(file, std::ios::binary) << seen;
            }
            fmt::print("updated {}\n", file.string());
            return;
        }
        fail("differs from what is expected");
        show_difference(file.filename().string(), expected, seen);
    }

    void fail(const std::string& why) {
        if (good_) fmt::print("FAIL {}\n", test_.path.string());
        fmt::print("  {}\n", why);
        good_ = false;
    }

    Case test_;
    bool update_;
    bool good_ = true;
};

/// The test files, sorted; a file that is named counts even without RUN, so that a forgotten RUN is noticed.
std::vector<fs::path> tests_below(const std::vector<std::string>& roots) {
    std::vector<fs::path> out;
    for (const std::string& root : roots) {
        if (!fs::is_directory(root)) {
            out.emplace_back(root);
            continue;
        }
        for (const auto& entry : fs::recursive_directory_iterator(root)) {
            const fs::path kind = entry.path().extension();
            if (kind == ".hale" || kind == ".xml" || kind == ".conf") out.push_back(entry.path());
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    bool update = false;
    std::vector<std::string> roots;
    for (int i = 1; i < argc; ++i) {
        if (std::string(argv[i]) == "--update") {
            update = true;
        } else {
            roots.emplace_back(argv[i]);
        }
    }
    if (roots.empty()) roots = {"tests/golden", "examples"};
    int passed = 0, failed = 0;
    for (const fs::path& path : tests_below(roots)) {
        Case test = read_case(path);
        if (test.runs.empty()) continue;  // a file that others import
        Checker checker(test, update);
        bool good = checker.check();
        // Marks move the lines below them; what mentions a line in words settles at the second run.
        if (update) good = Checker(read_case(path), true).check() && good;
        good ? ++passed : ++failed;
    }
    fmt::print("{} passed, {} failed\n", passed, failed);
    if (passed + failed == 0) fmt::print("no test found\n");
    return failed == 0 && passed > 0 ? 0 : 1;
}
