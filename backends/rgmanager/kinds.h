#pragma once
// hale's kinds by the names that cluster.conf has for them.

#include <map>
#include <string>
#include <string_view>

#include "compiler/schema/schema.h"

namespace hale::rgmanager {

class Kinds {
public:
    explicit Kinds(schema::Library& library) : library_(library) {}

    /// The agent whose rgmanager type is exactly `type`; nullptr: rgmanager has no such rule.
    const schema::Kind* agent(std::string_view type) const;
    /// The same without regard to case, as rgmanager matches what no child table lists (facts/rgmanager.md section 4).
    const schema::Kind* agent_any_case(std::string_view type) const;
    /// The construct that stands for an element (`cman` is `quorum`); nullptr: none.
    const schema::Kind* construct(std::string_view element) const;
    /// A construct by its hale name.
    const schema::Kind* named(std::string_view construct) const;
    const schema::Kind* fence_agent(std::string_view agent) const;

private:
    using Table = std::map<std::string, const schema::Kind*, std::less<>>;
    /// Every kind of a class by its type there. Declarations are parsed on demand, so this is asked for only when no
    /// kind has the type for its own name.
    const Table& all(schema::KindClass cls) const;
    const schema::Kind* by_type(schema::KindClass cls, std::string_view type) const;

    schema::Library& library_;
    mutable std::map<schema::KindClass, Table> tables_;
    mutable Table folded_;
};

/// Bytes of `type:name` that rgmanager keeps (char[64]).
inline constexpr std::size_t kMaxUnitName = 62;

std::string folded(std::string_view text);

/// The attribute name that rgmanager's agent knows for a hale attribute.
std::string manager_name(const schema::Kind& kind, const schema::Attribute& attribute);

}  // namespace hale::rgmanager
