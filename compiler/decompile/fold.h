#pragma once
// Equal blocks as a loop: what `import` prints is folded where the loop is clearly better to read. Blocks that follow
// each other fold when their texts differ in numbers that count up together, or in one name, and in nothing else:
//
//     node node1 { id = 1  fence power { apc { port = "1" } } }     for i in 1..16 {
//     node node2 { id = 2  fence power { apc { port = "2" } } }       node "node${i}" { id = i  fence power { … } }
//     …                                                             }
//
// This works on the text of blocks, and whoever asks compiles the result: a loop that means something else is not
// printed (driver/verify.h).

#include <optional>
#include <string>
#include <vector>

namespace hale::decompile {

/// So many blocks at least become a loop, and its text is at most half as long as theirs.
inline constexpr std::size_t kFoldFrom = 4;

/// How many blocks from `from` on are of one shape, one at least; and the loop for them, if they fold. Each text is one
/// printed block, indented by `indent`, without comments.
struct Run {
    std::size_t blocks = 1;
    std::optional<std::string> loop;
};
Run fold(const std::vector<std::string>& texts, std::size_t from, std::size_t indent);

}  // namespace hale::decompile
