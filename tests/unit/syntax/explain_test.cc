// The explain pages of HL0xxx: the wrong example gives exactly its code, the right one nothing (as far as syntax goes;
// the whole compiler is run over them elsewhere).

#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {
namespace {

/// The ```hale block under a heading, or nothing.
std::string block(std::string_view page, std::string_view heading) {
    const std::size_t section = page.find(heading);
    if (section == std::string_view::npos) return {};
    std::string_view rest = page.substr(section + heading.size());
    rest = rest.substr(0, rest.find("\n## "));
    constexpr std::string_view kOpen = "```hale\n";
    const std::size_t open = rest.find(kOpen);
    if (open == std::string_view::npos) return {};
    rest.remove_prefix(open + kOpen.size());
    return std::string(rest.substr(0, rest.find("```")));
}

TEST(Explain, PagesShowTheirMistake) {
    std::size_t shown = 0;
    for (const diag::RowData& row : diag::all_rows()) {
        if (row.code >= 1000) continue;
        const std::string_view page = diag::explain_page(row.code);
        ASSERT_FALSE(page.empty()) << row.name;
        const Parsed right(block(page, "## Right"));
        EXPECT_THAT(right.mistakes(), testing::IsEmpty()) << row.name;
        const std::string text = block(page, "## Wrong");
        if (text.empty()) continue;
        const Parsed wrong(text);
        ASSERT_EQ(wrong.sink.diagnostics().size(), 1u) << row.name << testing::PrintToString(wrong.mistakes());
        EXPECT_EQ(wrong.sink.diagnostics().front().code, row.code) << row.name;
        ++shown;
    }
    EXPECT_GE(shown, 26u);
}

}  // namespace
}  // namespace hale::syntax
