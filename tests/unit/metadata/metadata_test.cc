// What single constructs of metadata become, and what wrong input does: a diagnostic with its place, never a crash.

#include "tests/unit/metadata/metadata_testing.h"

namespace hale::schema {
namespace {

/// An agent with these parameters and actions.
std::string agent(const std::string& parameters, const std::string& actions = "", const std::string& rest = "",
                  const std::string& attributes = "name=\"web\"") {
    return "<resource-agent " + attributes + "><version>1.1</version><parameters>" + parameters +
           "</parameters><actions>" + actions + "</actions>" + rest + "</resource-agent>";
}

using Codes = std::vector<int>;

TEST(Metadata, TypesAndDefaults) {
    const auto type_of = [](const std::string& content) {
        MetadataReading r(agent("<parameter name='p'>" + content + "</parameter>"));
        const Attribute& a = r.kind->attributes[0];
        return to_text(a.type) + (a.def ? " = " + model::to_text(*a.def) : "");
    };
    EXPECT_EQ(type_of("<content type='string' default='x'/>"), "string = \"x\"");
    EXPECT_EQ(type_of("<content type='string' default=''/>"), "string");
    EXPECT_EQ(type_of(""), "string");
    for (const char* yes : {"true", "1", "yes", "True", "YES", "on"}) {
        EXPECT_EQ(type_of(fmt::format("<content type='boolean' default='{}'/>", yes)), "bool = true") << yes;
    }
    for (const char* no : {"false", "0", "no", "NO", "off"}) {
        EXPECT_EQ(type_of(fmt::format("<content type='boolean' default='{}'/>", no)), "bool = false") << no;
    }
    EXPECT_EQ(type_of("<content type='integer' default='-5'/>"), "int = -5");
    EXPECT_EQ(type_of("<content type='integer' default='5s'/>"), "duration = 5s");
    EXPECT_EQ(type_of("<content type='second' default='90'/>"), "duration = 90s");
    EXPECT_EQ(type_of("<content type='time' default='2min'/>"), "duration = 2min");
    EXPECT_EQ(type_of("<content type='percentage' default='80%'/>"), "percent = 80%");
    EXPECT_EQ(type_of("<content type='score' default='-INFINITY'/>"), "score = -infinity");
    EXPECT_EQ(type_of("<content type='select' default='b'><option value='a'/><option value='b'/></content>"),
              "one of a, b = b");
    EXPECT_EQ(type_of("<content type='select'/>"), "string");
    EXPECT_EQ(type_of("<content type='select' default='c'><option value='a'/></content>"), "string = \"c\"");
}

TEST(Metadata, PasswordsAreSecret) {
    MetadataReading r(
        agent("<parameter name='passwd'/><parameter name='bind_password'/><parameter name='passwd_file'/>"));
    EXPECT_EQ(r.kind->attribute("passwd")->type.tag, TypeTag::Secret);
    EXPECT_EQ(r.kind->attribute("bind_password")->type.tag, TypeTag::Secret);
    EXPECT_EQ(r.kind->attribute("passwd_file")->type.tag, TypeTag::String);
}

TEST(Metadata, UniqueGroupsAndReload) {
    MetadataReading r(
        agent("<parameter name='ip' unique-group='addr' reloadable='1'/>"
              "<parameter name='port' unique-group='addr'/>"
              "<parameter name='state' unique-group='s'/><parameter name='plain' unique='1'/>"));
    EXPECT_EQ(r.kind->attribute("ip")->unique_group, "addr");
    EXPECT_EQ(r.kind->attribute("port")->unique_group, "addr");
    EXPECT_TRUE(r.kind->attribute("ip")->reload);
    EXPECT_FALSE(r.kind->attribute("port")->reload);
    EXPECT_TRUE(r.kind->attribute("state")->unique);
    EXPECT_EQ(r.kind->attribute("state")->unique_group, "");  // a group of one
    EXPECT_TRUE(r.kind->attribute("plain")->unique);
}

TEST(Metadata, OldNamesAreDeprecatedOnesNotAliases) {
    // An alias would be written under the new name, and a file that was read would change.
    MetadataReading r(
        agent("<parameter name='new' obsoletes='old' required='1'/>"
              "<parameter name='old' required='1' deprecated='1'/>"
              "<parameter name='now' obsoletes='then'/>"
              "<parameter name='was'><deprecated><replaced-with name='now'/></deprecated></parameter>"));
    EXPECT_EQ(r.kind->attribute("old")->replaced_by, "new");
    EXPECT_TRUE(r.kind->attribute("new")->required);
    EXPECT_FALSE(r.kind->attribute("old")->required);
    ASSERT_NE(r.kind->attribute("then"), nullptr);
    EXPECT_TRUE(r.kind->attribute("then")->deprecated);
    EXPECT_EQ(r.kind->attribute("was")->replaced_by, "now");
    EXPECT_TRUE(r.kind->attribute("was")->deprecated);
}

TEST(Metadata, StatusAndMonitorAreOneAction) {
    const std::string actions =
        "<action name='status' interval='30' timeout='10' depth='10'/>"
        "<action name='monitor' interval='40' timeout='20' depth='10'/>";
    MetadataReading ocf(agent("", actions));
    ASSERT_EQ(ocf.kind->operations.size(), 1u);
    EXPECT_EQ(ocf.kind->operations[0].interval, 40'000);  // Pacemaker never calls `status`
    MetadataReading rgmanager(agent("<parameter name='name' primary='1'/>", actions));
    ASSERT_EQ(rgmanager.kind->operations.size(), 1u);
    EXPECT_EQ(rgmanager.kind->operations[0].interval, 30'000);  // rgmanager never calls `monitor`
    EXPECT_EQ(rgmanager.kind->operations[0].name, "monitor");
    EXPECT_EQ(rgmanager.kind->operations[0].depth, 10);
    MetadataReading roles(
        agent("", "<action name='monitor' role='Master'/><action name='monitor' role='Unpromoted'/>"));
    ASSERT_EQ(roles.kind->operations.size(), 2u);
    EXPECT_EQ(roles.kind->operations[0].role, "Promoted");
}

TEST(Metadata, FenceAgentsGetPlugAndActionFromTheManager) {
    MetadataReading r(
        agent("<parameter name='action' required='1'><getopt mixed='-o'/></parameter>"
              "<parameter name='plug' required='1' obsoletes='port'/>"
              "<parameter name='port' required='1' deprecated='1'/>"
              "<parameter name='ip' required='1'/>",
              "<action name='on' automatic='1'/>", "", "name='fence_x'"));
    EXPECT_EQ(r.kind->cls, KindClass::FenceAgent);
    EXPECT_EQ(r.kind->plug, (std::vector<std::string>{"plug", "port"}));
    EXPECT_FALSE(r.kind->attribute("action")->required);
    EXPECT_FALSE(r.kind->attribute("plug")->required);
    EXPECT_TRUE(r.kind->attribute("ip")->required);
    EXPECT_EQ(r.kind->pacemaker.type, "stonith:fence_x");
    EXPECT_EQ(r.kind->pacemaker.strategy, "unfencing");
}

TEST(Metadata, RgmanagerFlags) {
    // `true` is no for rgmanager, which takes a number or a word that begins with `y`.
    MetadataReading r(
        agent("<parameter name='name' primary='yes'/><parameter name='a' required='true'/>"
              "<parameter name='b' required='2' reconfig='1'/>",
              "", "<special tag='rgmanager'><attributes maxinstances='-3' init_on_add='0'/></special>"));
    EXPECT_EQ(r.kind->primary, "name");
    EXPECT_FALSE(r.kind->attribute("a")->required);
    EXPECT_TRUE(r.kind->attribute("b")->reload);
    EXPECT_EQ(r.kind->max_instances, 0);
    EXPECT_EQ(r.kind->rgmanager.special.size(), 1u);
    EXPECT_EQ(r.codes(), (Codes{2211, 2211}));  // `true` is no, `2` is no word that hale knows
}

TEST(Metadata, FirstSentence) {
    EXPECT_EQ(first_sentence("\n  One  line\n of text.\n"), "One line of text.");
    EXPECT_EQ(first_sentence("First. Second."), "First.");
    EXPECT_EQ(first_sentence("See e.g. Foo for it. Then."), "See e.g. Foo for it.");
    EXPECT_EQ(first_sentence("Listens on 10.0.0.1 only"), "Listens on 10.0.0.1 only");
    EXPECT_EQ(first_sentence("Head\n\nBody"), "Head");
    EXPECT_EQ(first_sentence(""), "");
    EXPECT_EQ(first_sentence("A. B"), "A. B");
}

TEST(MetadataWrong, WhatIsNoMetadata) {
    const auto codes = [](std::string text) { return MetadataReading(std::move(text)).codes(); };
    EXPECT_EQ(codes(""), Codes{5001});
    EXPECT_EQ(codes("usage: agent start|stop"), Codes{5001});
    EXPECT_EQ(codes("<resource-agent name='a'>"), Codes{5001});
    EXPECT_EQ(codes("<cib/>"), Codes{2210});
    EXPECT_EQ(codes("<resource-agent/>"), Codes{2210});
    EXPECT_EQ(codes("<resource-agent name=''/>"), Codes{2210});
    EXPECT_EQ(codes("<resource-agent name='a' name='b'/>"), Codes{5002});
    EXPECT_EQ(codes("<resource-agent name='&#0;'/>"), Codes{5007});
    EXPECT_EQ(codes(std::string("<resource-agent name='a\0'/>", 28)), Codes{5004});
    EXPECT_EQ(codes("<resource-agent name='\xFF'/>"), Codes{5004});
    // Entities are neither expanded nor accepted, external ones included.
    EXPECT_EQ(codes("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><resource-agent name='&x;'/>"), Codes{5003});
    EXPECT_EQ(codes("<!DOCTYPE r SYSTEM 'x.dtd'><resource-agent name='&x;'/>"), Codes{5007});
    EXPECT_EQ(codes("<!DOCTYPE r SYSTEM 'x.dtd'><resource-agent name='a'/>"), Codes{});
    std::string deep = "<resource-agent name='a'>";
    for (int i = 0; i < 100'000; ++i) deep += "<a>";
    EXPECT_EQ(codes(deep), Codes{5005});
}

TEST(MetadataWrong, PartsAreLeftOut) {
    const auto codes = [](std::string text) { return MetadataReading(std::move(text)).codes(); };
    EXPECT_EQ(codes(agent("<parameter/><parameter name=''/>", "<action/>")), (Codes{2213, 2213, 2213}));
    EXPECT_EQ(codes(agent("<parameter name='a'/><parameter name='a'/>")), Codes{2212});
    EXPECT_EQ(codes(agent("<parameter name='a' required='perhaps'/>")), Codes{2211});
    EXPECT_EQ(codes(agent("<parameter name='a'><content type='blob'/></parameter>")), Codes{2220});
    EXPECT_EQ(codes(agent("<parameter name='a'><content type='integer' default='many'/></parameter>")), Codes{2221});
    EXPECT_EQ(codes(agent("<parameter name='a'><content type='integer' default='99999999999999999999'/></parameter>")),
              Codes{2221});
    EXPECT_EQ(codes(agent("", "<action name='start' timeout='soon'/>")), Codes{2222});
    EXPECT_EQ(codes(agent("", "<action name='start' timeout='-5'/>")), Codes{2222});
    EXPECT_EQ(codes(agent("", "<action name='start' timeout='9999999999999999999h'/>")), Codes{2222});
    EXPECT_EQ(codes(agent("", "<action name='monitor'/><action name='monitor'/>")), Codes{2212});
    const std::string primary = "<parameter name='n' primary='1'/>";
    EXPECT_EQ(codes(agent(primary + "<parameter name='m' primary='1'/>")), Codes{2214});
    EXPECT_EQ(codes(agent(primary + "<parameter name='m' inherit='x' unique='1'/>")), Codes{2214});
    const auto child = [&](const char* attributes) {
        return codes(agent(primary, "", fmt::format("<special tag='rgmanager'><child {}/></special>", attributes)));
    };
    EXPECT_EQ(child("type='fs' start='101'"), Codes{2223});
    EXPECT_EQ(child("type='fs' start='-1'"), Codes{2223});
    EXPECT_EQ(child("type='fs' start='99999999999999999999'"), Codes{2223});
    EXPECT_EQ(child("start='1'"), Codes{2213});
}

TEST(MetadataWrong, PlacesAreTheFilesOwn) {
    MetadataReading r(
        "<resource-agent name='a'>\n<parameters>\n  <parameter name='p' required='maybe'/>\n</parameters>"
        "</resource-agent>");
    ASSERT_EQ(r.codes(), Codes{2211});
    const auto at = r.sources.position(r.file, r.sink.diagnostics()[0].span.begin);
    EXPECT_EQ(at.line, 3u);
    EXPECT_EQ(r.sources.text(r.sink.diagnostics()[0].span), "maybe");
}

/// Every prefix of a real document, and every single byte of it replaced: reported or read, never a crash.
TEST(MetadataWrong, TornAndGarbledDocuments) {
    const std::string text = agent(
        "<parameter name='a' unique='1'><longdesc>Long.</longdesc><content type='select' default='x'><option "
        "value='x'/>"
        "</content></parameter>",
        "<action name='monitor' interval='10s' depth='10'/>",
        "<special tag='rgmanager'><attributes maxinstances='1'/><child type='fs' start='1' stop='2'/></special>");
    for (std::size_t n = 0; n < text.size(); ++n) EXPECT_FALSE(MetadataReading(text.substr(0, n)).metadata) << n;
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : {'<', '>', '"', '\'', '&', '\0', '\xFF', 'A', ' '}) {
            std::string other = text;
            other[i] = c;
            MetadataReading r(other);
            EXPECT_TRUE(r.metadata || r.sink.has_errors()) << other;
            EXPECT_TRUE(!r.kind || !write_metadata(to_metadata(*r.kind, Dialect::Ocf11)).empty()) << other;
        }
    }
}

}  // namespace
}  // namespace hale::schema
