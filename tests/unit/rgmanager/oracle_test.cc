// The proof of the order engine and of the reader: for every cluster.conf of the corpora, what `hale order` prints is,
// line by line, what the real rg_test printed.

#include <gtest/gtest.h>

#include "backends/backend.h"
#include "compiler/driver/session.h"
#include "compiler/lint/lint.h"
#include "tests/unit/rgmanager/corpus.h"

namespace hale::rgmanager {
namespace {

/// What `hale order FILE --target rgmanager` prints: the file is recognised by its content, and must be free of errors.
std::string printed(const std::string& text, bool stop) {
    MemoryFiles files;
    files.files["x"] = text;
    driver::SessionOptions options;
    options.allowed = lint::all_rules();
    driver::Session session(options, files);
    if (!session.load("x") || session.sink.has_errors() || session.model.clusters.size() != 1) return "not understood";
    const backends::Backend* backend = backends::find_backend("rgmanager");
    const auto order = backend->order(session.model, session.model.clusters[0], stop, session.sink);
    return order ? order::to_text(*order) : "no order";
}

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
        const std::string wanted = plain(testing_data::slurp(oracle));
        const std::string order = printed(testing_data::slurp(conf.path), stop);
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
