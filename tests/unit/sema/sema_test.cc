// What no built-in agent can show: agents of a test's own, given with `--agents DIR`.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "compiler/driver/session.h"

namespace hale {
namespace {

constexpr std::string_view kHead =
    "cluster c {\n"
    "  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
    "  node a { id = 1  fence { ipmi { ip = \"10.0.0.1\" } } }\n";

class Agents : public testing::Test {
protected:
    void SetUp() override {
        dir_ = std::filesystem::temp_directory_path() / ("hale_sema_" + std::to_string(::getpid()));
        std::filesystem::create_directories(dir_ / "agents");
    }
    void TearDown() override { std::filesystem::remove_all(dir_); }

    /// The codes that a cluster with this service gives, with these agents declared.
    std::vector<int> codes(const std::string& agents, const std::string& body) {
        std::ofstream(dir_ / "agents" / "own.hale") << agents;
        std::ofstream(dir_ / "c.hale") << kHead << body << "\n}\n";
        driver::SessionOptions options;
        options.agents_dir = (dir_ / "agents").string();
        driver::Session session(options, disk_);
        session.load((dir_ / "c.hale").string());
        std::vector<int> out;
        for (const auto& d : session.sink.diagnostics()) {
            out.push_back(d.code);
            notes_ = d.notes;
        }
        return out;
    }

    Disk disk_;
    std::filesystem::path dir_;
    std::vector<std::string> notes_;
};

constexpr const char* kBox =
    "agent box { primary = name  attr name { type = string }  attr size { type = int } "
    "child item { max = 1 } }\n";

TEST_F(Agents, RequiredAttributeWithoutAnythingToInherit) {
    const std::string item =
        "agent item { primary = name  attr name { type = string }  attr size { type = int  required = true  inherit = "
        "\"size\" } rgmanager { none = \"for tests\" } }\n";
    EXPECT_EQ(codes(kBox + item, "service s { box b { size = 3  item i {} } }"), std::vector<int>{});
    EXPECT_EQ(codes(kBox + item, "service s { box b { item i {} } }"), std::vector<int>{3005});
    ASSERT_EQ(notes_.size(), 1u);
    EXPECT_EQ(notes_.front(), "looked for `size` in box.b");
}

TEST_F(Agents, MoreChildrenThanTheAgentTakes) {
    const std::string item = "agent item { primary = name  attr name { type = string } }\n";
    EXPECT_EQ(codes(kBox + item, "service s { box b { item i {} } }"), std::vector<int>{});
    EXPECT_EQ(codes(kBox + item, "service s { box b { item i {}  item j {} } }"), std::vector<int>{3007});
}

TEST_F(Agents, DeprecatedAttribute) {
    const std::string box =
        "agent box { primary = name  attr name { type = string } attr old { type = int  deprecated = "
        "true  replaced_by = \"new\" } attr new { type = int } }\n";
    EXPECT_EQ(codes(box, "service s { box b { new = 1 } }"), std::vector<int>{});
    EXPECT_EQ(codes(box, "service s { box b { old = 1 } }"), std::vector<int>{2015});
}

}  // namespace
}  // namespace hale
