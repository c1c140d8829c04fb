// Strings: escapes and `${…}`.
//   \n \t \r \" \\ \$   and   \u{1F600} (a Unicode scalar value; NUL is refused: no manager can carry it)

#include <charconv>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/evaluate.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;
using syntax::Expr;

namespace {

void append_utf8(std::string& out, std::uint32_t c) {
    const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
    if (c < 0x80) return put(c);
    if (c < 0x800) {
        put(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            put(0xE0 | c >> 12);
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
        }
        put(0x80 | (c >> 6 & 0x3F));
    }
    put(0x80 | (c & 0x3F));
}

/// `raw` starts after `\u`. Gives how many bytes belong to the escape; 0: it is wrong.
std::size_t unicode_escape(std::string_view raw, std::string& out) {
    const std::size_t close = raw.find('}');
    if (!raw.starts_with('{') || close == std::string_view::npos || close < 2 || close > 7) return 0;
    std::uint32_t c = 0;
    const auto [end, error] = std::from_chars(raw.data() + 1, raw.data() + close, c, 16);
    if (error != std::errc() || end != raw.data() + close) return 0;
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return 0;
    append_utf8(out, c);
    return close + 1;
}

char simple_escape(char c) {
    switch (c) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case '"':
        case '\\':
        case '$':
            return c;
        default:
            return '\0';
    }
}

/// Appends what the escape at `slash` means, and gives where the text goes on; nothing when it is wrong. An escape that
/// hale does not know was reported by the lexer (HL0024).
std::optional<std::size_t> append_escape(Context& c, source::Span span, std::string_view raw, std::size_t slash,
                                         std::string& out) {
    const char kind = slash + 1 < raw.size() ? raw[slash + 1] : '\0';
    if (const char plain = simple_escape(kind)) {
        out += plain;
        return slash + 2;
    }
    if (kind != 'u') return {};
    if (const std::size_t length = unicode_escape(raw.substr(slash + 2), out)) return slash + 2 + length;
    std::size_t end = std::min(slash + 10, raw.size());
    if (const std::size_t close = raw.find('}', slash); close < end) end = close + 1;
    while (end < raw.size() && (static_cast<unsigned char>(raw[end]) & 0xC0u) == 0x80u) ++end;
    const source::Span at{span.file, static_cast<std::uint32_t>(span.begin + slash),
                          static_cast<std::uint32_t>(span.begin + end)};
    c.report(diag::BadUnicodeEscape, at, raw.substr(slash, end - slash))
        .help("write the number of the character in hexadecimal digits, as in `\\u{{20AC}}`");
    return {};
}

/// Appends the text of one StringText. False: an escape is wrong (reported).
bool append_text(Context& c, const Expr& e, std::string& out) {
    const source::Span span = word_span(e);
    const std::string_view raw = c.text(span);
    bool good = true;
    warn_of_dollar_names(c, span, raw);
    for (std::size_t i = 0; i < raw.size();) {
        const std::size_t slash = std::min(raw.find('\\', i), raw.size());
        out.append(raw, i, slash - i);
        if (slash == raw.size()) break;
        const auto next = append_escape(c, span, raw, slash, out);
        good &= next.has_value();
        i = next.value_or(slash + 2);
    }
    return good;
}

bool append_value(Context& c, syntax::ExprId id, std::string& out) {
    if (report_undeclared(c, id)) return false;
    const Operand value(c, id);
    if (!*value) return false;
    if (const auto text = scalar_text(*value)) {
        out += *text;
        return true;
    }
    const source::Span span = c.tree->at(id).span;
    if (!report_unknown_call(c, *value, span)) c.report(diag::NotText, span, model::kind_name(value->kind));
    return false;
}

}  // namespace

std::optional<std::string> scalar_text(const Value& v) {
    switch (v.kind) {
        case ValueKind::String:
        case ValueKind::Word:
        case ValueKind::Spec:
            return v.text;
        case ValueKind::Bool:
        case ValueKind::Int:
        case ValueKind::Duration:
        case ValueKind::Size:
        case ValueKind::Percent:
        case ValueKind::Path:
            return to_text(v);
        default:
            return {};
    }
}

std::optional<std::string> evaluate_string(Context& c, const Expr& e) {
    std::string out;
    bool good = true;
    for (const syntax::ExprId id : c.tree->children(e)) {
        const Expr& part = c.tree->at(id);
        good &= part.kind == syntax::ExprKind::StringText ? append_text(c, part, out) : append_value(c, id, out);
        if (out.size() > kMaxString) {
            c.report(diag::TooLong, e.span, "string", "1 MiB");
            return {};
        }
    }
    if (!good || !c.spend(e.span, out.size())) return {};
    return out;
}

}  // namespace hale::expand
