// Any bytes as corosync.conf and as fence_virt.conf: read, write, raise, analyse, lower. Nothing may crash or hang; a
// file without mistakes must be written and read back as the same document, and mean the same after a way through the
// model.

#include <cstdint>
#include <cstdlib>

#include "backends/corosync/lower.h"
#include "backends/corosync/raise.h"
#include "backends/corosync/read.h"
#include "backends/corosync/write.h"
#include "backends/fence_virt/lower.h"
#include "backends/fence_virt/raise.h"
#include "backends/fence_virt/read.h"
#include "backends/fence_virt/write.h"
#include "compiler/diag/render.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"

namespace {

using namespace hale;

void require(bool good) {
    if (!good) std::abort();
}

backends::BuildOptions options() {
    backends::BuildOptions out;
    out.secrets = [](std::string_view) { return std::optional<std::string>("secret"); };
    return out;
}

void corosync_conf(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    model::OriginTable origins;
    const conf::Document document = corosync::read(sources.add("corosync.conf", text), sources, sink);
    (void)diag::render(sink.diagnostics(), sources, {});
    if (sink.has_errors()) return;
    const auto file = corosync::write(document, origins, sink);
    if (file) require(conf::same(document, corosync::read(sources.add("again", file->text), sources, sink)));
    diag::Sink meaning;
    const auto library = schema::make_library(sources, "", meaning);
    block::Block cluster = corosync::raise(document, *library, origins, meaning);
    const model::Model model = sema::analyse({std::move(cluster)}, std::move(origins), *library, meaning);
    if (meaning.has_errors() || model.clusters.size() != 1) return;
    const auto lowered = corosync::lower(model, model.clusters.front(), options(), meaning);
    require(lowered.has_value() != meaning.has_errors());
    if (!lowered) return;
    auto before = corosync::cmap(document);
    before.emplace("totem.version", "2");  // what hale adds, with HL5111
    require(before == corosync::cmap(*lowered));
}

void fence_virt_conf(const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    model::OriginTable origins;
    const conf::Document document = fence_virt::read(sources.add("fence_virt.conf", text), sources, sink);
    if (sink.has_errors()) return;
    const auto file = fence_virt::write(document, origins, sink);
    if (file) require(conf::same(document, fence_virt::read(sources.add("again", file->text), sources, sink)));
    const auto library = schema::make_library(sources, "", sink);
    block::Block cluster = fence_virt::raise(document, *library, origins, sink);
    const model::Model model = sema::analyse({std::move(cluster)}, std::move(origins), *library, sink);
    if (sink.has_errors() || model.clusters.size() != 1) return;
    (void)fence_virt::lower(model, model.clusters.front(), options(), sink);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    (void)corosync::looks_like(text);
    (void)fence_virt::looks_like(text);
    corosync_conf(text);
    fence_virt_conf(text);
    return 0;
}
