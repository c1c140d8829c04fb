// Any bytes as a CIB: read, write, raise, print, analyse, lower. Nothing may crash or hang; a file that can be read
// must be written as the same elements, comments included.

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raise.h"
#include "backends/pacemaker/read.h"
#include "backends/pacemaker/write.h"
#include "compiler/xml/write.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/agents.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"

namespace {

using namespace hale;

void require(bool good) {
    if (!good) std::abort();
}

void same_again(const pacemaker::Document& document) {
    const model::OriginTable origins;
    diag::Sink sink;
    const auto first = xml::write(pacemaker::write(document), origins, sink);
    if (!first) return;
    source::SourceManager sources;
    const auto again = pacemaker::read(sources.add("again", first->text), sources, sink);
    require(again.has_value());
    const auto second = xml::write(pacemaker::write(*again), origins, sink);
    require(second && second->text == first->text);
}

void through_the_text(const pacemaker::Document& document) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = schema::with_agents(schema::make_library(sources, "", sink), sources, {}, sink);
    model::OriginTable raised;
    const block::Block cluster = pacemaker::raise(document, "c", *library, raised, sink);
    const std::string text = decompile::print({cluster});
    model::OriginTable origins;
    diag::Sink meaning;
    auto blocks = expand::expand(sources, sources.add("c.hale", text), {}, origins, meaning);
    const model::Model model = sema::analyse(std::move(blocks), std::move(origins), *library, meaning);
    if (!model.clusters.empty() && !meaning.has_errors()) {
        (void)pacemaker::lower(model, model.clusters.front(), {}, meaning);
    }
    (void)diag::render(meaning.diagnostics(), sources, {});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    source::SourceManager sources;
    diag::Sink sink;
    const auto document =
        pacemaker::read(sources.add("cib.xml", std::string(reinterpret_cast<const char*>(data), size)), sources, sink);
    (void)diag::render(sink.diagnostics(), sources, {});
    if (!document) return 0;
    same_again(*document);
    through_the_text(*document);
    return 0;
}
