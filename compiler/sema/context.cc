#include "compiler/sema/context.h"

#include "compiler/support/suggest.h"

namespace hale::sema {

const schema::Kind* Context::find(schema::KindClass cls, std::string_view name) {
    auto& cache = cache_[static_cast<std::size_t>(cls)];
    const std::string key(name);
    if (const auto it = cache.find(key); it != cache.end()) return it->second;
    return cache[key] = library_.find(cls, name);
}

void Names::add(const std::string& label, model::Entity entity) {
    std::vector<model::Entity>& same = table_[label];
    using Kind = model::EntityKind;
    const bool single = entity.kind == Kind::Node || entity.kind == Kind::FenceDevice || entity.kind == Kind::Domain;
    for (const model::Entity e : same) twins_ = twins_ || (single && e.kind == entity.kind);
    same.push_back(entity);
}

const std::vector<model::Entity>& Names::find(const std::string& label) const {
    static const std::vector<model::Entity> none;
    const auto it = table_.find(label);
    return it == table_.end() ? none : it->second;
}

std::string Names::suggestion(std::string_view label) const {
    if (compared_ > kMostCompared) return {};
    compared_ += table_.size();
    return suggest(label, table_, [](const auto& entry) -> const std::string& { return entry.first; });
}

std::string describe(const Builder& b, model::Entity entity) {
    const model::Cluster& cluster = b.ctx.model.clusters[entity.cluster];
    switch (entity.kind) {
        case model::EntityKind::Cluster:
            return "a cluster";
        case model::EntityKind::Node:
            return "a node";
        case model::EntityKind::FenceDevice:
            return "a fence device";
        case model::EntityKind::Domain:
            return "a failover domain";
        case model::EntityKind::Resource:
            return "the resource " + cluster.resources[entity.index].path();
        case model::EntityKind::Service:
            return "the " + cluster.resource_of(cluster.services[entity.index].root).path();
        case model::EntityKind::Construct:
            return "a `" + cluster.constructs[entity.index].name + "` block";
        case model::EntityKind::None:
            break;
    }
    return "something else";
}

}  // namespace hale::sema
