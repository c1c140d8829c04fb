// Every code has an explain page, and what the page says is true: its `## Wrong` block gives exactly this code, once,
// and its `## Right` block gives nothing. A block may begin with `# target: pacemaker`, and is then built for it. The
// ```xml blocks of HL22nn are metadata of agents, those of HL32nn and from HL5130 on are CIBs.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "backends/backend.h"
#include "backends/pacemaker/read.h"
#include "compiler/diag/render.h"
#include "compiler/driver/session.h"
#include "compiler/schema/metadata.h"

namespace hale {
namespace {

struct Block {
    std::string section, language, text;
};

std::vector<Block> blocks_of(std::string_view page) {
    std::vector<Block> out;
    std::string section;
    std::istringstream in{std::string(page)};
    bool inside = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("```")) {
            if (!inside) out.push_back({section, line.substr(3), ""});
            inside = !inside;
        } else if (inside) {
            out.back().text += line + '\n';
        } else if (line.starts_with("## ")) {
            section = line.substr(3);
        }
    }
    return out;
}

struct Result {
    std::vector<int> codes;
    bool serious = false;  // more than info
    std::string text;
};

/// Codes of the most serious findings (or of `every` one), each once: an error may come with what else is to be said of
/// the same text.
Result result_of(const diag::Sink& sink, const source::SourceManager& sources, bool every = false) {
    Result result;
    auto worst = diag::Severity::Info;
    for (const auto& d : sink.diagnostics()) worst = std::min(worst, d.severity);
    for (const auto& d : sink.diagnostics()) {
        const bool seen = std::find(result.codes.begin(), result.codes.end(), d.code) != result.codes.end();
        if ((every || d.severity == worst) && !seen) result.codes.push_back(d.code);
        result.serious = result.serious || d.severity != diag::Severity::Info;
    }
    result.text = diag::render(sink.diagnostics(), sources, {.format = diag::Format::Short});
    return result;
}

Result compile(const std::string& text) {
    MemoryFiles files;
    files.files["example.hale"] = text;
    driver::Session session({}, files);
    session.load("example.hale");
    constexpr std::string_view kTarget = "# target: ";
    if (text.starts_with(kTarget) && !session.sink.has_errors()) {
        const std::string target = text.substr(kTarget.size(), text.find('\n') - kTarget.size());
        const backends::Backend* backend = backends::find_backend(target);
        EXPECT_NE(backend, nullptr) << target;
        backends::BuildOptions options;
        constexpr std::string_view kRelease = "--pacemaker ";  // `# built with --pacemaker 2.0`
        if (const std::size_t at = text.find(kRelease); at != std::string::npos) {
            options.pacemaker_release = text.substr(at + kRelease.size(), 3);
        }
        options.secrets = [](std::string_view name) {
            return name == "missing" ? std::nullopt : std::optional<std::string>("value");
        };
        for (const model::Cluster& cluster : session.model.clusters) {
            if (backend != nullptr) (void)backend->build(session.model, cluster, options, session.sink);
        }
    }
    return result_of(session.sink, session.sources);
}

/// An agent's metadata, as `hale agents check` reads it.
Result read_agent(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto metadata = schema::read_metadata(sources.add("agent.xml", text), sources, sink);
    if (metadata) (void)schema::to_kind(*metadata, schema::kind_name(*metadata, "heartbeat"), sink);
    return result_of(sink, sources);
}

/// A CIB, as `hale import` reads it.
Result read_cib(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    (void)pacemaker::read(sources.add("cib.xml", text), sources, sink);
    return result_of(sink, sources);
}

/// A manager's own file, read as `hale check` reads it; `<!-- read with from=rgmanager -->` in it is `--from
/// rgmanager`. What nobody recognises is a corosync.conf here, because it may be about a mistake at its beginning.
Result read_managers_file(const std::string& text, bool every) {
    MemoryFiles files;
    files.files["example.conf"] = text;
    driver::SessionOptions options;
    constexpr std::string_view kFrom = "read with from=";
    if (const std::size_t at = text.find(kFrom); at != std::string::npos) {
        options.from = text.substr(at + kFrom.size(), text.find(' ', at + kFrom.size()) - at - kFrom.size());
    } else if (!every && backends::recognise(text) == nullptr) {
        options.from = "corosync";
    }
    driver::Session session(options, files);
    session.load("example.conf");
    return result_of(session.sink, session.sources, every);
}

std::map<std::string, std::string> exemptions() {
    std::map<std::string, std::string> out;
    std::ifstream in(HALE_SOURCE_DIR "/tests/explain/exempt.txt");
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("HL")) out[line.substr(0, 6)] = line.size() > 7 ? line.substr(7) : "";
    }
    return out;
}

class Explain : public testing::TestWithParam<int> {};

TEST_P(Explain, PageIsTrue) {
    const int code = GetParam();
    const std::string name = diag::code_name(code);
    const std::string_view page = diag::explain_page(code);
    ASSERT_FALSE(page.empty()) << "compiler/diag/explain/" << name << ".md is missing";
    EXPECT_TRUE(page.starts_with("# " + name + ": ")) << "the page's title is not `# " << name << ": …`";

    int wrong = 0, right = 0;
    for (const Block& block : blocks_of(page)) {
        const bool metadata = block.language == "xml" && name.starts_with("HL22");
        const bool cib = block.language == "xml" && (name.starts_with("HL32") || name == "HL5130" || name == "HL5150");
        const std::string& language = block.language;
        if (language != "hale" && language != "conf" && language != "xml") continue;
        const Result result = metadata             ? read_agent(block.text)
                              : cib                ? read_cib(block.text)
                              : language == "hale" ? compile(block.text)
                                                   : read_managers_file(block.text, language == "xml");
        const bool among = std::find(result.codes.begin(), result.codes.end(), code) != result.codes.end();
        if (language == "xml" && !metadata) {  // a whole file of a manager may have more to be said of it
            (block.section == "Wrong" ? wrong : right) += 1;
            EXPECT_EQ(among, block.section == "Wrong") << block.section << " of " << name << ":\n" << result.text;
        } else if (block.section == "Wrong") {
            ++wrong;
            EXPECT_EQ(result.codes, std::vector<int>{code}) << "the Wrong block of " << name << " gives:\n"
                                                            << result.text << block.text;
        } else if (block.section == "Right") {
            ++right;
            EXPECT_FALSE(result.serious) << result.text << "the Right block of " << name << " gives findings:\n"
                                         << block.text;
        }
    }
    const auto exempt = exemptions();
    if (const auto it = exempt.find(name); it != exempt.end()) {
        EXPECT_FALSE(it->second.empty()) << name << " is exempt without a reason";
        EXPECT_EQ(wrong, 0) << name << " has a Wrong block: it needs no exemption";
        return;
    }
    EXPECT_GT(wrong, 0) << name << " has no ```hale or ```conf block under `## Wrong`";
    EXPECT_GT(right, 0) << name << " has no ```hale or ```conf block under `## Right`";
}

std::vector<int> all_codes() {
    std::vector<int> out;
    for (const diag::Row& row : diag::all_rows()) out.push_back(row.code);
    return out;
}

INSTANTIATE_TEST_SUITE_P(Codes, Explain, testing::ValuesIn(all_codes()),
                         [](const auto& info) { return diag::code_name(info.param); });

/// Whole clusters in README.md and docs/: what a reader copies compiles.
TEST(Documents, TheirClustersCompile) {
    namespace fs = std::filesystem;
    std::vector<fs::path> pages = {HALE_SOURCE_DIR "/README.md"};
    for (const auto& entry : fs::recursive_directory_iterator(HALE_SOURCE_DIR "/docs")) {
        if (entry.path().extension() == ".md") pages.push_back(entry.path());
    }
    int clusters = 0;
    for (const fs::path& path : pages) {
        std::ostringstream page;
        page << std::ifstream(path).rdbuf();
        for (const Block& block : blocks_of(page.str())) {
            if (block.language != "hale" || block.text.find("cluster ") == std::string::npos) continue;
            MemoryFiles files;
            files.files["example.hale"] = block.text;
            driver::Session session({}, files);
            session.load("example.hale");
            EXPECT_FALSE(session.sink.has_errors()) << path << '\n' << result_of(session.sink, session.sources).text;
            ++clusters;
        }
    }
    EXPECT_GE(clusters, 6);
}

TEST(Codes, AreUniqueAndExemptionsExist) {
    std::vector<int> codes = all_codes();
    EXPECT_EQ(std::adjacent_find(codes.begin(), codes.end()), codes.end()) << "a code stands twice in codes.def";
    for (const auto& [name, reason] : exemptions()) {
        EXPECT_NE(diag::find_row(name), nullptr) << name << " is exempt, but there is no such code";
    }
}

}  // namespace
}  // namespace hale
