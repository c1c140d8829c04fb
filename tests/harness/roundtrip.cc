// roundtrip [--simulate] DIR…: every CIB of a folder is imported, the text is compiled again, and both <configuration>
// are compared element by element. With --simulate, crm_simulate must say the same of the original status with either
// configuration. Prints what differs and the counts of each folder; exit 1 when anything differs. Each file is done in
// a process of its own, so that a crash is a result too.

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "backends/backend.h"
#include "backends/pacemaker/read.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/driver/session.h"
#include "compiler/lint/lint.h"
#include "compiler/xml/read.h"
#include "compiler/xml/write.h"
#include "tests/unit/pacemaker/xml_compare.h"

namespace fs = std::filesystem;
using namespace hale;

namespace {

/// Rules of judgement stop nothing here: what runs today must come out as it is.
driver::SessionOptions lenient() {
    driver::SessionOptions options;
    options.allowed = lint::all_rules();
    return options;
}

/// How a file came out; the exit code of its process.
enum Result { Same = 0, Differs, NotImported, NotCompiled, OtherTransition, NotReadable, Count };
constexpr const char* kResults[Count] = {"same",   "differs", "not imported", "not compiled", "scheduled otherwise",
                                         "not XML"};
/// Added to the code when the text has a `native` block.
constexpr int kNative = 32;

/// One text as if it were a file.
class OneFile final : public FileSystem {
public:
    explicit OneFile(std::string text) : text_(std::move(text)) {}
    std::optional<std::string> read(const std::string&, std::string&) override { return text_; }
    bool write(const std::string&, std::string_view, bool, std::string&) override { return false; }
    bool others_can_read(const std::string&) override { return false; }

private:
    std::string text_;
};

std::string first_error(const driver::Session& session) {
    for (const diag::Diagnostic& d : session.sink.diagnostics()) {
        if (d.severity == diag::Severity::Error) return diag::code_name(d.code) + " " + diag::message(d);
    }
    return "no reason given";
}

std::string imported(const std::string& cib, std::string& why) {
    OneFile file(cib);
    driver::Session session(lenient(), file);
    if (!session.open("cib.xml")) return {};
    const std::vector<expand::Block> blocks = session.expand();
    if (session.sink.has_errors() || blocks.empty()) {
        why = first_error(session);
        return {};
    }
    return decompile::print(blocks);
}

std::string compiled(const std::string& text, std::string& why) {
    OneFile file(text);
    driver::Session session(lenient(), file);
    if (!session.load("imported.hale") || session.sink.has_errors() || session.model.clusters.empty()) {
        why = first_error(session);
        return {};
    }
    const auto out =
        backends::find_backend("pacemaker")->build(session.model, session.model.clusters.front(), {}, session.sink);
    if (!out || session.sink.has_errors()) {
        why = first_error(session);
        return {};
    }
    return out->text;
}

std::optional<xml::Tree> parsed(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    return xml::read(sources.add("cib.xml", text), sources, sink);
}

xml::Node* configuration_of(xml::Tree& tree) {
    if (tree.root.is_element("configuration")) return &tree.root;
    for (xml::Node& child : tree.root.children) {
        if (child.is_element("configuration")) return &child;
    }
    return nullptr;
}

/// Comments in order, without regard to blanks.
void collect_comments(const xml::Node& node, std::string& out) {
    for (const xml::Node& child : node.children) {
        if (child.kind == xml::NodeKind::Comment) {
            for (const char c : child.text) {
                if (c > ' ') out += c;
            }
        }
        collect_comments(child, out);
    }
}

std::string transition_of(const xml::Tree& tree, const std::string& dir) {
    const model::OriginTable origins;
    diag::Sink sink;
    const auto text = xml::write(tree, origins, sink);
    if (!text) return "cannot be written";
    std::ofstream(dir + "/cib.xml", std::ios::binary) << text->text;
    const std::string command =
        "cd '" + dir + "' && CIB_shadow_dir=. PATH=\"$PATH:/usr/sbin\" timeout 120 crm_simulate -S -x cib.xml 2>&1";
    FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return "cannot run crm_simulate";
    std::string out;
    char buffer[4096];
    for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) != 0;) out.append(buffer, n);
    return out + fmt::format("exit {}", ::pclose(pipe));
}

int judge(const fs::path& path, bool simulate) {
    const std::string cib = test::slurp(path);
    auto before = parsed(cib);
    xml::Node* old = before ? configuration_of(*before) : nullptr;
    const auto say = [&](const std::string& what) {
        fmt::print("  {}: {}\n", path.filename().string(), what);
        std::fflush(stdout);
    };
    if (old == nullptr) return NotReadable;
    std::string why;
    const std::string text = imported(cib, why);
    if (text.empty()) return say("not imported: " + why), NotImported;
    const int native = text.find("native pacemaker") != std::string::npos ? kNative : 0;
    const std::string again = compiled(text, why);
    if (again.empty()) return say("not compiled: " + why), NotCompiled | native;
    auto after = parsed(again);
    xml::Node* fresh = after ? configuration_of(*after) : nullptr;
    if (fresh == nullptr) return say("what was compiled is no CIB"), NotCompiled | native;
    std::string comments[2];
    collect_comments(*old, comments[0]);
    collect_comments(*fresh, comments[1]);
    if (comments[0] != comments[1])
        say(fmt::format("comments: {} characters of {}", comments[1].size(), comments[0].size()));
    xml::Node pair[2] = {*old, *fresh};
    for (xml::Node& node : pair) {
        test::drop_comments(node);
        test::sort_attributes(node);
    }
    const std::string difference = test::difference(pair[0], pair[1], "");
    if (!difference.empty()) return say(difference), Differs | native;
    if (!simulate || !before->root.is_element("cib")) return Same | native;
    std::string dir = (fs::temp_directory_path() / "hale-roundtrip-XXXXXX").string();
    if (::mkdtemp(dir.data()) == nullptr) return OtherTransition | native;
    const std::string expected = transition_of(*before, dir);
    *old = *fresh;
    const std::string found = transition_of(*before, dir);
    std::error_code ignored;
    fs::remove_all(dir, ignored);
    if (expected != found) return say("crm_simulate says something else"), OtherTransition | native;
    return Same | native;
}

/// True when every file came out the same.
bool run_folder(const fs::path& folder, bool simulate) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() == ".xml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::map<std::string, int> counts;
    int natives = 0;
    fmt::print("{}\n", folder.string());
    for (const fs::path& path : files) {
        std::fflush(stdout);
        const pid_t child = ::fork();
        if (child == 0) std::_Exit(judge(path, simulate));
        int status = 0;
        ::waitpid(child, &status, 0);
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        const int result = code & (kNative - 1);
        if (code >= 0 && (code & kNative) != 0) ++natives;
        const bool known = code >= 0 && result < Count;
        ++counts[known ? kResults[result] : "crashed"];
        if (!known) fmt::print("  {}: crashed\n", path.filename().string());
    }
    std::string line = fmt::format("{}: {} of {} the same{}", folder.string(), counts["same"], files.size(),
                                   simulate ? ", in crm_simulate too" : "");
    for (const auto& [result, count] : counts) {
        if (result != "same" && count != 0) line += fmt::format(", {} {}", count, result);
    }
    fmt::print("{}; {} with `native`\n", line, natives);
    return counts["same"] + counts["not XML"] == static_cast<int>(files.size());
}

}  // namespace

int main(int argc, char** argv) {
    bool simulate = false, fine = true;
    std::vector<fs::path> folders;
    for (int i = 1; i < argc; ++i) {
        const std::string argument = argv[i];
        if (argument == "--simulate") {
            simulate = true;
        } else {
            folders.emplace_back(argument);
        }
    }
    if (folders.empty()) {
        fmt::print(stderr, "usage: roundtrip [--simulate] DIR…\n");
        return 2;
    }
    for (const fs::path& folder : folders) {
        if (!fs::is_directory(folder)) {
            fmt::print("skipped: there is no folder {}\n", folder.string());
            continue;
        }
        fine = run_folder(folder, simulate) && fine;
    }
    return fine ? 0 : 1;
}
