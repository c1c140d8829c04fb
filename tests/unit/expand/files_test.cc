// Parameters and imports.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/expand/imports.h"
#include "compiler/expand/params.h"
#include "tests/unit/expand/run.h"

namespace hale::expand {
namespace {

using testing::HasSubstr;

Expanded with(const std::string& text, std::map<std::string, std::string> params) {
    ExpandOptions options;
    options.params = std::move(params);
    return run(text, options);
}

TEST(Params, DefaultsAndValues) {
    EXPECT_EQ(run("param site : string = \"lab\"  b { x = site }").blocks, "b: x = \"lab\"\n");
    EXPECT_EQ(with("param site : string = \"lab\"  b { x = site }", {{"site", "prod"}}).blocks, "b: x = \"prod\"\n");
    EXPECT_EQ(with("param n : list[string]  b { x = n }", {{"n", "a, b,c"}}).blocks, "b: x = [\"a\", \"b\", \"c\"]\n");
    EXPECT_EQ(with("param n : list[int]  b { x = n }", {{"n", ""}}).blocks, "b: x = []\n");
}

TEST(Params, AreChecked) {
    EXPECT_EQ(with("param n : int", {{"n", "many"}}).diagnostics,
              "HL1019 1:7 parameter `n` takes an int, not the string \"many\" | mark: declared here\n");
    EXPECT_EQ(run("param n : int = \"x\"").diagnostics,
              "HL1019 1:17 parameter `n` takes an int, not the string \"x\"\n");
    EXPECT_EQ(run("param n : int  b { x = n + 1 }").diagnostics,
              "HL1018 1:7 parameter `n` has no value | help: give it with --param n=…, or write a default\n");
    EXPECT_EQ(with("param site : string = \"\"", {{"sitte", "x"}}).diagnostics,
              "HL1017 no parameter is called `sitte` | help: did you mean `site`?\n");
    EXPECT_THAT(run("param n : number = 1").diagnostics, HasSubstr("HL1020 1:11 unknown type `number`"));
    EXPECT_THAT(run("param n : int = 1  param n : int = 2").diagnostics, HasSubstr("HL1002"));
}

TEST(Params, EveryType) {
    const auto read = [](std::string_view type, std::string_view text) -> std::string {
        std::string wrong;
        const auto t = parse_param_type(type, wrong);
        if (!t) return "unknown " + wrong;
        const auto v = read_param(*t, text);
        return v ? to_text(*v) : "no";
    };
    EXPECT_EQ(read("int", "-5"), "-5");
    EXPECT_EQ(read("bool", "true"), "true");
    EXPECT_EQ(read("bool", "yes"), "no");
    EXPECT_EQ(read("duration", "5min"), "5min");
    EXPECT_EQ(read("size", "4GiB"), "4GiB");
    EXPECT_EQ(read("percent", "80%"), "80%");
    EXPECT_EQ(read("address", "10.0.0.1/24"), "\"10.0.0.1/24\"");
    EXPECT_EQ(read("address", "web"), "no");
    EXPECT_EQ(read("path", "/srv"), "\"/srv\"");
    EXPECT_EQ(read("path", "srv"), "no");
    EXPECT_EQ(read("word", "relocate"), "relocate");
    EXPECT_EQ(read("word", "two words"), "no");
    EXPECT_EQ(read("list[ address ]", "10.0.0.1,10.0.0.2"), "[\"10.0.0.1\", \"10.0.0.2\"]");
    EXPECT_EQ(read("list[int]", "1,2,"), "no");
    EXPECT_EQ(read("list[list[int]]", "1"), "unknown list[list[int]]");
    EXPECT_EQ(read("list", "1"), "unknown list");
    EXPECT_EQ(read("list[int", "1"), "unknown list");
    EXPECT_EQ(read("list[foo]", "1"), "unknown foo");
}

TEST(Imports, BringLetsParamsAndBlocks) {
    const Files files = {{"project/common.hale", "param p : int = 1\nlet l = 2\nfrom_common { x = p }\n"},
                         {"project/sub/a.hale", "import \"b.hale\"\nimport \"../common.hale\"\na { }"},
                         {"project/sub/b.hale", "b { }"}};
    EXPECT_EQ(run("import \"common.hale\"\nhere { y = p + l }", {}, files).blocks, "from_common: x = 1\nhere: y = 3\n");
    const Expanded nested = run("import \"sub/a.hale\"\nimport \"./common.hale\"\nhere { y = l }", {}, files);
    EXPECT_EQ(nested.diagnostics, "");
    EXPECT_EQ(nested.blocks, "b\nfrom_common: x = 1\na\nhere: y = 2\n");
}

TEST(Imports, StayInsideTheProject) {
    const auto resolve = [](std::string_view root, std::string_view from, std::string_view written) -> std::string {
        const ImportPath p = resolve_import(root, from, written);
        return p.problem == ImportPath::Problem::None ? p.path : fmt::format("problem {}", static_cast<int>(p.problem));
    };
    EXPECT_EQ(resolve("p/main.hale", "p/main.hale", "a.hale"), "p/a.hale");
    EXPECT_EQ(resolve("p/main.hale", "p/s/b.hale", "../a.hale"), "p/a.hale");
    EXPECT_EQ(resolve("main.hale", "main.hale", "s/./t/../a.hale"), "s/a.hale");
    EXPECT_EQ(resolve("main.hale", "s/a.hale", "../b.hale"), "b.hale");
    EXPECT_EQ(resolve("/abs/main.hale", "/abs/main.hale", "a.hale"), "/abs/a.hale");
    EXPECT_EQ(resolve("../up/main.hale", "../up/main.hale", "a.hale"), "../up/a.hale");
    EXPECT_EQ(resolve("../up/main.hale", "../up/main.hale", "../a.hale"), "problem 2");
    EXPECT_EQ(resolve("main.hale", "main.hale", "../a.hale"), "problem 2");
    EXPECT_EQ(resolve("main.hale", "main.hale", "s/../../a.hale"), "problem 2");
    EXPECT_EQ(resolve("p/main.hale", "p/main.hale", "../p2/a.hale"), "problem 2");
    EXPECT_EQ(resolve("/abs/main.hale", "/abs/main.hale", "../../../etc/passwd"), "problem 2");
    EXPECT_EQ(resolve("main.hale", "main.hale", "/etc/passwd"), "problem 1");
    EXPECT_EQ(resolve("main.hale", "main.hale", ""), "problem 3");
    EXPECT_EQ(resolve("main.hale", "main.hale", "s/"), "problem 3");
    EXPECT_EQ(resolve("main.hale", "main.hale", "."), "problem 3");
}

TEST(Imports, Mistakes) {
    EXPECT_EQ(run("import \"no.hale\"").diagnostics, "HL1012 1:8 cannot read `project/no.hale`\n");
    EXPECT_THAT(run("import \"/etc/passwd\"").diagnostics, HasSubstr("HL1013 1:8"));
    const Files cycle = {{"project/a.hale", "import \"b.hale\""}, {"project/b.hale", "import \"a.hale\""}};
    EXPECT_EQ(
        run("import \"a.hale\"", {}, cycle).diagnostics,
        "HL1014 1:8 importing `a.hale` leads back here | note: project/a.hale → project/b.hale → project/a.hale\n");
    EXPECT_THAT(run("import \"main.hale\"").diagnostics, HasSubstr("HL1014"));
    Files deep;
    for (int i = 0; i < 100; ++i) deep[fmt::format("project/f{}.hale", i)] = fmt::format("import \"f{}.hale\"", i + 1);
    EXPECT_THAT(run("import \"f0.hale\"", {}, deep).diagnostics, HasSubstr("HL1015"));
    // A parameter may be declared in the file that could not be read.
    ExpandOptions options;
    options.params = {{"p", "1"}};
    EXPECT_EQ(run("import \"no.hale\"", options).diagnostics, "HL1012 1:8 cannot read `project/no.hale`\n");
}

TEST(Imports, SpansPointIntoTheImportedFile) {
    const Files files = {{"project/a.hale", "\n\nb { x = 1 + \"\" }"}};
    EXPECT_THAT(run("import \"a.hale\"\nc { y = 1 + \"\" }", {}, files).diagnostics, HasSubstr("HL1004 3:9"));
}

}  // namespace
}  // namespace hale::expand
