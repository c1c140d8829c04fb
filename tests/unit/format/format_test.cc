// The laws of `hale fmt`, over every .hale text of the project: the same tokens and comments, and a second run changes
// nothing. Since white space means nothing in the language, the same tokens are the same description.

#include "compiler/format/format.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "compiler/diag/diag.h"
#include "compiler/source/source.h"
#include "compiler/syntax/parse.h"

namespace hale::format {
namespace {

namespace fs = std::filesystem;

struct Parsed {
    explicit Parsed(const std::string& text) : file(sources.add("t.hale", text)), tree(syntax::parse(sources, file, sink)) {}
    std::string formatted(std::optional<Lines> lines = std::nullopt) const { return format(tree, sources.text(file), lines); }
    /// Kinds and texts of all tokens.
    std::string tokens() const {
        std::string out;
        for (const syntax::Token& t : tree.tokens) {
            out += std::to_string(static_cast<int>(t.kind)) + ' ';
            out += sources.text(file).substr(t.begin, t.end - t.begin);
            out += '\n';
        }
        return out;
    }
    source::SourceManager sources;
    diag::Sink sink;
    source::FileId file;
    syntax::Tree tree;
};

std::string shown(const std::string& text) { return Parsed(text).formatted(); }

std::vector<std::string> texts() {
    std::vector<std::string> out;
    for (const char* folder : {"examples", "stdlib-agents", "tests"}) {
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(HALE_SOURCE_DIR) / folder)) {
            if (entry.path().extension() != ".hale") continue;
            std::ifstream in(entry.path(), std::ios::binary);
            out.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
        }
    }
    return out;
}

void keeps_the_laws(const std::string& text) {
    const Parsed before(text);
    const std::string once = before.formatted();
    if (before.tree.has_errors) {
        EXPECT_EQ(once, text);
        return;
    }
    const Parsed after(once);
    EXPECT_EQ(after.tokens(), before.tokens()) << text;
    EXPECT_FALSE(after.tree.has_errors) << once;
    EXPECT_EQ(after.formatted(), once) << text;
}

TEST(Format, LawsOverEveryText) {
    const std::vector<std::string> all = texts();
    ASSERT_GT(all.size(), 300u);
    for (const std::string& text : all) keeps_the_laws(text);
}

TEST(Format, LawsOverBrokenTexts) {
    const std::vector<std::string> all = texts();
    for (std::size_t n = 0; n < all.size(); n += 7) {
        for (std::size_t cut = 1; cut < all[n].size(); cut += all[n].size() / 5 + 1) keeps_the_laws(all[n].substr(0, cut));
    }
}

TEST(Format, LawsWithoutAnyLayout) {
    for (const std::string& text : texts()) {  // every gap as one blank, or as one line end
        const Parsed parsed(text);
        if (parsed.tree.has_errors) continue;
        std::string lines;
        int strings = 0;
        for (const syntax::Token& t : parsed.tree.tokens) {
            lines += text.substr(t.begin, t.end - t.begin);
            strings += t.kind == syntax::TokenKind::Quote ? 1 : t.kind == syntax::TokenKind::EndQuote ? -1 : 0;
            if (strings == 0) lines += '\n';
        }
        if (!Parsed(lines).tree.has_errors) keeps_the_laws(lines);
    }
}

TEST(Format, Layout) {
    EXPECT_EQ(shown("cluster   c{\n\n\nlet a=1\nfs data{device=\"/dev/x\"   fstype=ext4}\n\n\n\nip \"1.2.3.4\" { }\n\n}"),
              "cluster c {\n  let a = 1\n  fs data { device = \"/dev/x\"  fstype = ext4 }\n\n  ip \"1.2.3.4\" {}\n}\n");
    EXPECT_EQ(shown("a { x = [1,2 , 3]  y = !f( a,-1 )  z = q[0].n..3 }\n"), "a { x = [1, 2, 3]  y = !f(a, -1)  z = q[0].n..3 }\n");
    EXPECT_EQ(shown("a {\n  x = [ 1,\n 2 ]\n}\n"), "a {\n  x = [\n    1,\n    2\n  ]\n}\n");
    EXPECT_EQ(shown("param p:list [ string ]=[]\nresource r ocf : heartbeat : x { }\n"),
              "param p : list[string] = []\nresource r ocf:heartbeat:x {}\n");
    EXPECT_EQ(shown("if a==1{b=2}else if c{d=3}else{e=4}\n"), "if a == 1 { b = 2 } else if c { d = 3 } else { e = 4 }\n");
}

TEST(Format, Comments) {
    EXPECT_EQ(shown("# one\n\n\n# two\na {   # three\n# four\n  b = 1# five\n\n  # six\n}\n# seven"),
              "# one\n\n# two\na {  # three\n  # four\n  b = 1  # five\n\n  # six\n}\n# seven\n");
    EXPECT_EQ(shown("a {\n  x = [1, # one\n  2]\n}\n"), "a {\n  x = [\n    1,  # one\n    2\n  ]\n}\n");
}

TEST(Format, LongBlocksAndListsBreak) {
    const std::string value(40, 'v');
    EXPECT_EQ(shown("a { b = \"" + value + "\"  c = \"" + value + "\"  d = 1 }\n"),
              "a {\n  b = \"" + value + "\"\n  c = \"" + value + "\"\n  d = 1\n}\n");
    EXPECT_EQ(shown("a {\n  x = [\"" + value + "\", \"" + value + "\", \"" + value + "\"]\n}\n"),
              "a {\n  x = [\n    \"" + value + "\",\n    \"" + value + "\",\n    \"" + value + "\"\n  ]\n}\n");
}

TEST(Format, OffStaysAsItIsWritten) {
    const std::string text = "a {\n  # fmt: off\n  b   =   1\n      c = 2\n  # fmt: on\n  d = 3\n}\n";
    EXPECT_EQ(shown(text), text);
    EXPECT_EQ(shown("a {\n  # fmt: off\n  b   =   1\n}\nc   =   { }\n"), "a {\n  # fmt: off\n  b   =   1\n}\nc = {}\n");
}

TEST(Format, LinesChangeNothingElse) {
    const std::string text = "a {\n  b   = 1\n  c { d   = 2\n     e = 3 }\n  f   = 4\n}\ng   { }\n";
    EXPECT_EQ(Parsed(text).formatted(Lines{5, 5}), "a {\n  b   = 1\n  c { d   = 2\n     e = 3 }\n  f = 4\n}\ng   { }\n");
    EXPECT_EQ(Parsed(text).formatted(Lines{7, 7}), "a {\n  b   = 1\n  c { d   = 2\n     e = 3 }\n  f   = 4\n}\ng {}\n");
    EXPECT_EQ(Parsed(text).formatted(Lines{3, 4}), "a {\n  b   = 1\n  c {\n    d = 2\n    e = 3\n  }\n  f   = 4\n}\ng   { }\n");
    // Where the rest is formatted, some lines give the whole.
    for (const std::string& source : texts()) {
        const Parsed parsed(source);
        if (parsed.tree.has_errors) continue;
        const std::string whole = parsed.formatted();
        const auto count = static_cast<std::uint32_t>(std::count(whole.begin(), whole.end(), '\n'));
        for (std::uint32_t line = 1; line <= count; line += 1 + count / 9) {
            EXPECT_EQ(Parsed(whole).formatted(Lines{line, line}), whole) << line;
        }
    }
}

}  // namespace
}  // namespace hale::format
