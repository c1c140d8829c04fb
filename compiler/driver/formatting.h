#pragma once
// Formatting of files, for the command line, import and the language server.

#include <optional>
#include <string>
#include <string_view>

#include "compiler/format/format.h"
#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace hale::driver {

/// The text in hale's layout. With a mistake of syntax it stays as it is, and the mistakes are in `sink`.
std::string formatted(source::SourceManager& sources, const std::string& name, const std::string& text,
                      std::optional<format::Lines> lines, diag::Sink& sink);
/// The same for a text that hale itself printed.
std::string formatted(const std::string& text);
/// A manager's own file, which is not formatted.
bool is_managers_own(std::string_view text);

}  // namespace hale::driver
