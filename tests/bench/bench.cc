// bench HALE [SIZE…]: what hale costs on generated clusters: `check` and `build` of the description, `check` and
// `import` of the file that was built, and `check` of a description with a mistake in each service. CPU time and peak
// memory of the whole process, growth from size to size (CPU per service, 1.0 is linear), the ratio to pugixml merely
// building and saving the same output, and the CPU time of each phase. Each number is the best of several runs: noise
// only ever adds.
//
// bench HALE --instructions: what does not depend on the machine, see instructions.h.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/bench/generate.h"
#include "tests/bench/instructions.h"
#include "tests/bench/run.h"

namespace {

namespace fs = std::filesystem;
using hale::bench::Cost;
using hale::bench::generate;
using hale::bench::generate_mistakes;
using hale::bench::run_once;

Cost best_of(int runs, const std::vector<std::string>& args, int expected, const fs::path& talk) {
    Cost best = run_once(args, talk);
    for (int i = 1; i < runs && best.exit_code == expected; ++i) {
        const Cost c = run_once(args, talk);
        best.cpu_ms = std::min(best.cpu_ms, c.cpu_ms);
        best.rss_mb = std::min(best.rss_mb, c.rss_mb);
    }
    return best;
}

double cpu_now() {
    timespec t{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

void build_again(const pugi::xml_node& from, pugi::xml_node to) {
    for (const pugi::xml_attribute& a : from.attributes()) to.append_attribute(a.name()).set_value(a.value());
    for (const pugi::xml_node& child : from.children()) {
        if (child.type() == pugi::node_element) build_again(child, to.append_child(child.name()));
    }
}

/// CPU time in which pugixml builds the document from nothing and saves it.
double pugixml_ms(const fs::path& xml, int runs) {
    pugi::xml_document source;
    source.load_file(xml.c_str());
    double best = 1e9;
    for (int i = 0; i < runs; ++i) {
        const double start = cpu_now();
        pugi::xml_document copy;
        build_again(source, copy);
        std::ostringstream out;
        copy.save(out, "  ");
        best = std::min(best, cpu_now() - start);
    }
    return best;
}

std::string phases(const fs::path& talk) {
    std::ifstream in(talk);
    std::string out;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string timing, phase;
        words >> timing;
        if (timing != "timing") continue;
        std::vector<std::string> all;
        for (std::string w; words >> w;) all.push_back(w);
        for (std::size_t i = 0; i + 2 < all.size(); ++i) phase += (i == 0 ? "" : " ") + all[i];
        out += fmt::format("{}{} {}", out.empty() ? "" : ", ", phase, all.at(all.size() - 2));
    }
    return out;
}

class Bench {
public:
    Bench(std::string hale, fs::path dir) : hale_(std::move(hale)), dir_(std::move(dir)) {}

    bool size(int services) {
        const fs::path input = write(fmt::format("bench{}.hale", services), generate(services));
        bool good = true;
        for (const std::string target : {"rgmanager", "pacemaker"}) {
            const fs::path output = dir_ / (target + ".xml"), back = dir_ / "back.hale";
            const std::vector<std::string> build = {hale_, "build", input, "--target", target, "-o", output};
            good = measure("check", services, target, {hale_, "check", input, "--target", target}, 0) && good;
            good = measure("build", services, target, build, 0, output) && good;
            good = measure("check its", services, target, {hale_, "check", output}, 0) && good;
            good = measure("import its", services, target, {hale_, "import", output, "-o", back}, 0) && good;
            std::vector<std::string> timed = build;
            timed.emplace_back("--timings");
            run_once(timed, dir_ / "talk");
            fmt::print("         phases of build, ms: {}\n", phases(dir_ / "talk"));
        }
        const fs::path wrong = write(fmt::format("wrong{}.hale", services), generate_mistakes(services));
        return measure("check", services, "mistakes", {hale_, "check", wrong}, 1) && good;
    }

    static void head() {
        fmt::print("{:>8} {:<10} {:<10} {:>10} {:>9} {:>12} {:>7} {:>9}\n", "services", "verb", "target", "CPU ms",
                   "RSS MB", "us/service", "growth", "/pugixml");
    }

private:
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(dir_ / name) << text;
        return dir_ / name;
    }

    /// `output`: what pugixml is to build again.
    bool measure(const std::string& verb, int services, const std::string& target,
                 const std::vector<std::string>& command, int expected, const fs::path& output = {}) {
        const int runs = services <= 1000 ? 5 : 3;
        const Cost c = best_of(runs, command, expected, dir_ / "talk");
        if (c.exit_code != expected) {
            std::ifstream talk(dir_ / "talk");
            fmt::print("{} {} {} ended with {}:\n{}\n", verb, services, target, c.exit_code,
                       std::string(std::istreambuf_iterator<char>(talk), {}).substr(0, 2000));
            return false;
        }
        const double per_service = c.cpu_ms * 1000 / services;
        double& previous = previous_[verb + ' ' + target];
        const std::string growth = previous > 0 ? fmt::format("{:.2f}", per_service / previous) : "-";
        const std::string ratio = output.empty() ? "-" : fmt::format("{:.1f}", c.cpu_ms / pugixml_ms(output, runs));
        fmt::print("{:>8} {:<10} {:<10} {:>10.1f} {:>9.1f} {:>12.1f} {:>7} {:>9}\n", services, verb, target, c.cpu_ms,
                   c.rss_mb, per_service, growth, ratio);
        previous = per_service;
        return true;
    }

    std::string hale_;
    fs::path dir_;
    std::map<std::string, double> previous_;  // by verb and target
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        fmt::print(stderr, "usage: bench HALE [--instructions | SIZE…]\n");
        return 2;
    }
    if (argc == 3 && std::string_view(argv[2]) == "--instructions") return hale::bench::instructions(argv[1]);
    std::vector<int> sizes;
    for (int i = 2; i < argc; ++i) sizes.push_back(std::max(1, std::atoi(argv[i])));
    if (sizes.empty()) sizes = {10, 100, 1000, 5000, 20000};
    std::string pattern = (fs::temp_directory_path() / "hale-bench-XXXXXX").string();
    const fs::path dir = ::mkdtemp(pattern.data());
    Bench bench(argv[1], dir);
    Bench::head();
    bool good = true;
    for (const int size : sizes) good = bench.size(size) && good;
    fs::remove_all(dir);
    return good ? 0 : 1;
}
