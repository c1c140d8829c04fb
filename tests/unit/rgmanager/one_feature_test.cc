// No attribute and no element disappears in silence: each one that cluster.conf's own schema (cluster.rng) documents is
// put into a small file, alone, and must come out of import | build as it went in, or be named by a diagnostic.

#include <gtest/gtest.h>

#include "tests/unit/rgmanager/documented.h"
#include "tests/unit/rgmanager/round_trip.h"

namespace hale::rgmanager {
namespace {

using testing_data::Builder;
using testing_data::Documented;
using DocumentedElement = testing_data::Element;
using testing_data::RoundTrip;

TEST(RgmanagerLaw, NoFeatureDisappears) {
    SKIP_WITHOUT_CORPUS();
    const auto documented = testing_data::documented_schema();
    ASSERT_TRUE(documented);
    const Builder builder(*documented);
    std::size_t same = 0, named = 0, compared = 0, refused = 0, total = 0;
    const auto run = [&](const DocumentedElement& element, const Documented* feature) {
        ++total;
        const std::string text = builder.text(element, feature);
        const std::string what = element.name + (feature != nullptr ? '.' + feature->name : "") +
                                 (feature != nullptr && !feature->agent.empty() ? " of " + feature->agent : "");
        const RoundTrip trip(text);
        ASSERT_TRUE(trip.original) << what << '\n' << text;
        if (!trip.again) {
            EXPECT_TRUE(trip.back->sink.has_errors()) << what;
            std::cout << what << " is refused: " << trip.back->messages();
            ++refused;
        } else if (trip.differences == 0) {
            ++same;
        } else if (trip.compared.empty()) {
            ++named;
        } else {
            std::cout << what << ": " << trip.compared;
            ++compared;
        }
    };
    for (const DocumentedElement& element : documented->elements) {
        run(element, nullptr);
        for (const Documented& feature : element.attributes) {
            if (feature.name != "ref") run(element, &feature);
        }
    }
    std::cout << "[ law      ] " << total << " files of one feature: " << same << " come out the same, " << named
              << " are named by a diagnostic of the import, " << compared << " by its comparison, " << refused
              << " by the build\n";
    EXPECT_GE(total, 900u);
    EXPECT_GE(same * 10, total * 9);
    EXPECT_EQ(refused, 1u) << "two_node with three nodes, and nothing else";
}

}  // namespace
}  // namespace hale::rgmanager
