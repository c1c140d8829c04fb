#include "compiler/cli/options.h"
#include "compiler/cli/output.h"

namespace hale::cli {

namespace {

std::string all_codes() {
    std::string out;
    for (const diag::RowData& row : diag::all_rows()) {
        out += fmt::format("{}  {:<7}  {}\n", diag::code_name(row.code), diag::to_text(row.severity), row.format);
    }
    return out;
}

}  // namespace

int run_explain(const Options& options) {
    if (options.name.empty()) return print(all_codes()) ? kFine : kUsage;
    const diag::RowData* row = diag::find_row(options.name);
    if (row == nullptr) {
        say(fmt::format("there is no diagnostic `{}`; `hale explain` lists all of them", options.name));
        return kUsage;
    }
    const std::string_view page = diag::explain_page(row->code);
    const std::string text =
        page.empty() ? fmt::format("# {}: {}\n", diag::code_name(row->code), row->format) : std::string(page);
    return print(text) ? kFine : kUsage;
}

}  // namespace hale::cli
