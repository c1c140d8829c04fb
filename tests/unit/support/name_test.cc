#include "compiler/support/name.h"

#include <gtest/gtest.h>

#include <map>
#include <thread>
#include <unordered_set>
#include <vector>

namespace hale {
namespace {

TEST(Name, IsOneNumberForOneText) {
    const Name a = "device", b = std::string("device"), c = std::string_view("mountpoint");
    EXPECT_EQ(a, b);
    EXPECT_EQ(a.number(), b.number());
    EXPECT_NE(a, c);
    EXPECT_EQ(&a.str(), &b.str());
    EXPECT_EQ(sizeof(Name), 4u);
}

TEST(Name, TheEmptyTextIsTheDefault) {
    EXPECT_EQ(Name(), Name(""));
    EXPECT_TRUE(Name("").empty());
    EXPECT_EQ(Name().str(), "");
    EXPECT_FALSE(Name(std::string_view("\0", 1)).empty());
}

TEST(Name, ReadsAsItsText) {
    const Name name = "fs_data";
    const std::string copy = name;
    const std::string& reference = name;
    const std::string_view view = name;
    EXPECT_EQ(copy, "fs_data");
    EXPECT_EQ(&reference, &name.str());
    EXPECT_EQ(view, name);
    EXPECT_EQ(name, std::string("fs_data"));
    EXPECT_EQ("<" + name + ">", "<fs_data>");
    EXPECT_EQ(name + '.' + name, "fs_data.fs_data");
    std::map<std::string, int> by_text{{"fs_data", 7}};
    EXPECT_EQ(by_text.at(name), 7);
}

TEST(Name, IsOrderedByText) {
    // Looked up in the other order, so that their numbers descend.
    const Name z = "zzz-ordered", m = "mmm-ordered", a = "aaa-ordered";
    EXPECT_LT(a, m);
    EXPECT_LT(m, z);
    EXPECT_LT(a, "b");
    EXPECT_GT(z, std::string("y"));
}

TEST(Name, TextsStayWhereTheyAre) {
    const std::string& first = Name("stays-0");
    std::vector<Name> many;
    for (int i = 0; i < 100'000; ++i) many.push_back("stays-" + std::to_string(i));
    EXPECT_EQ(&first, &many[0].str());
    std::unordered_set<Name> different(many.begin(), many.end());
    EXPECT_EQ(different.size(), many.size());
    for (int i = 0; i < 100'000; i += 997) EXPECT_EQ(many[static_cast<std::size_t>(i)], "stays-" + std::to_string(i));
}

TEST(Name, SeveralThreadsAgree) {
    std::vector<std::vector<Name>> got(4);
    {
        std::vector<std::jthread> threads;
        for (auto& mine : got) {
            threads.emplace_back([&mine] {
                for (int i = 0; i < 5'000; ++i) mine.push_back("shared-" + std::to_string(i));
            });
        }
    }
    for (const auto& mine : got) EXPECT_EQ(mine, got[0]);
}

}  // namespace
}  // namespace hale
