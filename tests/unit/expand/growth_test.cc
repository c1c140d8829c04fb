// What the language took later: components, requirements, limits of parameters, differences, commas.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/expand/run.h"

namespace hale::expand {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSite =
    "component site { param address : address  param port : int = 80 { max = 99 }  "
    "service \"${label}\" { at = \"${address}:${port}\" } }\n";

TEST(Components, AreUsedLikeKinds) {
    EXPECT_EQ(run(std::string(kSite) + "site shop { address = \"10.0.0.1\" }").blocks, "service \"shop\": at = \"10.0.0.1:80\"\n");
    EXPECT_EQ(run(std::string(kSite) + "for n in [\"a\", \"b\"] { site \"${n}\" { address = \"10.0.0.1\"  port = 9 } }").blocks,
              "service \"a\": at = \"10.0.0.1:9\"\nservice \"b\": at = \"10.0.0.1:9\"\n");
    EXPECT_EQ(run("site shop { address = \"10.0.0.1\" }\n" + std::string(kSite)).diagnostics, "");  // before it is declared
    EXPECT_EQ(run("import \"s.hale\" site shop { address = \"10.0.0.1\" }", {}, {{"project/s.hale", kSite}}).diagnostics, "");
}

TEST(Components, MistakesAreSaidOnce) {
    const auto of = [](const std::string& use) { return run(std::string(kSite) + use).diagnostics; };
    EXPECT_THAT(of("site s { adress = \"10.0.0.1\" }"), HasSubstr("HL1212 2:10"));
    EXPECT_THAT(of("site s { adress = \"10.0.0.1\" }"), Not(HasSubstr("HL1213")));
    EXPECT_THAT(of("site s { }"), HasSubstr("HL1213 2:1"));
    EXPECT_THAT(of("site s { address = 5 }"), HasSubstr("HL1019 2:20"));
    EXPECT_THAT(of("site s { address = \"10.0.0.1\"  port = 100 }"), HasSubstr("HL1204 2:39"));
    EXPECT_THAT(of("site s { address = \"10.0.0.1\"  x y { } }"), HasSubstr("HL1016 2:32"));
    EXPECT_THAT(of("site { address = \"10.0.0.1\" }"), HasSubstr("HL1210 2:1"));
    EXPECT_THAT(run("component a { b x { } }  component b { a y { } }  a z { }").diagnostics, HasSubstr("HL1211"));
    EXPECT_THAT(run("component { }").diagnostics, HasSubstr("HL1210"));
    EXPECT_THAT(run("component a { }  component a { }").diagnostics, HasSubstr("HL1002"));
}

TEST(Params, LimitsAndWords) {
    EXPECT_THAT(run("param p : int = 0 { min = 1 }").diagnostics, HasSubstr("HL1204 1:17 `p` must be at least 1"));
    EXPECT_THAT(run("param p : string = \"x\" { pattern = \"[0-9]+\" }").diagnostics, HasSubstr("HL1204"));
    EXPECT_THAT(run("param p : int = 1 { mim = 1 }").diagnostics, HasSubstr("did you mean `min`?"));
    EXPECT_THAT(run("param p : int = 1 { min = 1s }").diagnostics, HasSubstr("HL1008"));
    EXPECT_EQ(run("param p : enum(lab, prod) = lab  b { if p == lab { x = p } }").blocks, "b: x = lab\n");
    EXPECT_THAT(run("param p : enum(lab, prod) = lba").diagnostics, HasSubstr("HL1019"));
    EXPECT_THAT(run("param p : enum(lab, prod) = lab  b { if p == prdo { } }").diagnostics, HasSubstr("did you mean `prod`?"));
}

TEST(Require, SaysItsSentence) {
    EXPECT_EQ(run("let n = 3  require \"three\" { that = n >= 3 }").diagnostics, "");
    EXPECT_THAT(run("let n = 2  b { require \"${n} is no three\" { that = n >= 3 } }").diagnostics, HasSubstr("HL1200 1:24 2 is no three"));
    EXPECT_THAT(run("require { that = true }").diagnostics, HasSubstr("HL1201"));
    EXPECT_THAT(run("require \"x\" { this = true }").diagnostics, HasSubstr("HL1201"));
}

TEST(Differences, OfNumbersOfOneKind) {
    EXPECT_EQ(run("let i = 5  b { x = i - 1 + 2 - 3  y = 1min - 30s  z = -5  r = i - 1..i }").blocks,
              "b: x = 3, y = 30s, z = -5, r = [4, 5]\n");
    EXPECT_EQ(run("b { x = div(7, 2)  y = mod(7, 2)  z = div(0 - 7, 2)  w = mod(0 - 7, 2) }").blocks,
              "b: x = 3, y = 1, z = -4, w = 1\n");
    EXPECT_THAT(run("b { x = 30s - 1min }").diagnostics, HasSubstr("HL1202"));
    EXPECT_THAT(run("b { x = \"a\" - \"b\" }").diagnostics, HasSubstr("HL1008"));
    EXPECT_THAT(run("b { x = div(1, 0) }").diagnostics, HasSubstr("HL1025"));
    EXPECT_THAT(run("for i in [1] { b \"${i-1}\" { } }").diagnostics, HasSubstr("`i - 1`"));
}

TEST(Commas, MayStandBetweenItems) {
    EXPECT_EQ(run("b { x = 1, y = 2, c { z = 3 }, w = 4 }").diagnostics, "");
    EXPECT_EQ(run("b { x = 1, y = 2 }").blocks, run("b { x = 1  y = 2 }").blocks);
    EXPECT_THAT(run("b { x = 1,, y = 2 }").diagnostics, HasSubstr("HL0013"));
    EXPECT_THAT(run("b { options = rw,sync }").diagnostics, HasSubstr("HL0014"));
}

}  // namespace
}  // namespace hale::expand
