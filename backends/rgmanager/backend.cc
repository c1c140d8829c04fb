#include "backends/rgmanager/backend.h"

#include "backends/rgmanager/changes.h"
#include "backends/rgmanager/differences.h"
#include "backends/rgmanager/lower.h"
#include "backends/rgmanager/unit_order.h"
#include "backends/rgmanager/raise.h"
#include "backends/rgmanager/read.h"
#include "backends/rgmanager/spelling.h"
#include "backends/rgmanager/write.h"
#include "compiler/xml/root.h"

namespace hale::backends {

namespace {

class RgmanagerBackend final : public Backend {
public:
    std::string_view name() const override { return "rgmanager"; }

    const std::vector<Capability>& capabilities() const override {
        static const std::vector<Capability> rows = {
#define HALE_CAPABILITY(WORD, SUPPORT, HOW) {WORD, Support::SUPPORT, HOW},
#include "backends/rgmanager/capabilities.def"
#undef HALE_CAPABILITY
        };
        return rows;
    }

    bool recognises(std::string_view text) const override { return xml::root_name(text) == "cluster"; }

    std::vector<block::Block> raise(const Raise& in) const override {
        const auto document = rgmanager::read(in.file, in.sources, in.sink);
        if (!document) return {};
        const auto mode = in.options.as_meant ? rgmanager::RaiseMode::AsMeant : rgmanager::RaiseMode::AsItRuns;
        return rgmanager::raise(*document, mode, in.library, in.origins, in.sink);
    }

    std::optional<std::int64_t> version_of(std::string_view text) const override {
        diag::Sink nobody;
        source::SourceManager other;
        const auto document = rgmanager::read(other.add("cluster.conf", xml::root_alone(text)), other, nobody);
        const std::int64_t version = document ? rgmanager::c_atoi(document->text("config_version")) : 0;
        return version > 0 ? std::optional(version) : std::nullopt;
    }

    std::size_t compare(const Raise& in, std::string_view written) const override {
        diag::Sink nobody;
        source::SourceManager other;
        const auto before = rgmanager::read(in.file, in.sources, nobody);
        const auto after = rgmanager::read(other.add("cluster.conf", std::string(written)), other, nobody);
        return before && after ? rgmanager::report_differences(*before, *after, in.sink) : 0;
    }

    std::optional<OutputFile> build(const model::Model& model, const model::Cluster& cluster,
                                    const BuildOptions& options, diag::Sink& sink) const override {
        const std::optional<rgmanager::Document> document = rgmanager::lower(model, cluster, options, sink);
        if (!document) return std::nullopt;
        return rgmanager::write(*document, model, sink);
    }

    std::optional<order::Order> order(const model::Model& model, const model::Cluster& cluster, bool stop,
                                      diag::Sink&) const override {
        return rgmanager::order_of(model, cluster, stop);
    }

    std::optional<diff::Plan> changes(const Side& before, const Side& after, schema::Library& library,
                                      diag::Sink& sink) const override {
        return rgmanager::changes(before, after, library, sink);
    }
};

}  // namespace

const Backend& rgmanager_backend() {
    static const RgmanagerBackend backend;
    return backend;
}

}  // namespace hale::backends
