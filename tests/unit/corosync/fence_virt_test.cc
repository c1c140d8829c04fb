// fence_virt.conf in both directions.

#include "backends/fence_virt/lower.h"
#include "backends/fence_virt/raise.h"
#include "backends/fence_virt/read.h"
#include "backends/fence_virt/write.h"
#include "tests/unit/corosync/harness.h"

namespace hale::test {
namespace {

conf::Document read(Bench& run, const std::string& text) {
    return fence_virt::read(run.sources.add("fence_virt.conf", text), run.sources, run.sink);
}

std::string write(Bench& run, const conf::Document& document) {
    const auto file = fence_virt::write(document, run.model.origins, run.sink);
    if (!file) return {};
    EXPECT_EQ(file->lines.size(), static_cast<std::size_t>(std::count(file->text.begin(), file->text.end(), '\n')));
    return file->text;
}

/// Every setting with its path, sorted; a group has no number, its name is one of its settings.
std::multimap<std::string, std::string> settings(const conf::Item& section, const std::string& path = {}) {
    std::multimap<std::string, std::string> out;
    for (const conf::Item& item : section.items) {
        if (item.is_key()) out.emplace(path + item.name, item.value);
        if (item.is_section()) out.merge(settings(item, path + item.name + "/"));
    }
    return out;
}

const char* const kFull = R"(# hosts
fence_virtd {
	listener = "multicast";
	backend = "cpg";
	foreground = "1";
	own = "x";
}

listeners {
	multicast {
		key_file = "/etc/cluster/fence_xvm.key";
		address = "225.0.0.12";
		port = "1229";
	}
	tcp {
	}
}

backends {
	cpg {
		uri = "qemu:///system";
		name_mode = "uuid";
	}
}

groups {
	group {
		name = "g1";
		ip = "10.0.0.1";
		ip = "10.0.0.2";
		uuid = "guest1";
	}
	group {
		uuid = "guest 2";
		more {
			a = "b";
		}
	}
}
)";

TEST(FenceVirt, WriteAfterReadIsTheSame) {
    Bench run;
    const conf::Document document = read(run, kFull);
    EXPECT_EQ(run.found(), "");
    EXPECT_EQ(write(run, document), kFull);
}

TEST(FenceVirt, ReadsWhatFenceVirtdReads) {
    Bench run;
    const conf::Document d = read(run, "a{b=\"two\nlines\";}# end\nlabelled=\"x\"{}");
    EXPECT_EQ(run.found(), "");
    EXPECT_EQ(d.find_section("a")->find_key("b")->value, "two\nlines");
    EXPECT_EQ(d.find_section("labelled")->value, "x");
    EXPECT_TRUE(conf::same(d, read(run, write(run, d))));
}

std::string found(const std::string& text) {
    Bench run;
    read(run, text);
    return run.found();
}

TEST(FenceVirt, NamesEachMistakeAtItsPlace) {
    EXPECT_EQ(found("a { b = c; }"), "HL5120 1:9\n");
    EXPECT_EQ(found("a { b = \"c\" }"), "HL5120 1:13\n");
    EXPECT_EQ(found("a { b \"c\"; }"), "HL5120 1:8\n");
    EXPECT_EQ(found("a { b = \"\"; }"), "HL5101 1:5\n");
    EXPECT_EQ(found("a {"), "HL5102 1:1\n");
    EXPECT_EQ(found("}"), "HL5103 1:1\n");
    EXPECT_EQ(found("a { b = \"c; }"), "HL5121 1:9\n");
    EXPECT_EQ(found("a { b = \"\x01\"; }"), "HL5106 1:10\n");
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "a{";
    EXPECT_EQ(found(deep).substr(0, 6), "HL5107");
}

TEST(FenceVirt, LooksLike) {
    EXPECT_TRUE(fence_virt::looks_like("# x\n fence_virtd {"));
    EXPECT_TRUE(fence_virt::looks_like("groups{"));
    EXPECT_FALSE(fence_virt::looks_like("totem {"));
    EXPECT_FALSE(fence_virt::looks_like(""));
    EXPECT_FALSE(fence_virt::looks_like("#"));
}

void expect_same(const std::string& text) {
    Bench run;
    const conf::Document document = read(run, text);
    const std::string hale = decompile::print({fence_virt::raise(document, *run.library, run.model.origins, run.sink)});
    run.hale(hale);
    ASSERT_FALSE(run.sink.has_errors()) << hale << run.all();
    const auto again = fence_virt::lower(run.model, run.model.clusters.front(), run.options, run.sink);
    ASSERT_TRUE(again) << run.all();
    EXPECT_EQ(settings(*again), settings(document)) << hale;
}

TEST(FenceVirt, LowerAfterRaiseIsTheSame) {
    expect_same(kFull);
    expect_same("listeners { tcp { } }");
    expect_same("fence_virtd { backend = \"libvirt\"; } backends { libvirt { uri = \"a\"; } } other { x = \"1\"; }");
    expect_same("");
}

TEST(FenceVirt, TheOnlyPluginIsUsed) {
    Bench run;
    run.hale(
        "cluster h { targets = [fence_virt]  fence_virtd { virt_listener tcp { port = 1229 }  virt_backend libvirt {}\n"
        "virt_group g { uuid = [\"a\", \"b\"] } } }");
    const auto document = fence_virt::lower(run.model, run.model.clusters.front(), run.options, run.sink);
    ASSERT_TRUE(document) << run.all();
    EXPECT_EQ(write(run, *document),
              "fence_virtd {\n\tlistener = \"tcp\";\n\tbackend = \"libvirt\";\n}\n\n"
              "listeners {\n\ttcp {\n\t\tport = \"1229\";\n\t}\n}\n\nbackends {\n\tlibvirt {\n\t}\n}\n\n"
              "groups {\n\tgroup {\n\t\tname = \"g\";\n\t\tuuid = \"a\";\n\t\tuuid = \"b\";\n\t}\n}\n");
    EXPECT_EQ(run.found(), "");
}

TEST(FenceVirt, NeedsItsBlock) {
    Bench run;
    run.hale("cluster h { targets = [fence_virt] }");
    EXPECT_FALSE(fence_virt::lower(run.model, run.model.clusters.front(), run.options, run.sink));
    EXPECT_EQ(run.found(), "HL4220 1:1\n");
}

}  // namespace
}  // namespace hale::test
