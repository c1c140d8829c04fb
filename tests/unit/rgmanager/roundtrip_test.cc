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
