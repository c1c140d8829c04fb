#include "backends/rgmanager/write.h"

#include <utility>

#include "backends/common/booking.h"
#include "backends/common/comments.h"
#include "compiler/xml/write.h"

namespace hale::rgmanager {

std::optional<backends::OutputFile> write(const Document& document, const model::Model& model, diag::Sink& sink,
                                          ledger::Ledger books) {
    xml::Tree tree = to_tree(document);
    backends::add_comments(model, tree);
    backends::Booking booking(books);
    std::optional<xml::Written> written = xml::write(tree, model.origins, sink, &booking);
    if (!written) return std::nullopt;
    return backends::OutputFile{"cluster.conf", std::move(written->text), std::move(written->lines), std::move(books)};
}

}  // namespace hale::rgmanager
