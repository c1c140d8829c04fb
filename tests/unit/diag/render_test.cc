#include "compiler/diag/render.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/diag/printable.h"

namespace hale::diag {
namespace {

HALE_DIAG_ROW(1001, Error, UnknownName, "nothing is called `{}` here")

class Render : public testing::Test {
protected:
    source::FileId file(std::string name, std::string text) { return sources.add(std::move(name), std::move(text)); }
    /// The `nth` place where `what` stands in the file.
    source::Span at(source::FileId id, std::string_view what, int nth = 0) const {
        std::size_t pos = sources.text(id).find(what);
        while (nth-- > 0) pos = sources.text(id).find(what, pos + 1);
        return {id, static_cast<std::uint32_t>(pos), static_cast<std::uint32_t>(pos + what.size())};
    }
    std::string text() const { return render_text(sink.diagnostics().back(), sources, false); }

    source::SourceManager sources;
    Sink sink;
};

TEST_F(Render, TextLooksLikeTheDesign) {
    const auto f =
        file("nfs.hale", std::string(13, '\n') + "    fs data {\n      mount_point = \"/srv/data\"\n    }\n");
    sink.report(UnknownAttribute, at(f, "mount_point"), "mount_point", "fs")
        .mark("not an attribute of `fs`")
        .label(at(f, "fs"), "`fs` is declared in stdlib-agents/storage.hale:12")
        .help("did you mean `mountpoint`?");
    EXPECT_EQ(text(), R"(error[HL2003]: unknown attribute `mount_point` for `fs`
  --> nfs.hale:15:7
   |
14 |     fs data {
   |     -- `fs` is declared in stdlib-agents/storage.hale:12
15 |       mount_point = "/srv/data"
   |       ^^^^^^^^^^^ not an attribute of `fs`
   |
help: did you mean `mountpoint`?
)");
}

TEST_F(Render, ALongLineBetweenTwoMarksShowsItsBeginning) {
    const auto f = file("a.hale", "one\n" + std::string(5000, 'x') + "\nthree\n");
    sink.report(UnknownName, at(f, "three"), "three").label(at(f, "one"), "here");
    const std::string shown = text();
    EXPECT_NE(shown.find("\n2 | xxxx"), std::string::npos) << shown;
    EXPECT_LT(shown.size(), 1000u);
}

TEST_F(Render, SecondarySpansFarAwayAndInAnotherFile) {
    const auto f = file("a.hale", "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n");
    const auto g = file("stdlib-agents/fs.hale", "agent fs {\n}\n");
    sink.report(UnknownName, at(f, "ten"), "x")
        .label(at(f, "two"), "here")
        .label(at(f, "eight"), "and here")
        .label(at(g, "fs"), "declared here")
        .note("in the iteration `name = \"web01\"`");
    EXPECT_EQ(text(), R"(error[HL1001]: nothing is called `x` here
  --> a.hale:10:1
   |
 2 | two
   | --- here
...
 8 | eight
   | ----- and here
 9 | nine
10 | ten
   | ^^^
   |
  ::: stdlib-agents/fs.hale:1:7
   |
 1 | agent fs {
   |       -- declared here
   |
   = note: in the iteration `name = "web01"`
)");
}

TEST_F(Render, SeveralMarksOnOneLine) {
    const auto f = file("a.hale", "alpha beta gamma\n");
    sink.report(UnknownName, at(f, "beta"), "x")
        .mark("primary")
        .label(at(f, "alpha"), "first")
        .label(at(f, "gamma"), "last");
    EXPECT_EQ(text(), R"(error[HL1001]: nothing is called `x` here
 --> a.hale:1:7
  |
1 | alpha beta gamma
  | ----- ^^^^ ----- last
  | |     primary
  | first
)");
}

TEST_F(Render, TabsWideCharactersAndInvalidBytesKeepTheMarkInPlace) {
    const auto f = file("a.hale", "\tx = 日本 \xFF y\n");
    sink.report(UnknownName, at(f, "y"), "y");
    EXPECT_EQ(text(),
              "error[HL1001]: nothing is called `y` here\n"
              " --> a.hale:1:11\n"
              "  |\n"
              "1 |     x = 日本 \xEF\xBF\xBD y\n"
              "  |                ^\n");
}

TEST_F(Render, EscapeSequencesNeverReachTheTerminal) {
    const auto f = file("a\x1b[31m.hale", "x\x1b[2J\u202Ey\n");
    sink.report(UnknownName, at(f, "x"), "\x1b[2J").help("{}", "\x07");
    EXPECT_EQ(text().find('\x1b'), std::string::npos);
    EXPECT_EQ(text().find('\x07'), std::string::npos);
    EXPECT_EQ(text().find("\u202E"), std::string::npos);
}

TEST_F(Render, LongLinesAreAWindow) {
    const auto f = file("a.hale", std::string(100'000, 'a') + "MARK" + std::string(100'000, 'b') + "\n");
    sink.report(UnknownName, at(f, "MARK"), "x");
    const std::string out = text();
    EXPECT_LT(out.size(), 600u);
    EXPECT_NE(out.find("…aaaa"), std::string::npos);
    EXPECT_NE(out.find("bbbb…"), std::string::npos);
    EXPECT_NE(out.find("^^^^\n"), std::string::npos);
    EXPECT_NE(out.find(":1:100001"), std::string::npos);
}

TEST_F(Render, OddSpansAreHarmless) {
    const auto f = file("a.hale", "one\r\ntwo");
    const auto empty = file("empty.hale", "");
    for (const source::Span span : {source::Span{f, 3, 3},
                                    {f, 4, 5},
                                    {f, 8, 8},
                                    {f, 100, 200},
                                    {f, 5, 2},
                                    {f, 0, 8},
                                    {empty, 0, 0},
                                    {empty, 5, 9},
                                    source::Span{}}) {
        sink.report(UnknownName, span, "x");
        EXPECT_TRUE(text().starts_with("error[HL1001]"));
        EXPECT_EQ(text().find('\r'), std::string::npos);
    }
}

TEST_F(Render, ShortIsOneLineEach) {
    const auto f = file("a.hale", "one\ntwo\n");
    sink.report(UnknownName, at(f, "two"), "x\ny");
    sink.report(UnknownName, {}, "z");
    EXPECT_EQ(render(sink.diagnostics(), sources, {.format = Format::Short}),
              "hale: error[HL1001]: nothing is called `z` here\n"
              "a.hale:2:1: error[HL1001]: nothing is called `x y` here\n");
}

TEST_F(Render, JsonCarriesEverything) {
    const auto f = file("a.hale", "one\n\xFFtwo\n");
    sink.report(UnknownName, at(f, "two"), "x")
        .mark("this")
        .label(at(f, "one"), "that")
        .note("n")
        .help("h")
        .fix(FixSafety::Safe, "rename", at(f, "two"), "zwei");
    const std::string line = render(sink.diagnostics(), sources, {.format = Format::Json});
    EXPECT_EQ(std::count(line.begin(), line.end(), '\n'), 1);
    const auto json = nlohmann::json::parse(line);
    EXPECT_EQ(json["format"], 1);
    EXPECT_EQ(json["code"], "HL1001");
    EXPECT_EQ(json["severity"], "error");
    ASSERT_EQ(json["spans"].size(), 2u);
    EXPECT_EQ(json["spans"][0]["file"], "a.hale");
    EXPECT_EQ(json["spans"][0]["start"], (nlohmann::json{{"line", 2}, {"col", 2}, {"offset", 5}}));
    EXPECT_EQ(json["spans"][0]["primary"], true);
    EXPECT_EQ(json["spans"][1]["label"], "that");
    EXPECT_EQ(json["fixes"][0]["safety"], "safe");
    EXPECT_EQ(json["fixes"][0]["edits"][0]["text"], "zwei");
    EXPECT_EQ(json["notes"][0], "n");
    EXPECT_EQ(json["help"], "h");
}

TEST_F(Render, SortedByPositionOnceEachAndCapped) {
    const auto f = file("a.hale", std::string(1000, 'x'));
    for (std::uint32_t i = 300; i-- > 0;) sink.report(UnknownName, {f, i, i + 1}, "x");
    for (std::uint32_t i = 0; i < 300; ++i) sink.report(UnknownName, {f, i, i + 1}, "x");
    ASSERT_EQ(sink.diagnostics().size(), 300u);
    const auto list = sorted(sink.diagnostics());
    EXPECT_EQ(list.front()->span.begin, 0u);
    EXPECT_EQ(list.back()->span.begin, 299u);
    const std::string out = render(sink.diagnostics(), sources, {});
    EXPECT_NE(out.find("and 100 more\n300 errors\n"), std::string::npos);
}

TEST_F(Render, ColourOnlyWhenAsked) {
    const auto f = file("a.hale", "one\n");
    sink.report(UnknownName, at(f, "one"), "x").mark("here").help("h");
    const std::string out = render_text(sink.diagnostics().back(), sources, true);
    EXPECT_NE(out.find("\x1b[1;31merror[HL1001]\x1b[0m"), std::string::npos);
    EXPECT_NE(out.find("\x1b[1;31m^^^\x1b[0m"), std::string::npos);
}

TEST(Printable, DecodesOnlyWhatUtf8Allows) {
    EXPECT_EQ(decode("é", 0).value, 0xE9u);
    EXPECT_EQ(decode("\xC0\x80", 0).value, 0xFFFDu);
    EXPECT_EQ(decode("\xED\xA0\x80", 0).value, 0xFFFDu);
    EXPECT_EQ(decode("\xF4\x90\x80\x80", 0).value, 0xFFFDu);
    EXPECT_EQ(decode("\xE2\x82", 0).length, 1u);
    EXPECT_EQ(printable("a\tb\nc\x01"), "a b c\xEF\xBF\xBD");
}

}  // namespace
}  // namespace hale::diag
