// lower ∘ raise = id on documents, by the road that a user takes: cluster.conf → read → raise → print → .hale text →
// parse → analyse → lower → write → read, compared with the file. What differs must have been said by a diagnostic at
// its place; and files that were valid under cluster.rng stay valid.

#include <gtest/gtest.h>
#include <unistd.h>

#include "backends/rgmanager/unit_order.h"
#include "compiler/diag/render.h"
#include "tests/unit/rgmanager/corpus.h"
#include "tests/unit/rgmanager/round_trip.h"

namespace hale::rgmanager {
namespace {

using testing_data::RoundTrip;

std::string messages(const diag::Sink& sink) {
    std::string out;
    for (const auto& d : sink.diagnostics()) out += diag::code_name(d.code) + ": " + diag::message(d) + '\n';
    return out;
}

TEST(RgmanagerLaw, LoweringIsTheInverseOfRaising) {
    SKIP_WITHOUT_CORPUS();
    std::size_t same = 0, named = 0, total = 0, differences = 0, compared = 0;
    for (const auto& conf : testing_data::confs()) {
        ++total;
        const RoundTrip trip(testing_data::slurp(conf.path));
        ASSERT_TRUE(trip.original) << conf.path;
        EXPECT_TRUE(trip.again) << conf.name << " cannot be built again:\n" << trip.back->messages() << trip.hale;
        if (!trip.again) continue;
        ++(trip.differences == 0 ? same : named);
        differences += trip.differences;
        if (!trip.compared.empty()) std::cout << conf.name << '\n' << trip.compared;
        compared += static_cast<std::size_t>(std::count(trip.compared.begin(), trip.compared.end(), '\n'));
        for (const bool stop : {false, true}) {
            EXPECT_EQ(order::to_text(order_of(trip.back->model, trip.back->cluster(), stop)),
                      order::to_text(order_of(trip.direct->model, trip.direct->cluster(), stop)))
                << conf.name;
        }
    }
    EXPECT_GE(total, 85u);
    EXPECT_GE(same, 66u);
    std::cout << "[ law      ] import | build: " << same << " of " << total << " files come out the same, " << named
              << " with " << differences << " differences, all named by diagnostics, " << compared
              << " of these by the comparison itself\n";
}

TEST(RgmanagerLaw, PrintingIsTheInverseOfParsing) {
    SKIP_WITHOUT_CORPUS();
    std::size_t count = 0;
    for (const auto& conf : testing_data::confs()) {
        const RoundTrip trip(testing_data::slurp(conf.path));
        ASSERT_TRUE(trip.direct->document) << conf.name << trip.direct->messages();
        ASSERT_TRUE(trip.again) << conf.name;
        diag::Sink sink;
        EXPECT_EQ(report_differences(*trip.direct->document, *trip.again, sink), 0u) << conf.name << "\n"
                                                                                     << messages(sink) << trip.hale;
        ++count;
    }
    std::cout << "[ law      ] lower∘analyse∘parse∘print = lower∘analyse on " << count << " files\n";
}

std::size_t count_of(const std::string& text, std::string_view what) {
    std::size_t out = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++out;
    return out;
}

TEST(RgmanagerLaw, CommentsComeBack) {
    SKIP_WITHOUT_CORPUS();
    std::size_t before = 0, after = 0, moved = 0;
    for (const auto& conf : testing_data::confs()) {
        const std::string text = testing_data::slurp(conf.path);
        const RoundTrip trip(text);
        ASSERT_TRUE(trip.again) << conf.name;
        const std::size_t here = count_of(text, "<!--");
        before += here;
        after += count_of(trip.back->text, "<!--");
        EXPECT_EQ(count_of(trip.back->text, "<!--"), here) << conf.name << '\n' << trip.hale << trip.back->text;
        moved += count_of(trip.compared, "HL5150");
    }
    EXPECT_GE(before, 92u);
    EXPECT_EQ(moved, 0u);
    std::cout << "[ law      ] " << after << " of " << before << " comments come back, " << moved
              << " of them elsewhere\n";
}

TEST(RgmanagerRaise, WhatStandsInTheWrongSectionIsKept) {
    const RoundTrip trip(
        R"(<cluster name="c" config_version="1"><clusternodes><clusternode name="a" nodeid="1"/></clusternodes>
<fencedevice name="d" agent="fence_apc"/><clusternode name="b"/><failoverdomain name="f"/></cluster>)");
    ASSERT_TRUE(trip.again) << trip.hale << trip.back->messages();
    EXPECT_EQ(trip.differences, 0u) << trip.hale << trip.compared;
}

TEST(RgmanagerRaise, ACommentGoesWithWhatStandsBehindIt) {
    const RoundTrip trip(R"(<!-- one -->
<cluster name="c" config_version="1"><!-- two --><clusternodes><clusternode name="a" nodeid="1"/></clusternodes>
<!-- before --><rm><!-- three --><resources><!-- four --><!-- five --><script name="x" file="/x"/></resources>
<service name="s"><!-- six --><script ref="x"/><!-- seven --></service></rm><!-- eight --></cluster>)");
    EXPECT_EQ(trip.differences, 0u) << trip.hale << trip.compared << trip.back->text;
    for (const char* text : {"# one\ncluster c", "  # two\n\n  node a", "  # before\n  resource_manager",
                             "      # three\n      resources {}", "  # four\n\n  # five\n  shared script x",
                             "    # six\n    use x\n\n    # seven\n  }", "  # eight\n}"}) {
        EXPECT_EQ(count_of(trip.hale, text), 1u) << text << '\n' << trip.hale;
    }
}

TEST(RgmanagerRaise, EverySectionKeepsItsComments) {
    for (const char* text :
         {"<clusternodes><clusternode name='a' nodeid='1'/><!-- c --></clusternodes>",
          "<!-- a --><fencedevices><!-- b --><!-- c --><fencedevice name='d' agent='fence_apc'/></fencedevices><!-- d "
          "-->",
          "<fencedevices><!-- a --></fencedevices>", "<rm><!-- a --></rm>", "<!-- a --><rm/><!-- b -->",
          "<rm><failoverdomains><!-- a --></failoverdomains><!-- b --><resources/><!-- c --></rm>",
          "<rm><!-- a --><events><!-- b --><event name='e' file='/e'/><!-- c --></events></rm>",
          "<clusternodes><clusternode name='a' nodeid='1'><!-- a --><fence><!-- b --><method name='1'><!-- c -->"
          "<device name='d' port='1'/><!-- d --></method><!-- e --></fence><!-- f --></clusternode></clusternodes>"
          "<fencedevices><fencedevice name='d' agent='fence_apc' ipaddr='1.2.3.4'/></fencedevices>",
          "<totem><!-- a --><interface ringnumber='0'/><!-- b --></totem>",
          "<rm><service name='s'><script name='x' file='/x'><!-- a --><action name='status' depth='*' interval='10'/>"
          "</script></service></rm>"}) {
        const RoundTrip trip(std::string("<cluster name='c' config_version='1'>") + text + "</cluster>");
        ASSERT_TRUE(trip.again) << text << trip.hale << trip.back->messages();
        EXPECT_EQ(trip.differences, 0u) << text << '\n' << trip.hale << trip.compared << trip.back->text;
    }
}

bool valid(const std::string& text) {
    const auto file = std::filesystem::path(::testing::TempDir()) /
                      ("hale-rgmanager-roundtrip-" + std::to_string(::getpid()) + ".conf");
    std::ofstream(file) << text;
    const auto schema = testing_data::root() / "schema" / "cluster.rng";
    const std::string command =
        "xmllint --noout --relaxng '" + schema.string() + "' '" + file.string() + "' >/dev/null 2>&1";
    const bool ok = std::system(command.c_str()) == 0;
    std::filesystem::remove(file);
    return ok;
}

TEST(RgmanagerLaw, WhatWasValidStaysValid) {
    SKIP_WITHOUT_CORPUS();
    if (std::system("command -v xmllint >/dev/null 2>&1") != 0) GTEST_SKIP() << "no xmllint";
    std::size_t before = 0, after = 0, became = 0, total = 0;
    for (const auto& conf : testing_data::confs()) {
        const std::string text = testing_data::slurp(conf.path);
        const RoundTrip trip(text);
        if (!trip.again) continue;
        ++total;
        const bool was = valid(text), is = valid(trip.back->text);
        before += was;
        after += was && is;
        became += !was && is;
        EXPECT_TRUE(!was || is) << conf.name << "\n" << trip.back->text;
    }
    std::cout << "[ law      ] " << before << " of " << total << " files are valid under cluster.rng, " << after
              << " of them after import | build; " << became << " others became valid\n";
}

}  // namespace
}  // namespace hale::rgmanager
