// lower∘analyse∘print∘raise = id over the corpus, for everything but the resources themselves.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raise.h"
#include "backends/pacemaker/read.h"
#include "backends/pacemaker/write.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/agents.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"
#include "tests/unit/pacemaker/xml_compare.h"

namespace hale::pacemaker {
namespace {

namespace fs = std::filesystem;

/// One run of a compiler from a CIB to a CIB.
struct Trip {
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<schema::Library> library =
        schema::with_agents(schema::make_library(sources, "", sink), sources, {}, sink);
    std::string hale;                        // the printed text
    std::optional<xml::Node> before, after;  // <configuration>

    explicit Trip(const std::string& text) {
        auto document = read(sources.add("cib.xml", text), sources, sink);
        if (!document) return;
        model::OriginTable raised;
        const block::Block cluster = raise(*document, "c", *library, raised, sink);
        hale = decompile::print({cluster});
        before = configuration(*document);
        compile();
    }
    void compile() {
        model::OriginTable origins;
        auto blocks = expand::expand(sources, sources.add("c.hale", hale), {}, origins, sink);
        const model::Model model = sema::analyse(std::move(blocks), std::move(origins), *library, sink);
        if (model.clusters.empty()) return;
        const auto document = lower(model, model.clusters.front(), {}, sink);
        if (document) after = configuration(*document);
    }
    static xml::Node configuration(const Document& document) {
        xml::Tree tree = write(document);
        xml::Node out = *tree.root.child("configuration");
        std::erase_if(out.children, [](const xml::Node& n) {
            return n.kind == xml::NodeKind::Comment || (n.children.empty() && n.attributes.empty());
        });
        test::drop_comments(out);
        test::sort_attributes(out);
        return out;
    }
    std::string serious() const {
        std::string out;
        for (const diag::Diagnostic& d : sink.diagnostics()) {
            if (d.severity == diag::Severity::Error && d.code != 3010)
                out += diag::code_name(d.code) + ": " + diag::message(d) + "\n";
        }
        return out;
    }
    std::string lost() const {
        if (!before) return "cannot be read";
        if (!after) return "is refused: " + serious();
        return test::difference(*before, *after, "");
    }
};

class Constructs : public testing::TestWithParam<const char*> {};

TEST_P(Constructs, LowerOfRaiseIsTheSame) {
    const char* data = std::getenv("HALE_DATA");
    const fs::path dir =
        (data != nullptr ? fs::path(data) : fs::path(HALE_SOURCE_DIR "/../shared/data")) / "pacemaker" / GetParam();
    if (!fs::is_directory(dir)) GTEST_SKIP() << dir << " is missing";
    int files = 0, same = 0, native = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
        if (entry.path().extension() != ".xml") continue;
        ++files;
        const Trip trip(test::slurp(entry.path()));
        const std::string lost = trip.lost();
        EXPECT_EQ(lost, "") << entry.path().filename() << "\n" << trip.serious();
        same += lost.empty() ? 1 : 0;
        if (trip.hale.find("native") != std::string::npos) {
            ++native;
            std::cout << "  native: " << entry.path().filename().string() << "\n";
        }
    }
    std::cout << GetParam() << ": " << same << " of " << files << " the same, " << native << " with native\n";
    EXPECT_GT(files, 0);
}

/// Sections as people and old tools write them: what no word says rides along as native.
TEST(Raise, KeepsOddThings) {
    const std::string sections[] = {
        R"(<crm_config><cluster_property_set id="a"><nvpair id="a-x" name="x" value=""/><nvpair id="y" name="in" value="1"/>
<nvpair id="z" name="x y" value="${q} &quot;&#10;"/><nvpair id="w" name="when"/></cluster_property_set>
<cluster_property_set id-ref="a"/><odd a="1"><b/></odd></crm_config>)",
        R"(<crm_config><cluster_property_set id="a" zz="1"><nvpair id="a-dc-version" name="dc-version" value="1"/>
<nvpair id="a-s" name="score" value="1"/><nvpair id-ref="q" name="n"/><rule id="r" score="0"><expression id="e"
attribute="#uname" operation="eq" value="a"/></rule></cluster_property_set></crm_config>)",
        R"(<nodes><node id="007" uname="a b" type="member" foo="1"><utilization id="u"/><instance_attributes id="i">
<nvpair id="i-standby" name="standby" value="on"/></instance_attributes><x/></node><node id="n" uname="uname"/></nodes>)",
        R"(<constraints><rsc_location id="l" rsc="a" node="n" score="+INFINITY" role="Started" odd="1"/><rsc_location id="m"
rsc="date" score-attribute="x"><rule id="m-rule" score="-5" role="Master"><rule id="n1" boolean-op="and" score="0">
<expression id="e1" attribute="date" operation="gt" value="-3" type="number"/></rule></rule></rsc_location>
<rsc_order id="o" first="a" then="b.c" first-action="promote" then-action="notify" symmetrical="False" kind="Mandatory"/>
<rsc_colocation id="c.1" rsc="a" with-rsc="b" rsc-role="Master" with-rsc-role="odd" score="infinity"/>
<rsc_order id="p"><resource_set id="p-set" sequential="true"><resource_ref id="a"/></resource_set><resource_set
id-ref="p-set"/></rsc_order><rsc_ticket id="t" ticket="t" rsc="a"/><rsc_location id="q" rsc="a"><rule id-ref="r"/>
</rsc_location><rsc_location id="s" rsc="a"><rule id="s1" score="1"><date_expression id="d" operation="in_range"
end="2020"><duration id="du" months="1"/></date_expression><unknown/></rule></rsc_location><strange/></constraints>)",
        R"(<constraints><rsc_location id="l" rsc="a"><lifetime><rule id="x" score="1"><expression id="y" attribute="a b"
operation="defined"/></rule></lifetime></rsc_location><rsc_location id="k" rsc="a"><rule id="k-rule" score="1"
boolean-op="or"><rule id="k2" boolean-op="or"><expression id="k3" attribute="a" operation="ne" value="1.0"/><expression
id="k4" attribute="in" operation="lte" value="true" type="version" value-source="literal"/></rule></rule></rsc_location>
</constraints>)",
        R"(<fencing-topology><fencing-level id="f" target="n" index="01" devices="a,b"/><fencing-level id="g"
target-attribute="x" target-value="y" index="1" devices="a"/></fencing-topology>)",
        R"(<acls><acl_role id="r" description="d"><acl_permission id="p" kind="odd" xpath="x"/><read id="q" ref="x"
attribute="y"/></acl_role><acl_user id="u v"><role_ref id="r"/><write id="w" tag="t"/></acl_user><acl_target id="1">
<role id="r" x="1"/></acl_target></acls>)",
        R"(<tags><tag id="t"><obj_ref id="a b"/></tag></tags>)",
        R"(<alerts><alert id="a" path="p q"><meta_attributes id="m"/><select><select_nodes/><select_attributes>
<attribute id="i" name="n"/></select_attributes></select><recipient id="r" value=""><x/></recipient></alert><alert
id="b" path=""><select/></alert></alerts>)",
        R"(<rsc_defaults/><op_defaults><meta_attributes id="o"/></op_defaults>)"};
    for (const std::string& section : sections) {
        const Trip trip("<cib><configuration>" + section + "</configuration></cib>");
        EXPECT_EQ(trip.lost(), "") << trip.serious() << trip.hale;
    }
}

INSTANTIATE_TEST_SUITE_P(Raise, Constructs,
                         testing::Values("cib-corpus/v1.1.24", "cib-corpus/v2.1.5", "cib-corpus/head", "realworld"));

}  // namespace
}  // namespace hale::pacemaker
