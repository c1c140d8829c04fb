#include "backends/rgmanager/document.h"

#include <gtest/gtest.h>

#include "backends/rgmanager/read.h"
#include "backends/rgmanager/write.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

struct Reading {
    source::SourceManager sources;
    diag::Sink sink;
    std::optional<Document> document;
    explicit Reading(std::string text) : document(read(sources.add("c.conf", std::move(text)), sources, sink)) {}
};

TEST(RgmanagerDocument, TypedPartsAreFound) {
    Reading r(R"(<?xml version="1.0"?>
<!-- top -->
<cluster name="c" config_version="7"><cman two_node="1"/>
<clusternodes><!-- n --><clusternode name="a" nodeid="1"><altname name="a2"/><fence>
<method name="1"><device name="d" port="1"/><device name="e"/></method></fence><unfence><device name="d"/></unfence>
</clusternode></clusternodes>
<fencedevices><fencedevice name="d" agent="fence_x"/></fencedevices>
<rm log_level="7"><failoverdomains><failoverdomain name="f"><failoverdomainnode name="a"/></failoverdomain></failoverdomains>
<events><event name="e"/></events>
<resources><ip address="1"><action name="status" depth="*"/></ip></resources>
<service name="s"><ip ref="1"><script name="x" file="/x"/></ip></service><vm name="v"/></rm></cluster>)");
    ASSERT_TRUE(r.document);
    const Document& d = *r.document;
    EXPECT_EQ(d.text("config_version"), "7");
    const auto* nodes = first<ClusterNodes>(d.items);
    ASSERT_NE(nodes, nullptr);
    const auto node = all<ClusterNode>(nodes->items);
    ASSERT_EQ(node.size(), 1u);
    const auto* method = first<Method>(first<Fence>(node[0]->items)->items);
    EXPECT_EQ(all<Device>(method->items).size(), 2u);
    EXPECT_EQ(r.sources.text(all<Device>(method->items)[0]->find("port")->value_span), "1");
    EXPECT_NE(first<Unfence>(node[0]->items), nullptr);
    const auto* rm = first<Rm>(d.items);
    ASSERT_NE(rm, nullptr);
    ASSERT_EQ(all<Resource>(rm->items).size(), 2u);
    EXPECT_EQ(all<Resource>(rm->items)[1]->type, "vm");
    const auto* ip = first<Resource>(all<Resource>(rm->items)[0]->items);
    EXPECT_EQ(ip->text("ref"), "1");
    EXPECT_EQ(first<Resource>(ip->items)->type, "script");
    EXPECT_NE(first<Action>(first<Resource>(first<Resources>(rm->items)->items)->items), nullptr);
}

TEST(RgmanagerDocument, AnotherRootIsRefused) {
    Reading r("<cib/>");
    EXPECT_FALSE(r.document);
    EXPECT_EQ(r.sink.diagnostics().at(0).code, 5010);
}

/// write(read(x)) = x: same content after another reading, and the same text from then on.
TEST(RgmanagerLaw, WritingIsTheInverseOfReading) {
    std::vector<std::filesystem::path> paths;
    for (const auto& conf : testing_data::confs()) paths.push_back(conf.path);
    if (const auto delta = testing_data::root() / "synthetic-delta"; std::filesystem::exists(delta)) {
        for (const auto& entry : std::filesystem::directory_iterator(delta)) paths.push_back(entry.path());
    }
    std::size_t count = 0;
    for (const auto& path : paths) {
        Reading first(testing_data::slurp(path));
        ASSERT_TRUE(first.document) << path;
        const auto once = write(*first.document, {}, first.sink);
        ASSERT_TRUE(once) << path;
        Reading second(once->text);
        ASSERT_TRUE(second.document) << path;
        EXPECT_TRUE(same(*first.document, *second.document)) << path;
        EXPECT_EQ(write(*second.document, {}, second.sink)->text, once->text) << path;
        EXPECT_EQ(once->lines.size(), static_cast<std::size_t>(std::count(once->text.begin(), once->text.end(), '\n')));
        ++count;
    }
    EXPECT_GE(count, 86u);
    std::cout << "[ law      ] write∘read = id on " << count << " files\n";
}

}  // namespace
}  // namespace hale::rgmanager
