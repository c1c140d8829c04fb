// Edits of .hale text that rules offer as fixes.

#include "compiler/lint/facts.h"

namespace hale::lint {

namespace {

/// Written in a .hale text: what a parameter or a template gave is changed there, not where it is used.
bool is_written(const model::Origin& origin) {
    return origin.span.valid() && (origin.kind == model::OriginKind::Written || origin.kind == model::OriginKind::Loop);
}

}  // namespace

std::optional<diag::Edit> Facts::rewrite(const model::Attribute& attribute, std::string text) const {
    const model::OriginId at = attribute.origin, value = attribute.value.origin;
    if (!at || !is_written(model.origins.at(at))) return std::nullopt;
    if (value && !is_written(model.origins.at(value))) return std::nullopt;
    return diag::Edit{span(at), std::move(text)};
}

std::optional<diag::Edit> Facts::append(model::OriginId block, const std::string& item) const {
    if (!block || !is_written(model.origins.at(block))) return std::nullopt;
    source::Span at = span(block);
    const std::string_view text = sources.text(at);
    if (text.empty() || text.back() != '}') return std::nullopt;
    const std::size_t line = text.rfind('\n');
    const std::size_t last = text.find_last_not_of(" \t", text.size() - 2);
    const bool own_line = line != std::string_view::npos && last != std::string_view::npos && last <= line;
    if (!own_line) {  // op monitor … stands behind the last item of the line
        at.begin = at.end - 1;
        const bool spaced = text.size() > 1 && text[text.size() - 2] == ' ';
        at.end = at.begin;
        return diag::Edit{at, (spaced ? "" : " ") + item + ' '};
    }
    const std::string indent(text.substr(line + 1, text.size() - 1 - (line + 1)));
    at.begin += static_cast<std::uint32_t>(line + 1);
    at.end = at.begin;
    return diag::Edit{at, indent + "  " + item + '\n'};
}

void offer(diag::Report& report, diag::FixSafety safety, std::string title, std::optional<diag::Edit> edit) {
    if (edit) report.fix(safety, std::move(title), {std::move(*edit)});
}

}  // namespace hale::lint
