#include "backends/rgmanager/order_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/order/order.h"

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

std::string instance_name(const model::Resource& resource) {
    const schema::Kind& kind = *resource.kind;
    const std::string& type = kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
    const model::Attribute* primary = kind.primary.empty() ? nullptr : resource.find(kind.primary);
    return type + ':' + (primary != nullptr && !primary->value.text.empty() ? primary->value.text : resource.label);
}

std::string order_text(const model::Cluster& cluster, bool stop) {
    const std::string_view action = stop ? "stop" : "start";
    std::string out;
    for (const model::Service& service : cluster.services) {
        out += fmt::format("## {} rc=0\n", instance_name(cluster.resource_of(service.root)));
        for (const order::Step& step : steps_of(cluster, service, stop)) {
            const model::Resource& resource = cluster.resource_of(step.use);
            if (runs(*resource.kind, action)) out += fmt::format("[{}] {}\n", action, instance_name(resource));
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
