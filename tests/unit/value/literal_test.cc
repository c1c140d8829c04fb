#include "compiler/value/literal.h"

#include <gtest/gtest.h>

#include "compiler/value/value.h"

namespace hale::model {
namespace {

constexpr const char* kHuge = "99999999999999999999999999";

TEST(Literal, Int) {
    EXPECT_EQ(parse_int("42"), 42);
    EXPECT_EQ(parse_int("-7"), -7);
    EXPECT_EQ(parse_int("+7"), 7);
    EXPECT_EQ(parse_int("9223372036854775807"), INT64_MAX);
    for (const char* bad : {"", "-", "+", "+-1", "1x", " 1", "1 ", "0x10", kHuge}) EXPECT_FALSE(parse_int(bad)) << bad;
}

TEST(Literal, Bool) {
    for (const char* yes : {"true", "yes", "on", "1", "Y", "TRUE"}) EXPECT_EQ(parse_bool(yes), true) << yes;
    for (const char* no : {"false", "no", "off", "0", "N", "Off"}) EXPECT_EQ(parse_bool(no), false) << no;
    for (const char* bad : {"", "2", "enabled", "tru"}) EXPECT_FALSE(parse_bool(bad).has_value()) << bad;
}

TEST(Literal, Duration) {
    EXPECT_EQ(parse_duration("30"), 30'000);
    EXPECT_EQ(parse_duration("30s"), 30'000);
    EXPECT_EQ(parse_duration("500ms"), 500);
    EXPECT_EQ(parse_duration("1h30m"), 5'400'000);
    EXPECT_EQ(parse_duration("5MIN"), 300'000);
    EXPECT_EQ(parse_duration("2w"), 14 * 86'400'000LL);
    EXPECT_EQ(parse_duration("1500us"), 1);
    EXPECT_EQ(parse_duration("PT5M"), 300'000);
    EXPECT_EQ(parse_duration("P1DT2H"), 93'600'000);
    for (const char* bad :
         {"", "s", "-5", "5 s", "1h30", "5fortnights", "P", "PT", "P1M", "PT5", kHuge, "9223372036854775807s"}) {
        EXPECT_FALSE(parse_duration(bad)) << bad;
    }
}

TEST(Literal, SizePercentScore) {
    EXPECT_EQ(parse_size("512"), 512);
    EXPECT_EQ(parse_size("4k"), 4096);
    EXPECT_EQ(parse_size("10MB"), 10LL << 20);
    EXPECT_EQ(parse_size("2TiB"), 2LL << 40);
    for (const char* bad : {"", "k", "1x", "1 k", "-1", "9223372036854775807k"}) EXPECT_FALSE(parse_size(bad)) << bad;
    EXPECT_EQ(parse_percent("80%"), 80);
    EXPECT_EQ(parse_percent("80"), 80);
    EXPECT_FALSE(parse_percent("80%%"));
    EXPECT_EQ(parse_score("INFINITY"), kInfinity);
    EXPECT_EQ(parse_score("+infinity"), kInfinity);
    EXPECT_EQ(parse_score("-INFINITY"), -kInfinity);
    EXPECT_EQ(parse_score("2000000"), kInfinity);
    EXPECT_EQ(parse_score("-2000000"), -kInfinity);
    EXPECT_EQ(parse_score("-5"), -5);
    EXPECT_FALSE(parse_score("infinite"));
}

TEST(Literal, OwnUnits) {
    const auto show = [](const char* text) -> std::string {
        const auto u = parse_unit_literal(text);
        return u ? std::to_string(static_cast<int>(u->kind)) + ":" + std::to_string(u->number) : "none";
    };
    EXPECT_EQ(show("30s"), "0:30000");
    EXPECT_EQ(show("1d"), "0:86400000");
    EXPECT_EQ(show("4GiB"), "1:4294967296");
    EXPECT_EQ(show("80%"), "2:80");
    EXPECT_EQ(show("9223372036854775807d"), "none");
    EXPECT_EQ(show("5"), "none");
}

}  // namespace
}  // namespace hale::model
