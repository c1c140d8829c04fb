#include "backends/pacemaker/ids.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace hale::pacemaker {
namespace {

TEST(Ids, LabelIsTheId) {
    Ids ids;
    ids.claim("fs.data", "fs", "data");
    ids.claim("fs.Dummy Export", "fs", "Dummy Export");
    ids.claim("ip.10.20.0.50/24", "ip", "10.20.0.50/24");
    ids.claim("fs.größe", "fs", "größe");
    ids.settle();
    EXPECT_EQ(ids.of("fs.data"), "data");
    EXPECT_EQ(ids.of("fs.Dummy Export"), "Dummy-Export");
    EXPECT_EQ(ids.of("ip.10.20.0.50/24"), "ip-10.20.0.50-24");
    EXPECT_EQ(ids.of("fs.größe"), "größe");
}

TEST(Ids, ServiceKeepsTheLabelAndOthersGetTheirKind) {
    Ids ids;
    ids.claim("script.web", "script", "web");
    ids.claim("service.web", "service", "web", true);
    ids.claim("fs.data", "fs", "data");
    ids.claim("lvm.data", "lvm", "data");
    ids.settle();
    EXPECT_EQ(ids.of("service.web"), "web");
    EXPECT_EQ(ids.of("script.web"), "script-web");
    EXPECT_EQ(ids.of("fs.data"), "fs-data");
    EXPECT_EQ(ids.of("lvm.data"), "lvm-data");
}

TEST(Ids, LabelsThatDifferOnlyInForbiddenCharactersStayApart) {
    Ids ids;
    ids.claim("fs.a b", "fs", "a b");
    ids.claim("fs.a/b", "fs", "a/b");
    ids.settle();
    EXPECT_NE(ids.of("fs.a b"), ids.of("fs.a/b"));
    EXPECT_EQ(ids.of("fs.a b").rfind("fs-a-b-", 0), 0u);
}

TEST(Ids, ClaimsInAnyOrderGiveTheSameIds) {
    Ids one, two;
    one.claim("fs.x", "fs", "x");
    one.claim("ip.x", "ip", "x");
    one.claim("fs.a b", "fs", "a b");
    one.claim("fs.a-b", "fs", "a-b");
    two.claim("fs.a-b", "fs", "a-b");
    two.claim("ip.x", "ip", "x");
    two.claim("fs.a b", "fs", "a b");
    two.claim("fs.x", "fs", "x");
    one.settle();
    two.settle();
    for (const char* identity : {"fs.x", "ip.x", "fs.a b", "fs.a-b"}) EXPECT_EQ(one.of(identity), two.of(identity));
}

TEST(Ids, PartsNeverCollide) {
    Ids ids;
    ids.claim("fs.data-params", "fs", "data-params");
    ids.settle();
    EXPECT_NE(ids.part("data", "params"), "data-params");
    EXPECT_NE(ids.part("a", "b-c"), ids.part("a-b", "c"));
}

TEST(Ids, NothingButNamesComesOut) {
    for (const std::string label : {"", "-", "9", ".", "a:b", "\x01", "\xff\xfe", "\xe2\x80\x94", "日本", " ", "#@/"}) {
        Ids ids;
        ids.claim("fs." + label, "fs", label);
        ids.settle();
        const std::string& id = ids.of("fs." + label);
        EXPECT_TRUE(starts_ncname(id)) << id;
        EXPECT_EQ(ncname_text(id), id);
    }
}

TEST(Ids, EveryPartGetsAnIdOfItsOwn) {
    Ids ids;
    ids.settle();
    std::set<std::string> seen;
    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 5000; ++i) EXPECT_TRUE(seen.insert(ids.part("data", std::to_string(i))).second) << i;
    }
    EXPECT_TRUE(seen.contains("data-4999"));
    EXPECT_EQ(seen.size(), 15000u);
}

}  // namespace
}  // namespace hale::pacemaker
