// docs/reference/corosync.md has a row for every word of these constructs, and every key of theirs.

#include <fstream>

#include "tests/unit/corosync/harness.h"

namespace hale::test {
namespace {

TEST(CorosyncDocs, HaveARowForEveryWord) {
    std::ifstream in(HALE_SOURCE_DIR "/docs/reference/corosync.md");
    const std::string page{std::istreambuf_iterator<char>(in), {}};
    Bench run;
    std::size_t seen = 0;
    for (const char* name :
         {"totem", "interface", "quorum", "quorum_device", "logging", "logger_subsys", "system", "watchdog", "nozzle",
          "uidgid", "fence_virtd", "virt_listener", "virt_backend", "virt_group"}) {
        const schema::Kind* kind = run.library->find(schema::KindClass::Construct, name);
        ASSERT_NE(kind, nullptr) << name;
        const std::string_view manager = kind->mapping("corosync").declared ? "corosync" : "fence_virt";
        for (const schema::Attribute& a : kind->attributes) {
            EXPECT_NE(page.find("| `" + a.name + "` | "), std::string::npos) << name << "." << a.name;
            const schema::MapRow* row = kind->mapping(manager).row(a.name);
            if (row != nullptr && !row->target.empty()) {
                EXPECT_NE(page.find("." + row->target), std::string::npos) << name << "." << row->target;
            }
            ++seen;
        }
    }
    EXPECT_GT(seen, 140u);
    EXPECT_EQ(run.found(), "") << run.all();
}

}  // namespace
}  // namespace hale::test
