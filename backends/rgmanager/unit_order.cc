#include "backends/rgmanager/unit_order.h"

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

/// One unit, and where it stands in the file.
struct Placed {
    order::Unit unit;
    bool container = true;
    std::uint32_t at = 0;
};

std::string one_line(std::string name) {
    name.resize(std::min(name.size(), name.find('\n')));
    return name;
}

/// Units that a file names and rgmanager refuses, kept as native: a dangling <service ref="…"/>.
void refused(const model::Model& model, const model::Block& block, std::vector<Placed>& out) {
    for (const model::Block& child : block.children) {
        if (child.name == "native") refused(model, child, out);
        if (block.name != "native" || (child.name != "service" && child.name != "vm")) continue;
        const model::Attribute* name = child.find("ref") != nullptr ? child.find("ref") : child.find("name");
        if (name == nullptr) continue;
        Placed placed{{one_line(child.name + ':' + name->value.text)}, true, model.origins.span(child.origin).begin};
        const bool known =
            std::any_of(out.begin(), out.end(), [&](const Placed& p) { return p.unit.name == placed.unit.name; });
        if (!known) out.push_back(std::move(placed));
    }
}

/// In the order in which they are printed.
std::vector<order::Unit> in_order(const model::Model& model, const model::Cluster& cluster,
                                  std::vector<Placed> units) {
    const std::size_t running = units.size();
    for (const model::Block& block : cluster.constructs) refused(model, block, units);
    // Only an imported file has such units, and there everything stands in one file.
    const auto before = [](const Placed& a, const Placed& b) { return a.at < b.at; };
    if (units.size() > running) std::stable_sort(units.begin(), units.end(), before);
    std::stable_partition(units.begin(), units.end(), [](const Placed& p) { return p.container; });
    std::vector<order::Unit> out;
    for (Placed& placed : units) out.push_back(std::move(placed.unit));
    return out;
}

/// Each action waits for the one before it in its unit; units do not wait for each other.
void add_unit(const model::Cluster& cluster, const model::Service& service, bool stop, order::Order& out) {
    const std::string unit = instance_name(cluster.resource_of(service.root));
    const std::size_t begin = out.actions.size();
    for (const order::Step& step : steps_of(cluster, service, stop)) {
        const model::Resource& resource = cluster.resource_of(step.use);
        if (!runs(*resource.kind, stop ? "stop" : "start")) continue;
        const std::size_t number = out.actions.size() - begin;
        order::Action action{fmt::format("{}/{}", unit, number + 1), instance_name(resource), stop ? "stop" : "start",
                             {}};
        if (number > 0) action.after.push_back(out.actions.size() - 1);
        out.actions.push_back(std::move(action));
    }
}

}  // namespace

std::string instance_name(const model::Resource& resource) {
    const schema::Kind& kind = *resource.kind;
    const std::string& type = kind.rgmanager.type.empty() ? kind.name : kind.rgmanager.type;
    const model::Attribute* primary = kind.primary.empty() ? nullptr : resource.find(kind.primary);
    return one_line(type + ':' + (primary != nullptr ? primary->value.text : resource.label));
}

order::Order order_of(const model::Model& model, const model::Cluster& cluster, bool stop) {
    order::Order out;
    out.in_units = true;
    std::vector<Placed> units;
    for (const model::Service& service : cluster.services) {
        const model::Resource& root = cluster.resource_of(service.root);
        const std::size_t begin = out.actions.size();
        add_unit(cluster, service, stop, out);
        units.push_back({{instance_name(root), begin, out.actions.size()},
                         root.kind->container,
                         model.origins.span(service.origin).begin});
    }
    out.units = in_order(model, cluster, std::move(units));
    return out;
}

}  // namespace hale::rgmanager
