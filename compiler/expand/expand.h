#pragma once
// Expansion: syntax trees to plain nested blocks. `let`, `param`, `for`, `if`, interpolation, functions, `import` are
// gone; what is left is blocks with labels and attributes whose values are evaluated as far as that is possible
// without knowing any kind: a bare word that names no variable stays a Word (or a Path), to be resolved by the
// attribute's type. Template blocks and `extends` are still there (they need kinds; see sema/templates).

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"
#include "compiler/value/block.h"
#include "compiler/value/origin.h"
#include "compiler/value/value.h"

namespace hale::expand {

using block::Attr;
using block::Block;
using block::Label;

/// Reads a file that an `import` names; nothing when it cannot be read.
using FileReader = std::function<std::optional<std::string>(const std::string& path)>;
/// A path as it is when symbolic links are followed.
using PathResolver = std::function<std::string(const std::string& path)>;

struct ExpandOptions {
    std::map<std::string, std::string>
        params;                          // --param k=v, then the parameter file: text, checked against the param's type
    FileReader read;                     // for imports; relative to the importing file, inside the project
    PathResolver real_path;              // nothing: there are no symbolic links
    std::size_t max_blocks = 1'000'000;  // limits that stop a runaway loop: HL1xxx
    std::size_t max_import_depth = 32;
    std::size_t max_bytes = std::size_t{1} << 30;  // values, blocks and attributes together
};

/// Parses `file`, its imports, and expands them. Always returns what could be understood.
std::vector<Block> expand(source::SourceManager& sources, source::FileId file, const ExpandOptions& options,
                          model::OriginTable& origins, diag::Sink& sink);

}  // namespace hale::expand
