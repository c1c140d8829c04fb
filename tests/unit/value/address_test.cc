#include "compiler/value/address.h"

#include <gtest/gtest.h>

namespace hale::model {
namespace {

std::string canonical(std::string_view text) {
    std::string why;
    const auto a = parse_address(text, why);
    return a ? to_text(*a) : "no: " + why;
}

TEST(Address, AcceptsBothFamilies) {
    EXPECT_EQ(canonical("10.20.0.50"), "10.20.0.50");
    EXPECT_EQ(canonical("10.20.0.50/24"), "10.20.0.50/24");
    EXPECT_EQ(canonical("0.0.0.0/0"), "0.0.0.0/0");
    EXPECT_EQ(canonical("FD00:0:0:0:0:0:0:1/64"), "fd00::1/64");
    EXPECT_EQ(canonical("::"), "::");
    EXPECT_EQ(canonical("::1"), "::1");
    EXPECT_EQ(canonical("2001:db8::"), "2001:db8::");
    EXPECT_EQ(canonical("1:0:0:2:0:0:0:3"), "1:0:0:2::3");
    EXPECT_EQ(canonical("1:0:0:2:0:0:3:4"), "1::2:0:0:3:4");  // of two longest runs the first (RFC 5952, 4.2.3)
    EXPECT_EQ(canonical("0:0:1:0:0:1:0:0"), "::1:0:0:1:0:0");
    EXPECT_EQ(canonical("1:2:3:4:5:6:7:0"), "1:2:3:4:5:6:7:0");
    EXPECT_EQ(canonical("::ffff:10.0.0.1"), "::ffff:a00:1");
}

TEST(Address, SaysWhyNot) {
    EXPECT_EQ(canonical(""), "no: it is empty");
    EXPECT_EQ(canonical("10.0.0"), "no: it has 3 parts, an IPv4 address has four");
    EXPECT_EQ(canonical("10.0.0.256"), "no: 256 is greater than 255");
    EXPECT_EQ(canonical("10.0.0.010"), "no: `010` has a leading zero, which some programs read as octal");
    EXPECT_EQ(canonical("10.0.0.x"), "no: `x` is no number");
    EXPECT_EQ(canonical("10.0.0.1/33"), "no: the prefix length `33` is not 0 to 32");
    EXPECT_EQ(canonical("10.0.0.1/"), "no: the prefix length `` is not 0 to 32");
    EXPECT_EQ(canonical("10.0.0.1/024"), "no: the prefix length `024` is not 0 to 32");
    EXPECT_EQ(canonical("fd00::1/129"), "no: the prefix length `129` is not 0 to 128");
    EXPECT_EQ(canonical("1:2:3"), "no: an IPv6 address has eight groups");
    EXPECT_EQ(canonical("1::2::3"), "no: `` is no group of one to four hexadecimal digits");
    EXPECT_EQ(canonical("12345::"), "no: `12345` is no group of one to four hexadecimal digits");
    EXPECT_EQ(canonical("1:2:3:4:5:6:7:8::"), "no: it has too many groups");
    EXPECT_EQ(canonical(":"), "no: `` is no group of one to four hexadecimal digits");
    EXPECT_EQ(canonical("web01"), "no: it has 1 parts, an IPv4 address has four");
}

TEST(Address, Offset) {
    const auto add = [](std::string_view text, std::int64_t n) -> std::string {
        std::string why;
        const auto a = offset(*parse_address(text, why), n);
        return a ? to_text(*a) : "none";
    };
    EXPECT_EQ(add("10.0.0.1", 3), "10.0.0.4");
    EXPECT_EQ(add("10.0.0.250/24", 10), "10.0.1.4/24");
    EXPECT_EQ(add("10.0.1.0", -1), "10.0.0.255");
    EXPECT_EQ(add("255.255.255.255", 1), "none");
    EXPECT_EQ(add("0.0.0.0", -1), "none");
    EXPECT_EQ(add("fd00::ffff", 1), "fd00::1:0");
    EXPECT_EQ(add("10.0.0.1", INT64_MAX), "none");
    EXPECT_EQ(add("10.0.0.1", INT64_MIN), "none");
}

}  // namespace
}  // namespace hale::model
