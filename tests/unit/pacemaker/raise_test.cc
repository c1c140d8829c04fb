// lower∘analyse∘print∘raise = id over the corpus, for everything but the resources themselves.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "backends/pacemaker/lower.h"
#include "backends/pacemaker/raise.h"
#include "backends/pacemaker/read.h"
#include "backends/pacemaker/write.h"
#include "compiler/decompile/print.h"
#include "compiler/diag/render.h"
#include "compiler/expand/expand.h"
#include "compiler/schema/agents.h"
#include "compiler/schema/load.h"
#include "compiler/sema/analyse.h"
#include "tests/unit/pacemaker/xml_compare.h"

namespace hale::pacemaker {
namespace {

namespace fs = std::filesystem;

/// One run of a compiler from a CIB to a CIB.
struct Trip {
    source::SourceManager sources;
    diag::Sink sink;
    std::unique_ptr<schema::Library> library =
        schema::with_agents(schema::make_library(sources, "", sink), sources, {}, sink);
    std::string hale;                        // the printed text
    std::optional<xml::Node> before, after;  // <configuration>

    explicit Trip(const std::string& text) {
        auto document = read(sources.add("cib.xml", text), sources, sink);
        if (!document) return;
        model::OriginTable raised;
        const block::Block cluster = raise(*document, "c", *library, raised, sink);
        hale = decompile::print({cluster});
        before = configuration(*document);
        compile();
    }
    void compile() {
        model::OriginTable origins;
        auto blocks = expand::expand(sources, sources.add("c.hale", hale), {}, origins, sink);
        const model::Model model = sema::analyse(std::move(blocks), std::move(origins), *library, sink);
        if (model.clusters.empty()) return;
        const auto document = lower(model, model.clusters.front(), {}, sink);
        if (document) after = configuration(*document);
    }
    static xml::Node configuration(const Document& document) {
        xml::Tree tree = write(document);
        xml::Node out = *tree.root.child("configuration");
        std::erase_if(out.children, [](const xml::Node& n) {
            return n.kind == xml::NodeKind::Comment || (n.children.empty() && n.attributes.empty());
        });
        test::drop_comments(out);
        test::sort_attributes(out);
        return out;
    }
    std::string serious() const {
        std::string out;
        for (const diag::Diagnostic& d : sink.diagnostics()) {
            if (d.severity == diag::Severity::Error && d.code != 3010)
                out += diag::code_name(d.code) + ": " + d.message + "\n";
        }
        return out;
    }
    std::string lost() const {
        if (!before) return "cannot be read";
        if (!after) return "is refused: " + serious();
        return test::difference(*before, *after, "");
    }
};

class Constructs : public testing::TestWithParam<const char*> {};

TEST_P(Constructs, LowerOfRaiseIsTheSame) {
    const char* data = std::getenv("HALE_DATA");
    const fs::path dir =
        (data != nullptr ? fs::path(data) : fs::path(HALE_SOURCE_DIR "/../shared/data")) / "pacemaker" / GetParam();
    if (!fs::is_directory(dir)) GTEST_SKIP() << dir << " is missing";
    int files = 0, same = 0, native = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(dir)) {
        if (entry.path().extension() != ".xml") continue;
        ++files;
        const Trip trip(test::slurp(entry.path()));
        const std::string lost = trip.lost();
        EXPECT_EQ(lost, "") << entry.path().filename() << "\n" << trip.serious();
        same += lost.empty() ? 1 : 0;
        if (trip.hale.find("native") != std::string::npos) {
            ++native;
            std::cout << "  native: " << entry.path().filename().string() << "\n";
        }
    }
    std::cout << GetParam() << ": " << same << " of " << files << " the same, " << native << " with native\n";
    EXPECT_GT(files, 0);
}

INSTANTIATE_TEST_SUITE_P(Raise, Constructs,
                         testing::Values("cib-corpus/v1.1.24", "cib-corpus/v2.1.5", "cib-corpus/head", "realworld"));

}  // namespace
}  // namespace hale::pacemaker
