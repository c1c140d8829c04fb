// `hale locate VM`: gathers what there is to read, asks compiler/locate, remembers where the VM was, prints the
// verdict.

#include "compiler/locate/locate.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "compiler/cli/output.h"
#include "compiler/support/files.h"
#include "compiler/support/run.h"

namespace hale::cli {

namespace {

namespace fs = std::filesystem;
constexpr std::chrono::seconds kToolTime{15};

/// Everything that a run reads; `ok` is false when something that was named cannot be read (and that was said).
class Gathering {
public:
    explicit Gathering(const Options& options) : options_(options) {}

    bool run(locate::Sources& out) {
        const LocateOptions& o = options_.locate;
        if (o.cib.empty() ? !live(out) : !file(o.cib, out.cib)) return false;
        if (!o.history.empty() && !history(o.history, out)) return false;
        if (!o.cman_nodes.empty() && !file(o.cman_nodes, out.cman_nodes.emplace())) return false;
        if (!o.fence_domain.empty() && !file(o.fence_domain, out.fence_domain.emplace())) return false;
        if (!o.domain_xml.empty() && !folder(o.domain_xml, out.domains)) return false;
        if (!o.state.empty()) remember(out);
        return true;
    }

private:
    bool file(const std::string& path, std::string& text) {
        std::string problem;
        auto read = path.ends_with(".bz2") ? unpack(path, problem) : disk_.read(path, problem);
        if (!read) {
            say(path + ": " + problem);
            return false;
        }
        text = std::move(*read);
        return true;
    }

    /// Policy-engine inputs are packed.
    static std::optional<std::string> unpack(const std::string& path, std::string& problem) {
        auto ran = run_program({"bzip2", "-dc", "--", path}, kToolTime, problem);
        if (ran && ran->exit_code == 0) return std::move(ran->output);
        if (ran) problem = "it is no whole bzip2 file";
        return std::nullopt;
    }

    bool folder(const std::string& path, std::vector<locate::Text>& out) {
        std::error_code error;
        std::vector<std::string> names;
        for (fs::directory_iterator at(path, error), end; !error && at != end; at.increment(error)) {
            if (at->is_regular_file()) names.push_back(at->path().string());
        }
        if (error) {
            say(path + ": " + error.message());
            return false;
        }
        std::sort(names.begin(), names.end());
        for (const std::string& name : names) {
            if (!name.ends_with(".xml") && !name.ends_with(".bz2") && !name.ends_with(".raw")) continue;
            std::string text;
            if (!file(name, text)) return false;
            out.push_back({fs::path(name).filename().string(), std::move(text)});
        }
        return true;
    }

    /// A file of fencing history, an earlier CIB, or a folder of both: their content tells.
    bool history(const std::string& path, locate::Sources& out) {
        std::error_code error;
        std::vector<locate::Text> texts;
        if (fs::is_directory(path, error)) {
            if (!folder(path, texts)) return false;
        } else {
            std::string text;
            if (!file(path, text)) return false;
            texts.push_back({path, std::move(text)});
        }
        for (locate::Text& t : texts) {
            const std::size_t at = t.text.find("<cib");
            const bool cib = at != std::string::npos && at < 512;
            if (cib) {
                out.earlier.push_back(std::move(t));
            } else {
                out.history = std::move(t.text);
            }
        }
        return true;
    }

    bool live(locate::Sources& out) {
        std::string problem;
        if (auto cib = run_program({"cibadmin", "--query"}, kToolTime, problem)) {
            if (cib->exit_code != 0) {
                say("cibadmin --query failed: the cluster does not run here, or has no coordinator");
                return false;
            }
            out.cib = std::move(cib->output);
            live_history(out);
            return true;
        }
        auto clustat = run_program({"clustat", "-x"}, kToolTime, problem);
        if (!clustat || clustat->exit_code != 0) {
            say("neither cibadmin nor clustat answers: say --cib FILE");
            return false;
        }
        out.cib = std::move(clustat->output);
        if (auto nodes = run_program({"cman_tool", "nodes"}, kToolTime, problem))
            out.cman_nodes = std::move(nodes->output);
        if (auto fence = run_program({"fence_tool", "ls"}, kToolTime, problem))
            out.fence_domain = std::move(fence->output);
        return true;
    }

    /// Pacemaker 1.1 has no XML of it (usage, 64): then the CIB alone speaks.
    void live_history(locate::Sources& out) const {
        if (!options_.locate.history.empty()) return;
        std::string problem;
        auto ran = run_program({"stonith_admin", "--history", "*", "--output-as=xml"}, kToolTime, problem);
        if (ran && ran->exit_code == 64) return;
        if (ran && ran->exit_code == 0) {
            out.history = std::move(ran->output);
        } else {
            out.history_problem = "the fencer does not answer with its history";
        }
    }

    void remember(locate::Sources& out) {
        std::string problem;
        const auto text = disk_.read(options_.locate.state, problem);
        if (!text) return;
        const std::string key = options_.name + " ";
        std::size_t at = 0;
        while (at < text->size()) {
            const std::size_t end = std::min(text->find('\n', at), text->size());
            const std::string line = text->substr(at, end - at);
            if (line.starts_with(key)) out.remembered = line.substr(key.size());
            at = end + 1;
        }
    }

    const Options& options_;
    Disk disk_;
};

/// One line a VM: `NAME HOST`. Only what is certain is written.
bool keep(const Options& options, const locate::Answer& answer) {
    if (options.locate.state.empty() || answer.verdict != locate::Verdict::Running || answer.node.empty()) return true;
    Disk disk;
    std::string problem, out;
    const std::string text = disk.read(options.locate.state, problem).value_or("");
    const std::string key = answer.vm + " ";
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        const std::string line = text.substr(at, end - at);
        if (!line.starts_with(key)) out += line + "\n";
        at = end + 1;
    }
    out += key + (answer.target.empty() ? answer.node : answer.target) + "\n";
    if (disk.write(options.locate.state, out, false, problem)) return true;
    say(options.locate.state + ": " + problem);
    return false;
}

}  // namespace

int run_locate(const Options& options) {
    locate::Sources sources;
    if (!Gathering(options).run(sources)) return kUsage;
    std::string problem;
    const auto answer = locate::locate(options.name, sources, problem);
    if (!answer) {
        say((options.locate.cib.empty() ? "the cluster's answer" : options.locate.cib) + ": " + problem);
        return kUsage;
    }
    if (!keep(options, *answer)) return kUsage;
    if (!print(options.json ? locate::to_json(*answer) : locate::to_text(*answer))) return kUsage;
    return locate::exit_code(answer->verdict);
}

}  // namespace hale::cli
