#pragma once
// Declarations in stdlib-agents (and `--agents DIR`) to kinds.

#include <memory>

#include "compiler/diag/diag.h"
#include "compiler/schema/schema.h"

namespace hale::schema {

/// The built-in library; kinds are parsed on demand. `override_dir` (may be empty) holds .hale files whose declarations
/// win over the built-in ones. Mistakes in declarations are HL2xxx diagnostics.
std::unique_ptr<Library> make_library(source::SourceManager& sources, const std::string& override_dir,
                                      diag::Sink& sink);

}  // namespace hale::schema
