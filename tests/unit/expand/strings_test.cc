#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include <fstream>
#include <iterator>

#include "compiler/expand/functions.h"
#include "tests/unit/expand/run.h"

namespace hale::expand {
namespace {

using testing::HasSubstr;

std::string text(const std::string& expression) {
    const Expanded e = run("b { x = " + expression + " }");
    return e.diagnostics.empty() ? e.tree.at(0).attrs.at(0).value.text.str() : e.diagnostics;
}

TEST(Strings, Escapes) {
    EXPECT_EQ(text(R"("")"), "");
    EXPECT_EQ(text(R"("a\tb\n\"\\\$c")"), "a\tb\n\"\\$c");
    EXPECT_EQ(text(R"("\u{e9}\u{20AC}\u{1F600}")"), "é€😀");
    EXPECT_EQ(text(R"("5$ $x")"), "5$ $x");
    EXPECT_EQ(text(R"("\${x}")"), "${x}");
}

TEST(Strings, WrongEscapes) {
    EXPECT_EQ(
        text(R"("ab\u{}c")"),
        "HL1010 1:12 `\\u{}` is no Unicode escape | help: write the number of the character in hexadecimal digits, "
        "as in `\\u{20AC}`\n");
    for (const char* bad : {R"("\u")", R"("\u{0}")", R"("\u{D800}")", R"("\u{110000}")", R"("\u{xyz}")",
                            R"("\u{1234567890}")", R"("\u{41")", R"("\ué€")"}) {
        EXPECT_THAT(text(bad), HasSubstr("HL1010")) << bad;
    }
    const Expanded lexer = run(R"(b { x = "\q" + 1  y = "\u{0} \u{1F600} \u{D800}" })");
    EXPECT_THAT(lexer.diagnostics, HasSubstr("HL0024"));
    EXPECT_THAT(lexer.diagnostics, HasSubstr("`\\u{0}`"));
    EXPECT_THAT(lexer.diagnostics, HasSubstr("`\\u{D800}`"));
    EXPECT_THAT(lexer.diagnostics, testing::Not(HasSubstr("HL1004")));
}

TEST(Strings, Interpolation) {
    EXPECT_EQ(text("\"${1 + 2}/${30s}/${true}/${\"in\"}\""), "3/30s/true/in");
    EXPECT_EQ(text("\"${[1]}\""), "HL1011 1:12 a list cannot be part of a string\n");
    EXPECT_EQ(text("\"${secret(\"k\")}\""), "HL1011 1:12 a secret cannot be part of a string\n");
}

TEST(Strings, AreLimited) {
    std::string lets = "let s0 = \"" + std::string(1024, 'x') + "\"\n";
    for (int i = 1; i < 40; ++i) lets += fmt::format("let s{} = s{} + s{}\n", i, i - 1, i - 1);
    EXPECT_EQ(run(lets).diagnostics, "HL1009 12:11 this string is longer than the limit of 1 MiB\n");
}

TEST(Functions, Work) {
    const auto of = [](const char* call) { return value("let l = [\"a\", \"b\"]  let m = { k = 1  n = 2 }", call); };
    EXPECT_EQ(of("len(l)"), "2");
    EXPECT_EQ(of("len(\"é€\")"), "2");
    EXPECT_EQ(of("len(m)"), "2");
    EXPECT_EQ(of("string(5) + string(30s)"), "\"530s\"");
    EXPECT_EQ(of("int(\"5\") + 1"), "6");
    EXPECT_EQ(of("upper(\"aé\")"), "\"Aé\"");
    EXPECT_EQ(of("lower(\"ABC\")"), "\"abc\"");
    EXPECT_EQ(of("trim(\"  a b \")"), "\"a b\"");
    EXPECT_EQ(of("replace(\"a.b.c\", \".\", \"--\")"), "\"a--b--c\"");
    EXPECT_EQ(of("split(\"a,b,,c\", \",\")"), R"(["a", "b", "", "c"])");
    EXPECT_EQ(of("join(l, \"+\")"), "\"a+b\"");
    EXPECT_EQ(of("join([1, word, 3s], \",\")"), "\"1,word,3s\"");
    EXPECT_EQ(of("contains(l, \"b\")"), "true");
    EXPECT_EQ(of("contains(m, \"k\")"), "true");
    EXPECT_EQ(of("contains(\"abc\", \"bc\")"), "true");
    EXPECT_EQ(of("starts_with(\"web01\", \"web\")"), "true");
    EXPECT_EQ(of("ends_with(\"web01\", \"02\")"), "false");
    EXPECT_EQ(of("concat(l, [\"c\"], l)"), R"(["a", "b", "c", "a", "b"])");
    EXPECT_EQ(of("keys(m)"), R"(["k", "n"])");
    EXPECT_EQ(of("values(m)"), "[1, 2]");
    EXPECT_EQ(of("zip(l, [1, 2])"), R"([["a", 1], ["b", 2]])");
    EXPECT_EQ(of("pad(7, 3)"), "\"007\"");
    EXPECT_EQ(of("pad(1234, 3)"), "\"1234\"");
    EXPECT_EQ(of("ip_add(\"10.0.0.250/24\", 10)"), "\"10.0.1.4/24\"");
    EXPECT_EQ(of("ip_host(\"10.0.0.1/24\")"), "\"10.0.0.1\"");
    EXPECT_EQ(of("secret(\"ipmi/host\")"), "secret(\"ipmi/host\")");
}

TEST(Functions, CheckTheirArguments) {
    const auto of = [](const char* call) { return value("", call); };
    EXPECT_EQ(of("join([\"a\"])"), "HL1024 2:9 `join` takes 2 arguments, not 1\n");
    EXPECT_EQ(of("upper()"), "HL1024 2:9 `upper` takes 1 argument, not 0\n");
    EXPECT_EQ(of("upper(5)"), "HL1025 2:15 argument 1 of `upper` must be a string, not the number 5\n");
    EXPECT_EQ(of("int(\"x\")"), "HL1025 2:13 argument 1 of `int` must be a string of digits, not the string \"x\"\n");
    EXPECT_THAT(of("split(\"a\", \"\")"), HasSubstr("HL1025"));
    EXPECT_THAT(of("ip_add(\"10.0.0.300\", 1)"), HasSubstr("must be an IP address"));
    EXPECT_THAT(of("ip_add(\"255.255.255.255\", 1)"), HasSubstr("HL1025"));
    EXPECT_THAT(of("zip([1], [])"), HasSubstr("as long as the first"));
    EXPECT_THAT(of("pad(1, 1000000)"), HasSubstr("0 to 64"));
    EXPECT_THAT(of("join([secret(\"k\")], \",\")"), HasSubstr("HL1025"));
    EXPECT_THAT(of("len(upper(5))"), HasSubstr("HL1025 2:19"));  // one mistake, one diagnostic
}

TEST(Functions, AreDocumented) {
    std::ifstream in(std::string(HALE_SOURCE_DIR) + "/docs/reference/functions.md");
    const std::string page((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    for (const std::string_view name : function_names()) EXPECT_THAT(page, HasSubstr(fmt::format("| `{}(", name)));
}

}  // namespace
}  // namespace hale::expand
