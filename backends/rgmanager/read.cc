#include "backends/rgmanager/read.h"

#include "compiler/diag/import_codes.h"
#include "compiler/xml/read.h"

namespace hale::rgmanager {

std::optional<Document> read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink) {
    const std::optional<xml::Tree> tree = xml::read(file, sources, sink);
    if (!tree) return std::nullopt;
    if (tree->root.name != "cluster") {
        sink.report(diag::NotAClusterConf, tree->root.name_span, tree->root.name)
            .help("the root element of a cluster.conf is `<cluster name=\"…\" config_version=\"…\">`");
        return std::nullopt;
    }
    return from_tree(*tree);
}

}  // namespace hale::rgmanager
