#pragma once
// cluster.conf to .hale text and back, with what was said on the way.

#include "backends/rgmanager/differences.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "tests/unit/rgmanager/compiled.h"

namespace hale::rgmanager::testing_data {

struct RoundTrip {
    source::SourceManager sources;
    diag::Sink sink;                   // of reading and raising
    std::optional<Document> original;  // as read
    std::string hale;                  // the imported text
    std::unique_ptr<Compiled> back;    // compiled from the text
    std::optional<Document> again;     // what was written for it, read again
    std::size_t differences = 0;
    std::string compared;              // those of them that only the comparison told (HL5050..HL5053), a line each
    std::unique_ptr<Compiled> direct;  // the file without the detour through text

    explicit RoundTrip(const std::string& text, RaiseMode mode = RaiseMode::AsItRuns) {
        direct = Compiled::conf(text, mode);
        original = read(sources.add("cluster.conf", text), sources, sink);
        if (!original) return;
        model::OriginTable origins;
        hale = decompile::print(raise(*original, mode, library(), origins, sink));
        back = Compiled::whole(hale);
        if (back->sink.has_errors() || !back->document) return;
        again = read(back->sources.add("again.conf", back->text), back->sources, back->sink);
        if (!again) return;
        const std::size_t before = sink.diagnostics().size();
        differences = report_differences(*original, *again, sink);
        for (std::size_t i = before; i < sink.diagnostics().size(); ++i) {
            const diag::Diagnostic& d = sink.diagnostics()[i];
            compared += diag::code_name(d.code) + ": " + diag::message(d) + '\n';
        }
    }
};

}  // namespace hale::rgmanager::testing_data
