#include "compiler/expand/expand.h"

#include "compiler/expand/expander.h"

namespace hale::expand {

std::vector<Block> expand(source::SourceManager& sources, source::FileId file, const ExpandOptions& options,
                          model::OriginTable& origins, diag::Sink& sink) {
    return Expander(sources, options, origins, sink).run(file);
}

}  // namespace hale::expand
