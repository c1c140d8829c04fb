#include "compiler/simulate/scheduler.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>
#include <set>

namespace hale::simulate {

namespace {

std::string text(const pugi::xml_node& node, const char* attribute) { return node.attribute(attribute).as_string(); }
bool truth(const pugi::xml_node& node, const char* attribute, bool otherwise) {
    const pugi::xml_attribute a = node.attribute(attribute);
    return a.empty() ? otherwise : std::string_view(a.as_string()) == "true";
}

/// `web:0` of an anonymous clone is `web`; a globally unique one keeps its number because its `<clone>` says so.
std::string plain_name(const std::string& name, bool unique) {
    const std::size_t colon = name.rfind(':');
    const bool number = colon != std::string::npos && colon + 1 < name.size() &&
                        std::all_of(name.begin() + static_cast<std::ptrdiff_t>(colon) + 1, name.end(),
                                    [](char c) { return c >= '0' && c <= '9'; });
    return number && !unique ? name.substr(0, colon) : name;
}

void read_instance(const pugi::xml_node& node, bool unique, std::vector<Instance>& out) {
    Instance instance{plain_name(text(node, "id"), unique),
                      "",
                      text(node, "role"),
                      truth(node, "failed", false),
                      truth(node, "blocked", false),
                      truth(node, "managed", true),
                      truth(node, "orphaned", false)};
    bool runs = false;
    for (const pugi::xml_node& on : node.children("node")) {
        instance.node = text(on, "name");
        out.push_back(instance);
        runs = true;
    }
    if (!runs) out.push_back(instance);
}

void read_instances(const pugi::xml_node& parent, bool unique, std::vector<Instance>& out) {
    for (const pugi::xml_node& child : parent.children()) {
        const std::string_view name = child.name();
        if (name == "resource")
            read_instance(child, unique, out);
        else if (name == "clone")
            read_instances(child, truth(child, "unique", false), out);
        else if (name == "group" || name == "bundle" || name == "replica")
            read_instances(child, unique, out);
    }
}

State read_state(const pugi::xml_node& node) {
    State state;
    for (const pugi::xml_node& n : node.child("nodes").children("node")) {
        std::string& word = state.nodes[text(n, "name")];
        word = truth(n, "unclean", false)                                        ? "unclean"
               : !truth(n, "online", false)                                      ? "offline"
               : truth(n, "maintenance", false)                                  ? "maintenance"
               : truth(n, "standby", false) || truth(n, "standby_onfail", false) ? "standby"
                                                                                 : "online";
    }
    read_instances(node.child("resources"), false, state.instances);
    return state;
}

void read_transition(const pugi::xml_node& node, std::vector<Action>& out) {
    for (const pugi::xml_node& action : node.children()) {
        const std::string_view kind = action.name();
        if (kind == "rsc_action") {
            out.push_back({text(action, "op"), plain_name(text(action, "resource"), false), text(action, "node"),
                           !action.attribute("interval").empty()});
        } else if (kind == "node_action" || kind == "fencing_action" || kind == "cluster_action") {
            const std::string task = kind == "fencing_action" ? "stonith" : text(action, "task");
            out.push_back(
                {task, "", action.attribute("target").empty() ? text(action, "node") : text(action, "target"), false});
        }
    }
}

void read_summary(const pugi::xml_node& node, std::vector<Summary>& out) {
    for (const pugi::xml_node& a : node.children()) {
        const bool fencing = std::string_view(a.name()) == "node_action";
        const std::string to = !a.attribute("dest").empty() ? text(a, "dest") : text(a, "node");
        out.push_back({fencing ? "fence" : text(a, "action"), fencing ? "" : plain_name(text(a, "resource"), false), to,
                       text(a, "source"), text(a, "reason")});
    }
}

std::string slurp(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string last_lines(const std::string& text) {
    const std::size_t end = text.find_last_not_of("\n ");
    if (end == std::string::npos) return "it said nothing";
    const std::size_t begin = text.rfind('\n', end);
    return text.substr(begin == std::string::npos ? 0 : begin + 1,
                       end + 1 - (begin == std::string::npos ? 0 : begin + 1));
}

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

bool promotable(const pugi::xml_node& unit) {
    if (std::string_view(unit.name()) == "master") return true;
    for (const pugi::xml_node& set : unit.children("meta_attributes")) {
        for (const pugi::xml_node& pair : set.children("nvpair")) {
            const std::string value = text(pair, "value");
            if (text(pair, "name") == "promotable" &&
                (value == "true" || value == "1" || value == "yes" || value == "on"))
                return true;
        }
    }
    return false;
}

void promotion_candidates(const pugi::xml_node& parent, bool inside, std::set<std::string>& out) {
    for (const pugi::xml_node& child : parent.children()) {
        const std::string_view name = child.name();
        if (name == "primitive" && inside)
            out.insert(text(child, "id"));
        else if (name == "clone" || name == "master")
            promotion_candidates(child, promotable(child), out);
        else if (name == "group")
            promotion_candidates(child, inside, out);
        else if (name == "bundle" &&
                 !child.find_child([](const pugi::xml_node& c) { return !c.attribute("promoted-max").empty(); })
                      .empty()) {
            promotion_candidates(child, true, out);
        }
    }
}

void add_node_state(pugi::xml_node& status, const pugi::xml_node& node, const std::set<std::string>& candidates) {
    pugi::xml_node state = status.append_child("node_state");
    const std::string id = text(node, "id");
    const auto set = [&](const char* name, const std::string& value) { state.append_attribute(name) = value.c_str(); };
    set("id", id);
    set("uname", text(node, "uname"));
    set("in_ccm", "true");
    set("crmd", "online");
    set("join", "member");
    set("expected", "member");
    set("crm-debug-origin", "hale");
    if (!candidates.empty()) {
        pugi::xml_node holder = state.append_child("transient_attributes");
        holder.append_attribute("id") = id.c_str();
        pugi::xml_node pairs = holder.append_child("instance_attributes");
        pairs.append_attribute("id") = ("status-" + id).c_str();
        for (const std::string& name : candidates) {
            pugi::xml_node pair = pairs.append_child("nvpair");
            pair.append_attribute("id") = fmt::format("status-{}-master-{}", id, name).c_str();
            pair.append_attribute("name") = ("master-" + name).c_str();
            pair.append_attribute("value") = "10";
        }
    }
    pugi::xml_node lrm = state.append_child("lrm");
    lrm.append_attribute("id") = id.c_str();
    lrm.append_child("lrm_resources");
}

}  // namespace

std::vector<std::string> State::nodes_of(std::string_view resource) const {
    std::set<std::string> out;
    for (const Instance& i : instances) {
        if (i.resource == resource && i.runs()) out.insert(i.node);
    }
    return {out.begin(), out.end()};
}

std::vector<std::string> State::promoted_on(std::string_view resource) const {
    std::set<std::string> out;
    for (const Instance& i : instances) {
        if (i.resource == resource && i.runs() && (i.role == "Promoted" || i.role == "Master")) out.insert(i.node);
    }
    return {out.begin(), out.end()};
}

bool Scheduler::available() {
    if (!available_) available_ = processes_.run({"crm_simulate", "--version"}, "", 20, {}).ok();
    return *available_;
}

std::optional<Outcome> Scheduler::once(const std::string& cib, const std::vector<std::string>& inject) {
    const TemporaryFolder folder;
    const std::string in = folder.path() + "/in.xml", out = folder.path() + "/out.xml";
    std::ofstream(in, std::ios::binary) << cib;
    std::vector<std::string> argv = {"crm_simulate", "-x", in, "-S", "-O", out, "--output-as=xml"};
    argv.insert(argv.end(), inject.begin(), inject.end());
    const ProcessResult result =
        processes_.run(argv, "", timeout_, {{"CIB_shadow_dir", folder.path()}, {"CIB_file", ""}});
    pugi::xml_document said;
    if (!said.load_string(result.out.c_str()) || !result.ok() || !std::filesystem::exists(out)) {
        problem = "crm_simulate: " +
                  (result.problem.empty() ? last_lines(result.err.empty() ? result.out : result.err) : result.problem);
        return std::nullopt;
    }
    const pugi::xml_node root = said.child("pacemaker-result");
    Outcome outcome;
    outcome.before = read_state(root.child("cluster_status"));
    read_summary(root.child("actions"), outcome.summary);
    read_transition(root.child("transition"), outcome.actions);
    const pugi::xml_node revised = root.child("revised_cluster_status");
    outcome.after = revised.empty() ? outcome.before : read_state(revised);
    outcome.cib = slurp(out);
    outcome.transitions = 1;
    return outcome;
}

std::optional<Outcome> Scheduler::settle(const std::string& cib, const std::vector<std::string>& inject, int limit) {
    std::optional<Outcome> total = once(cib, inject);
    if (!total) return std::nullopt;
    std::size_t last = total->actions.size();
    while (last != 0 && total->transitions < limit) {
        const std::optional<Outcome> next = once(total->cib, {});
        if (!next) return std::nullopt;
        last = next->actions.size();
        total->actions.insert(total->actions.end(), next->actions.begin(), next->actions.end());
        total->after = next->after;
        total->cib = next->cib;
        ++total->transitions;
    }
    total->settled = last == 0;
    return total;
}

std::optional<std::string> cold(std::string_view cib, bool keep_status) {
    pugi::xml_document document;
    if (!document.load_buffer(cib.data(), cib.size(), pugi::parse_default)) return std::nullopt;
    pugi::xml_node root = document.child("cib");
    const pugi::xml_node configuration = root.child("configuration");
    if (configuration.empty()) return std::nullopt;
    // An older tool refuses a CIB of a newer feature set, even when it knows everything in it.
    root.remove_attribute("crm_feature_set");
    for (const char* name : {"epoch", "num_updates", "admin_epoch"}) {
        if (root.attribute(name).empty()) root.append_attribute(name) = "0";
    }
    pugi::xml_attribute quorum = root.attribute("have-quorum");
    if (quorum.empty()) quorum = root.append_attribute("have-quorum");
    pugi::xml_node status = root.child("status");
    if (!keep_status || status.first_child().empty()) {
        quorum = "1";
        root.remove_child("status");
        status = root.append_child("status");
        std::set<std::string> candidates;
        promotion_candidates(configuration.child("resources"), false, candidates);
        for (const pugi::xml_node& node : configuration.child("nodes").children("node")) {
            const std::string type = text(node, "type");
            if (type.empty() || type == "member" || type == "normal") add_node_state(status, node, candidates);
        }
    }
    StringWriter writer;
    document.save(writer, "", pugi::format_raw | pugi::format_no_declaration);
    return std::move(writer.text);
}

}  // namespace hale::simulate
