#include "compiler/diag/printable.h"
#include "compiler/diag/render.h"

namespace hale::diag {

std::string render_short(const Diagnostic& d, const source::SourceManager& sources) {
    std::string where = "hale";
    if (d.span.valid()) {
        const source::Position p = sources.position(d.span.file, d.span.begin);
        where = fmt::format("{}:{}:{}", printable(sources.name(d.span.file)), p.line, p.column);
    }
    return fmt::format("{}: {}[{}]: {}\n", where, to_text(d.severity), code_name(d.code), printable(message(d)));
}

}  // namespace hale::diag
