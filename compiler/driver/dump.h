#pragma once
// `hale check --dump …`: what a phase produced, in a stable text form for people and golden tests.

#include <string>

#include "compiler/driver/session.h"

namespace hale::driver {

/// The syntax tree of the opened file: one line an item or expression, with its position.
std::string dump_syntax(Session& session);
/// The blocks after expansion: loops unrolled, values evaluated.
std::string dump_expanded(Session& session);

}  // namespace hale::driver
