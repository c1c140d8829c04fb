#include "compiler/diag/diag.h"

#include <algorithm>

#include "cmake/embedded.h"

namespace hale::diag {

std::string text_of(const Arg& arg) {
    const auto* text = std::get_if<std::string>(&arg);
    return text != nullptr ? *text : std::to_string(std::get<std::int64_t>(arg));
}

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// `word` stands in `text` and nothing that could belong to it beside it.
bool has_word(std::string_view text, std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !is_word(text[at - 1])) && (end == text.size() || !is_word(text[end]))) return true;
    }
    return false;
}

}  // namespace

bool Diagnostic::names(std::string_view word) const {
    return std::any_of(args.begin(), args.end(), [&](const Arg& a) {
        const auto* text = std::get_if<std::string>(&a);
        return text != nullptr && has_word(*text, word);
    });
}

Report::~Report() { sink_->add(std::move(d_)); }

void Sink::add(Diagnostic d) {
    std::string key = fmt::format("{} {} {} {}", d.code, d.span.file.index, d.span.begin, d.span.end);
    for (const Arg& a : d.args) key += '\0' + text_of(a);
    if (!seen_.insert(std::move(key)).second) return;
    if (d.severity == Severity::Error) ++errors_;
    diagnostics_.push_back(std::move(d));
}

const std::vector<RowData>& all_rows() {
    static const std::vector<RowData> rows = [] {
        std::vector<RowData> all = {
#define HALE_DIAG(CODE, SEVERITY, NAME, FORMAT) RowData{CODE, Severity::SEVERITY, #NAME, FORMAT},
#include "compiler/diag/codes.def"
#undef HALE_DIAG
        };
        std::sort(all.begin(), all.end(), [](const RowData& a, const RowData& b) { return a.code < b.code; });
        return all;
    }();
    return rows;
}

const RowData* find_row(std::string_view code) {
    if (code.starts_with("HL") || code.starts_with("hl")) code.remove_prefix(2);
    for (const RowData& row : all_rows()) {
        if (code_name(row.code).substr(2) == code) return &row;
    }
    return nullptr;
}

std::string_view explain_page(int code) {
    const std::string name = "compiler/diag/explain/" + code_name(code) + ".md";
    for (const embedded::File& page : embedded::explain_pages()) {
        if (page.path == name) return page.text;
    }
    return {};
}

std::string code_name(int code) { return fmt::format("HL{:04}", code); }

}  // namespace hale::diag
