// Units: Pacemaker's own elements at cluster level, which are written one to one: `resource`, `group`, `clone`,
// `bundle`, and the templates of resources.

#include <array>
#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

template <std::size_t N>
bool is_in(const std::array<std::string_view, N>& words, std::string_view name) {
    for (const std::string_view word : words) {
        if (word == name) return true;
    }
    return false;
}

/// What a container may hold, and how many of it.
struct Rule {
    std::string_view kind;
    std::size_t min, max;  // max 0: any number
    bool groups;           // a group may be the child
    std::string_view holds;
};
constexpr std::array<Rule, 3> kRules{{{"group", 1, 0, false, "one or more resources"},
                                      {"clone", 1, 1, true, "one resource or one group"},
                                      {"bundle", 0, 1, false, "at most one resource"}}};

void check_container(Builder& b, model::UseId id, const Rule& rule) {
    const model::Cluster& cluster = b.cluster();
    const model::Use& use = cluster.at(id);
    const std::string& label = cluster.resource_of(id).label;
    for (const model::UseId child : use.children) {
        const model::Resource& inner = cluster.resource_of(child);
        const bool container = inner.kind->container;
        const bool group = is_literal(*inner.kind) && inner.kind->name == "group";
        if (!container || (rule.groups && group)) continue;
        b.ctx.sink.report(diag::UnitInUnit, b.ctx.span(inner.origin), inner.kind->name, rule.kind, label)
            .soften(is_imported(cluster))
            .notes(b.ctx.iterations(inner.origin))
            .help("a `{}` holds {}", rule.kind, rule.holds);
        return;
    }
    if (b.ctx.incomplete) return;  // a child may have been lost
    const std::size_t count = use.children.size();
    if (count < rule.min || (rule.max != 0 && count > rule.max)) {
        const model::OriginId where =
            count > rule.max && rule.max != 0 ? cluster.at(use.children[rule.max]).origin : use.origin;
        b.ctx.sink.report(diag::UnitChildren, b.ctx.span(where), rule.kind, label, count, rule.holds)
            .soften(is_imported(cluster))
            .notes(b.ctx.iterations(where));
    }
}

}  // namespace

bool is_unit_template(const expand::Block& block) {
    return block.labels.size() == 2 && block.labels[1].text.find(':') != std::string::npos;
}

bool is_unit_block(std::string_view name) {
    constexpr std::array<std::string_view, 4> words = {"meta", "params", "utilization", "operations"};
    return is_in(words, name);
}

bool is_literal(const schema::Kind& kind) { return kind.pacemaker.strategy == "literal"; }

bool is_unit_word(std::string_view name) {
    constexpr std::array<std::string_view, 9> words = {"after",  "before", "with",       "apart_from", "depend_mode",
                                                       "domain", "uuid",   "moved_from", "extends"};
    return is_in(words, name);
}

const schema::Kind* agent_of(Builder& b, const expand::Block& block) {
    if (block.name != "resource") return b.ctx.agent(block.name);
    if (block.labels.size() > 1) return b.ctx.agent(block.labels[1].text);
    const expand::Attr* extends = block.find("extends");
    if (extends == nullptr) return b.ctx.agent(block.name);
    const auto it = b.unit_templates.find(extends->value.text);
    return it == b.unit_templates.end() ? b.ctx.agent(block.name) : b.cluster().at(it->second).kind;
}

void check_units(Builder& b) {
    std::map<std::string, const model::Resource*> labels;
    const model::Cluster& cluster = b.cluster();
    for (const model::Resource& r : cluster.resources) {
        if (!r.literal) continue;
        const auto [it, fresh] = labels.emplace(r.label, &r);
        if (!fresh && it->second->path() != r.path()) {  // of one kind: reported by the identity pass
            b.ctx.sink.report(diag::UnitLabelTaken, b.ctx.span(r.origin), r.label, it->second->kind->name)
                .soften(is_imported(cluster))
                .label(b.ctx.span(it->second->origin), "the first one is here");
        }
    }
    for (std::size_t i = 0; i < cluster.uses.size(); ++i) {
        const schema::Kind& kind = *cluster.resource_of(model::UseId(i)).kind;
        for (const Rule& rule : kRules) {
            if (is_literal(kind) && kind.name == rule.kind) check_container(b, model::UseId(i), rule);
        }
    }
}

void note_written_order(Builder& b, const std::vector<expand::Block>& blocks) {
    model::Cluster& cluster = b.cluster();
    std::map<std::uint32_t, model::Entity> by_origin;
    const auto note = [&](model::OriginId origin, model::EntityKind kind, std::size_t index) {
        by_origin.emplace(static_cast<std::uint32_t>(origin.index), b.entity(kind, index));
    };
    for (std::size_t i = 0; i < cluster.fence_devices.size(); ++i) {
        note(cluster.fence_devices[i].origin, model::EntityKind::FenceDevice, i);
    }
    for (std::size_t i = 0; i < cluster.services.size(); ++i) {
        note(cluster.services[i].origin, model::EntityKind::Service, i);
    }
    for (const auto& [name, id] : b.unit_templates) {
        note(cluster.at(id).origin, model::EntityKind::Resource, id.index);
    }
    for (const expand::Block& block : blocks) {
        const auto it = by_origin.find(static_cast<std::uint32_t>(block.origin.index));
        if (it != by_origin.end()) cluster.written.push_back(it->second);
    }
}

}  // namespace hale::sema
