#include "tests/models/pacemaker_tools.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <pugixml.hpp>
#include <sstream>

namespace hale::test {

namespace fs = std::filesystem;

namespace {

constexpr const char* kSchemas = "/usr/share/pacemaker/";

class TempDir {
public:
    TempDir() {
        std::string pattern = (fs::temp_directory_path() / "hale-cib-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TempDir() {
        std::error_code ignored;
        fs::remove_all(path_, ignored);
    }
    TempDir(const TempDir&) = delete;
    TempDir& operator=(const TempDir&) = delete;
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    fs::path path_;
};

std::string read(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

struct Outcome {
    int status;
    std::string text;  // standard output and error
};

Outcome run(const TempDir& dir, const std::string& command) {
    const std::string log = dir / "log";
    const std::string line =
        "CIB_shadow_dir='" + (dir / "") + "' PATH=\"$PATH:/usr/sbin:/sbin\" " + command + " >'" + log + "' 2>&1";
    const int status = std::system(line.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 255, read(log)};
}

/// The CIB as a running cluster has it: every node online, quorum.
std::string with_nodes_online(const std::string& cib) {
    pugi::xml_document document;
    document.load_string(cib.c_str());
    pugi::xml_node root = document.child("cib");
    root.remove_attribute("have-quorum");
    root.append_attribute("have-quorum") = "1";
    root.append_attribute("crm_feature_set") = "3.16.1";  // else failures are counted the way of Pacemaker 1.1.16
    root.remove_child("status");
    pugi::xml_node status = root.append_child("status");
    for (const pugi::xml_node node : root.child("configuration").child("nodes").children("node")) {
        pugi::xml_node state = status.append_child("node_state");
        state.append_attribute("id") = node.attribute("id").value();
        state.append_attribute("uname") = node.attribute("uname").value();
        state.append_attribute("in_ccm") = "true";
        state.append_attribute("crmd") = "online";
        state.append_attribute("join") = "member";
        state.append_attribute("expected") = "member";
        pugi::xml_node lrm = state.append_child("lrm");
        lrm.append_attribute("id") = node.attribute("id").value();
        lrm.append_child("lrm_resources");
    }
    std::ostringstream out;
    document.save(out);
    return out.str();
}

std::string stopping_everything(const std::string& cib) {
    pugi::xml_document document;
    document.load_string(cib.c_str());
    pugi::xml_node set = document.child("cib").child("configuration").child("crm_config").first_child();
    pugi::xml_node pair = set.append_child("nvpair");
    pair.append_attribute("id") = "test-stop-all";
    pair.append_attribute("name") = "stop-all-resources";
    pair.append_attribute("value") = "true";
    std::ostringstream out;
    document.save(out);
    return out.str();
}

std::string label_of(const pugi::xml_node& action) {
    const std::string operation = action.attribute("operation").value();
    if (std::string(action.name()) != "rsc_op" || operation == "monitor") return {};
    std::string id = action.child("primitive").attribute("id").value();
    return operation + " " + id.substr(0, id.find(':'));
}

}  // namespace

bool have_tool(const std::string& name) {
    std::string path = std::getenv("PATH") != nullptr ? std::getenv("PATH") : "";
    path += ":/usr/sbin:/sbin";
    std::istringstream parts(path);
    for (std::string part; std::getline(parts, part, ':');) {
        if (access((part + "/" + name).c_str(), X_OK) == 0) return true;
    }
    return false;
}

std::string missing_pacemaker_tools() {
    std::string out;
    for (const char* name : {"crm_verify", "crm_simulate", "xmllint"}) {
        if (!have_tool(name)) out += (out.empty() ? "" : ", ") + std::string(name);
    }
    if (!fs::exists(kSchemas)) out += (out.empty() ? "" : ", ") + std::string(kSchemas);
    return out;
}

std::string schema_errors(const std::string& cib) {
    pugi::xml_document document;
    document.load_string(cib.c_str());
    const std::string schema = document.child("cib").attribute("validate-with").value();
    TempDir dir;
    write(dir / "cib.xml", cib);
    const Outcome o = run(dir, "xmllint --noout --relaxng " + (kSchemas + schema) + ".rng '" + (dir / "cib.xml") + "'");
    return o.status == 0 ? std::string() : o.text;
}

std::string verify_errors(const std::string& cib) {
    TempDir dir;
    write(dir / "cib.xml", with_nodes_online(cib));
    const Outcome o = run(dir, "crm_verify -V --xml-file '" + (dir / "cib.xml") + "'");
    return o.status == 0 && o.text.find("warning") == std::string::npos ? std::string() : o.text;
}

bool Transition::before(const std::string& first, const std::string& then) const {
    if (!has(first) || !has(then)) return false;
    const auto [fb, fe] = by_label_.equal_range(first);
    const auto [tb, te] = by_label_.equal_range(then);
    for (auto f = fb; f != fe; ++f) {
        for (auto t = tb; t != te; ++t) {
            if (before_.at(t->second).count(f->second) == 0) return false;
        }
    }
    return true;
}

std::optional<Transition> read_transition(const std::string& graph) {
    pugi::xml_document document;
    if (!document.load_string(graph.c_str())) return std::nullopt;
    Transition out;
    std::map<int, std::vector<int>> inputs;
    for (const pugi::xml_node synapse : document.child("transition_graph").children("synapse")) {
        std::vector<int> triggers;
        for (const pugi::xml_node trigger : synapse.child("inputs").children("trigger")) {
            triggers.push_back(trigger.first_child().attribute("id").as_int());
        }
        for (const pugi::xml_node action : synapse.child("action_set").children()) {
            const int id = action.attribute("id").as_int();
            inputs[id] = triggers;
            const std::string label = label_of(action);
            if (label.empty()) continue;
            out.labels_.insert(label);
            out.by_label_.emplace(label, id);
        }
    }
    const std::function<const std::set<int>&(int)> ancestors = [&](int id) -> const std::set<int>& {
        const auto [it, fresh] = out.before_.try_emplace(id);
        if (!fresh) return it->second;
        std::set<int> all;
        for (const int input : inputs[id]) {
            all.insert(input);
            const std::set<int>& more = ancestors(input);
            all.insert(more.begin(), more.end());
        }
        return out.before_[id] = std::move(all);
    };
    std::vector<int> ids;
    for (const auto& [id, triggers] : inputs) ids.push_back(id);
    for (const int id : ids) ancestors(id);
    return out;
}

namespace {

std::optional<Transition> run_simulation(const std::string& cib, bool stop, const std::string& fail) {
    TempDir dir;
    write(dir / "cib.xml", with_nodes_online(cib));
    const std::string graph = "-G '" + (dir / "graph.xml") + "'";
    if (!stop && fail.empty()) {
        if (run(dir, "crm_simulate -x '" + (dir / "cib.xml") + "' -R " + graph).status != 0) return std::nullopt;
        return read_transition(read(dir / "graph.xml"));
    }
    const std::string started = dir / "started.xml";
    if (run(dir, "crm_simulate -x '" + (dir / "cib.xml") + "' -S -O '" + started + "'").status != 0)
        return std::nullopt;
    if (stop) write(started, stopping_everything(read(started)));
    if (!fail.empty()) {  // in a step of its own: the transition must see the counted failure
        const std::string failed = dir / "failed.xml";
        if (run(dir, "crm_simulate -x '" + started + "' -i '" + fail + "' -I '" + failed + "'").status != 0) {
            return std::nullopt;
        }
        fs::rename(failed, started);
    }
    if (run(dir, "crm_simulate -x '" + started + "' -R " + graph).status != 0) return std::nullopt;
    return read_transition(read(dir / "graph.xml"));
}

}  // namespace

std::optional<Transition> simulate(const std::string& cib, bool stop) { return run_simulation(cib, stop, {}); }
std::optional<Transition> simulate_failure(const std::string& cib, const std::string& fail) {
    return run_simulation(cib, false, fail);
}

}  // namespace hale::test
