#include "tests/bench/instructions.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <sstream>
#include <vector>

#include "tests/bench/generate.h"
#include "tests/bench/run.h"
#include "tests/bench/shapes.h"

namespace hale::bench {

namespace {

namespace fs = std::filesystem;

std::string slurp(const fs::path& path) {
    std::ifstream in(path);
    return std::string(std::istreambuf_iterator<char>(in), {});
}

/// `==123== Collected : 4567`, or `I   refs:      4,567`.
std::optional<double> collected(const std::string& talk) {
    const std::size_t at = talk.find("Collected : ");
    if (at == std::string::npos) return {};
    return std::strtod(talk.c_str() + at + std::string("Collected : ").size(), nullptr);
}

class Counting {
public:
    Counting(std::string hale, fs::path dir) : hale_(std::move(hale)), dir_(std::move(dir)) {}

    bool bounds() {
        constexpr int kServices = 1000;
        const fs::path in = write("in.hale", generate(kServices)), cib = dir_ / "cib.xml",
                       one = write("one.hale", generate(1));
        fmt::print("{:<34} {:>14} {:>12}\n", "instructions", "now", "bound");
        line("build for pacemaker, a service", count({"build", in, "--target", "pacemaker", "-o", cib}), kServices,
             200e3);
        line("check for pacemaker, a service", count({"check", in, "--target", "pacemaker"}), kServices, 140e3);
        line("import of that CIB, a service", count({"import", cib, "-o", dir_ / "back.hale"}), kServices, 1500e3);
        const fs::path running = write("running.xml", with_status(slurp(cib), kServices));
        line("the same with <status>, a service", count({"import", running, "-o", dir_ / "back.hale"}), kServices,
             1700e3);
        line("check of one service", count({"check", one}), 1, 6e6);
        const fs::path large = write("large.hale", generate(5000));
        const Cost built = run_once({hale_, "build", large, "--target", "pacemaker", "-o", dir_ / "large.xml"}, talk());
        line("MB, build of 5000 services", built.exit_code == 0 ? std::optional(built.rss_mb) : std::nullopt, 1, 80);
        return good_;
    }

    /// Per doubling from 1,000 to 16,000; the start of hale is taken off.
    bool growth() {
        constexpr int kSmall = 1000, kLarge = 16000;
        const double doublings = std::log2(static_cast<double>(kLarge) / kSmall);
        const Sample start = sample(write("start.hale", shapes().front().text(1)), false);
        fmt::print("\n{:<34} {:>14} {:>12} {:>8}\n", "growth per doubling", "instructions", "memory", "bound");
        for (const Shape& shape : shapes()) {
            const Sample a = sample(write("small", shape.text(kSmall)), shape.cib);
            const Sample b = sample(write("large", shape.text(kLarge)), shape.cib);
            if (!a.good || !b.good) {
                fmt::print("{:<34} does not run: {}\n", shape.name, slurp(talk()).substr(0, 300));
                good_ = false;
                continue;
            }
            const auto per_doubling = [&](double small, double large, double base) {
                const double grown = std::max(large - base, 1.0) / std::max(small - base, 1.0);
                return std::pow(grown, 1 / doublings) / 2;
            };
            const double work = per_doubling(a.instructions, b.instructions, start.instructions);
            const double memory = per_doubling(a.rss_mb, b.rss_mb, start.rss_mb);
            fmt::print("{:<34} {:>14.2f} {:>12.2f} {:>8}{}\n", shape.name, work, memory, 1.15,
                       work > 1.15 || memory > 1.15 ? "  over" : "");
        }
        return good_;
    }

private:
    struct Sample {
        bool good = false;
        double instructions = 0, rss_mb = 0;
    };

    fs::path talk() const { return dir_ / "talk"; }
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(dir_ / name) << text;
        return dir_ / name;
    }

    std::optional<double> count(std::vector<std::string> command) const {
        std::vector<std::string> all = {"valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", hale_};
        all.insert(all.end(), command.begin(), command.end());
        if (run_once(std::move(all), talk()).exit_code != 0) return {};
        return collected(slurp(talk()));
    }

    Sample sample(const fs::path& input, bool cib) const {
        const fs::path output = dir_ / "out";
        const std::vector<std::string> command =
            cib ? std::vector<std::string>{"import", input, "-o", output}
                : std::vector<std::string>{"build", input, "--target", "pacemaker", "-o", output};
        std::vector<std::string> plain = {hale_};
        plain.insert(plain.end(), command.begin(), command.end());
        const Cost cost = run_once(std::move(plain), talk());
        if (cost.exit_code != 0) return {};
        const auto instructions = count(command);
        return {instructions.has_value(), instructions.value_or(0), cost.rss_mb};
    }

    void line(const std::string& what, std::optional<double> value, double by, double bound) {
        if (!value) {
            fmt::print("{:<34} does not run: {}\n", what, slurp(talk()).substr(0, 300));
            good_ = false;
            return;
        }
        const double now = *value / by;
        fmt::print("{:<34} {:>14.0f} {:>12.0f}{}\n", what, now, bound, now > bound ? "  over" : "");
        std::fflush(stdout);
    }

    std::string hale_;
    fs::path dir_;
    bool good_ = true;
};

}  // namespace

int instructions(const std::string& hale) {
    std::string pattern = (fs::temp_directory_path() / "hale-bench-XXXXXX").string();
    const fs::path dir = ::mkdtemp(pattern.data());
    Counting counting(hale, dir);
    const bool bounds = counting.bounds();
    const bool growth = counting.growth();
    fs::remove_all(dir);
    return bounds && growth ? 0 : 1;
}

}  // namespace hale::bench
