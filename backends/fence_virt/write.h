#pragma once
// A document to fence_virt.conf text.

#include <optional>

#include "backends/backend.h"
#include "backends/conf/tree.h"

namespace hale::fence_virt {

/// Indented by tabs, a blank line between sections at the top; `lines` carries each line's origin. Nothing when a name
/// or value cannot stand in such a file (HL4203).
std::optional<backends::OutputFile> write(const conf::Document& document, const model::OriginTable& origins,
                                          diag::Sink& sink);

}  // namespace hale::fence_virt
