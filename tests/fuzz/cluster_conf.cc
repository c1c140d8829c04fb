// Any bytes as cluster.conf: read, write, raise, print, parse, analyse, lower, compare. Nothing may crash or hang; what
// was read must be written and read back as the same document; what is printed must parse; and what is built for it
// must be read again.

#include <cstdint>
#include <cstdlib>

#include "backends/rgmanager/differences.h"
#include "backends/rgmanager/lower.h"
#include "backends/rgmanager/unit_order.h"
#include "backends/rgmanager/raise.h"
#include "backends/rgmanager/read.h"
#include "backends/rgmanager/write.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"
#include "compiler/xml/root.h"

namespace {

using namespace hale;
using namespace hale::rgmanager;

void require(bool good) {
    if (!good) std::abort();
}

schema::Library& library() {
    static source::SourceManager declarations;
    static diag::Sink mistakes;
    static const auto made = schema::make_library(declarations, "", mistakes);
    return *made;
}

/// The text of an import has no syntax error, and what is built from it can be read.
void imported(const Document& document, RaiseMode mode, source::SourceManager& sources, diag::Sink& sink) {
    model::OriginTable origins;
    const std::string hale = decompile::print(raise(document, mode, library(), origins, sink));
    diag::Sink meaning;
    model::OriginTable written;
    auto blocks = expand::expand(sources, sources.add("imported.hale", hale), {}, written, meaning);
    require(!meaning.has_errors());
    const model::Model model = sema::analyse(std::move(blocks), std::move(written), library(), meaning);
    if (meaning.has_errors() || model.clusters.size() != 1) return;
    (void)order::to_text(order_of(model, model.clusters.front(), false));
    const auto lowered = lower(model, model.clusters.front(), {}, meaning);
    require(lowered.has_value() != meaning.has_errors());
    if (!lowered) return;
    const auto file = write(*lowered, model, meaning);
    if (!file) return;
    const auto again = read(sources.add("again.conf", file->text), sources, meaning);
    require(again.has_value());
    (void)report_differences(document, *again, sink);
    (void)diag::render(sink.diagnostics(), sources, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)xml::root_name(text);
    source::SourceManager sources;
    diag::Sink sink;
    const auto document = read(sources.add("cluster.conf", text), sources, sink);
    (void)diag::render(sink.diagnostics(), sources, {});
    require(document.has_value() != sink.has_errors());
    if (!document) return 0;
    const auto file = write(*document, {}, sink);
    if (file) {
        const auto again = read(sources.add("same.conf", file->text), sources, sink);
        require(again && same(*document, *again));
    }
    for (const RaiseMode mode : {RaiseMode::AsItRuns, RaiseMode::AsMeant}) imported(*document, mode, sources, sink);
    return 0;
}
