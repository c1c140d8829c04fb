#include "backends/pacemaker/backend.h"
#include "backends/common/comments.h"

#include "backends/pacemaker/capabilities.h"
#include "backends/pacemaker/compare.h"
#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raise.h"
#include "backends/pacemaker/read.h"
#include "backends/pacemaker/release.h"
#include "backends/pacemaker/run_order.h"
#include "backends/pacemaker/write.h"
#include "compiler/diag/internal_codes.h"
#include "compiler/xml/write.h"

namespace hale::backends {

namespace {

class PacemakerBackend final : public Backend {
public:
    std::string_view name() const override { return "pacemaker"; }
    const std::vector<Capability>& capabilities() const override { return pacemaker::capabilities(); }

    bool recognises(std::string_view text) const override { return pacemaker::looks_like(text); }

    std::vector<block::Block> raise(const Raise& in) const override {
        const cib::ValidateOptions validation{.keep = in.options.keep};
        const auto document = pacemaker::read(in.file, in.sources, in.sink, &validation);
        if (!document) return {};
        return {pacemaker::raise(*document, "imported", in.library, in.origins, in.sink)};
    }

    std::size_t compare(const Raise& in, std::string_view written) const override {
        return pacemaker::compare(in.file, in.sources, written, in.sink);
    }

    std::optional<OutputFile> build(const model::Model& model, const model::Cluster& cluster,
                                    const BuildOptions& options, diag::Sink& sink) const override {
        auto document = pacemaker::lower(model, cluster, options, sink);
        if (!document) return std::nullopt;
        xml::Tree tree = pacemaker::write(*std::move(document));
        pacemaker::adapt_to_release(tree.root, options.pacemaker_release);
        if (!pacemaker::choose_schema(model, cluster, options.pacemaker_release, tree.root, sink)) return std::nullopt;
        add_comments(model, tree);
        auto written = xml::write(tree, model.origins, sink);
        if (!written) return std::nullopt;
        return OutputFile{"cib.xml", std::move(written->text), std::move(written->lines)};
    }

    std::optional<std::string> order(const model::Model& model, const model::Cluster& cluster, bool stop, bool json,
                                     diag::Sink& sink) const override {
        BuildOptions options;
        options.write = false;
        const auto document = pacemaker::lower(model, cluster, options, sink);
        if (!document) return std::nullopt;
        const pacemaker::RunOrder order = pacemaker::run_order(*document, stop);
        if (!order.complete) sink.report(diag::InternalError, {}, "the constraints of the CIB go in a circle");
        return json ? pacemaker::order_json(order) : pacemaker::order_text(order);
    }
};

}  // namespace

const Backend& pacemaker_backend() {
    static const PacemakerBackend backend;
    return backend;
}

}  // namespace hale::backends
