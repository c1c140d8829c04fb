#pragma once
// One declaration to a Kind. Internal to the loader; the words are those of docs/reference/agents.md.

#include <array>
#include <optional>

#include "compiler/schema/load_words.h"
#include "compiler/schema/schema.h"

namespace hale::schema {

/// `agent`, `fence_agent`, `construct`, `traits`: by the order of KindClass.
inline constexpr std::array<std::string_view, 4> kClassWords = {"agent", "fence_agent", "construct", "traits"};
std::optional<KindClass> class_of(std::string_view word);

/// The kind that the block declares. Everything wrong is reported (HL21xx); the kind holds what is right.
Kind load_kind(Loading& loading, const block::Block& block, KindClass cls);

/// Gives a kind the traits of the agent that Pacemaker runs for it.
void add_traits(Library& library, Kind& kind);

/// A type as `type = …` says it; nothing when it is reported as unknown (HL2104).
std::optional<Type> load_type(Loading& loading, const model::Value& value, source::Span span);

/// `rgmanager { … }` or `pacemaker { … }` of `kind`, whose attributes are complete.
Mapping load_mapping(Loading& loading, const block::Block& block, const Kind& kind);

/// Reports HL2105 unless the kind has an attribute of this name.
bool check_attribute(Loading& loading, const Kind& kind, std::string_view name, source::Span span);

/// The names of strategies that a mapping may ask for (docs/reference/agents.md).
const std::vector<std::string_view>& strategies();

}  // namespace hale::schema
