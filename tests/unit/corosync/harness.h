#pragma once
// Text to document to blocks to model to document to text, with everything that was reported.

#include <gtest/gtest.h>

#include <string>

#include "backends/corosync/lower.h"
#include "backends/corosync/raise.h"
#include "backends/corosync/read.h"
#include "backends/corosync/write.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"

namespace hale::test {

struct Bench {
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<schema::Library> library = schema::make_library(sources, "", sink);
    model::Model model;
    backends::BuildOptions options;

    /// The diagnostics as `HL1234 LINE:COL`, one a line, in the order of the report.
    std::string found() const {
        std::string out;
        for (const diag::Diagnostic& d : sink.diagnostics()) {
            out += diag::code_name(d.code);
            if (d.span.valid()) {
                const source::Position p = sources.position(d.span.file, d.span.begin);
                out += fmt::format(" {}:{}", p.line, p.column);
            }
            out += '\n';
        }
        return out;
    }
    /// For failure messages.
    std::string all() const {
        std::string out;
        for (const diag::Diagnostic& d : sink.diagnostics())
            out += diag::code_name(d.code) + ": " + diag::message(d) + "\n";
        return out;
    }

    conf::Document read(const std::string& text, const std::string& name = "corosync.conf") {
        return corosync::read(sources.add(name, text), sources, sink);
    }
    block::Block raise(const conf::Document& document) {
        return corosync::raise(document, *library, model.origins, sink);
    }
    /// Analyses blocks; `model` is the result.
    void analyse(std::vector<block::Block> blocks) {
        model = sema::analyse(std::move(blocks), std::move(model.origins), *library, sink);
    }
    /// Expands and analyses .hale text.
    void hale(const std::string& text) {
        expand::ExpandOptions expanding;
        const source::FileId file = sources.add("x.hale", text);
        analyse(expand::expand(sources, file, expanding, model.origins, sink));
    }
    std::optional<conf::Document> lower() {
        if (model.clusters.empty()) return std::nullopt;
        return corosync::lower(model, model.clusters.front(), options, sink);
    }
    std::string write(const conf::Document& document) {
        const auto file = corosync::write(document, model.origins, sink);
        return file ? file->text : std::string();
    }
    /// .hale text to corosync.conf; empty when something was refused.
    std::string build(const std::string& text) {
        hale(text);
        if (sink.has_errors()) return {};
        const auto document = lower();
        return document ? write(*document) : std::string();
    }
};

/// A cluster around `body`, with three nodes on one link.
inline std::string cluster(const std::string& body) {
    return "cluster c {\n  targets = [corosync]\n"
           "  node a { id = 1  addresses = [\"10.0.0.1\"] }\n"
           "  node b { id = 2  addresses = [\"10.0.0.2\"] }\n"
           "  node d { id = 3  addresses = [\"10.0.0.3\"] }\n" +
           body + "\n}\n";
}

}  // namespace hale::test
