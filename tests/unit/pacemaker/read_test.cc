// write∘read = id over the corpus and the real CIBs: element by element, comments and ids included.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

#include "backends/pacemaker/read.h"
#include "backends/pacemaker/write.h"
#include "compiler/xml/read.h"
#include "tests/unit/pacemaker/xml_compare.h"

namespace hale::pacemaker {
namespace {

namespace fs = std::filesystem;

/// Empty when the text survives.
std::string lost(const std::string& name, const std::string& text) {
    source::SourceManager sources;
    diag::Sink sink;
    const source::FileId file = sources.add(name, text);
    const auto document = read(file, sources, sink);
    auto before = xml::read(file, sources, sink);
    if (!document || !before) return "cannot be read";
    xml::Tree after = write(*document);
    test::sort_attributes(before->root);
    test::sort_attributes(after.root);
    if (!(before->before == after.before) || !(before->after == after.after)) return "comments around <cib>";
    return test::difference(before->root, after.root, "");
}

class Corpus : public testing::TestWithParam<const char*> {};

TEST_P(Corpus, WriteOfReadIsTheSame) {
    const char* data = std::getenv("HALE_DATA");
    const fs::path dir = std::string_view(GetParam()) == "own"
                             ? fs::path(HALE_SOURCE_DIR "/tests/corpus/pacemaker")
                             : (data != nullptr ? fs::path(data) : fs::path(HALE_SOURCE_DIR "/../shared/data")) /
                                   "pacemaker" / GetParam();
    if (!fs::is_directory(dir)) GTEST_SKIP() << dir << " is missing";
    int files = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
        if (entry.path().extension() != ".xml") continue;
        ++files;
        const std::string difference = lost(entry.path().filename(), test::slurp(entry.path()));
        EXPECT_EQ(difference, "") << entry.path();
    }
    std::cout << GetParam() << ": " << files << " files\n";
    EXPECT_GT(files, 0);
}

INSTANTIATE_TEST_SUITE_P(Read, Corpus,
                         testing::Values("own", "cib-corpus/v1.1.24", "cib-corpus/v2.1.5", "cib-corpus/head",
                                         "realworld"));

TEST(Read, KeepsWhatNoStructNames) {
    const std::string text = R"(<!-- top --><cib epoch="" validate-with="none" x="y"><!-- a --><configuration k="v">
<constraints><!-- c --><rsc_order id="o" first="a" then="" symmetrical="yes"><lifetime/></rsc_order><odd/></constraints>
<resources><clone id="c"/><master id="m"><primitive id="p" class="ocf"><operations/><!-- z --><meta_attributes id="s">
<!-- 1 --><nvpair id="n" name="x" foo="1"/><rule id="r"/><!-- 2 --></meta_attributes><operations id="2"/></primitive>
<primitive id="q"/></master><bundle id="b"><docker image=""/><primitive id="bp"/></bundle></resources>
<resources/><nodes><node id="1" uname=""/></nodes><acls/></configuration></cib><!-- end -->)";
    EXPECT_EQ(lost("a.xml", text), "");
}

TEST(Read, SaysWhereEachAttributeStands) {
    source::SourceManager sources;
    diag::Sink sink;
    const std::string text =
        "<cib><configuration><resources><primitive id=\"p\"\n class=\"ocf\"/></resources></configuration></cib>";
    const source::FileId file = sources.add("a.xml", text);
    const auto document = read(file, sources, sink);
    ASSERT_TRUE(document);
    const Markup& markup = std::get<Primitive>(document->resources.at(0)).markup;
    ASSERT_NE(markup.find("class"), nullptr);
    EXPECT_EQ(sources.text(markup.find("class")->value_span), "ocf");
    EXPECT_EQ(sources.text(markup.find("class")->name_span), "class");
    EXPECT_EQ(sources.position(file, markup.find("class")->name_span.begin).line, 2u);
    EXPECT_EQ(markup.find("type"), nullptr);
}

TEST(Read, RefusesWhatIsNoCib) {
    for (const char* text : {"<crm_mon/>", "<cib/>", "<cib><status/></cib>"}) {
        source::SourceManager sources;
        diag::Sink sink;
        EXPECT_FALSE(read(sources.add("a.xml", text), sources, sink));
        ASSERT_EQ(sink.diagnostics().size(), 1u) << text;
        EXPECT_EQ(sink.diagnostics().front().code, 5130);
    }
}

TEST(Read, KnowsACibByItsFirstElement) {
    EXPECT_TRUE(looks_like("<?xml version='1.0'?>\n<!-- <a> --><cib epoch='1'>"));
    EXPECT_TRUE(looks_like("<configuration>"));
    EXPECT_FALSE(looks_like("<cluster name='a'>"));
    EXPECT_FALSE(looks_like("cluster c { }"));
    EXPECT_FALSE(looks_like("<!-- open"));
    EXPECT_FALSE(looks_like(""));
}

}  // namespace
}  // namespace hale::pacemaker
