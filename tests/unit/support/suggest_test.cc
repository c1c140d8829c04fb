#include "compiler/support/suggest.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace hale {
namespace {

const std::vector<std::string> kNames = {"ip",   "mountpoint", "device", "fstype", "force_unmount",
                                         "name", "start",      "stop"};

TEST(Suggest, FindsTheNearestName) {
    EXPECT_EQ(suggest("mount_point", kNames), "mountpoint");
    EXPECT_EQ(suggest("devcie", kNames), "device");
    EXPECT_EQ(suggest("fs_type", kNames), "fstype");
    EXPECT_EQ(suggest("nam", kNames), "name");
}

TEST(Suggest, LetterCaseAloneWinsAtOnce) {
    EXPECT_EQ(suggest("IP", kNames), "ip");
    EXPECT_EQ(suggest("NAME", std::vector<std::string>{"nam", "names", "name"}), "name");
}

TEST(Suggest, SaysNothingWhenNothingIsNear) {
    EXPECT_EQ(suggest("elephant", kNames), "");
    EXPECT_EQ(suggest("id", kNames), "");  // `ip` is too short to be guessed by edits
    EXPECT_EQ(suggest("", kNames), "");
    EXPECT_EQ(suggest("device", kNames), "");  // the word itself is no suggestion
    EXPECT_EQ(suggest(std::string(10'000, 'a'), kNames), "");
}

TEST(Suggest, OneEditForThreeCharacters) {
    EXPECT_EQ(suggest("abcxxx", std::vector<std::string>{"abcdef"}), "");
    EXPECT_EQ(suggest("abcdxx", std::vector<std::string>{"abcdef"}), "abcdef");
}

TEST(Suggest, OfEqualsTheLongerCommonStart) {
    EXPECT_EQ(suggest("stort", std::vector<std::string>{"sport", "stops", "start"}), "start");
}

TEST(Suggest, TakesAnyRange) {
    struct Named {
        std::string name;
    };
    const std::vector<Named> list = {{"recovery"}, {"priority"}};
    EXPECT_EQ(suggest("recovry", list, &Named::name), "recovery");
}

TEST(EditDistance, CountsSwapsAsOne) {
    EXPECT_EQ(edit_distance("abcd", "abdc", 4), 1u);
    EXPECT_EQ(edit_distance("abc", "", 4), 3u);
    EXPECT_EQ(edit_distance("abc", "xyz", 1), 2u);
    EXPECT_EQ(edit_distance("ABC", "abc", 1), 0u);
}

}  // namespace
}  // namespace hale
