#include "compiler/xml/root.h"

#include "compiler/xml/characters.h"

namespace hale::xml {

namespace {

void skip_space(std::string_view& text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
}

/// Cuts everything up to the end of `end`; all of it when that is not there.
void skip_past(std::string_view& text, std::string_view end) {
    const std::size_t at = text.find(end);
    text.remove_prefix(at == std::string_view::npos ? text.size() : at + end.size());
}

/// `<!DOCTYPE x [ … ]>`: its declarations may hold `>` themselves.
void skip_doctype(std::string_view& text) {
    const std::size_t end = text.find_first_of("[>");
    if (end != std::string_view::npos && text[end] == '[') skip_past(text, "]");
    skip_past(text, ">");
}

std::string_view without_mark(std::string_view text) {
    constexpr std::string_view kMark = "\xEF\xBB\xBF";
    if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
    skip_space(text);
    return text;
}

}  // namespace

bool looks_like_xml(std::string_view text) { return without_mark(text).starts_with('<'); }

std::string_view root_name(std::string_view text) {
    text = without_mark(text);
    while (text.starts_with('<')) {
        if (text.starts_with("<!--")) {
            skip_past(text, "-->");
        } else if (text.starts_with("<?")) {
            skip_past(text, "?>");
        } else if (text.starts_with("<!")) {
            skip_doctype(text);
        } else {
            std::size_t size = 1;
            while (size < text.size() && is_name_byte(text[size])) ++size;
            return text.substr(1, size - 1);
        }
        skip_space(text);
    }
    return {};
}

}  // namespace hale::xml
