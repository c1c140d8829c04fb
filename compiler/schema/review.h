#pragma once
// What each manager makes of an agent's metadata, in words: for `hale agents check`. Facts: facts/rgmanager.md sections
// 1, 3, 5 and 7, facts/pacemaker.md section 4.

#include <string>

#include "compiler/schema/metadata.h"

namespace hale::schema {

/// Sections of plain text, ending in a newline: identity, parameters, children, actions, and what is missing.
std::string review(const Metadata& metadata);

}  // namespace hale::schema
