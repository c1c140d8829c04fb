// The order engine on every CIB of the corpus.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "tests/unit/pacemaker/order_judge.h"

namespace hale::pacemaker {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> cibs_in(const fs::path& dir) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(dir)) {
        if (entry.path().extension() == ".xml") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

void judge_own(bool stop) {
    const std::string missing = missing_for_order();
    if (!missing.empty()) GTEST_SKIP() << missing << " is missing";
    const OrderTotals total = judge_orders(cibs_in(HALE_SOURCE_DIR "/tests/corpus/pacemaker"), stop);
    EXPECT_EQ(total.disagree, 0U);
    EXPECT_GT(total.acting, 0U);
}

TEST(OrderOwn, ClaimsTheStartsOfTheScheduler) { judge_own(false); }
TEST(OrderOwn, ClaimsTheStopsOfTheScheduler) { judge_own(true); }

void judge_corpus(bool stop) {
    const std::string missing = missing_for_order();
    if (!missing.empty()) GTEST_SKIP() << missing << " is missing";
    const char* set = std::getenv("HALE_DATA");
    const fs::path data = set != nullptr ? fs::path(set) : fs::path(HALE_SOURCE_DIR "/../shared/data");
    std::vector<fs::path> files;
    for (const char* folder : {"cib-corpus/v1.1.24", "cib-corpus/v2.1.5", "cib-corpus/head", "realworld"}) {
        const fs::path dir = data / "pacemaker" / folder;
        if (!fs::is_directory(dir)) GTEST_SKIP() << dir << " is missing";
        for (const fs::path& file : cibs_in(dir)) files.push_back(file);
    }
    const OrderTotals total = judge_orders(files, stop);
    EXPECT_GT(total.acting, 100U);
    EXPECT_GT(total.agree, 1000U);
}

TEST(OrderCorpus, ClaimsTheStartsOfTheScheduler) { judge_corpus(false); }
TEST(OrderCorpus, ClaimsTheStopsOfTheScheduler) { judge_corpus(true); }

}  // namespace
}  // namespace hale::pacemaker
