// Every mistake of a file in one run, each once, at the narrowest place, and the rest understood.

#include "compiler/diag/render.h"
#include "tests/unit/syntax/parsed.h"

namespace hale::syntax {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Recovery, TenMistakesGiveTenDiagnostics) {
    const Parsed p(R"(cluster c {
  id: 1
  device = /dev/sdb
  a = 1; b = 2
  interval = 30sec
  name = 'x'
  members = [a b]
  in = 1
  empty =
  node 1a { }
  service web {
    recovery == relocate
  }
  good = 1
}
)");
    EXPECT_THAT(p.mistakes(), ElementsAre("HL0011 2:5 :", "HL0014 3:12 /dev/sdb", "HL0013 4:8 ;", "HL0018 5:14 30sec",
                                          "HL0015 6:10 'x'", "HL0020 7:16 b", "HL0017 8:3 in",
                                          "HL0010 9:9 =", "HL0029 10:8 1a", "HL0012 12:14 =="));
    EXPECT_THAT(p.dumped(), HasSubstr("attribute good @14:3"));
    EXPECT_THAT(p.dumped(), HasSubstr("block service @11:3"));
}

TEST(Recovery, MissingBraceIsFoundByIndentation) {
    const Parsed p(R"(cluster c {
  service a {
    ip "10.0.0.1" { }
  service b {
    ip "10.0.0.2" { }
  }
}
)");
    ASSERT_THAT(p.mistakes(), ElementsAre("HL0008 3:21 }"));
    const diag::Diagnostic& d = p.sink.diagnostics().front();
    ASSERT_EQ(d.secondary.size(), 1u);
    EXPECT_EQ(p.sources.position(p.file, d.secondary[0].span.begin).line, 2u);
    EXPECT_THAT(p.dumped(), HasSubstr("  block service @4:3"));  // a sibling, not a child
}

TEST(Recovery, MissingBraceOnOneLine) {
    const Parsed p("cluster c {\n  service a { ip \"10.0.0.1\" { }\n}\n");
    EXPECT_THAT(p.mistakes(), ElementsAre("HL0008 2:31 }"));
}

TEST(Recovery, TextThatEndsTooEarly) {
    const Parsed p("cluster c {\n  service a {\n    fs data {\n      device = \"/dev/x\"\n");
    ASSERT_EQ(p.sink.diagnostics().size(), 1u) << testing::PrintToString(p.mistakes());
    EXPECT_EQ(p.sink.diagnostics().front().secondary.size(), 3u);
    EXPECT_THAT(p.dumped(), HasSubstr("attribute device"));
}

TEST(Recovery, ExtraBrace) {
    const Parsed p("cluster c {\n  service a {\n    ip \"x\" { } }\n  }\n  service b { }\n}\n");
    ASSERT_EQ(p.sink.diagnostics().size(), 1u) << testing::PrintToString(p.mistakes());
    EXPECT_EQ(p.sink.diagnostics().front().code, 9);
    EXPECT_THAT(p.dumped(), HasSubstr("  block service @5:3"));
}

TEST(Recovery, ListThatIsNotClosed) {
    const Parsed p("domain d {\n  members = [a, b\n  ordered = true\n}\nservice s { }\n");
    EXPECT_THAT(p.mistakes(), ElementsAre("HL0008 2:17 b"));
    EXPECT_THAT(p.dumped(), HasSubstr("  attribute ordered @3:3"));
    EXPECT_THAT(p.dumped(), HasSubstr("block service @5:1"));
}

TEST(Recovery, MissingValueTakesNothingFromTheNextLine) {
    for (const char* next : {"mountpoint = \"/srv\"", "fs data { }", "fs { }", "}"}) {
        const std::string text = fmt::format("x {{\n  device =\n  {}\n  last = 1\n}}\n", next);
        const Parsed p(std::string_view(next) == "}" ? "x {\n  device =\n}\n" : text);
        EXPECT_THAT(p.mistakes(), ElementsAre("HL0010 2:10 =")) << next;
    }
    // A value on the next line is fine.
    EXPECT_THAT(Parsed("x {\n  device =\n    y\n  last = 1\n}\n").mistakes(), IsEmpty());
}

TEST(Recovery, HeaderWithoutBodyGivesTheNextLineBack) {
    const Parsed p("service s {\n  device \"/dev/x\"\n  mountpoint = \"/srv\"\n  fs data\n  last = 1\n}\n");
    EXPECT_THAT(p.mistakes(), ElementsAre("HL0021 2:3 device \"/dev/x\"", "HL0021 4:3 fs data"));
    EXPECT_THAT(p.dumped(), HasSubstr("attribute mountpoint"));
    EXPECT_THAT(p.dumped(), HasSubstr("attribute last"));
}

TEST(Recovery, OneMistakeOneDiagnostic) {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"let = 2", "HL0017 1:1 let"},
        {"role = in", "HL0017 1:8 in"},
        {"node in { }", "HL0017 1:6 in"},
        {"x = a.in", "HL0017 1:7 in"},
        {"id := 1", "HL0011 1:4 :"},
        {"fstype: ext4", "HL0011 1:7 :"},
        {"let x: 1", "HL0011 1:6 :"},
        {"let x == 1", "HL0012 1:7 =="},
        {"ip = 10.0.0.1/24", "HL0014 1:6 10.0.0.1/24"},
        {"mail = root@host.org", "HL0014 1:8 root@host.org"},
        {"options = rw,sync,acl", "HL0014 1:11 rw,sync,acl"},
        {"name = gr\xC3\xB6\xC3\x9F"
         "e",
         "HL0014 1:8 gr\xC3\xB6\xC3\x9F"
         "e"},
        {"gr\xC3\xB6\xC3\x9F"
         "e = 1",
         "HL0029 1:1 gr\xC3\xB6\xC3\x9F"
         "e"},
        {"x = \xE2\x80\x9C"
         "a\xE2\x80\x9D",
         "HL0015 1:5 \xE2\x80\x9C"
         "a\xE2\x80\x9D"},
        {"x = 1 /* one */", "HL0016 1:7 /*"},
        {"/* one\n two */ x = 1", "HL0016 1:1 /*"},
        {"device = //server/share", "HL0014 1:10 //server/share"},
        {"x = a & b", "HL0005 1:7 &"},
        {"x = a * 2", "HL0005 1:7 *"},
        {"x = \"${}\"", "HL0002 1:8 }"},
        {"x = \"${a b}\"", "HL0002 1:10 b"},
        {"x = \"a", "HL0006 1:5 \"a"},
        {"x = 'a", "HL0006 1:5 'a"},
        {"x = f(a b)", "HL0020 1:9 b"},
        {"x = (a b)", "HL0002 1:8 b"},
        {"x = [a, =, b]", "HL0002 1:9 ="},
        {"x = [,]", "HL0002 1:6 ,"},
        {"x = [a,, b]", "HL0002 1:8 ,"},
        {"x = = 1", "HL0002 1:5 ="},
        {"x = 1 2", "HL0002 1:7 2"},
        {"x = a +", "HL0002 1:8 "},
        {"x = 1..2..3", "HL0023 1:9 .."},
        {"x { } }", "HL0009 1:7 }"},
        {"x = a ]", "HL0009 1:7 ]"},
        {"for a of [1] { }", "HL0002 1:7 of"},
        {"for a in [1]", "HL0002 1:13 "},
        {"import common.hale", "HL0002 1:8 common"},
        {"if a == 1 { } elif b { }", "HL0019 1:15 elif"},
        {"if a { } else b { }", "HL0002 1:15 b"},
        {"else { }", "HL0002 1:1 else"},
        {"{ a = 1 }", "HL0002 1:1 {"},
        {"\"x\" { }", "HL0002 1:1 \"x\""},
        {"ocf:heartbeat:pgsql db { }", "HL0002 1:1 ocf:heartbeat:pgsql"},
        {"fs data, more { }", "HL0013 1:8 ,"},
        {"a = 1, b = 2", "HL0013 1:6 ,"},
        {"a = 1;;; b = 2", "HL0013 1:6 ;"},
        {"id 1", "HL0030 1:1 id"},
        {"monitor true", "HL0030 1:1 monitor"},
        {"param x = 1", "HL0027 1:7 x"},
        {"size = 10GB", "HL0018 1:8 10GB"},
        {"x = 1.5", "HL0014 1:5 1.5"},
        {"x = \"a\\q\"", "HL0024 1:7 \\q"},
        {"x = 1\xC2\xA0", "HL0005 1:6 \xC2\xA0"},
        {std::string("x = 1\0", 6), std::string("HL0004 1:6 \0", 12)},
        {"x = \"\xE2\x80\xAE\"", "HL0004 1:6 \xE2\x80\xAE"},
        {"x = 1 \xC3 ", "HL0001 1:7 \xC3"},
        {"x { file = \"/etc/y }", "HL0006 1:12 \"/etc/y }"},
        {"x { a = [\"b] }", "HL0006 1:10 \"b] }"},
    };
    for (const auto& [text, expected] : cases) {
        const Parsed p(text + "\nlast = 1\n");
        const auto found = p.mistakes();
        // A mistake at the end of the line may be marked on the next token.
        EXPECT_EQ(found.size(), 1u) << text << "\n" << testing::PrintToString(found);
        const bool exact = expected.back() != ' ';
        const std::string first = found.empty() ? "" : found.front();
        EXPECT_EQ(exact ? first : first.substr(0, 6), exact ? expected : expected.substr(0, 6)) << text;
        EXPECT_THAT(p.dumped(), HasSubstr("attribute last @")) << text;
        EXPECT_EQ(check_tree(p.tree, p.sources), "") << text;
        EXPECT_EQ(rebuild_text(p.tree, p.sources), p.sources.text(p.file));
    }
}

/// Text in strings may be a password: messages never quote it.
TEST(Recovery, MessagesDoNotQuoteStrings) {
    for (const char* text : {"password \"hunter2\" x", "x = [\"hunter2\" \"hunter2\"]", "x = \"hunter2\" \"hunter2\"",
                             "\"hunter2\" { }", "x = \"hunter2", "x = 'hunter2'"}) {
        const Parsed p(text);
        ASSERT_FALSE(p.sink.diagnostics().empty()) << text;
        for (const diag::Diagnostic& d : p.sink.diagnostics()) {
            EXPECT_THAT(diag::message(d) + d.help + d.label, testing::Not(HasSubstr("hunter2"))) << text;
        }
    }
}

}  // namespace
}  // namespace hale::syntax
