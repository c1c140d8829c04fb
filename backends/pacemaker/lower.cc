#include "backends/pacemaker/lower.h"

#include <algorithm>

#include "backends/pacemaker/fencing.h"
#include "backends/pacemaker/spelling.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

/// Every element that gets an id from its label.
void claim_instances(Lowering& l) {
    for (const model::Resource& resource : l.cluster.resources) {
        if (resource.literal) l.ids.claim_exact(resource.path(), resource.label);
    }
    for (const model::Use& use : l.cluster.uses) {  // declared kinds inside a unit
        const model::Resource& resource = l.cluster.at(use.resource);
        if (!resource.literal && use.parent && is_literal(l.cluster, l.cluster.at(use.service))) {
            l.ids.claim(resource.path(), resource.kind->name, resource.label);
        }
    }
    for (const model::Service& service : l.cluster.services) {
        const model::Resource& root = l.cluster.resource_of(service.root);
        if (root.literal) {
            l.ids.claim_exact("service " + root.path(), root.label);
            continue;
        }
        l.ids.claim("service " + root.path(), runs(*root.kind) ? root.kind->name + "-group" : root.kind->name,
                    runs(*root.kind) ? root.label + "-group" : root.label.str(), !runs(*root.kind));
    }
    for (const Instance& instance : l.plan.instances) {
        const model::Resource& resource = l.cluster.resource_of(instance.use);
        if (resource.literal) continue;
        const std::size_t at = instance.identity.find('@');
        if (at == std::string::npos) {
            l.ids.claim(instance.identity, resource.kind->name, resource.label, resource.kind->container);
        } else {
            l.ids.claim(instance.identity, resource.kind->name,
                        instance.identity.substr(at + 1) + "-" + resource.label);
        }
        if (instance.is_clone()) l.ids.claim("clone " + instance.identity, "clone", resource.label + "-clone");
    }
}

}  // namespace

namespace {

/// Fence devices, services and templates in the order in which the text has them; what stands for no single one of
/// them (a clone of a shared instance) comes last.
void written_order(Lowering& l) {
    const std::size_t last = l.cluster.written.size();
    std::map<std::pair<model::EntityKind, std::uint32_t>, std::size_t> written;
    for (std::size_t i = 0; i < last; ++i) {
        written.emplace(std::pair(l.cluster.written[i].kind, l.cluster.written[i].index), i);
    }
    const auto rank = [&](const Resource& resource) {
        const auto it = l.made_for.find(id_of(resource));
        if (it == l.made_for.end()) return last;
        const auto at = written.find({model::EntityKind(it->second.kind), it->second.index});
        return at == written.end() ? last : at->second;
    };
    std::vector<std::pair<std::size_t, Resource>> ranked;
    ranked.reserve(l.document.resources.size());
    for (Resource& resource : l.document.resources) {
        const std::size_t at = rank(resource);
        ranked.emplace_back(at, std::move(resource));
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    l.document.resources.clear();
    for (auto& [at, resource] : ranked) l.document.resources.push_back(std::move(resource));
}

}  // namespace

Lowering::Lowering(const model::Model& m, const model::Cluster& c, const backends::BuildOptions& o, diag::Sink& s)
    : model(m), cluster(c), options(o), sink(s), speller(kSpelling, m.origins, o, s) {}

void Lowering::approximated(NeutralWord word, std::string_view shown, OriginId origin) {
    sink.report(diag::PacemakerApproximates, span(origin), shown, word.how());
}

void Lowering::refused(NeutralWord word, std::string_view shown, OriginId origin) {
    sink.report(diag::PacemakerRefuses, span(origin), shown).help("{}", word.how());
}

bool Lowering::is_placed(const Layout& layout) const {
    if (layout.shape.anchor() < layout.shape.units.size()) return true;
    const Unit& first = layout.shape.units.front();
    return !first.foreign() || !plan.instances[first.front().instance].is_clone();
}

void Lowering::put(std::vector<NvSet>& sets, const std::string& owner, std::string_view suffix, const std::string& name,
                   std::string value, OriginId origin) {
    if (sets.empty()) sets.push_back({ids.part(owner, suffix), {}, {}, {}, {}, {}});
    NvSet& set = sets.front();
    if (set.find(name) != nullptr) return;
    set.pairs.push_back({ids.part(set.id, name), name, std::move(value), {}, origin});
}

void Lowering::order(const std::string& first, const std::string& then, OriginId origin, const Edge& edge) {
    Order o;
    o.first = first;
    o.then = then;
    o.first_action = o.then_action = edge.kind == Edge::Kind::StopOnly ? "stop" : "start";
    if (edge.advisory) o.kind = "Optional";
    if (edge.kind != Edge::Kind::Both) o.symmetrical = false;
    o.origin = origin;
    const std::string name = (edge.kind == Edge::Kind::StopOnly ? "stop-" : "order-") + first +
                             (edge.advisory ? "-before-" : "-then-") + then;
    if (!constraints_.insert(name).second) return;
    o.id = ids.part(name.substr(0, name.find('-')), name.substr(name.find('-') + 1));
    document.constraints.emplace_back(std::move(o));
}

void Lowering::colocate(const std::string& rsc, const std::string& with, const std::string& score, OriginId origin) {
    const std::string name = rsc + (score[0] == '-' ? "-apart-from-" : "-with-") + with;
    if (!constraints_.insert(name).second) return;
    Colocation c;
    c.id = ids.part("colocation", name);
    c.rsc = rsc;
    c.with_rsc = with;
    c.score = score;
    c.origin = origin;
    document.constraints.emplace_back(std::move(c));
}

const std::string& Layout::first_start() const {
    const std::size_t a = shape.anchor();
    return unit_ids[a < shape.units.size() ? a : 0];
}
const std::string& Layout::last_start() const {
    for (std::size_t i = shape.units.size(); i-- > 0;) {
        if (shape.units[i].strong()) return unit_ids[i];
    }
    return unit_ids.back();
}
const std::string& Layout::first_stop() const {
    for (const std::size_t i : shape.stop) {
        if (shape.units[i].strong()) return unit_ids[i];
    }
    return unit_ids[shape.stop.front()];
}
const std::string& Layout::last_stop() const {
    for (auto i = shape.stop.rbegin(); i != shape.stop.rend(); ++i) {
        if (shape.units[*i].strong()) return unit_ids[*i];
    }
    return unit_ids[shape.stop.back()];
}
const std::string& Layout::anchor() const { return first_start(); }

std::string score_text(std::int64_t score) {
    if (score >= model::kInfinity) return "INFINITY";
    if (score <= -model::kInfinity) return "-INFINITY";
    return std::to_string(score);
}

std::optional<Document> lower(const model::Model& model, const model::Cluster& cluster,
                              const backends::BuildOptions& options, diag::Sink& sink) {
    const std::size_t errors = sink.error_count();
    Lowering lowering(model, cluster, options, sink);
    lowering.document.origin = cluster.origin;
    lowering.plan = make_plan(lowering);
    if (sink.error_count() != errors) return std::nullopt;
    claim_instances(lowering);
    const FencePlan fencing = plan_fencing(lowering);
    for (const Stonith& device : fencing.devices) {
        if (device.literal) {
            lowering.ids.claim_exact(device.identity, device.label);
        } else {
            lowering.ids.claim(device.identity, "fence", device.label);
        }
    }
    lowering.ids.settle();
    lower_nodes(lowering);
    lower_fencing(lowering, fencing);
    lower_services(lowering);
    written_order(lowering);
    lower_placement(lowering);
    lower_relations(lowering);
    lower_constructs(lowering);
    lower_section_order(lowering);
    if (sink.error_count() != errors) return std::nullopt;
    return std::move(lowering.document);
}

}  // namespace hale::pacemaker
