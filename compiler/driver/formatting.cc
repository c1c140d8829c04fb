#include "compiler/driver/formatting.h"

#include "backends/backend.h"
#include "compiler/syntax/parse.h"
#include "compiler/xml/root.h"

namespace hale::driver {

std::string formatted(source::SourceManager& sources, const std::string& name, const std::string& text,
                      std::optional<format::Lines> lines, diag::Sink& sink) {
    const source::FileId file = sources.add(name, text);
    return format::format(syntax::parse(sources, file, sink), sources.text(file), lines);
}

std::string formatted(const std::string& text) {
    source::SourceManager sources;
    diag::Sink unsaid;
    return formatted(sources, "printed.hale", text, std::nullopt, unsaid);
}

bool is_managers_own(std::string_view text) {
    return xml::looks_like_xml(text) || backends::recognise(text) != nullptr;
}

}  // namespace hale::driver
