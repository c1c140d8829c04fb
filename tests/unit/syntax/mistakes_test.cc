// The table of likely mistakes, row by row: the wrong text gives exactly its diagnostic, the right one none.

#include "compiler/syntax/mistakes.h"
#include "compiler/diag/syntax_codes.h"

#include "compiler/diag/render.h"
#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {
namespace {

std::string in_block(std::string_view text) { return fmt::format("cluster c {{\n  {}\n  last = 1\n}}\n", text); }

TEST(Mistakes, EachRowGivesItsDiagnosticOnce) {
    for (const Mistake& m : mistakes()) {
        if (m.wrong.empty()) continue;
        const Parsed p(in_block(m.wrong));
        EXPECT_EQ(p.sink.diagnostics().size(), 1u) << m.wrong << "\n" << testing::PrintToString(p.mistakes());
        for (const diag::Diagnostic& d : p.sink.diagnostics()) {
            EXPECT_EQ(d.code, m.row->code) << m.wrong << ": " << diag::message(d);
            EXPECT_FALSE(d.help.empty()) << m.wrong;
        }
        EXPECT_TRUE(p.tree.has_errors);
        // What follows the mistake is understood.
        EXPECT_THAT(p.dumped(), testing::HasSubstr("attribute last")) << m.wrong;
        EXPECT_EQ(check_tree(p.tree, p.sources), "");
    }
}

TEST(Mistakes, TheRightFormGivesNone) {
    for (const Mistake& m : mistakes()) {
        const Parsed p(in_block(m.right));
        EXPECT_THAT(p.mistakes(), testing::IsEmpty()) << m.right;
        EXPECT_FALSE(p.tree.has_errors);
    }
}

TEST(Mistakes, EachSyntaxCodeHasARow) {
    for (const diag::RowData& row : diag::all_rows()) {
        if (row.code >= 1000 || row.code == diag::UnexpectedToken.code || row.code == diag::TooManyMistakes.code)
            continue;
        EXPECT_FALSE(mistake_help(row).empty()) << row.name;
    }
}

}  // namespace
}  // namespace hale::syntax
