#pragma once
// What a reference or a diagnostic can name: one entity of one cluster of a model.

#include <cstdint>

namespace hale::model {

/// What a reference can name.
enum class EntityKind : std::uint8_t { None, Cluster, Node, FenceDevice, Domain, Resource, Service, Construct };

/// A resolved reference: an index into the named table of cluster number `cluster`.
struct Entity {
    EntityKind kind : 8 = EntityKind::None;
    std::uint32_t cluster : 24 = 0;
    std::uint32_t index = 0;

    constexpr Entity() = default;
    constexpr Entity(EntityKind k, std::uint32_t i, std::uint32_t c = 0) : kind(k), cluster(c & 0xFFFFFFu), index(i) {}
    friend bool operator==(const Entity&, const Entity&) = default;
};

}  // namespace hale::model
