#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"

namespace hale::diag {

namespace {

using Json = nlohmann::ordered_json;

Json position(const source::SourceManager& sources, source::FileId file, std::uint32_t offset) {
    const source::Position p = sources.position(file, offset);
    return {{"line", p.line}, {"col", p.column}, {"offset", p.offset}};
}

Json range(const source::SourceManager& sources, source::Span span) {
    return {{"file", sources.name(span.file)},
            {"start", position(sources, span.file, span.begin)},
            {"end", position(sources, span.file, std::max(span.begin, span.end))}};
}

Json labelled(const source::SourceManager& sources, source::Span span, const std::string& label, bool primary) {
    Json out = range(sources, span);
    out["label"] = label;
    out["primary"] = primary;
    return out;
}

std::string_view to_text(FixSafety safety) {
    switch (safety) {
        case FixSafety::Safe:
            return "safe";
        case FixSafety::Maybe:
            return "maybe";
        case FixSafety::Placeholder:
            return "placeholder";
    }
    return "maybe";
}

Json fix_json(const source::SourceManager& sources, const Fix& fix) {
    Json edits = Json::array();
    for (const Edit& e : fix.edits) {
        Json edit = range(sources, e.span);
        edit["text"] = e.text;
        edits.push_back(std::move(edit));
    }
    return {{"title", fix.title}, {"safety", to_text(fix.safety)}, {"edits", std::move(edits)}};
}

}  // namespace

std::string render_json(const Diagnostic& d, const source::SourceManager& sources) {
    Json spans = Json::array();
    if (d.span.valid()) spans.push_back(labelled(sources, d.span, d.label, true));
    for (const Label& l : d.secondary) spans.push_back(labelled(sources, l.span, l.text, false));
    Json fixes = Json::array();
    for (const Fix& f : d.fixes) fixes.push_back(fix_json(sources, f));
    const Json out = {{"format", 1},           {"code", code_name(d.code)}, {"severity", diag::to_text(d.severity)},
                      {"message", message(d)}, {"spans", std::move(spans)}, {"notes", d.notes},
                      {"help", d.help},        {"fixes", std::move(fixes)}};
    return out.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace hale::diag
