// Any bytes through the parser: no crash, no hang; the tokens rebuild the text, every span lies inside the file, and a
// text without syntax errors has no Error node.

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "compiler/diag/render.h"
#include "compiler/syntax/dump.h"
#include "compiler/syntax/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace hale;
    source::SourceManager sources;
    diag::Sink sink;
    const source::FileId file = sources.add("fuzz.hale", std::string(reinterpret_cast<const char*>(data), size));
    const syntax::Tree tree = syntax::parse(sources, file, sink);
    const auto require = [](bool holds, const char* what) {
        if (holds) return;
        std::fprintf(stderr, "fuzz_parse: %s\n", what);
        std::abort();
    };
    require(tree.has_errors == sink.has_errors(), "errors are marked");
    require(syntax::rebuild_text(tree, sources) == sources.text(file), "text is rebuilt");
    const std::string problem = syntax::check_tree(tree, sources);
    require(problem.empty(), problem.c_str());
    const std::string dumped = syntax::dump(tree, sources);
    if (!tree.has_errors) require(dumped.find("error @") == std::string::npos, "no error, no Error node");
    for (const diag::Diagnostic& d : sink.diagnostics()) {
        require(d.span.begin <= d.span.end && d.span.end <= size, "span of a diagnostic");
        require(!diag::message(d).empty(), "message");
        for (const diag::Label& l : d.secondary) {
            require(l.span.begin <= l.span.end && l.span.end <= size, "span of a label");
        }
        for (const diag::Fix& fix : d.fixes) {
            for (const diag::Edit& e : fix.edits) {
                require(e.span.begin <= e.span.end && e.span.end <= size, "span of an edit");
            }
        }
    }
    return 0;
}
