#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/expand/run.h"

namespace hale::expand {
namespace {

using testing::HasSubstr;

std::string of(const std::string& expression) { return value("", expression); }

TEST(Expressions, Literals) {
    EXPECT_EQ(of("42"), "42");
    EXPECT_EQ(of("true"), "true");
    EXPECT_EQ(of("90s"), "90s");
    EXPECT_EQ(of("5min"), "5min");
    EXPECT_EQ(of("4GiB"), "4GiB");
    EXPECT_EQ(of("80%"), "80%");
    EXPECT_EQ(of("relocate"), "relocate");
    EXPECT_EQ(of("host.web01"), "host.web01");
    EXPECT_EQ(of("ocf:heartbeat:pgsql"), "ocf:heartbeat:pgsql");
    EXPECT_EQ(of("[a, \"b\", 3]"), "[a, \"b\", 3]");
    EXPECT_EQ(of("{ a = 1  \"b c\" = two }"), "{ a = 1 b c = two }");
    EXPECT_EQ(of("-5"), "-5");
    EXPECT_EQ(of("-infinity"), "-infinity");
    EXPECT_EQ(of("9223372036854775807"), "9223372036854775807");
}

TEST(Expressions, NumbersThatDoNotFit) {
    EXPECT_EQ(of("9223372036854775808"), "HL1006 2:9 this number does not fit in 64 bits\n");
    EXPECT_EQ(of("9223372036854775807 + 1"), "HL1006 2:9 this sum does not fit in 64 bits\n");
    EXPECT_EQ(of("9223372036854775807d"), "HL1006 2:9 this number does not fit in 64 bits\n");
}

TEST(Expressions, Sums) {
    EXPECT_EQ(of("1 + 2 + 3"), "6");
    EXPECT_EQ(of("\"a\" + \"b\""), "\"ab\"");
    EXPECT_EQ(of("[a, b] + [c]"), "[a, b, c]");
    EXPECT_EQ(of("1min + 30s"), "90s");
    EXPECT_EQ(
        of("\"a\" + 1"),
        "HL1004 2:9 cannot add a string and an int | help: put values into text with `${…}`, as in \"web${i}\"\n");
    EXPECT_EQ(of("1 + 30s"), "HL1004 2:9 cannot add an int and a duration\n");
    EXPECT_THAT(of("\"a\" + b"), HasSubstr("HL1100 2:15 nothing is called `b` | help: declare it with `let` or `param`; text is written "
                                           "in quotes: \"b\""));
}

TEST(Expressions, ComparisonsAndLogic) {
    EXPECT_EQ(of("1 < 2"), "true");
    EXPECT_EQ(of("\"a\" >= \"b\""), "false");
    EXPECT_EQ(of("30s == 30s"), "true");
    EXPECT_EQ(of("[1, 2] == [1, 2]"), "true");
    EXPECT_EQ(of("!(1 == 2) && true"), "true");
    EXPECT_EQ(of("false || 1 > 2"), "false");
    EXPECT_EQ(of("false && nonsense(1)"), "false");  // the left side decides
    EXPECT_EQ(of("1 == 30s"), "HL1004 2:9 cannot compare an int and a duration\n");
    EXPECT_EQ(of("a < b"), "HL1100 2:9 nothing is called `a` | help: declare it with `let` or `param`; text is written in "
                           "quotes: \"a\"\n");
    EXPECT_EQ(of("1 && true"), "HL1005 2:9 `&&` takes true or false, not the number 1\n");
    EXPECT_EQ(of("!yes"), "HL1005 2:10 `!` takes true or false, not the word `yes` | help: write `true`\n");
}

TEST(Expressions, Ranges) {
    EXPECT_EQ(of("1..3"), "[1, 2, 3]");
    EXPECT_EQ(of("3..1"), "[]");
    EXPECT_EQ(of("0..0"), "[0]");
    EXPECT_THAT(of("1..200000"), HasSubstr("HL1009"));
    EXPECT_THAT(of("-9223372036854775807..9223372036854775807"), HasSubstr("HL1009"));
    EXPECT_EQ(of("1..\"3\""),
              "HL1004 2:9 cannot make a range from an int and a string | help: put values into text with `${…}`, as in "
              "\"web${i}\"\n");
}

TEST(Expressions, ItemsAndMembers) {
    const std::string lets = "let l = [a, [b, c]]  let m = { one = 1  two = { x = \"y\" } }";
    EXPECT_EQ(value(lets, "l[0]"), "a");
    EXPECT_EQ(value(lets, "l[1][1]"), "c");
    EXPECT_EQ(value(lets, "m.one"), "1");
    EXPECT_EQ(value(lets, "m.two.x"), "\"y\"");
    EXPECT_EQ(value(lets, "m[\"one\"]"), "1");
    EXPECT_EQ(value(lets, "l[2]"), "HL1021 2:9 this list of 2 has no item 2 | help: the first item has the number 0\n");
    EXPECT_THAT(value(lets, "l[-1]"), HasSubstr("has no item -1"));
    EXPECT_EQ(value(lets, "m.onee"), "HL1021 2:9 this map has no item `onee` | help: did you mean `one`?\n");
    EXPECT_EQ(value("let n = 1", "n.x"), "HL1022 2:11 the number 1 has no member `x`\n");
}

TEST(Expressions, NamesInVariables) {
    EXPECT_EQ(value("let v = host.web01", "v"), "host.web01");
    EXPECT_EQ(value("let v = host.web01", "v.name"), "\"web01\"");
    EXPECT_EQ(value("let v = host.web01", "v.promoted"), "host.web01.promoted");
    EXPECT_EQ(value("let v = db", "v.promoted"), "db.promoted");
    EXPECT_EQ(value("let v = db", "v.name"), "\"db\"");
    EXPECT_EQ(of("vm.name"), "vm.name");  // no variable: a dotted name
}

TEST(Expressions, CallsThatAreNoFunctionsStay) {
    EXPECT_EQ(of("parallel(a, b)"), "parallel(a, b)");
    EXPECT_EQ(of("enum(on, off)"), "enum(on, off)");
    EXPECT_EQ(of("list(string)"), "list(string)");
    EXPECT_EQ(of("\"${jion([a], \\\",\\\")}\""), of("\"${jion([a], \\\",\\\")}\""));
    EXPECT_EQ(of("jion([a]) + [b]"), "HL1023 2:9 there is no function `jion` | help: did you mean `join`?\n");
}

TEST(Expressions, DeepNestingIsNoCrash) {
    std::string text = "a";
    for (int i = 0; i < 20'000; ++i) text += ".b";
    EXPECT_FALSE(of(text).empty());
    EXPECT_FALSE(of(std::string(20'000, '!') + "true").empty());
    EXPECT_FALSE(of(std::string(20'000, '-') + "1").empty());
}

TEST(Rules, AreKept) {
    const auto rule = [](const std::string& lets, const std::string& text) {
        const Expanded e = run(lets + "\nb { when = " + text + " }\n");
        return e.diagnostics.empty() ? to_text(e.tree.at(0).attrs.at(0).value) : e.diagnostics;
    };
    EXPECT_EQ(rule("", "!defined(pingd) || number(pingd) < 1"), "!defined(pingd) || number(pingd) < 1");
    EXPECT_EQ(rule("", "(uname == \"a\" || role == promoted) && version(v) >= \"1.2\""),
              "(uname == \"a\" || role == promoted) && version(v) >= \"1.2\"");
    EXPECT_EQ(rule("let n = \"alpha\" let t = 30s", "uname == n && x < t"), "uname == \"alpha\" && x < 30s");
    EXPECT_EQ(rule("let n = 1", "uname == \"web${n}\""), "uname == \"web1\"");
    EXPECT_EQ(rule("", "x == [1]"), "HL1028 2:17 a list cannot be part of a rule\n");
    EXPECT_EQ(rule("let s = secret(\"k\")", "x == s"), "HL1028 2:17 a secret cannot be part of a rule\n");
}

TEST(Rules, LiteralsKeepTheirKind) {
    const Expanded e = run("b { when = a == \"1\" && b == 1 }");
    ASSERT_EQ(e.diagnostics, "");
    const model::Rule& rule = *e.tree.at(0).attrs.at(0).value.rule();
    EXPECT_EQ(rule.children.at(0).children.at(1).literal, model::ValueKind::String);
    EXPECT_EQ(rule.children.at(0).children.at(1).text, "1");
    EXPECT_EQ(rule.children.at(1).children.at(1).literal, model::ValueKind::Int);
}

}  // namespace
}  // namespace hale::expand
