#pragma once
// A CIB against what its import builds again.

#include <string_view>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"

namespace hale::pacemaker {

/// The number of differences between both <configuration>, each reported at its place in the file: HL5050..HL5053, and
/// HL5150 for a comment that is lost or stands elsewhere.
std::size_t compare(source::FileId file, const source::SourceManager& sources, std::string_view written,
                    diag::Sink& sink);

}  // namespace hale::pacemaker
