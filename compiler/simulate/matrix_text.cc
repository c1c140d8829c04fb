#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "compiler/simulate/failures.h"

namespace hale::simulate {

namespace {

using Json = nlohmann::ordered_json;

std::map<std::string, std::vector<std::string>> placement(const State& state) {
    std::map<std::string, std::vector<std::string>> out;
    for (const Instance& i : state.instances) out[i.resource] = state.nodes_of(i.resource);
    return out;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
    return out;
}

std::string one_line(const Failure& f) {
    if (!f.problem.empty()) return "not simulated: " + f.problem;
    std::string out;
    const auto add = [&](const std::string& text) { out += (out.empty() ? "" : "; ") + text; };
    if (!f.fenced.empty()) add(joined(f.fenced) + " fenced");
    std::map<std::pair<std::string, std::string>, std::vector<std::string>> moves;
    for (const Move& m : f.moves) moves[{m.from, m.to}].push_back(m.resource);
    for (const auto& [way, names] : moves)
        add(fmt::format("{} -> {}: {}", way.first.empty() ? "new" : way.first, way.second, joined(names)));
    if (!f.restarts.empty()) add("restarted: " + joined(f.restarts));
    for (const Down& d : f.down) add(fmt::format("`{}` is down ({})", d.resource, d.why));
    return out.empty() ? "nothing happens" : out;
}

/// "`db` survives the loss of no node".
std::vector<std::string> findings(const Matrix& matrix) {
    std::vector<std::string> out;
    for (const auto& [resource, nodes] : placement(matrix.start)) {
        if (nodes.empty()) {
            out.push_back(fmt::format("`{}` does not start", resource));
            continue;
        }
        std::size_t losses = 0, down = 0;
        for (const Failure& f : matrix.failures) {
            const bool node = f.what.size() > 6 && matrix.start.nodes.count(f.what.substr(5, f.what.size() - 6)) != 0;
            if (!node || !f.problem.empty()) continue;
            const std::string lost = f.what.substr(5, f.what.size() - 6);
            if (std::find(nodes.begin(), nodes.end(), lost) == nodes.end()) continue;
            ++losses;
            down += std::any_of(f.down.begin(), f.down.end(), [&](const Down& d) { return d.resource == resource; })
                        ? 1
                        : 0;
        }
        if (losses != 0 && down == losses)
            out.push_back(fmt::format("`{}` does not survive the loss of the node that it runs on", resource));
    }
    return out;
}

}  // namespace

std::string to_json(const Matrix& matrix) {
    Json out = {{"format", 1}};
    Json& start = out["start"] = Json::object();
    Json& places = start["placement"] = Json::object();
    for (const auto& [resource, nodes] : placement(matrix.start)) places[resource] = nodes;
    Json& promoted = start["promoted"] = Json::object();
    for (const auto& [resource, nodes] : placement(matrix.start)) {
        if (const auto on = matrix.start.promoted_on(resource); !on.empty()) promoted[resource] = on;
    }
    Json& failures = out["failures"] = Json::array();
    for (const Failure& f : matrix.failures) {
        Json one = {{"what", f.what},
                    {"fenced", f.fenced},
                    {"moves", Json::array()},
                    {"restarts", f.restarts},
                    {"down", Json::array()}};
        for (const Move& m : f.moves)
            one["moves"].push_back({{"resource", m.resource}, {"from", m.from}, {"to", m.to}});
        for (const Down& d : f.down) one["down"].push_back({{"resource", d.resource}, {"why", d.why}});
        if (!f.problem.empty()) one["problem"] = f.problem;
        failures.push_back(std::move(one));
    }
    out["findings"] = findings(matrix);
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string to_text(const Matrix& matrix) {
    std::string out = "Start\n";
    for (const auto& [resource, nodes] : placement(matrix.start)) {
        const auto promoted = matrix.start.promoted_on(resource);
        out += fmt::format("  {:<24} {}{}\n", resource, nodes.empty() ? "stopped" : joined(nodes),
                           promoted.empty() ? "" : ", promoted on " + joined(promoted));
    }
    if (!matrix.settled) out += "  (it never comes to rest: the last transition still had actions)\n";
    out += "\nFailures\n";
    for (const Failure& f : matrix.failures) out += fmt::format("  {:<36} {}\n", f.what, one_line(f));
    const auto found = findings(matrix);
    if (!found.empty()) out += "\nFindings\n";
    for (const std::string& text : found) out += "  " + text + '\n';
    return out;
}

}  // namespace hale::simulate
