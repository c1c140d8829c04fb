#include "backends/rgmanager/write.h"

#include "compiler/xml/write.h"

namespace hale::rgmanager {

std::optional<backends::OutputFile> write(const Document& document, const model::OriginTable& origins,
                                          diag::Sink& sink) {
    std::optional<xml::Written> written = xml::write(to_tree(document), origins, sink);
    if (!written) return std::nullopt;
    return backends::OutputFile{"cluster.conf", std::move(written->text), std::move(written->lines)};
}

}  // namespace hale::rgmanager
