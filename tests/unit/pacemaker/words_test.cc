// The words only Pacemaker has: what each becomes, for which release, and what rgmanager answers.

#include <gtest/gtest.h>

#include "backends/backend.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"

namespace hale {
namespace {

struct Compiled {
    std::string text;                // of the manager's file; empty: refused
    std::vector<std::string> found;  // `HL1234 LINE: message`
    std::string all() const {
        std::string out;
        for (const std::string& line : found) out += line + "\n";
        return out;
    }
    bool has(std::string_view code) const {
        return std::any_of(found.begin(), found.end(), [&](const std::string& f) { return f.starts_with(code); });
    }
};

Compiled compile(const std::string& body, const std::string& manager = "pacemaker", const std::string& release = {}) {
    const std::string text = R"(cluster c {
  fence_device ipmi fence_ipmilan { login = "ha" }
  node alpha { id = 1  fence power { ipmi { ip = "10.9.0.11" } } }
  node beta  { id = 2  fence power { ipmi { ip = "10.9.0.12" } } }
  vm web { xml = "/etc/libvirt/qemu/web.xml" }
  vm db  { xml = "/etc/libvirt/qemu/db.xml" }
)" + body + "\n}\n";
    source::SourceManager sources;
    diag::Sink sink;
    const auto library = schema::make_library(sources, "", sink);
    model::OriginTable origins;
    auto blocks = expand::expand(sources, sources.add("x.hale", text), {}, origins, sink);
    const model::Model model = sema::analyse(std::move(blocks), std::move(origins), *library, sink);
    Compiled out;
    backends::BuildOptions options;
    options.pacemaker_release = release;
    options.write = false;
    if (!sink.has_errors() && !model.clusters.empty()) {
        const auto file = backends::find_backend(manager)->build(model, model.clusters.front(), options, sink);
        if (file) out.text = file->text;
    }
    for (const diag::Diagnostic& d : sink.diagnostics()) {
        if (d.severity == diag::Severity::Info) continue;
        const auto line = d.span.valid() ? sources.position(d.span.file, d.span.begin).line : 0;
        out.found.push_back(diag::code_name(d.code) + " " + std::to_string(line) + ": " + diag::message(d));
    }
    return out;
}

struct Case {
    const char* hale;
    const char* xml;  // lines, as they stand, without their indentation
};

std::string without_indentation(const std::string& text) {
    std::string out;
    bool begin = true;
    for (const char c : text) {
        if (begin && c == ' ') continue;
        begin = c == '\n';
        out += c;
    }
    return out;
}

class Word : public testing::TestWithParam<Case> {};

TEST_P(Word, BecomesItsElement) {
    const Compiled c = compile(GetParam().hale);
    EXPECT_NE(without_indentation(c.text).find(GetParam().xml), std::string::npos) << c.text << c.all();
}

TEST_P(Word, IsRefusedByRgmanager) {
    const Compiled c = compile(GetParam().hale, "rgmanager");
    EXPECT_EQ(c.text, "");
    EXPECT_TRUE(c.has("HL4007")) << c.all();
}

INSTANTIATE_TEST_SUITE_P(
    Pacemaker, Word,
    testing::Values(
        Case{"properties p { no-quorum-policy = freeze  written_by_cluster { dc-version = \"2.1\" } }",
             "<cluster_property_set id=\"p\">\n"
             "<nvpair id=\"p-no-quorum-policy\" name=\"no-quorum-policy\" value=\"freeze\"/>\n"
             "<nvpair id=\"p-dc-version\" name=\"dc-version\" value=\"2.1\"/>\n"},
        Case{"properties p { score = 10  when = date > \"2026-01-01\"  maintenance-mode = true }",
             "<cluster_property_set id=\"p\" score=\"10\">\n<rule id=\"p-rule\" score=\"INFINITY\">\n"
             "<date_expression id=\"p-rule-expr\" operation=\"gt\" start=\"2026-01-01\"/>\n</rule>\n"
             "<nvpair id=\"p-maintenance-mode\" name=\"maintenance-mode\" value=\"true\"/>\n"},
        Case{
            "properties p { values { score = 5 }  nvpair a { value = \"1\" }  nvpair a { value = \"2\"  id = \"x\" } }",
            "<nvpair id=\"p-score\" name=\"score\" value=\"5\"/>\n<nvpair id=\"p-a\" name=\"a\" value=\"1\"/>\n"
            "<nvpair id=\"x\" name=\"a\" value=\"2\"/>\n"},
        Case{"defaults resource r { resource-stickiness = 100 }",
             "<rsc_defaults>\n<meta_attributes id=\"r\">\n"
             "<nvpair id=\"r-resource-stickiness\" name=\"resource-stickiness\" value=\"100\"/>\n"},
        Case{"defaults op { timeout = 60s  when = rsc(\"class\", \"ocf\") && op(\"name\", \"monitor\") }",
             "<rule id=\"op_defaults-options-rule\" boolean-op=\"and\" score=\"INFINITY\">\n"
             "<rsc_expression id=\"op_defaults-options-rule-expr\" class=\"ocf\"/>\n"
             "<op_expression id=\"op_defaults-options-rule-expr-1\" name=\"monitor\"/>\n</rule>\n"},
        Case{"place p { resource = web  node = alpha  score = 200 }",
             "<rsc_location id=\"p\" rsc=\"web\" node=\"alpha\" score=\"200\"/>\n"},
        Case{"place p { pattern = \"^w\"  node = alpha  score = -infinity  resource-discovery = never }",
             "<rsc_location id=\"p\" node=\"alpha\" score=\"-INFINITY\" rsc-pattern=\"^w\" "
             "resource-discovery=\"never\"/>\n"},
        Case{
            "place p { resource = web  score = 5  role = Started  when = !defined(a) || number(a) < 1 && uname != "
            "\"beta\" }",
            "<rsc_location id=\"p\" rsc=\"web\">\n<rule id=\"p-rule\" score=\"5\" role=\"Started\" boolean-op=\"or\">\n"
            "<expression id=\"p-rule-expr\" attribute=\"a\" operation=\"not_defined\"/>\n"
            "<rule id=\"p-rule-rule\" boolean-op=\"and\" score=\"INFINITY\">\n"
            "<expression id=\"p-rule-rule-expr\" attribute=\"a\" operation=\"lt\" type=\"number\" value=\"1\"/>\n"
            "<expression id=\"p-rule-rule-expr-1\" attribute=\"#uname\" operation=\"ne\" value=\"beta\"/>\n"
            "</rule>\n</rule>\n"},
        Case{"place p { resource = web  rule r { score-attribute = pingd  when = defined(pingd) } }",
             "<rule id=\"r\" score-attribute=\"pingd\">\n"
             "<expression id=\"r-expr\" attribute=\"pingd\" operation=\"defined\"/>\n"},
        Case{"place p { resource = web  score = 1  when = date_spec(\"hours\", \"9-16\")  when_ids = [\"d\", \"s\"] }",
             "<date_expression id=\"d\" operation=\"date_spec\">\n<date_spec id=\"s\" hours=\"9-16\"/>\n"},
        Case{"place p { resource = web  score = 1  when = in_range(\"2026-01-01\", none(), duration(\"months\", "
             "\"1\")) }",
             "<date_expression id=\"p-rule-expr\" operation=\"in_range\" start=\"2026-01-01\">\n"
             "<duration id=\"p-rule-expr-duration\" months=\"1\"/>\n"},
        Case{"colocate c { resource = web  with = db.started  score = infinity  node-attribute = rack }",
             "<rsc_colocation id=\"c\" rsc=\"web\" with-rsc=\"db\" score=\"INFINITY\" with-rsc-role=\"Started\" "
             "node-attribute=\"rack\"/>\n"},
        Case{"colocate c { score = -infinity  set s { members = [web, db]  sequential = false } }",
             "<rsc_colocation id=\"c\" score=\"-INFINITY\">\n<resource_set id=\"s\" sequential=\"false\">\n"
             "<resource_ref id=\"web\"/>\n<resource_ref id=\"db\"/>\n"},
        Case{"order o { first = db.promote  then = web.start  kind = optional  symmetrical = false }",
             "<rsc_order id=\"o\" first=\"db\" then=\"web\" first-action=\"promote\" then-action=\"start\" "
             "kind=\"Optional\" symmetrical=\"false\"/>\n"},
        Case{"order o { steps = [web, any_of(db, web), parallel(db)] }",
             "<resource_set id=\"o-set\">\n<resource_ref id=\"web\"/>\n</resource_set>\n"
             "<resource_set id=\"o-set-1\" sequential=\"false\" require-all=\"false\">\n"
             "<resource_ref id=\"db\"/>\n<resource_ref id=\"web\"/>\n</resource_set>\n"
             "<resource_set id=\"o-set-2\" sequential=\"false\">\n<resource_ref id=\"db\"/>\n"},
        Case{"ticket t { ticket = \"site a\"  resource = db  loss-policy = fence }",
             "<rsc_ticket id=\"t\" ticket=\"site a\" rsc=\"db\" loss-policy=\"fence\"/>\n"},
        Case{"tag t { members = [web, db] }", "<tag id=\"t\">\n<obj_ref id=\"web\"/>\n<obj_ref id=\"db\"/>\n"},
        Case{"topology l { pattern = \"^a\"  index = 2  devices = [\"x\", \"y\"] }",
             "<fencing-level id=\"l\" index=\"2\" devices=\"x,y\" target-pattern=\"^a\"/>\n"},
        Case{"acl_role r { read = xpath(\"//status\")  deny = property }  acl_user u { roles = [r] }",
             "<acl_role id=\"r\">\n<acl_permission id=\"r-read\" kind=\"read\" xpath=\"//status\"/>\n"
             "<acl_permission id=\"r-deny\" kind=\"deny\" object-type=\"property\"/>\n</acl_role>\n"
             "<acl_target id=\"u\">\n<role id=\"r\"/>\n"},
        Case{"acl_role r { write w { reference = web  description = \"d\" } }  acl_group g { roles = [r] }",
             "<acl_permission id=\"w\" kind=\"write\" description=\"d\" reference=\"web\"/>\n</acl_role>\n"
             "<acl_group id=\"g\">\n<role id=\"r\"/>\n"},
        Case{"alert a \"/bin/x\" { select = [attributes, nodes]  attributes = [\"site\"]\n"
             "recipient r { value = \"v\"  params { k = \"1\" } } }",
             "<alert id=\"a\" path=\"/bin/x\">\n<select>\n<select_attributes>\n"
             "<attribute id=\"a-select-site\" name=\"site\"/>\n</select_attributes>\n<select_nodes/>\n</select>\n"
             "<recipient id=\"r\" value=\"v\">\n<instance_attributes id=\"r-instance_attributes\">\n"
             "<nvpair id=\"r-instance_attributes-k\" name=\"k\" value=\"1\"/>\n"},
        Case{"node gamma { cib_id = \"g-1\"  type = remote  fencing = false  attributes { standby = true }  "
             "utilization u { cpu = 4 } }",
             "<node id=\"g-1\" uname=\"gamma\" type=\"remote\">\n<instance_attributes id=\"nodes-g-1\">\n"
             "<nvpair id=\"nodes-g-1-standby\" name=\"standby\" value=\"true\"/>\n</instance_attributes>\n"
             "<utilization id=\"u\">\n<nvpair id=\"u-cpu\" name=\"cpu\" value=\"4\"/>\n"}));

TEST(Words, LiteralClusterHasNothingOfHalesOwn) {
    const Compiled c = compile("literal = true  schema = \"2.10\"  sections = [resources, nodes, alerts]");
    EXPECT_EQ(c.text.find("stonith-enabled"), std::string::npos);
    EXPECT_EQ(c.text.find("rsc_defaults"), std::string::npos);
    EXPECT_NE(c.text.find("validate-with=\"pacemaker-2.10\""), std::string::npos);
    EXPECT_LT(c.text.find("<resources"), c.text.find("<nodes"));
    EXPECT_NE(c.text.find("<alerts/>"), std::string::npos);
    EXPECT_EQ(c.text.find("<crm_config"), std::string::npos);
}

TEST(Words, UnknownNamesAreErrorsAndQuotedOnesWarnings) {
    const Compiled bare = compile("place p { resource = wbe  node = alpha  score = 1 }");
    EXPECT_TRUE(bare.has("HL1062 7")) << bare.all();
    const Compiled quoted = compile("place p { resource = \"wbe\"  node = alpha  score = 1 }");
    EXPECT_TRUE(quoted.has("HL3200 7")) << quoted.all();
    EXPECT_NE(quoted.text.find("rsc=\"wbe\""), std::string::npos);
    const Compiled kind = compile("order o { first = web  then = db  kind = \"foo\" }");
    EXPECT_TRUE(kind.has("HL2005 7")) << kind.all();
    EXPECT_NE(kind.text.find("kind=\"foo\""), std::string::npos);
    EXPECT_EQ(compile("order o { first = web  then = db  kind = foo }").text, "");
    EXPECT_EQ(compile("place p { resource = web  scroe = 1 }").text, "");
}

TEST(Release, EachHasItsOwnWordForARole) {
    const std::string text = "place p { resource = web  node = alpha  score = 1  role = Promoted }";
    EXPECT_NE(compile(text).text.find("pacemaker-3.7"), std::string::npos);
    for (const char* old : {"1.1", "2.0"}) {
        EXPECT_NE(compile(text, "pacemaker", old).text.find("role=\"Master\""), std::string::npos) << old;
    }
    const std::string before = "place p { resource = web  node = alpha  score = 1  role = Slave }";
    for (const char* now : {"2.1", "3.0"}) {
        EXPECT_NE(compile(before, "pacemaker", now).text.find("role=\"Unpromoted\""), std::string::npos) << now;
    }
}

TEST(Release, EachHasItsOwnNameForFencing) {
    const std::string text = "properties { fencing-enabled = true  fencing-timeout = 90s }";
    EXPECT_NE(compile(text, "pacemaker", "2.1").text.find("name=\"stonith-timeout\""), std::string::npos);
    EXPECT_NE(compile(text, "pacemaker", "3.0").text.find("name=\"fencing-timeout\""), std::string::npos);
}

TEST(Release, WhatItDoesNotKnowIsNamed) {
    const std::string influence = "colocate c { resource = web  with = db  score = 1  influence = false }";
    const Compiled c = compile(influence, "pacemaker", "2.0");
    EXPECT_EQ(c.text, "");
    EXPECT_TRUE(c.has("HL4110 7: Pacemaker 2.0 does not know influence")) << c.all();
    EXPECT_NE(compile(influence, "pacemaker", "2.1").text, "");
    EXPECT_NE(compile(influence).text.find("pacemaker-3.6"), std::string::npos);

    const std::string lifetime = "order o { first = web  then = db  lifetime { when = date < \"2030-01-01\" } }";
    EXPECT_TRUE(compile(lifetime, "pacemaker", "3.0").has("HL4122 7: Pacemaker 3.0 no longer knows <lifetime>"));
    EXPECT_NE(compile(lifetime, "pacemaker", "2.1").text, "");
}

TEST(Release, TheRoleThatAResourceShallHave) {
    const std::string text = "defaults resource { target-role = Promoted }";
    EXPECT_NE(compile(text).text.find("pacemaker-3.7"), std::string::npos);
    EXPECT_NE(compile(text, "pacemaker", "2.0").text.find("value=\"Master\""), std::string::npos);
    EXPECT_NE(compile(text, "pacemaker", "2.1").text.find("value=\"Promoted\""), std::string::npos);
}

TEST(Release, WhatAnActionRequires) {
    const std::string text = "vm third { xml = \"/x.xml\"  op start { timeout = 5s  requires = quorum } }";
    const std::string gone = " no longer knows requires of <op>";
    EXPECT_NE(compile(text, "pacemaker", "1.1").text.find("requires=\"quorum\""), std::string::npos);
    EXPECT_TRUE(compile(text, "pacemaker", "2.1").has("HL4122 7: Pacemaker 2.1" + gone));
    EXPECT_TRUE(compile(text).has("HL4122 7: Pacemaker 2.0" + gone)) << compile(text).all();
}

}  // namespace
}  // namespace hale
