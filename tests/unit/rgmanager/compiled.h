#pragma once
// A .hale text, or a cluster.conf, all the way to the model and to a cluster.conf.

#include <memory>
#include <string>

#include "backends/rgmanager/lower.h"
#include "backends/rgmanager/raise.h"
#include "backends/rgmanager/read.h"
#include "backends/rgmanager/write.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"

namespace hale::rgmanager::testing_data {

/// Kinds are the same for every text; their sources live as long as the program.
inline schema::Library& library() {
    static source::SourceManager declarations;
    static diag::Sink mistakes;
    static const std::unique_ptr<schema::Library> made = schema::make_library(declarations, "", mistakes);
    return *made;
}

struct Compiled {
    source::SourceManager sources;
    diag::Sink sink;
    model::Model model;
    std::optional<Document> document;  // lowered
    std::string text;                  // written
    bool strict = false;

    static std::unique_ptr<Compiled> hale(const std::string& body, backends::BuildOptions options = {}) {
        auto out = std::make_unique<Compiled>();
        model::OriginTable origins;
        const auto file = out->sources.add("t.hale", "cluster c {\n" + body + "\n}\n");
        auto blocks = expand::expand(out->sources, file, {}, origins, out->sink);
        out->finish(std::move(blocks), std::move(origins), options);
        return out;
    }

    /// A whole .hale text; lowered only when the front end finds no error, as `hale build` does.
    static std::unique_ptr<Compiled> whole(const std::string& hale) {
        auto out = std::make_unique<Compiled>();
        model::OriginTable origins;
        auto blocks = expand::expand(out->sources, out->sources.add("t.hale", hale), {}, origins, out->sink);
        out->strict = true;
        out->finish(std::move(blocks), std::move(origins), {});
        return out;
    }

    static std::unique_ptr<Compiled> conf(const std::string& text, RaiseMode mode = RaiseMode::AsItRuns) {
        auto out = std::make_unique<Compiled>();
        const auto read_it = read(out->sources.add("cluster.conf", text), out->sources, out->sink);
        if (!read_it) return out;
        model::OriginTable origins;
        auto blocks = raise(*read_it, mode, library(), origins, out->sink);
        out->finish(std::move(blocks), std::move(origins), {});
        return out;
    }

    const model::Cluster& cluster() const { return model.clusters.at(0); }
    bool has(int code) const {
        for (const auto& d : sink.diagnostics()) {
            if (d.code == code) return true;
        }
        return false;
    }
    /// "HL4002 HL4003 "…
    std::string codes() const {
        std::string out;
        for (const auto& d : sink.diagnostics()) out += diag::code_name(d.code) + ' ';
        return out;
    }
    std::string messages() const {
        std::string out;
        for (const auto& d : sink.diagnostics()) out += diag::code_name(d.code) + ": " + diag::message(d) + '\n';
        return out;
    }

private:
    void finish(std::vector<block::Block> blocks, model::OriginTable origins, const backends::BuildOptions& options) {
        model = sema::analyse(std::move(blocks), std::move(origins), library(), sink);
        if (model.clusters.empty() || (strict && sink.has_errors())) return;
        document = lower(model, model.clusters[0], options, sink);
        if (!document) return;
        if (auto file = write(*document, model, sink)) text = file->text;
    }
};

}  // namespace hale::rgmanager::testing_data
