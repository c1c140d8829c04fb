#pragma once
// Blocks to .hale text: the last step of `import`. The text parses back into the same blocks (names, labels, values
// and order; a test holds this for every imported file), and reads as a person would write it: short blocks on one
// line, long ones indented by two, the equals signs of a run aligned.

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/value/block.h"

namespace hale::decompile {

enum class Loops : std::uint8_t {
    Never,
    WherePlainer  // equal blocks become loops (fold.h); that they mean the same is for the caller to check
};

/// The text, ending in a newline. Words that are no hale names are quoted; a secret prints as `secret("name")`.
std::string print(const std::vector<block::Block>& blocks, Loops loops = Loops::Never);

/// A label or attribute name as text: bare where the grammar allows, else quoted.
std::string name_text(const std::string& name);

}  // namespace hale::decompile
