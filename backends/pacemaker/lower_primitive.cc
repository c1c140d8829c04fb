// One primitive: agent, parameters, operations.

#include "backends/common/mapping.h"
#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/operations.h"
#include "backends/pacemaker/strategies.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::pacemaker {

using model::UseId;

namespace {

/// `ocf:heartbeat:Filesystem` in its parts; `lsb:name` has no provider.
void set_agent(Primitive& primitive, const std::string& type) {
    const std::size_t first = type.find(':'), second = type.find(':', first + 1);
    primitive.cls = type.substr(0, first);
    if (first == std::string::npos) return;
    if (primitive.cls == "ocf" && second != std::string::npos) {
        primitive.provider = type.substr(first + 1, second - first - 1);
        primitive.type = type.substr(second + 1);
    } else {
        primitive.type = type.substr(first + 1);
    }
}

/// What the use's agent is to be told: written and inherited values.
std::vector<model::Attribute> said_of(const Lowering& l, UseId use) {
    const model::Resource& resource = l.cluster.resource_of(use);
    const schema::Kind& kind = *resource.kind;
    const schema::Mapping& mapping = kind.pacemaker;
    std::vector<model::Attribute> said;
    const auto take = [&](const model::Attribute& a) {
        const bool identity = a.name == kind.primary && mapping.row(a.name) == nullptr;
        if (!identity) said.push_back(a);
    };
    for (const model::Attribute& a : resource.attributes) take(a);
    for (const model::Attribute& a : l.cluster.at(use).inherited) {
        if (HALE_BREAK("primitive.inherited-lost", resource.find(a.name) == nullptr, false)) take(a);
    }
    return said;
}

std::vector<Parameter> parameters_of(const Lowering& l, UseId use, std::vector<model::Attribute> said) {
    const schema::Kind& kind = *l.cluster.resource_of(use).kind;
    const schema::Mapping& mapping = kind.pacemaker;
    std::vector<Parameter> out = strategy_parameters(l, use);
    std::erase_if(said, [&](const auto& a) { return taken_by_strategy(mapping.strategy, a.name); });
    for (backends::Pair& p : backends::to_manager(l.speller, kind, mapping, said)) {
        out.push_back({std::move(p.name), std::move(p.value), p.meta, p.origin});
    }
    return out;
}

}  // namespace

std::vector<Parameter> parameters_of(const Lowering& l, UseId use) { return parameters_of(l, use, said_of(l, use)); }

Primitive lower_primitive(Lowering& l, const Instance& instance, const std::string& id) {
    const model::Resource& resource = l.cluster.resource_of(instance.use);
    const schema::Mapping& mapping = resource.kind->pacemaker;
    Primitive primitive;
    primitive.id = id;
    primitive.origin = resource.origin;
    if (!is_known_strategy(mapping.strategy)) {
        l.sink.report(diag::PacemakerRefuses, l.span(resource.origin), resource.kind->name)
            .help("its declaration names a strategy that nobody knows: `{}`", mapping.strategy);
    }
    set_agent(primitive, agent_of(l, instance.use));
    lower_natives(l, resource.natives, id, primitive.sets);
    std::vector<model::Attribute> said = said_of(l, instance.use);
    backends::report_use(l.speller, *resource.kind, mapping, said, resource.origin);
    for (Parameter& p : parameters_of(l, instance.use, std::move(said))) {
        if (p.meta) {
            l.put_meta(primitive.sets, id, p.name, std::move(p.value), p.origin);
        } else {
            l.put(primitive.sets.instance, id, "params", p.name, std::move(p.value), p.origin);
        }
    }
    primitive.operations = lower_operations(l, resource, id);
    return primitive;
}

}  // namespace hale::pacemaker
