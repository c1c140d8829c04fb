// What the grammar gives: every construct, its shape and its spans.

#include <algorithm>
#include <sstream>

#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {
namespace {

using testing::IsEmpty;

/// The dump without positions.
std::string shape(const std::string& text) {
    const Parsed p(text);
    EXPECT_THAT(p.mistakes(), IsEmpty()) << text;
    EXPECT_EQ(check_tree(p.tree, p.sources), "") << text;
    std::string out;
    std::istringstream lines(p.dumped());
    for (std::string line; std::getline(lines, line);) out += line.substr(0, line.rfind(" @")) + '\n';
    return out;
}

/// The expression of `x = …` on one line: `(add a (negate 1))`.
std::string expr(const std::string& text) {
    std::istringstream lines(shape("x = " + text));
    std::string line;
    std::getline(lines, line);
    std::string out;
    std::size_t depth = 1;
    bool first = true;
    while (std::getline(lines, line)) {
        const std::size_t at = line.find_first_not_of(' ') / 2;
        if (!first && at <= depth) out += std::string(depth - at + 1, ')');
        if (!first) out += ' ';
        out += '(' + line.substr(at * 2);
        depth = at;
        first = false;
    }
    return out + std::string(depth, ')');
}

TEST(Tree, Items) {
    EXPECT_EQ(shape("let x = 1"), "let x\n  int 1\n");
    EXPECT_EQ(shape("import \"a.hale\""), "import\n  string\n    text a.hale\n");
    EXPECT_EQ(shape("param site : string = \"lab\""), "param site : string\n  string\n    text lab\n");
    EXPECT_EQ(shape("param n : list[string]"), "param n : list[string]\n");
    EXPECT_EQ(shape("param n : enum(a, b)"), "param n : enum(a, b)\n");
    EXPECT_EQ(shape("use gfs"), "use\n  label name gfs\n");
    EXPECT_EQ(shape("use \"g\" { a = 1 }"), "use\n  label\n    string\n      text g\n  attribute a\n    int 1\n");
    EXPECT_EQ(shape("use fs.data"), "use\n  label name fs\n  label name data\n");
    EXPECT_EQ(shape("use ip.\"10.0.0.1\" { }"), "use\n  label name ip\n  label\n    string\n      text 10.0.0.1\n");
    EXPECT_EQ(shape("\"in\" = 1"), "attribute quoted \"in\"\n  int 1\n");
    EXPECT_EQ(shape("for a, i in [1] { b = a }"), "for a, i\n  list\n    int 1\n  attribute b\n    name a\n");
    EXPECT_EQ(shape("if a { b = 1 } else if c { } else { d = 2 }"),
              "if\n  name a\nthen\n  attribute b\n    int 1\nelse\n  if\n    name c\n  then\n  else\n    attribute d\n"
              "      int 2\n");
    EXPECT_EQ(shape("resource pg ocf:heartbeat:pgsql { }"),
              "block resource\n  label name pg\n  label spec ocf:heartbeat:pgsql\n");
    EXPECT_EQ(shape("agent \"db2.sh\" { }"), "block agent\n  label\n    string\n      text db2.sh\n");
    EXPECT_EQ(shape("node \"a${i}\"\n{ }"), "block node\n  label\n    string\n      text a\n      name i\n");
    EXPECT_EQ(shape("a = b c = d e { }"), "attribute a\n  name b\nattribute c\n  name d\nblock e\n");
}

TEST(Tree, Precedence) {
    EXPECT_EQ(expr("a || b && c == d"), "(or (name a) (and (name b) (eq (name c) (name d))))");
    EXPECT_EQ(expr("a && b || c"), "(or (and (name a) (name b)) (name c))");
    EXPECT_EQ(expr("a || b || c"), "(or (name a) (name b) (name c))");
    EXPECT_EQ(expr("a + 1 < b"), "(lt (add (name a) (int 1)) (name b))");
    EXPECT_EQ(expr("a + b + c"), "(add (name a) (name b) (name c))");
    EXPECT_EQ(expr("1..n + 1"), "(range (int 1) (add (name n) (int 1)))");
    EXPECT_EQ(expr("1..3"), "(range (int 1) (int 3))");
    EXPECT_EQ(expr("!a && -b == c"), "(and (not (name a)) (eq (negate (name b)) (name c)))");
    EXPECT_EQ(expr("-a.b"), "(negate (member b (name a)))");
    EXPECT_EQ(expr("!!a"), "(not (not (name a)))");
    EXPECT_EQ(expr("(a || b) && c"), "(and (paren (or (name a) (name b))) (name c))");
    EXPECT_EQ(expr("a != 1 && b <= 2 && c >= 3 && d > 4"),
              "(and (ne (name a) (int 1)) (le (name b) (int 2)) (ge (name c) (int 3)) (gt (name d) (int 4)))");
}

TEST(Tree, Values) {
    EXPECT_EQ(expr("true"), "(bool true)");
    EXPECT_EQ(expr("30s"), "(unit 30s)");
    EXPECT_EQ(expr("-5min"), "(negate (unit 5min))");
    EXPECT_EQ(expr("80%"), "(unit 80%)");
    EXPECT_EQ(expr("a-b"), "(name a-b)");
    EXPECT_EQ(expr("ocf:heartbeat:pgsql"), "(spec ocf:heartbeat:pgsql)");
    EXPECT_EQ(expr("[]"), "(list)");
    EXPECT_EQ(expr("[a, [b], ]"), "(list (name a) (list (name b)))");
    EXPECT_EQ(expr("f()"), "(call (name f))");
    EXPECT_EQ(expr("f(a, b,)"), "(call (name f) (name a) (name b))");
    EXPECT_EQ(expr("a.b[0].c(d)"), "(call (member c (index (member b (name a)) (int 0))) (name d))");
    EXPECT_EQ(expr("{ a = 1 }"), "(map (attribute a (int 1)))");
    EXPECT_EQ(expr("\"\""), "(string)");
    EXPECT_EQ(expr("\"a$5 \\\"${b}${\"c${d}\"}\""), "(string (text a$5 \\\") (name b) (string (text c) (name d)))");
}

TEST(Tree, Spans) {
    const Parsed p("x = [a + b, \"c${d}\"] # end\ny.z\n");
    const auto text = [&](source::Span s) { return std::string(p.sources.text(s)); };
    const Item& x = p.tree.at(p.tree.item_list[p.tree.top.begin]);
    EXPECT_EQ(text(x.span), "x = [a + b, \"c${d}\"]");
    EXPECT_EQ(text(x.name), "x");
    const Expr& list = p.tree.at(x.value);
    EXPECT_EQ(text(list.span), "[a + b, \"c${d}\"]");
    EXPECT_EQ(text(p.tree.at(p.tree.children(list)[0]).span), "a + b");
    EXPECT_EQ(text(p.tree.at(p.tree.children(list)[1]).span), "\"c${d}\"");
}

TEST(Tree, CommentsAndTextAreKept) {
    for (const auto& files : {hale_files(), fuzz_seeds()}) {
        for (const auto& [path, text] : files) {
            const Parsed p(text);
            EXPECT_EQ(rebuild_text(p.tree, p.sources), text) << path;
            EXPECT_EQ(check_tree(p.tree, p.sources), "") << path;
        }
    }
    const Parsed p("# one\na = 1 # two\n");
    const auto comments = std::count_if(p.tree.tokens.begin(), p.tree.tokens.end(),
                                        [](const Token& t) { return t.kind == TokenKind::Comment; });
    EXPECT_EQ(comments, 2);
}

TEST(Tree, ByteOrderMarkAndLineEnds) {
    EXPECT_THAT(Parsed("\xEF\xBB\xBF"
                       "a = 1\r\nb = 2\rc = 3")
                    .mistakes(),
                IsEmpty());
    EXPECT_THAT(Parsed("").mistakes(), IsEmpty());
}

}  // namespace
}  // namespace hale::syntax
