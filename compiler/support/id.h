#pragma once
// Typed ids: an index into one table, told apart by the compiler from an index into any other.
// Example: `using NodeId = Id<struct NodeTag>;`. A default-constructed id is invalid and tests false.

#include <cstdint>
#include <functional>

namespace hale {

template <class Tag>
struct Id {
    static constexpr std::uint32_t kInvalid = 0xFFFFFFFFu;
    std::uint32_t index = kInvalid;

    constexpr Id() = default;
    constexpr explicit Id(std::size_t i) : index(static_cast<std::uint32_t>(i)) {}
    constexpr bool valid() const { return index != kInvalid; }
    constexpr explicit operator bool() const { return valid(); }
    friend constexpr bool operator==(Id, Id) = default;
    friend constexpr auto operator<=>(Id, Id) = default;
};

}  // namespace hale

template <class Tag>
struct std::hash<hale::Id<Tag>> {
    std::size_t operator()(hale::Id<Tag> id) const noexcept { return id.index; }
};
