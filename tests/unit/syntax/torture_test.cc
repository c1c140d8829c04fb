// Inputs that break parsers: deep, long, random. Each must end, quickly, without a crash, with a sound tree.

#include <algorithm>
#include <ctime>

#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {
namespace {

std::string times(std::size_t n, std::string_view piece) {
    std::string out;
    out.reserve(n * piece.size());
    while (n-- > 0) out += piece;
    return out;
}

/// Far above what any of these needs (some run under sanitizers on a busy machine), far below quadratic behaviour.
constexpr double kSeconds = 10;

void survive(const std::string& what, std::string text) {
    const std::clock_t start = std::clock();
    const Parsed p(std::move(text));
    const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    EXPECT_LT(seconds, kSeconds) << what;
    EXPECT_EQ(check_tree(p.tree, p.sources), "") << what;
    EXPECT_EQ(rebuild_text(p.tree, p.sources), p.sources.text(p.file)) << what;
    EXPECT_LE(p.sink.diagnostics().size(), std::size_t{1000 + 1}) << what;
}

TEST(Torture, Deep) {
    constexpr std::size_t n = 100'000;
    for (const std::string piece :
         {"{", "}", "[", "(", "\"${", "x = [", "a {", "a = {", "if a {", "f(", "a[", "\"", "${"}) {
        survive(piece, times(n, piece));
        survive("x = " + piece, "x = " + times(n, piece));
    }
    survive("closed blocks", times(n, "a {") + times(n, "}"));
    survive("closed lists", "x = " + times(n, "[") + times(n, "]"));
    survive("closed parens", "x = " + times(n, "(") + "1" + times(n, ")"));
    survive("closed strings", "x = " + times(n, "\"${") + "1" + times(n, "}\""));
}

TEST(Torture, DeepIsOneMistake) {
    for (const auto& [open, close] :
         std::vector<std::pair<std::string, std::string>>{{"[", "]"}, {"(", ")"}, {"\"${", "}\""}, {"{ a = ", " }"}}) {
        const Parsed p("x = " + times(1000, open) + "1" + times(1000, close) + "\nlast = 1\n");
        ASSERT_EQ(p.sink.diagnostics().size(), 1u) << open << testing::PrintToString(p.mistakes()).substr(0, 500);
        EXPECT_EQ(p.sink.diagnostics().front().code, 3) << open;
        EXPECT_THAT(p.dumped(), testing::HasSubstr("\nattribute last")) << open;
    }
    const Parsed fits("x = " + times(kMaxDepth, "[") + times(kMaxDepth, "]"));
    EXPECT_TRUE(fits.sink.diagnostics().empty());
}

TEST(Torture, Long) {
    constexpr std::size_t n = 30'000;
    for (const std::string piece : {"!",         "-",    "a.",       "a+",   "a||",     "a..",
                                    "a<",        "a,",   "=",        "a=",   "a = 1 ",  "a ",
                                    "\"a\" ",    ";",    ":",        "a:",   "/",       "'",
                                    "#",         "$",    "\\",       "\x01", "\xFF",    "if a {} else ",
                                    "else ",     "let ", "for ",     "in ",  "1 ",      "1a ",
                                    "\"${a}\" ", "\n",   "x = \"\n", "}\n",  "{}\n",    "]",
                                    ")",         ",",    "[]",       "()",   "if = { ", "\xE2\x80\x9C",
                                    "/* ",       "*/",   "a [",      "a = ["}) {
        survive(piece, times(n, piece));
        survive("x = " + piece, "x = " + times(n, piece) + "a");
        survive("x = [" + piece, "x = [" + times(n, piece) + "a]");
    }
    survive("one name", std::string(5'000'000, 'a'));
    survive("one string", '"' + std::string(5'000'000, 'a'));
}

TEST(Torture, ChainsAreBounded) {
    for (const std::string& text : {"x = " + times(5000, "!") + "a", "x = a" + times(5000, ".b"),
                                    "x = a" + times(5000, "[0]"), times(1500, "if a { } else ") + "{ }"}) {
        const Parsed p(text + "\nlast = 1\n");
        ASSERT_EQ(p.sink.diagnostics().size(), 1u) << text.substr(0, 20);
        EXPECT_EQ(p.sink.diagnostics().front().code, 3);
    }
    EXPECT_TRUE(Parsed("x = a" + times(100'000, " + a")).sink.diagnostics().empty());
    EXPECT_TRUE(Parsed(times(200, "if a { } else ") + "{ }").sink.diagnostics().empty());
}

TEST(Torture, TooLargeIsRefused) {
    const Parsed p(std::string(kMaxFileSize + 1, ' '));
    ASSERT_EQ(p.sink.diagnostics().size(), 1u);
    EXPECT_EQ(p.sink.diagnostics().front().code, 25);
}

TEST(Torture, ManyMistakesEnd) {
    const Parsed p(times(5000, "a = ;\n"));
    EXPECT_LE(p.sink.diagnostics().size(), 1001u);
    EXPECT_TRUE(std::any_of(p.sink.diagnostics().begin(), p.sink.diagnostics().end(),
                            [](const diag::Diagnostic& d) { return d.code == 26; }));
}

/// Random rows of pieces, and right files with pieces taken out or put in. Always the same ones.
TEST(Torture, RandomEdits) {
    const std::vector<std::string> pieces = {"a",      "in",    "if",       "else", "for", "use",  "let",  "param",
                                             "import", "=",     "==",       "{",    "}",   "[",    "]",    "(",
                                             ")",      ",",     ".",        "..",   ":",   "\"",   "${",   "'",
                                             "\n",     " ",     "1",        "30s",  "1x",  "/a/b", "//",   "+",
                                             "-",      "!",     "&&",       "&",    ";",   "\xFF", "\x01", "#",
                                             "\"a\"",  "elsif", "\xC3\xB6", "@"};
    std::uint32_t state = 7;
    const auto next = [&](std::size_t below) {
        state = state * 1664525u + 1013904223u;
        return static_cast<std::size_t>(state >> 8) % below;
    };
    const auto check = [](std::string text) {
        const Parsed p(std::move(text));
        ASSERT_EQ(check_tree(p.tree, p.sources), "") << p.sources.text(p.file);
        ASSERT_EQ(rebuild_text(p.tree, p.sources), p.sources.text(p.file));
        p.dumped();
    };
    for (int round = 0; round < 3000; ++round) {
        std::string text;
        for (std::size_t i = next(40); i-- > 0;) text += pieces[next(pieces.size())] + (next(3) == 0 ? " " : "");
        check(text);
    }
    const auto files = hale_files();
    ASSERT_FALSE(files.empty());
    for (int round = 0; round < 1000; ++round) {
        std::string text = files[next(files.size())].second.substr(0, 4000);
        for (int edits = 0; edits < 3 && !text.empty(); ++edits) {
            const std::size_t at = next(text.size());
            if (next(2) == 0) {
                text.erase(at, next(10));
            } else {
                text.insert(at, pieces[next(pieces.size())]);
            }
        }
        check(text);
    }
}

}  // namespace
}  // namespace hale::syntax
