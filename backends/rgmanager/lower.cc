#include "backends/rgmanager/lower.h"

#include "backends/rgmanager/lowering.h"
#include "backends/rgmanager/restructure.h"

namespace hale::rgmanager {

namespace {

void lower_root(Lowering& l, Document& out) {
    const model::Cluster& c = l.cluster;
    out.origin = c.origin;
    if (!l.partial() || c.name != "unnamed") out.set("name", c.name, c.origin);
    const bool versioned = !l.partial() || l.options.config_version || c.config_version;
    const std::int64_t version = l.options.config_version.value_or(c.config_version.value_or(1));
    if (versioned)
        out.set("config_version", std::to_string(version), c.config_version ? c.config_version.origin : c.origin);
    for (const model::Attribute& a : c.attributes) {
        if (a.name != "alias") continue;  // the others speak to hale or to Pacemaker alone
        if (auto text = l.speller.spell(a.value, a.name)) out.set(a.name, std::move(*text), a.origin);
    }
}

Rm lower_rm(Lowering& l) {
    Rm rm;
    rm.origin = l.cluster.origin;
    if (FailoverDomains domains = lower_domains(l); !domains.items.empty()) rm.items.emplace_back(std::move(domains));
    Resources shared = lower_shared(l);
    std::vector<Resource> services;
    for (const model::Service& service : l.cluster.services) services.push_back(lower_service(l, service, shared));
    if (!shared.items.empty()) rm.items.emplace_back(std::move(shared));
    for (Resource& service : services) rm.items.emplace_back(std::move(service));
    return rm;
}

}  // namespace

std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink, ledger::Ledger* books) {
    const std::size_t errors = sink.error_count();
    const std::optional<model::Cluster> nested = restructure(model, cluster, sink);
    Lowering l{model, nested ? *nested : cluster, options, sink, {kSpelling, model.origins, options, sink}, {}, {}, books};
    l.fencing = fencing_of(l);
    l.dependencies = dependencies_of(l);
    Document out;
    lower_root(l, out);
    Rm rm = lower_rm(l);
    lower_constructs(l, out, rm);
    lower_quorum(l, out);
    if (!l.partial() || !cluster.nodes.empty()) out.items.emplace_back(lower_nodes(l));
    if (FenceDevices devices = lower_fence_devices(l); !devices.items.empty())
        out.items.emplace_back(std::move(devices));
    const bool said = std::any_of(cluster.constructs.begin(), cluster.constructs.end(),
                                  [](const model::Block& b) { return b.name == "resource_manager"; });
    if (said || !rm.items.empty() || !rm.attributes.empty()) out.items.emplace_back(std::move(rm));
    add_natives(l, cluster.natives, out, out.items);
    if (sink.error_count() == errors) check_limits(l, out);
    if (sink.error_count() != errors) return std::nullopt;
    return out;
}

}  // namespace hale::rgmanager
