#include "backends/corosync/backend.h"

#include "compiler/diag/managers_codes.h"

#include "backends/corosync/lower.h"
#include "backends/corosync/raise.h"
#include "backends/corosync/read.h"
#include "backends/corosync/write.h"

namespace hale::backends {

namespace {

class CorosyncBackend final : public Backend {
public:
    std::string_view name() const override { return "corosync"; }

    const std::vector<Capability>& capabilities() const override {
        static const std::vector<Capability> table = {
#define HALE_CAPABILITY(WORD, SUPPORT, HOW) {WORD, Support::SUPPORT, HOW},
#include "backends/corosync/capabilities.def"
#undef HALE_CAPABILITY
        };
        return table;
    }

    bool recognises(std::string_view text) const override { return corosync::looks_like(text); }

    std::vector<block::Block> raise(const Raise& in) const override {
        const auto document = corosync::read(in.file, in.sources, in.sink);
        if (in.sink.has_errors()) return {};
        return {corosync::raise(document, in.library, in.origins, in.sink)};
    }

    std::optional<OutputFile> build(const model::Model& model, const model::Cluster& cluster,
                                    const BuildOptions& options, diag::Sink& sink) const override {
        const auto document = corosync::lower(model, cluster, options, sink);
        if (!document) return std::nullopt;
        return corosync::write(*document, model.origins, sink);
    }

    std::optional<order::Order> order(const model::Model& model, const model::Cluster& cluster, bool,
                                      diag::Sink& sink) const override {
        sink.report(diag::NothingToStart, model.origins.span(cluster.origin), "corosync")
            .help("the cluster's resources are started by Pacemaker: --target pacemaker");
        return std::nullopt;
    }
};

}  // namespace

const Backend& corosync_backend() {
    static const CorosyncBackend backend;
    return backend;
}

}  // namespace hale::backends
