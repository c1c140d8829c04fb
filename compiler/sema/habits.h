#pragma once
// The words that people bring along: the managers' names for what hale calls otherwise. A misspelt word gets a
// suggestion by its letters; these have other letters and the same meaning.

#include <string>
#include <string_view>

#include "compiler/sema/context.h"

namespace hale::sema {

/// The attribute of the kind that a manager calls `name` (`directory` of ocf:heartbeat:Filesystem is `mountpoint` of
/// `fs`), by the mappings that the kind declares; nullptr: none. `manager` becomes how the manager is called.
const schema::Attribute* attribute_called(const schema::Kind& kind, std::string_view name, std::string_view& manager);

/// The sentence that leads from a word of Pacemaker, rgmanager or their tools to hale's block (`location`, `IPaddr2`,
/// `failoverdomain`); empty: nobody's word.
std::string habit_of_kind(Context& ctx, std::string_view name, std::string_view label);

/// A meta attribute of Pacemaker's resources: it stands in `meta { … }`.
bool is_meta_attribute(std::string_view name);

/// `promoted` for `master` …; empty: none.
std::string_view habit_of_member(std::string_view member);
/// What may follow the dot of a reference to something that runs: a role or an action.
bool is_member(std::string_view member);

}  // namespace hale::sema
