#include "backends/pacemaker/strategies.h"

#include <algorithm>
#include <array>

namespace hale::pacemaker {

using model::UseId;

namespace {

constexpr std::string_view kInitScripts = "/etc/init.d/";
constexpr std::array<std::string_view, 7> kKnown = {"",      "transparent", "literal",  "script",
                                                    "netfs", "apache",      "nfsserver"};

std::string text_of(const Lowering& l, UseId use, std::string_view attribute) {
    const model::Value* value = l.cluster.effective(use, attribute);
    if (value == nullptr || !*value) return {};
    return l.speller.spell(*value, attribute).value_or("");
}

std::string joined(const std::string& directory, const std::string& path) {
    if (path.empty() || path.front() == '/' || directory.empty()) return path;
    return directory + (directory.back() == '/' ? "" : "/") + path;
}

/// An init script is its own agent.
std::string init_script(const std::string& path) {
    const bool standard = path.rfind(kInitScripts, 0) == 0 && path.find('/', kInitScripts.size()) == std::string::npos;
    return "lsb:" + (standard ? path.substr(kInitScripts.size()) : path);
}

/// Host and export are one device for Filesystem; without options it gets those of rgmanager's agent.
std::vector<Parameter> netfs(const Lowering& l, UseId use, OriginId origin) {
    const std::string host = text_of(l, use, "host"), share = text_of(l, use, "export");
    const bool cifs = text_of(l, use, "fstype") == "cifs";
    const bool rooted = !share.empty() && share.front() == '/';
    std::vector<Parameter> out;
    out.push_back({"device", cifs ? "//" + host + (rooted ? "" : "/") + share : host + ":" + share, false, origin});
    if (text_of(l, use, "options").empty())
        out.push_back({"options", cifs ? "guest" : "sync,soft,noac", false, origin});
    return out;
}

}  // namespace

bool is_known_strategy(const std::string& strategy) {
    return std::find(kKnown.begin(), kKnown.end(), strategy) != kKnown.end();
}

std::string agent_of(const Lowering& l, UseId use) {
    const schema::Mapping& mapping = l.cluster.resource_of(use).kind->pacemaker;
    return mapping.strategy == "script" ? init_script(text_of(l, use, "file")) : mapping.type;
}

std::vector<Parameter> strategy_parameters(const Lowering& l, UseId use) {
    const model::Resource& resource = l.cluster.resource_of(use);
    const std::string& strategy = resource.kind->pacemaker.strategy;
    if (strategy == "netfs") return netfs(l, use, resource.origin);
    if (strategy == "apache") {
        return {{"configfile", joined(text_of(l, use, "server_root"), text_of(l, use, "config_file")), false,
                 resource.origin}};
    }
    if (strategy == "nfsserver") {
        return {{"nfs_shared_infodir", joined(text_of(l, use, "path"), text_of(l, use, "nfspath")), false,
                 resource.origin}};
    }
    return {};
}

bool taken_by_strategy(const std::string& strategy, const std::string& attribute) {
    if (strategy == "script") return attribute == "file";
    if (strategy == "netfs") return attribute == "host" || attribute == "export";
    if (strategy == "apache") return attribute == "server_root" || attribute == "config_file";
    return strategy == "nfsserver" && (attribute == "path" || attribute == "nfspath");
}

}  // namespace hale::pacemaker
