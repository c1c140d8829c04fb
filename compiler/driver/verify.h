#pragma once
// The proof of an import: the .hale text is compiled for the manager it came from, and compared with the file.

#include <map>
#include <optional>
#include <string>

#include "compiler/driver/session.h"

namespace hale::driver {

/// Builds `text`, which was imported from the file that `session` has open, and lets the manager compare. Differences
/// that no diagnostic names yet go to the session's sink (HL5050..HL5053), or HL5054 when it cannot be built. Gives
/// what was built. `secrets`: the values that were taken out of the text.
std::optional<std::string> verify_import(Session& session, const std::string& text,
                                         const std::map<std::string, std::string>& secrets = {});

/// The same without comparing: nothing when it cannot be built.
std::optional<std::string> build_import(const Session& session, const std::string& text,
                                        const std::map<std::string, std::string>& secrets = {});

}  // namespace hale::driver
