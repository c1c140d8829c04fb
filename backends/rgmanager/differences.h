#pragma once
// Two cluster.conf, one of them written from what was read of the other.

#include "backends/rgmanager/document.h"
#include "compiler/diag/diag.h"

namespace hale::rgmanager {

/// HL5050..HL5053 at the places in `original`, for what no diagnostic in `sink` names, and HL5150 for comments
/// (common/compare.h). The order of sections means nothing, nor that of definitions in <resources>. Gives the number of
/// all differences.
std::size_t report_differences(const Document& original, const Document& written, diag::Sink& sink);

}  // namespace hale::rgmanager
