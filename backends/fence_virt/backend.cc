#include "backends/fence_virt/backend.h"

#include "compiler/diag/managers_codes.h"

#include "backends/fence_virt/lower.h"
#include "backends/fence_virt/raise.h"
#include "backends/fence_virt/read.h"
#include "backends/fence_virt/write.h"

namespace hale::backends {

namespace {

class FenceVirtBackend final : public Backend {
public:
    std::string_view name() const override { return "fence_virt"; }

    const std::vector<Capability>& capabilities() const override {
        static const std::vector<Capability> table = {
#define HALE_CAPABILITY(WORD, SUPPORT, HOW) {WORD, Support::SUPPORT, HOW},
#include "backends/fence_virt/capabilities.def"
#undef HALE_CAPABILITY
        };
        return table;
    }

    bool recognises(std::string_view text) const override { return fence_virt::looks_like(text); }

    std::vector<block::Block> raise(const Raise& in) const override {
        const auto document = fence_virt::read(in.file, in.sources, in.sink);
        if (in.sink.has_errors()) return {};
        return {fence_virt::raise(document, in.library, in.origins, in.sink)};
    }

    std::optional<OutputFile> build(const model::Model& model, const model::Cluster& cluster,
                                    const BuildOptions& options, diag::Sink& sink) const override {
        const auto document = fence_virt::lower(model, cluster, options, sink);
        if (!document) return std::nullopt;
        return fence_virt::write(*document, model.origins, sink);
    }

    std::optional<order::Order> order(const model::Model& model, const model::Cluster& cluster, bool,
                                      diag::Sink& sink) const override {
        sink.report(diag::NothingToStart, model.origins.span(cluster.origin), "fence_virtd")
            .help("the guests are started by the hosts");
        return std::nullopt;
    }
};

}  // namespace

const Backend& fence_virt_backend() {
    static const FenceVirtBackend backend;
    return backend;
}

}  // namespace hale::backends
