// Resources: shared ones stand in <resources> and are referred to, the others inline where they run.

#include <algorithm>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

namespace {

/// What stands in for a kind that rgmanager has no agent for.
void report_kind(Lowering& l, const model::Resource& resource) {
    const schema::Mapping& mapping = resource.kind->rgmanager;
    auto report = l.sink.report(diag::KindHasNoCounterpart, l.span(resource.origin), kSpelling.manager,
                                resource.kind->name, mapping.none ? mapping.reason : "it has no such agent");
    report.notes(l.iterations(resource.origin));
    if (!mapping.stand_in.empty()) {
        report.help("{}", mapping.stand_in);
    } else {
        report.help("an init script can be run as `script {} {{ file = \"/etc/init.d/…\" }}`", resource.label);
    }
}

std::string element_name(const model::Resource& resource) {
    const schema::Mapping& mapping = resource.kind->rgmanager;
    return mapping.type.empty() ? resource.kind->name : mapping.type;
}

bool has_agent(Lowering& l, const model::Resource& resource) {
    const schema::Mapping& mapping = resource.kind->rgmanager;
    if (mapping.declared && !mapping.none) return true;
    report_kind(l, resource);
    return false;
}

/// Everything that is said of the instance itself, wherever its element stands.
void lower_instance(Lowering& l, const model::Resource& resource, Resource& out) {
    for (const backends::Pair& p :
         to_manager(l.speller, *resource.kind, resource.kind->rgmanager, resource.attributes)) {
        out.set(p.name, p.value, p.origin ? p.origin : resource.origin);
    }
    for (const model::Block& block : resource.blocks) {
        if (auto child = lower_construct(l, block)) out.items.emplace_back(std::move(*child));
    }
    report_use(l.speller, *resource.kind, resource.kind->rgmanager, resource.attributes, resource.origin);
    lower_actions(l, resource, out);
    add_natives(l, resource.natives, out, out.items);
}

/// The value of the primary attribute: what `ref` names.
std::optional<std::string> reference(Lowering& l, const model::Resource& resource) {
    const schema::Kind& kind = *resource.kind;
    if (const model::Attribute* primary = kind.primary.empty() ? nullptr : resource.find(kind.primary)) {
        return l.speller.spell(primary->value, primary->name, &kind.rgmanager);
    }
    return std::nullopt;
}

/// What rgmanager drops must stand behind what it runs: where it meets an element without a required attribute, it
/// looks at no further one (facts/rgmanager.md section 4).
void natives_last(Resource& out) {
    std::stable_partition(out.items.begin(), out.items.end(),
                          [](const auto& item) { return !std::holds_alternative<xml::Node>(item); });
}

Resource lower_use(Lowering& l, model::UseId id) {
    const model::Use& use = l.cluster.at(id);
    const model::Resource& resource = l.cluster.at(use.resource);
    Resource out;
    out.type = element_name(resource);
    out.origin = use.origin;
    if (HALE_BREAK("rgm.shared-inline", !resource.shared, true)) {
        if (has_agent(l, resource)) lower_instance(l, resource, out);
    } else if (const auto name = reference(l, resource)) {
        out.set("ref", *name, use.origin);
    }
    lower_use_words(l, id, out);
    for (const model::UseId child : use.children) out.items.emplace_back(lower_use(l, child));
    HALE_BREAK("rgm.native-order", natives_last(out), (void)0);
    return out;
}

}  // namespace

Resources lower_shared(Lowering& l) {
    Resources out;
    out.origin = l.cluster.origin;
    for (const model::Resource& resource : l.cluster.resources) {
        if (!resource.shared || !has_agent(l, resource)) continue;
        if (!reference(l, resource)) {
            l.sink.report(diag::SharedWithoutName, l.span(resource.origin), resource.kind->name)
                .help("write it inline where it runs");
            continue;
        }
        Resource element;
        element.type = element_name(resource);
        element.origin = resource.origin;
        lower_instance(l, resource, element);
        out.items.emplace_back(std::move(element));
    }
    return out;
}

namespace {

bool is_referred(const model::Use& use) {
    return std::any_of(use.attributes.begin(), use.attributes.end(),
                       [](const model::Attribute& a) { return a.name == "referred" && a.value.number != 0; });
}

/// The definition in <resources>; what is left of `out` refers to it.
Resource definition_of(Lowering& l, const model::Service& service, Resource& out) {
    Resource made;
    made.type = out.type;
    made.origin = out.origin;
    const auto stays = [](const xml::Attribute& a) { return a.name.rfind("__", 0) == 0; };
    for (xml::Attribute& a : out.attributes) {
        if (!stays(a)) made.attributes.push_back(std::move(a));
    }
    out.attributes.erase(
        std::remove_if(out.attributes.begin(), out.attributes.end(), [&](const auto& a) { return !stays(a); }),
        out.attributes.end());
    const auto is_child = [](const auto& item) { return std::holds_alternative<Resource>(item); };
    const auto first = std::stable_partition(out.items.begin(), out.items.end(), is_child);
    made.items.assign(std::make_move_iterator(first), std::make_move_iterator(out.items.end()));
    out.items.erase(first, out.items.end());
    if (const auto name = reference(l, l.cluster.resource_of(service.root))) out.set("ref", *name, out.origin);
    return made;
}

}  // namespace

Resource lower_service(Lowering& l, const model::Service& service, Resources& shared) {
    Resource out = lower_use(l, service.root);
    // Policy stands behind the name and before the agent's other attributes in what people write by hand.
    const auto own = static_cast<std::ptrdiff_t>(out.attributes.size());
    lower_policy(l, service, out);
    if (own > 1) std::rotate(out.attributes.begin() + 1, out.attributes.begin() + own, out.attributes.end());
    if (is_referred(l.cluster.at(service.root))) shared.items.emplace_back(definition_of(l, service, out));
    return out;
}

}  // namespace hale::rgmanager
