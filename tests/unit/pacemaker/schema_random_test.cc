// Random CIBs that the schema allows: read and written they are the same, and so they are imported and built again.

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

#include "backends/pacemaker/read.h"
#include "backends/pacemaker/write.h"
#include "tests/models/pacemaker_tools.h"
#include "tests/unit/pacemaker/schema_generator.h"
#include "tests/unit/pacemaker/trip.h"

namespace hale::pacemaker {
namespace {

constexpr const char* kSchemas = "/usr/share/pacemaker";
constexpr const char* kSchema = "pacemaker-3.2";

unsigned seeds() {
    const char* text = std::getenv("HALE_SEEDS");
    return text != nullptr ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : 40;
}

class SchemaRandom : public ::testing::Test {
protected:
    void SetUp() override {
        const std::string missing = test::missing_pacemaker_tools();
        if (!missing.empty()) GTEST_SKIP() << "not installed: " << missing;
    }
    test::SchemaGenerator generator{kSchemas};
};

TEST_F(SchemaRandom, AreValid) {
    for (unsigned seed = 0; seed < seeds(); ++seed) {
        const std::string cib = generator.cib(kSchema, seed);
        EXPECT_EQ(test::schema_errors(cib), "") << "seed " << seed << "\n" << cib;
    }
}

TEST_F(SchemaRandom, AreWrittenAsRead) {
    for (unsigned seed = 0; seed < seeds(); ++seed) {
        const std::string cib = generator.cib(kSchema, seed);
        source::SourceManager sources;
        diag::Sink sink;
        const auto document = read(sources.add("cib.xml", cib), sources, sink);
        ASSERT_TRUE(document) << "seed " << seed;
        const xml::Tree written = write(*document);
        ASSERT_NE(written.root.child("configuration"), nullptr);
        xml::Node found = *written.root.child("configuration");
        test::sort_attributes(found);
        EXPECT_EQ(test::difference(configuration(cib, true), found, ""), "") << "seed " << seed << "\n" << cib;
    }
}

TEST_F(SchemaRandom, AreImportedAndBuiltTheSame) {
    std::size_t refused = 0;
    for (unsigned seed = 0; seed < seeds(); ++seed) {
        const std::string cib = generator.cib(kSchema, seed);
        const Trip trip(cib);
        if (!trip.errors.empty()) {
            ++refused;
            std::cout << "seed " << seed << " refused: " << trip.errors;
            continue;
        }
        EXPECT_EQ(test::difference(configuration(cib, false), configuration(trip.cib, false), ""), "")
            << "seed " << seed << "\n"
            << cib << trip.hale;
    }
    std::cout << seeds() << " CIBs, " << refused << " refused\n";
}

}  // namespace
}  // namespace hale::pacemaker
