#include "tests/unit/corosync/harness.h"

namespace hale::test {
namespace {

std::string found(const std::string& text) {
    Bench run;
    run.read(text);
    return run.found();
}

TEST(CorosyncRead, KeepsEverything) {
    Bench run;
    const std::string text =
        "# head\n\ntotem {\n\tversion: 2\n\t# of totem\n\tstrange: a: b # no comment\n\tinterface {\n\t}\n}\nfoo: "
        "bar\n";
    const conf::Document d = run.read(text);
    EXPECT_EQ(run.found(), "");
    EXPECT_EQ(run.write(d), text);
    EXPECT_EQ(d.find_section("totem")->find_key("strange")->value, "a: b # no comment");
}

TEST(CorosyncRead, TakesWhatCorosyncTakes) {
    Bench run;
    const conf::Document d = run.read("totem{\r\n  version :2\r\n name:  x y\t\n}");
    EXPECT_EQ(run.found(), "");
    EXPECT_EQ(run.write(d), "totem {\n\tversion: 2\n\tname: x y\n}\n");
}

TEST(CorosyncRead, NamesEachMistakeAtItsPlace) {
    EXPECT_EQ(found("totem\n"), "HL5100 1:1\n");
    EXPECT_EQ(found("totem {\n  token:\n}\n"), "HL5101 2:3\n");
    EXPECT_EQ(found("totem {\n  token: 1\n"), "HL5102 1:1\n");
    EXPECT_EQ(found("}\n"), "HL5103 1:1\n");
    EXPECT_EQ(found("totem { version: 2\n}\n"), "HL5104 1:9\n");
    EXPECT_EQ(found("totem {\n} x\n"), "HL5104 2:1\n");
    EXPECT_EQ(found("a: " + std::string(508, 'x') + "\n"), "HL5105 1:1\n");
    EXPECT_EQ(found("a: b\x01\n"), "HL5106 1:5\n");
    EXPECT_EQ(found("# caf\xE9\n"), "HL5106 1:6\n");
    EXPECT_EQ(found("a b: 1\n"), "HL5108 1:1\n");
    EXPECT_EQ(found(" { \n}\n"), "HL5113 1:2\n");
    EXPECT_EQ(found(": x\n"), "HL5113 1:1\n");
    EXPECT_EQ(found("totem {\n token: 1\n token: 2\n}\n"), "HL5110 3:2\n");
}

TEST(CorosyncRead, LongestLineIsTaken) { EXPECT_EQ(found("a: " + std::string(507, 'x') + "\n"), ""); }

TEST(CorosyncRead, DeepNestingIsOneMistake) {
    std::string text;
    for (int i = 0; i < 100'000; ++i) text += "a{\n";
    EXPECT_EQ(found(text).substr(0, 6), "HL5107");
}

TEST(CorosyncRead, ManyKeysAreQuick) {
    std::string text = "totem {\n";
    for (int i = 0; i < 50'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
    Bench run;
    const conf::Document d = run.read(text + "}\n");
    EXPECT_EQ(d.items.front().items.size(), 50'000u);
}

TEST(CorosyncRead, LooksLike) {
    EXPECT_TRUE(corosync::looks_like("# x\n\ntotem {\n"));
    EXPECT_TRUE(corosync::looks_like("quorum{\r\n"));
    EXPECT_FALSE(corosync::looks_like("cluster c {\n"));
    EXPECT_FALSE(corosync::looks_like("<cluster/>"));
    EXPECT_FALSE(corosync::looks_like(""));
}

TEST(CorosyncCmap, MergesSectionsAndNumbersNodes) {
    Bench run;
    const auto map = corosync::cmap(
        run.read("totem {\n token: 1\n}\ntotem {\n token: 2\n interface {\n ringnumber: 1\n ttl: 3\n }\n}\n"
                 "nodelist {\n node {\n name: a\n }\n node {\n name: b\n }\n}\n"));
    EXPECT_EQ(map.at("totem.token"), "2");
    EXPECT_EQ(map.at("totem.interface.1.ttl"), "3");
    EXPECT_EQ(map.at("nodelist.node.1.name"), "b");
}

}  // namespace
}  // namespace hale::test
