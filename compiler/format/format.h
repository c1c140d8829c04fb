#pragma once
// `hale fmt`: one layout for every .hale text, without options. It prints from the lossless tree, so that what people wrote
// stays: the tokens, their order and the comments are the same before and after, only the white space between them differs.
//
//   two blanks for a level; an item a line; one blank around `=`, never aligned
//   a block that stood on one line stays there while it fits into 100 columns; two blanks between its items
//   a list that stood on one line stays there while it fits; otherwise an element a line
//   blank lines between items: none or one, as written; none at the beginning and the end of a body
//   two blanks before the comment at the end of a line; `# fmt: off` … `# fmt: on` stays as it is written
//
// A text with a mistake of syntax is not touched: what hale does not understand it does not move.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/syntax/tree.h"

namespace hale::format {

inline constexpr std::size_t kWidth = 100;

/// Lines, counted from 1, both included.
struct Lines {
    std::uint32_t first = 1, last = 1;
};

/// The text of the tree in its layout; unchanged when the tree has errors. With `lines`: only the smallest items that
/// cover them.
std::string format(const syntax::Tree& tree, std::string_view text, std::optional<Lines> lines = std::nullopt);

}  // namespace hale::format
