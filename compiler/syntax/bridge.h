#pragma once
// The one door to ANTLR.

#include "compiler/syntax/recovery.h"

namespace hale::syntax {

/// Runs the generated parser over the feed; the builder's tree is complete afterwards. Never throws.
void run_parser(TokenFeed& feed, Builder& builder, Recovery& recovery, const Reporter& reporter);

}  // namespace hale::syntax
