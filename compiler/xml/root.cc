#include "compiler/xml/root.h"

#include <algorithm>

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

namespace {

/// Cuts everything before the root's start tag; all of it when there is none.
void skip_to_root(std::string_view& text) {
    text = without_mark(text);
    for (; text.starts_with('<'); skip_space(text)) {
        if (text.starts_with("<!--")) {
            skip_past(text, "-->");
        } else if (text.starts_with("<?")) {
            skip_past(text, "?>");
        } else if (text.starts_with("<!")) {
            skip_doctype(text);
        } else {
            return;
        }
    }
    text = {};
}

}  // namespace

std::string_view root_name(std::string_view text) {
    skip_to_root(text);
    std::size_t size = 1;
    while (size < text.size() && is_name_byte(text[size])) ++size;
    return text.substr(std::min<std::size_t>(1, text.size()), size - 1);
}

std::string root_alone(std::string_view text) {
    std::string_view root = text;
    skip_to_root(root);
    char quote = 0;
    for (std::size_t i = 0; i < root.size(); ++i) {
        const char c = root[i];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '>') {
            const std::size_t end = root[i - 1] == '/' ? i - 1 : i;
            return std::string(text.substr(0, text.size() - root.size() + end)) + "/>";
        }
    }
    return {};
}

}  // namespace hale::xml
