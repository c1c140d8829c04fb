// Any bytes through the whole line: parse, expand, analyse, both managers, every renderer. Nothing may crash, hang or
// leak, and an error-free input that a manager accepts must give a document.

#include <cstdint>
#include <cstdlib>

#include "backends/backend.h"
#include "compiler/diag/render.h"
#include "compiler/driver/session.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hale;
    MemoryFiles files;
    files.files["fuzz.hale"] = std::string(reinterpret_cast<const char*>(data), size);
    driver::Session session({}, files);
    if (!session.load("fuzz.hale")) std::abort();
    if (!session.sink.has_errors()) {
        backends::BuildOptions options;
        options.secrets = [](std::string_view) { return std::optional<std::string>("secret"); };
        for (const model::Cluster& cluster : session.model.clusters) {
            for (const backends::Backend* backend : backends::all_backends()) {
                diag::Sink sink;
                const bool built = backend->build(session.model, cluster, options, sink).has_value();
                if (built == sink.has_errors()) std::abort();
            }
        }
    }
    (void)model::dump(session.model, session.sources);
    for (const auto format : {diag::Format::Text, diag::Format::Short, diag::Format::Json}) {
        (void)diag::render(session.sink.diagnostics(), session.sources, {.format = format});
    }
    return 0;
}
