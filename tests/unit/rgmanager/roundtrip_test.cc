// lower ∘ raise = id on documents, by the road that a user takes: cluster.conf → read → raise → print → .hale text →
// parse → analyse → lower → write → read, compared with the file. What differs must have been said by a diagnostic at
// its place; and files that were valid under cluster.rng stay valid.

#include <gtest/gtest.h>

#include "backends/rgmanager/order_text.h"
#include "tests/unit/rgmanager/corpus.h"
#include "tests/unit/rgmanager/round_trip.h"

namespace hale::rgmanager {
namespace {

using testing_data::RoundTrip;

std::string messages(const diag::Sink& sink) {
    std::string out;
    for (const auto& d : sink.diagnostics()) out += diag::code_name(d.code) + ": " + d.message + '\n';
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
            EXPECT_EQ(order_text(trip.back->model, trip.back->cluster(), stop),
                      order_text(trip.direct->model, trip.direct->cluster(), stop))
                << conf.name;
        }
    }
    EXPECT_GE(total, 85u);
    EXPECT_GE(same, 56u);
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

std::string as_written(const std::string& text) {
    const std::string out = model::to_text(model::Value::string(text));
    return out.substr(1, out.size() - 2);
}

TEST(RgmanagerLaw, CommentsAreKept) {
    SKIP_WITHOUT_CORPUS();
    std::size_t kept = 0;
    for (const auto& conf : testing_data::confs()) {
        const RoundTrip trip(testing_data::slurp(conf.path));
        const std::string text = testing_data::slurp(conf.path);
        for (std::size_t at = text.find("<!--"); at != std::string::npos; at = text.find("<!--", at + 1)) {
            const std::size_t begin = text.find_first_not_of(" \t\r\n", at + 4);
            const std::string word =
                text.substr(begin, std::min(text.find_first_of("\r\n", begin), text.find("-->", begin)) - begin);
            std::string trimmed = word.substr(0, word.find_last_not_of(" \t") + 1);
            const bool found = trip.hale.find(trimmed) != std::string::npos ||
                               trip.hale.find(as_written(trimmed)) != std::string::npos;  // inside native
            EXPECT_TRUE(found || trimmed.empty() || trimmed == "-->") << conf.name << ": " << trimmed << '\n'
                                                                      << trip.hale;
            kept += found;
        }
    }
    EXPECT_GE(kept, 40u);
    std::cout << "[ law      ] " << kept << " comments are kept\n";
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
<cluster name="c" config_version="1"><!-- two --><clusternodes><!-- three --><clusternode name="a" nodeid="1"/></clusternodes>
<rm><!-- four --><resources><!-- five --><script name="x" file="/x"/></resources>
<service name="s"><!-- six --><script ref="x"/></service><!-- seven --></rm></cluster><!-- eight -->)");
    for (const char* text : {"# one\n\n# seven\n\n# eight\ncluster c", "  # two\n\n  # three\n  node a",
                             "  # four\n\n  # five\n  shared script x", "    # six\n    use x"}) {
        EXPECT_EQ(count_of(trip.hale, text), 1u) << text << '\n' << trip.hale;
    }
}

bool valid(const std::string& text) {
    const auto file = std::filesystem::path(::testing::TempDir()) / "hale-rgmanager-roundtrip.conf";
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
