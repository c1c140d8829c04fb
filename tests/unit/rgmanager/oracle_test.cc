// The proof of the order engine and of the reader: for every cluster.conf of the corpora, read → raise → analyse →
// order gives, line by line, what the real rg_test printed.

#include <gtest/gtest.h>

#include "backends/rgmanager/order_text.h"
#include "backends/rgmanager/raise.h"
#include "backends/rgmanager/read.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

struct Imported {
    source::SourceManager sources;
    diag::Sink sink;
    model::Model model;
    bool read_it = false;

    explicit Imported(const std::string& text) {
        // Kinds are the same for every file; their texts live as long as the test.
        static source::SourceManager declarations;
        static diag::Sink mistakes;
        static const std::unique_ptr<schema::Library> library = schema::make_library(declarations, "", mistakes);
        const auto document = read(sources.add("cluster.conf", text), sources, sink);
        if (!document) return;
        read_it = true;
        model::OriginTable origins;
        auto blocks = raise(*document, RaiseMode::AsItRuns, *library, origins, sink);
        model = sema::analyse(std::move(blocks), std::move(origins), *library, sink);
    }
};

/// rg_test also prints warnings on stdout.
std::string plain(const std::string& oracle) {
    std::string out, line;
    std::istringstream in(oracle);
    while (std::getline(in, line)) {
        if (line.rfind("## ", 0) == 0 || line.rfind("[start] ", 0) == 0 || line.rfind("[stop] ", 0) == 0)
            out += line + '\n';
    }
    return out;
}

void compare(bool stop, std::size_t& equal, std::size_t& total) {
    for (const auto& conf : testing_data::confs()) {
        const auto oracle = testing_data::root() / "oracle" / (conf.name + (stop ? ".stop.txt" : ".start.txt"));
        if (!std::filesystem::exists(oracle)) continue;
        ++total;
        Imported got(testing_data::slurp(conf.path));
        ASSERT_TRUE(got.read_it) << conf.path;
        ASSERT_EQ(got.model.clusters.size(), 1u) << conf.path;
        const std::string wanted = plain(testing_data::slurp(oracle));
        const std::string order = order_text(got.model, got.model.clusters[0], stop);
        EXPECT_EQ(order, wanted) << conf.path;
        if (order == wanted) ++equal;
    }
}

TEST(RgmanagerOracle, StartOrderIsTheRealOne) {
    SKIP_WITHOUT_CORPUS();
    std::size_t equal = 0, total = 0;
    compare(false, equal, total);
    EXPECT_GE(total, 86u);
    std::cout << "[ oracle   ] start order equal for " << equal << " of " << total << " files\n";
}

TEST(RgmanagerOracle, StopOrderIsTheRealOne) {
    SKIP_WITHOUT_CORPUS();
    std::size_t equal = 0, total = 0;
    compare(true, equal, total);
    EXPECT_GE(total, 86u);
    std::cout << "[ oracle   ] stop order equal for " << equal << " of " << total << " files\n";
}

}  // namespace
}  // namespace hale::rgmanager
