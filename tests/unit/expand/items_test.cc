#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/expand/run.h"

namespace hale::expand {
namespace {

using model::OriginKind;
using testing::HasSubstr;
using testing::Not;

TEST(Items, BlocksAndAttributes) {
    const Expanded e = run(R"(
cluster c {
  service web { domain = pair  "in" = 1
    use gfs
    use lock { script x {} }
    resource pg ocf:heartbeat:pgsql { }
    ip "10.0.0.1" {}
  }
})");
    EXPECT_EQ(e.diagnostics, "");
    EXPECT_EQ(e.blocks,
              "cluster c\n"
              "  service web: domain = pair, \"in\" = 1\n"
              "    use gfs\n"
              "    use lock\n"
              "      script x\n"
              "    resource pg ocf:heartbeat:pgsql\n"
              "    ip \"10.0.0.1\"\n");
}

TEST(Items, AttributesNeedABlock) {
    EXPECT_EQ(run("x = 1").diagnostics, "HL1016 1:1 this cannot stand here: an attribute stands inside a block\n");
    EXPECT_THAT(run("b { param p : int = 1 }").diagnostics, HasSubstr("HL1016 1:5"));
    EXPECT_THAT(run("b { import \"x.hale\" }").diagnostics, HasSubstr("HL1016 1:5"));
    EXPECT_THAT(run("b { x = { y {} } }").diagnostics, HasSubstr("HL1016 1:11"));
    EXPECT_THAT(run("b { x = { y = 1 y = 2 } }").diagnostics, HasSubstr("HL1002 1:17"));
}

TEST(Let, IsLexical) {
    EXPECT_EQ(run("let a = 1  b { let a = 2  x = a }  c { x = a }").blocks, "b: x = 2\nc: x = 1\n");
    EXPECT_EQ(run("b { if true { let a = 1  x = a }  y = a }").blocks, "b: x = 1, y = a\n");
}

TEST(Let, MustComeFirst) {
    EXPECT_EQ(run("b { x = a  let a = 1 }").diagnostics,
              "HL1003 1:9 `a` is used before its `let` | 1: it is declared here\n");
    EXPECT_EQ(run("b { c { x = a } let a = 1 }").diagnostics,
              "HL1003 1:13 `a` is used before its `let` | 1: it is declared here\n");
    EXPECT_THAT(run("let a = a").diagnostics, HasSubstr("HL1003"));
    EXPECT_EQ(run("b { let a = 1 x = a }  c { x = a }").blocks, "b: x = 1\nc: x = a\n");
}

TEST(Let, OncePerBody) {
    EXPECT_EQ(run("let a = 1\nlet a = 2").diagnostics, "HL1002 2:5 `a` is already declared | 1: first declared here\n");
    EXPECT_THAT(run("b { for i, i in [1] { } }").diagnostics, HasSubstr("HL1002"));
}

TEST(Let, MistakesAreReportedOnce) {
    EXPECT_EQ(
        run("let a = 1 + \"\"  let b = a + 1  b { x = b  y = \"${a}\"  z = len(a) } if b { } for i in a { }")
            .diagnostics,
        "HL1004 1:9 cannot add an int and a string | help: put values into text with `${…}`, as in \"web${i}\"\n");
}

TEST(If, TakesABool) {
    EXPECT_EQ(run("b { if 1 < 2 { x = 1 } else { x = 2 } if false { y = 1 } else { y = 2 } }").blocks,
              "b: x = 1, y = 2\n");
    EXPECT_EQ(run("b { if 1 { x = 1 } }").diagnostics, "HL1005 1:8 `if` takes true or false, not the number 1\n");
}

TEST(For, ListsMapsAndRanges) {
    EXPECT_EQ(run("for n, i in [\"a\", \"b\"] { node \"${n}\" { id = i + 1 } }").blocks,
              "node \"a\": id = 1\nnode \"b\": id = 2\n");
    EXPECT_EQ(run("for k, v in { a = 1  b = 2 } { node \"${k}\" { id = v } }").blocks,
              "node \"a\": id = 1\nnode \"b\": id = 2\n");
    EXPECT_EQ(run("for i in 1..3 { node \"n${i}\" { } }").blocks, "node \"n1\"\nnode \"n2\"\nnode \"n3\"\n");
    EXPECT_EQ(run("for v in [host.web01] { node \"${v.name}\" { runs_in = v } }").blocks,
              "node \"web01\": runs_in = host.web01\n");
    EXPECT_EQ(run("for i in [] { node \"n${i}\" { } }").blocks, "");
    EXPECT_EQ(run("for i in 5 { }").diagnostics,
              "HL1007 1:10 `for` runs over a list or a map, not over the number 5\n");
}

TEST(For, LabelsDependOnTheItem) {
    const auto diagnostics = [](const std::string& text) { return run(text).diagnostics; };
    EXPECT_EQ(
        diagnostics("for n in [\"a\", \"b\"] { node x { } }"),
        "HL1026 1:28 this `node` has the same label in every iteration | 1: the loop | note: in the iteration n = "
        "\"a\" | note: the same in one other iteration | help: build it from the item: \"…${n}\"\n");
    EXPECT_EQ(diagnostics("for n in [\"a\"] { node x { } }"), "");                         // one item
    EXPECT_EQ(diagnostics("for n in [\"a\", \"b\"] { node \"${n}\" { fs x { } } }"), "");  // inside a block of its own
    EXPECT_EQ(diagnostics("for n in [\"a\", \"b\"] { let m = n + \"x\" node \"${m}\" { } }"), "");
    EXPECT_EQ(diagnostics("for n in [10, 20] { op monitor { depth = n } }"), "");
    EXPECT_EQ(diagnostics("for n in [10, 20] { recipient { value = n } }"), "");
    EXPECT_EQ(diagnostics("for n, i in [10, 20] { if i == 0 { node x { } } }"), "");  // the condition tells
    EXPECT_THAT(diagnostics("for n in [1, 2] { for m in [1, 2] { node \"${m}\" { } } }"),
                HasSubstr("build it from the item: \"…${n}\""));
    EXPECT_THAT(diagnostics("for n in [1, 2] { for m in [1, 2] { node \"${n}\" { } } }"),
                HasSubstr("build it from the item: \"…${m}\""));
    EXPECT_EQ(diagnostics("for n in [1, 2] { for m in [1, 2] { node \"${n}-${m}\" { } } }"), "");
    EXPECT_THAT(diagnostics("let s = \"x\" for n in [1, 2] { node \"${s}\" { } }"), HasSubstr("HL1026"));
}

TEST(For, MistakesNameTheFirstIteration) {
    EXPECT_EQ(
        run("for n in [\"a\", \"b\", \"c\"] {\n  node \"${n}\" { x = n + 1 }\n}").diagnostics,
        "HL1004 2:21 cannot add a string and an int | note: in the iteration n = \"a\" | note: the same in 2 other "
        "iterations | help: put values into text with `${…}`, as in \"web${i}\"\n");
    EXPECT_THAT(run("for a in [1] { for b in [2] { node \"${a}${b}\" { x = !a } } }").diagnostics,
                HasSubstr("note: in the iteration b = 2, a = 1"));
}

TEST(For, SecretsStayHiddenInNotes) {
    const auto e = run("for s in [secret(\"k\")] { b { x = s + 1 } }");
    EXPECT_THAT(e.diagnostics, HasSubstr("s = secret(\"k\")"));
}

TEST(Labels, PoisonedBlocksAreLeftOut) {
    const Expanded e = run("b \"${[1]}\" { x = 1 + \"\" }  c { }");
    EXPECT_EQ(e.blocks, "c\n");
    EXPECT_THAT(e.diagnostics, HasSubstr("HL1011"));
    EXPECT_THAT(e.diagnostics, HasSubstr("HL1004"));
}

TEST(Origins, SayWhereAValueCameFrom) {
    const Expanded e = run("param p : int = 1\nb { x = 1  y = p + 1 }\nfor n in [\"a\"] { c { z = n  w = [p] } }");
    ASSERT_EQ(e.diagnostics, "");
    const auto kind = [&](model::OriginId id) { return e.origins.at(id).kind; };
    const Block &b = e.tree.at(0), &c = e.tree.at(1);
    EXPECT_EQ(kind(b.origin), OriginKind::Written);
    EXPECT_EQ(kind(b.attrs[0].origin), OriginKind::Written);
    EXPECT_EQ(b.attrs[0].value.origin, b.attrs[0].origin);
    EXPECT_EQ(kind(b.attrs[1].value.origin), OriginKind::Param);
    EXPECT_EQ(e.origins.at(b.attrs[1].value.origin).note, "p");
    EXPECT_EQ(kind(c.origin), OriginKind::Loop);
    EXPECT_EQ(e.origins.iterations(c.attrs[0].origin), std::vector<std::string>{"n = \"a\""});
    EXPECT_EQ(e.origins.iterations(c.attrs[1].value.origin), std::vector<std::string>{"n = \"a\""});
    EXPECT_TRUE(c.attrs[1].value.items[0].origin);
}

TEST(Limits, StopRunawayLoops) {
    ExpandOptions options;
    options.max_blocks = 100;
    const Expanded many = run("for i in 1..1000 { b { } }", options);
    EXPECT_THAT(many.diagnostics, HasSubstr("HL1027"));
    EXPECT_THAT(many.diagnostics, HasSubstr("note: in the iteration i = 101"));
    EXPECT_EQ(many.tree.size(), 100u);
    const Expanded empty = run("for i in 1..100000 { for j in 1..100000 { for k in 1..100000 { } } }", options);
    EXPECT_THAT(empty.diagnostics, HasSubstr("HL1027"));
    std::string doubling = "let v0 = [1]\n";
    for (int i = 1; i < 200; ++i) doubling += fmt::format("let v{} = [v{}, v{}]\n", i, i - 1, i - 1);
    options.max_blocks = 1000;
    options.max_bytes = 16u << 20;
    EXPECT_THAT(run(doubling, options).diagnostics, HasSubstr("16 MiB"));
    std::string attributes = "let s = \"" + std::string(100'000, 'x') + "\" b { for i in 1..100000 { x = s } }";
    EXPECT_THAT(run(attributes, options).diagnostics, HasSubstr("16 MiB"));
}

TEST(Property, ExpansionIsDeterministic) {
    const std::string text = R"(
param site : string = "lab"
let names = ["alpha", "beta", "gamma"]
cluster c {
  for n, i in names {
    node "${n}" { id = i + 1  site = site  when = uname == n }
    for k, v in { a = 1  b = [x, y] } { svc "${n}-${k}" { value = v  bad = v + 1 } }
  }
  if len(names) > 2 { big { of = names + ["more"] } }
})";
    const Expanded first = run(text);
    for (int i = 0; i < 3; ++i) {
        const Expanded again = run(text);
        EXPECT_EQ(first.blocks, again.blocks);
        EXPECT_EQ(first.diagnostics, again.diagnostics);
        EXPECT_EQ(first.origins.size(), again.origins.size());
    }
    EXPECT_THAT(first.diagnostics, HasSubstr("HL1004"));
}

}  // namespace
}  // namespace hale::expand
