#include "compiler/diag/diag.h"

#include <algorithm>

#include "cmake/embedded.h"

namespace hale::diag {

Report::~Report() { sink_->add(std::move(d_)); }

void Sink::add(Diagnostic d) {
    const std::string key =
        fmt::format("{} {} {} {} {}", d.code, d.span.file.index, d.span.begin, d.span.end, d.message);
    if (!seen_.insert(key).second) return;
    if (d.severity == Severity::Error) ++errors_;
    diagnostics_.push_back(std::move(d));
}

const std::vector<Row>& all_rows() {
    static const std::vector<Row> rows = [] {
        std::vector<Row> all = {
#define HALE_DIAG(CODE, SEVERITY, NAME, FORMAT) Row{CODE, Severity::SEVERITY, #NAME, FORMAT},
#include "compiler/diag/codes.def"
#undef HALE_DIAG
        };
        std::sort(all.begin(), all.end(), [](const Row& a, const Row& b) { return a.code < b.code; });
        return all;
    }();
    return rows;
}

const Row* find_row(std::string_view code) {
    if (code.starts_with("HL") || code.starts_with("hl")) code.remove_prefix(2);
    for (const Row& row : all_rows()) {
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
