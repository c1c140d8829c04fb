#pragma once
// A document to corosync.conf text.

#include <optional>

#include "backends/backend.h"
#include "backends/corosync/document.h"

namespace hale::corosync {

/// One item a line, indented by tabs, a blank line between sections at the top; `lines` carries each line's origin.
/// Nothing when a name or value cannot stand in such a file (HL4203): reading it again would give something else.
std::optional<backends::OutputFile> write(const Document& document, const model::OriginTable& origins,
                                          diag::Sink& sink);

}  // namespace hale::corosync
