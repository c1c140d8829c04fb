// Where rgmanager runs: `clustat -x` says what it believes, `cman_tool nodes` who is a member, and `fence_tool ls`
// whether a dead node still waits for its fencing. rgmanager keeps a dead owner's VM `started` there until fencing has
// completed.

#include <fmt/format.h>

#include <array>
#include <sstream>

#include "compiler/locate/read.h"
#include "compiler/locate/xml.h"

namespace hale::locate {

namespace {

struct Fence {
    bool known = false, victims = false;
};

/// `fence_tool ls`: "victim count 0", "wait state none".
Fence read_fence(const std::optional<std::string>& text) {
    Fence out;
    if (!text) return out;
    std::istringstream in(*text);
    bool count = false, wait = false;
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with("victim count ")) {
            count = true;
            out.victims = out.victims || to_number<int>(std::string_view(line).substr(13)).value_or(1) != 0;
        }
        if (line.starts_with("wait state ")) {
            wait = true;
            out.victims =
                out.victims || (line.find("none") == std::string::npos && line.find("messages") == std::string::npos);
        }
    }
    out.known = count && wait;
    return out;
}

/// `cman_tool nodes`: id, status (M member, X dead, d disallowed), incarnation, joined, name.
std::map<std::string, std::string> read_members(const std::optional<std::string>& text) {
    std::map<std::string, std::string> out;
    std::istringstream in(text.value_or(""));
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string id, status, word, name;
        words >> id >> status;
        while (words >> word) name = word;
        if (to_number<int>(id)) out[name] = status;
    }
    return out;
}

class Judge {
public:
    Judge(const pugi::xml_node& clustat, const Sources& sources, Answer& answer)
        : clustat_(clustat),
          fence_(read_fence(sources.fence_domain)),
          members_(read_members(sources.cman_nodes)),
          answer_(answer) {}

    void run() {
        whole();
        nodes();
        const pugi::xml_node group = find_group();
        if (group.empty()) {
            answer_.reasons.push_back("no vm of this cluster has this name");
        } else {
            state_of(group);
        }
        host();
    }

private:
    void doubt(std::string why) { answer_.reasons.push_back(std::move(why)); }

    void whole() {
        const pugi::xml_node quorum = clustat_.child("quorum");
        if (attribute_or(quorum, "quorate") != "1") doubt("the cluster is without quorum");
        if (attribute_or(quorum, "groupmember") != "1") doubt("this node is no member of rgmanager's group");
        const std::string_view version = attribute_or(clustat_, "version");
        if (!version.starts_with("4.")) doubt("clustat's output is of a version that hale does not know");
        sure_ = answer_.reasons.empty();
        if (fence_.victims) doubt("a node's fencing is pending");
    }

    void nodes() {
        int count = 0;
        for (const pugi::xml_node& node : clustat_.child("nodes").children("node")) {
            const std::string name(attribute_or(node, "name"));
            const auto state = attribute(node, "state"), rg = attribute(node, "rgmanager");
            ++count;
            const auto member = members_.find(name);
            const bool contradicts =
                !members_.empty() && (member == members_.end() || (member->second == "M") != (state == "1"));
            if (contradicts) doubt(fmt::format("{}: clustat and cman_tool contradict each other", name));
            if (attribute_or(node, "estranged", "0") != "0") doubt(fmt::format("{}: it is estranged", name));
            if (state == "1" && rg == "1") {
                up_.insert(name);
            } else if (state == "1") {
                doubt(fmt::format("{}: rgmanager does not run there", name));
            } else if (!fence_.known || fence_.victims || state != "0") {
                doubt(fmt::format("{}: it is gone, and nothing says that its fencing has completed", name));
            } else {
                fenced_.insert(name);
            }
        }
        for (const auto& [name, status] : members_) {
            if (clustat_.child("nodes").find_child_by_attribute("node", "name", name.c_str()).empty()) {
                doubt(fmt::format("{}: clustat does not speak about it", name));
            }
        }
        if (count == 0) doubt("clustat names no nodes");
    }

    pugi::xml_node find_group() {
        pugi::xml_node found;
        for (const pugi::xml_node& group : clustat_.child("groups").children("group")) {
            const std::string_view name = attribute_or(group, "name");
            if (name != "vm:" + answer_.vm && name != answer_.vm) continue;
            if (!found.empty()) doubt("two groups have its name");
            found = group;
            answer_.resources.emplace_back(name);
        }
        return found;
    }

    void state_of(const pugi::xml_node& group) {
        const std::string_view state = attribute_or(group, "state_str");
        const std::string owner(attribute_or(group, "owner")), last(attribute_or(group, "last_owner"));
        const auto real = [](const std::string& n) { return n == "none" ? std::string() : n; };
        answer_.last_node = real(last);
        if (state == "started" || state == "starting" || state == "stopping" || state == "migrating" ||
            state == "recovering") {
            answer_.state = state == "started" ? "running" : state == "recovering" ? "unknown" : std::string(state);
            answer_.node = real(owner);
            if (!answer_.node.empty()) answer_.last_node = answer_.node;
            if (state == "started" && sure_ && up_.contains(answer_.node) && !fence_.victims)
                answer_.verdict = Verdict::Running;
            return doubt(fmt::format("rgmanager calls it {}", state));
        }
        // `stopped` waits for a start; only `disabled` stays. Both are reached by a stop that succeeded.
        answer_.state = state == "failed"                           ? "failed"
                        : state == "stopped" || state == "disabled" ? "stopped"
                                                                    : "unknown";
        if (state != "stopped" && state != "disabled")
            return doubt(fmt::format("rgmanager calls it {}", state.empty() ? "nothing" : state));
        if (!real(owner).empty()) doubt("it is stopped and has an owner");
        if (answer_.reasons.empty()) answer_.verdict = Verdict::Safe;
    }

    void host() {
        const std::string& at = answer_.node.empty() ? answer_.last_node : answer_.node;
        answer_.host_state = up_.contains(at)       ? "online"
                             : fenced_.contains(at) ? "fenced"
                             : at.empty()           ? "unknown"
                                                    : "unclean";
        answer_.fencing = fenced_.contains(at) ? "completed"
                          : fence_.victims     ? "pending"
                          : fence_.known       ? "none"
                                               : "unknown";
    }

    const pugi::xml_node clustat_;
    Fence fence_;
    std::map<std::string, std::string> members_;
    std::set<std::string> up_, fenced_;
    Answer& answer_;
    bool sure_ = false;
};

}  // namespace

Answer locate_rgmanager(const pugi::xml_node& clustat, std::string_view vm, const Sources& sources) {
    Answer answer;
    answer.vm = vm;
    Judge(clustat, sources, answer).run();
    return answer;
}

}  // namespace hale::locate
