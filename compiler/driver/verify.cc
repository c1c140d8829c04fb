#include "compiler/driver/verify.h"

#include "compiler/diag/import_codes.h"
#include "compiler/diag/render.h"
#include "compiler/sema/analyse.h"

namespace hale::driver {

namespace {

/// The text as the manager would get it, and why not (`why` is the first error).
std::optional<std::string> built(const Session& session, const backends::Backend& manager, const std::string& text,
                                 std::string& why) {
    MemoryFiles files;
    files.files["imported.hale"] = text;
    SessionOptions options;
    options.agents_dir = session.options.agents_dir;
    options.agents = session.options.agents;
    Session again(options, files);
    std::optional<backends::OutputFile> file;
    if (again.open("imported.hale")) {  // not `load`: what is dangerous is for `check` to say
        std::vector<expand::Block> blocks = again.expand();
        again.model = sema::analyse(std::move(blocks), std::move(again.model.origins), again.kinds(), again.sink);
    }
    if (!again.sink.has_errors() && again.model.clusters.size() == 1) {
        file = manager.build(again.model, again.model.clusters.front(), {}, again.sink);
    }
    for (const diag::Diagnostic& d : again.sink.diagnostics()) {
        if (why.empty() && d.severity == diag::Severity::Error) why = diag::code_name(d.code) + ": " + diag::message(d);
    }
    return file ? std::optional(std::move(file->text)) : std::nullopt;
}

}  // namespace

std::optional<std::string> build_import(const Session& session, const std::string& text) {
    std::string why;
    const backends::Backend* manager = session.reader();
    return manager != nullptr ? built(session, *manager, text, why) : std::nullopt;
}

std::optional<std::string> verify_import(Session& session, const std::string& text) {
    const backends::Backend* manager = session.reader();
    if (manager == nullptr) return std::nullopt;
    std::string why;
    std::optional<std::string> output = built(session, *manager, text, why);
    if (!output) {
        session.sink.report(diag::ImportNotCompared, {session.main, 0, 0}, manager->name()).note("{}", why);
        return std::nullopt;
    }
    const backends::Raise in{session.main, session.sources, session.kinds(), session.model.origins, session.sink, {}};
    (void)manager->compare(in, *output);
    return output;
}

}  // namespace hale::driver
