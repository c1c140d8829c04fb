#include "backends/rgmanager/order_text.h"

#include <fmt/core.h>

#include <algorithm>

#include "compiler/order/order.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

namespace {

std::vector<order::Step> steps_of(const model::Cluster& cluster, const model::Service& service, bool stop) {
    return stop ? order::stop_steps(cluster, service.root) : order::start_steps(cluster, service.root);
}

/// An action that the agent does not have is not run (facts/rgmanager.md section 5).
bool runs(const schema::Kind& kind, std::string_view action) {
    return kind.operations.empty() || std::any_of(kind.operations.begin(), kind.operations.end(),
                                                  [&](const schema::Operation& o) { return o.name == action; });
}

std::string json_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace

namespace {

/// What is printed for one unit, and where it stands in the file.
struct Unit {
    std::string name;
    bool container = true;
    std::uint32_t at = 0;
    const model::Service* service = nullptr;  // nullptr: rgmanager refuses it
};

std::string one_line(std::string name) {
    name.resize(std::min(name.size(), name.find('\n')));
    return name;
}

/// Units that a file names and rgmanager refuses, kept as native: a dangling <service ref="…"/>.
void refused(const model::Model& model, const model::Block& block, std::vector<Unit>& out) {
    for (const model::Block& child : block.children) {
        if (child.name == "native") refused(model, child, out);
        if (block.name != "native" || (child.name != "service" && child.name != "vm")) continue;
        const model::Attribute* name = child.find("ref") != nullptr ? child.find("ref") : child.find("name");
        if (name == nullptr) continue;
        Unit unit{one_line(child.name + ':' + name->value.text), true, model.origins.span(child.origin).begin, nullptr};
        const bool known = std::any_of(out.begin(), out.end(), [&](const Unit& u) { return u.name == unit.name; });
        if (!known) out.push_back(std::move(unit));
    }
}

std::vector<Unit> units_of(const model::Model& model, const model::Cluster& cluster) {
    std::vector<Unit> out;
    for (const model::Service& service : cluster.services) {
        const model::Resource& root = cluster.resource_of(service.root);
        out.push_back({instance_name(root), root.kind->container, model.origins.span(service.origin).begin, &service});
    }
    const std::size_t running = out.size();
    for (const model::Block& block : cluster.constructs) refused(model, block, out);
    // Only an imported file has such units, and there everything stands in one file.
    const auto before = [](const Unit& a, const Unit& b) { return a.at < b.at; };
    if (out.size() > running) std::stable_sort(out.begin(), out.end(), before);
    std::stable_partition(out.begin(), out.end(), [](const Unit& u) { return u.container; });
    return out;
}

}  // namespace

std::string instance_name(const model::Resource& resource) {
    const schema::Kind& kind = *resource.kind;
    const std::string& type = kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
    const model::Attribute* primary = kind.primary.empty() ? nullptr : resource.find(kind.primary);
    return one_line(type + ':' + (primary != nullptr ? primary->value.text : resource.label));
}

std::string order_text(const model::Model& model, const model::Cluster& cluster, bool stop) {
    const std::string_view action = stop ? "stop" : "start";
    std::string out;
    for (const Unit& unit : units_of(model, cluster)) {
        out += fmt::format("## {} rc=0\n", unit.name);
        if (unit.service == nullptr) continue;
        for (const order::Step& step : steps_of(cluster, *unit.service, stop)) {
            const model::Resource& resource = cluster.resource_of(step.use);
            if (HALE_BREAK("rgm.missing-action", runs(*resource.kind, action), true))
                out += fmt::format("[{}] {}\n", action, instance_name(resource));
        }
    }
    return out;
}

std::string order_json(const model::Cluster& cluster, bool stop) {
    const std::string_view action = stop ? "stop" : "start";
    std::string out;
    for (const model::Service& service : cluster.services) {
        std::string previous;
        std::size_t number = 0;
        const std::string unit = instance_name(cluster.resource_of(service.root));
        for (const order::Step& step : steps_of(cluster, service, stop)) {
            const model::Resource& resource = cluster.resource_of(step.use);
            if (!runs(*resource.kind, action)) continue;
            const std::string id = fmt::format("{}/{}", unit, ++number);
            out += fmt::format("{}\n    {{\"id\": {}, \"resource\": {}, \"operation\": \"{}\", \"after\": [{}]}}",
                               out.empty() ? "" : ",", json_text(id), json_text(instance_name(resource)), action,
                               previous.empty() ? "" : json_text(previous));
            previous = id;
        }
    }
    return "{\n  \"format\": 1,\n  \"actions\": [" + out + (out.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

}  // namespace hale::rgmanager
