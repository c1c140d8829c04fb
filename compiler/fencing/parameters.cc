// Reading what a fence device is told, whichever form it was written in.

#include <algorithm>
#include <array>

#include "compiler/fencing/table.h"

namespace hale::fencing {

namespace {

using model::Attribute;
using model::Block;

/// Names that have changed between releases: either is the other (facts/pacemaker.md, section 4).
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kSame = {
    {{"ip", "ipaddr"}, {"plug", "port"}, {"username", "login"}, {"password", "passwd"}}};

bool same_parameter(std::string_view a, std::string_view b) {
    if (a == b) return true;
    return std::any_of(kSame.begin(), kSame.end(), [&](const auto& pair) {
        return (pair.first == a && pair.second == b) || (pair.first == b && pair.second == a);
    });
}

const Attribute* in_set(const Block& set, std::string_view name, bool alike) {
    const auto matches = [&](const Attribute& a) { return alike ? same_parameter(a.name, name) : a.name == name; };
    for (const Attribute& a : set.attributes) {
        if (matches(a)) return &a;
    }
    for (const Block& inner : set.children) {
        if (inner.name == "values") {
            for (const Attribute& a : inner.attributes) {
                if (matches(a)) return &a;
            }
        }
        if (inner.name == "nvpair" && same_parameter(inner.label(), name)) return inner.find("value");
    }
    return nullptr;
}

}  // namespace

const Attribute* parameter(const model::FenceDevice& device, std::string_view name) {
    for (const Attribute& a : device.attributes) {
        const schema::MapRow* row = device.agent == nullptr ? nullptr : device.agent->pacemaker.row(a.name);
        if (same_parameter(a.name, name) || (row != nullptr && same_parameter(row->target, name))) return &a;
    }
    for (const Block& block : device.blocks) {
        if (block.name != "params" || block.find("when") != nullptr) continue;
        if (const Attribute* a = in_set(block, name, true)) return a;
    }
    return nullptr;
}

std::string parameter_text(const model::FenceDevice& device, std::string_view name) {
    const Attribute* a = parameter(device, name);
    if (a == nullptr) return {};
    return a->value.text.empty() ? model::to_text(a->value) : a->value.text.str();
}

const Attribute* meta(const model::FenceDevice& device, std::string_view name) {
    for (const Block& block : device.blocks) {
        if (block.name != "meta" || block.find("when") != nullptr) continue;
        if (const Attribute* a = in_set(block, name, false)) return a;
    }
    return nullptr;
}

bool plug_is_node(const schema::Kind& agent) {
    return std::find(agent.plug.begin(), agent.plug.end(), "nodename") != agent.plug.end();
}

const Attribute* option(const model::Cluster& cluster, std::string_view name) {
    for (const Block& block : cluster.constructs) {
        if (block.name != "properties" || block.find("when") != nullptr) continue;
        if (const Attribute* a = in_set(block, name, false)) return a;
        for (const Block& inner : block.children) {
            if (inner.name != "written_by_cluster") continue;
            if (const Attribute* a = in_set(inner, name, false)) return a;
        }
    }
    return nullptr;
}

std::vector<std::string> remote_nodes(const model::Cluster& cluster) {
    std::vector<std::string> out;
    for (const model::Resource& r : cluster.resources) {
        if (r.kind != nullptr && r.kind->traits.node && !r.is_template) out.push_back(r.label);
    }
    return out;
}

}  // namespace hale::fencing
