#include "backends/pacemaker/backend.h"

#include <algorithm>

#include "backends/common/comments.h"

#include "backends/pacemaker/capabilities.h"
#include "backends/pacemaker/changes.h"
#include "backends/pacemaker/compare.h"
#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raise.h"
#include "backends/pacemaker/read.h"
#include "backends/pacemaker/release.h"
#include "backends/pacemaker/run_order.h"
#include "backends/pacemaker/write.h"
#include "compiler/diag/cluster_codes.h"
#include "compiler/xml/write.h"

namespace hale::backends {

namespace {

/// Constraints that go in a circle, where no rule has said so: Pacemaker takes such a CIB and drops one of them.
void warn_of_circles(const pacemaker::Document& document, const model::Model& model, diag::Sink& sink) {
    const auto& told = sink.diagnostics();
    const bool known = std::any_of(told.begin(), told.end(), [](const diag::Diagnostic& d) {
        return d.code == diag::OrderCycle.code || d.code == diag::OrderAgainstGroup.code;
    });
    if (known) return;
    for (const bool stop : {false, true}) {
        const auto circle = pacemaker::find_circle(document, stop);
        if (!circle.empty()) return pacemaker::report_circle(circle, document, model, true, sink);
    }
}

class PacemakerBackend final : public Backend {
public:
    std::string_view name() const override { return "pacemaker"; }
    const std::vector<Capability>& capabilities() const override { return pacemaker::capabilities(); }

    bool recognises(std::string_view text) const override { return pacemaker::looks_like(text); }

    std::vector<block::Block> raise(const Raise& in) const override {
        const auto document = pacemaker::read(in.file, in.sources, in.sink);
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
        warn_of_circles(*document, model, sink);
        xml::Tree tree = pacemaker::write(*std::move(document));
        pacemaker::adapt_to_release(tree.root, options.pacemaker_release);
        if (!pacemaker::choose_schema(model, cluster, options.pacemaker_release, tree.root, sink)) return std::nullopt;
        add_comments(model, tree);
        auto written = xml::write(tree, model.origins, sink);
        if (!written) return std::nullopt;
        return OutputFile{"cib.xml", std::move(written->text), std::move(written->lines)};
    }

    std::optional<order::Order> order(const model::Model& model, const model::Cluster& cluster, bool stop,
                                      diag::Sink& sink) const override {
        BuildOptions options;
        options.write = false;
        const auto document = pacemaker::lower(model, cluster, options, sink);
        if (!document) return std::nullopt;
        pacemaker::RunOrder order = pacemaker::run_order(*document, stop);
        if (order.complete) return std::move(order.order);
        pacemaker::report_circle(order.circle, *document, model, false, sink);
        return std::nullopt;
    }

    bool scheduled() const override { return true; }
    std::optional<diff::Plan> changes(const Side& before, const Side& after, schema::Library& library,
                                      diag::Sink& sink) const override {
        return pacemaker::changes(before, after, library, sink);
    }
};

}  // namespace

const Backend& pacemaker_backend() {
    static const PacemakerBackend backend;
    return backend;
}

}  // namespace hale::backends
