#pragma once
// A CIB there and back: .hale text, and what that compiles to.

#include "backends/pacemaker/backend.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/driver/session.h"
#include "compiler/lint/lint.h"
#include "compiler/xml/read.h"
#include "tests/unit/pacemaker/xml_compare.h"

namespace hale::pacemaker {

struct Trip {
    std::string hale, cib, errors;

    explicit Trip(const std::string& text) {
        MemoryFiles files;
        files.files["cib.xml"] = text;
        driver::Session reading({}, files);
        if (!reading.open("cib.xml")) return;
        hale = decompile::print(reading.expand());
        note(reading);
        files.files["c.hale"] = hale;
        driver::Session writing({}, files);
        writing.options.allowed = lint::all_rules();  // a random configuration is dangerous in many ways
        if (writing.load("c.hale") && !writing.model.clusters.empty() && !writing.sink.has_errors()) {
            const auto out =
                backends::pacemaker_backend().build(writing.model, writing.model.clusters.front(), {}, writing.sink);
            if (out) cib = out->text;
        }
        note(writing);
    }
    void note(const driver::Session& session) {
        for (const diag::Diagnostic& d : session.sink.diagnostics()) {
            if (d.severity == diag::Severity::Error) errors += diag::code_name(d.code) + ": " + diag::message(d) + "\n";
        }
    }
};

inline xml::Node configuration(const std::string& cib, bool comments) {
    source::SourceManager sources;
    diag::Sink sink;
    auto tree = xml::read(sources.add("x", cib), sources, sink);
    if (!tree || tree->root.child("configuration") == nullptr) return {};
    xml::Node out = *tree->root.child("configuration");
    if (!comments) test::drop_comments(out);
    test::sort_attributes(out);
    return out;
}

}  // namespace hale::pacemaker
