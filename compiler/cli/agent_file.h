#pragma once
// The FILE of `hale agents import` and `hale agents check`: metadata, or an agent that is run to give its own.

#include <optional>

#include "compiler/driver/session.h"
#include "compiler/schema/metadata.h"

namespace hale::cli {

/// Opens FILE (`-`: standard input). False when it cannot be read (see `session.problem`); what is wrong with it is in
/// the session's sink, and `metadata` is then empty (HL2203, HL2210 …).
bool open_agent(driver::Session& session, const std::string& path, std::optional<schema::Metadata>& metadata);

}  // namespace hale::cli
