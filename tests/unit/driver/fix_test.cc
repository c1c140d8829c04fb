// `check --fix`: what is mended, that nothing else changes, and that a manager's own file is left alone.

#include "compiler/driver/fix.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace hale::driver {
namespace {

/// A cluster around the body; the body begins in line 7.
std::string cluster(const std::string& body) {
    return "cluster c {\n  targets = [pacemaker]\n  fence_device ipmi fence_ipmilan { login = \"ha\" }\n"
           "  node alpha { id = 1  fence { ipmi { ip = \"10.9.0.11\" } } }\n"
           "  node beta { id = 2  fence { ipmi { ip = \"10.9.0.12\" } } }\n"
           "  defaults resource { resource-stickiness = 100  migration-threshold = 3 }\n" +
           body + "}\n";
}

std::string mended(const std::string& text, std::size_t* count = nullptr) {
    MemoryFiles files;
    files.files["a.hale"] = text;
    const Fixed out = fixed("a.hale", text, {}, files);
    if (count != nullptr) *count = out.count;
    return out.text;
}

TEST(Fix, OldWordsGetTheirNewOnes) {
    const std::string role =
        "  clone db {\n    promotable {}\n    resource pg ocf:heartbeat:pgsql {\n"
        "      op monitor { interval = 30s  timeout = 60s }\n"
        "      op monitor { interval = 15s  timeout = 60s  role = ";
    EXPECT_EQ(mended(cluster(role + "Master }\n    }\n  }\n")), cluster(role + "Promoted }\n    }\n  }\n"));
    const std::string fence = "cluster c {\n  fence_device d fence_apc { login = \"ha\"  ";
    const std::string rest = " = \"off\" }\n  node a { id = 1  fence { d { port = \"1\" } } }\n}\n";
    EXPECT_EQ(mended(fence + "option" + rest), fence + "action" + rest);
}

TEST(Fix, TheAdvisedTimeoutAndAnotherInterval) {
    const std::string ip =
        "  service s {\n    ip \"10.0.0.9/24\" {\n      enforce_timeouts = true\n      op monitor { timeout = ";
    EXPECT_EQ(mended(cluster(ip + "1s }\n    }\n  }\n")), cluster(ip + "10s }\n    }\n  }\n"));
    const std::string web = "  resource web ocf:heartbeat:apache {\n    op monitor { interval = 30s  timeout = 40s }\n";
    EXPECT_EQ(mended(cluster(web + "    op monitor { interval = 30s  timeout = 60s  depth = 10 }\n  }\n")),
              cluster(web + "    op monitor { interval = 31s  timeout = 60s  depth = 10 }\n  }\n"));
}

TEST(Fix, AMonitorOnALineOfItsOwnOrInTheOneLine) {
    const std::string monitor = "op monitor { interval = 10s  timeout = 40s }";
    const std::string several = "  resource web ocf:heartbeat:apache {\n    op start { timeout = 60s }\n";
    EXPECT_NE(mended(cluster(several + "  }\n")).find("    op start { timeout = 60s }\n    op monitor {"),
              std::string::npos);
    const std::string one = mended(cluster("  resource web ocf:heartbeat:apache {}\n"));
    EXPECT_NE(one.find("resource web ocf:heartbeat:apache { op monitor {"), std::string::npos) << one;
    std::size_t count = 9;
    EXPECT_EQ(mended(one, &count), one);
    EXPECT_EQ(count, 0u);
}

TEST(Fix, ALoopIsMendedOnce) {
    const std::string loop =
        "  for name in [\"a\", \"b\"] {\n    clone \"${name}\" {\n      promotable {}\n"
        "      target-role = ";
    const std::string rest =
        "\n      resource \"${name}-1\" ocf:heartbeat:pgsql { op monitor { interval = 30s } }\n"
        "    }\n  }\n";
    std::size_t count = 0;
    EXPECT_EQ(mended(cluster(loop + "Master" + rest), &count), cluster(loop + "Promoted" + rest));
    EXPECT_EQ(count, 1u);
}

TEST(Fix, WhatAParameterGaveIsLeftAlone) {
    const std::string text =
        "param t : duration = 1s\n" +
        cluster("  service s { ip \"10.0.0.9/24\" { enforce_timeouts = true  op monitor { timeout = t } } }\n");
    EXPECT_EQ(mended(text), text);
}

TEST(Fix, TwoEditsOfOnePlaceAreNotBothMade) {
    const source::FileId file(0);
    diag::Diagnostic first, second, apart;
    first.fixes.push_back({diag::FixSafety::Safe, "", {{{file, 2, 5}, "X"}}});
    second.fixes.push_back({diag::FixSafety::Safe, "", {{{file, 4, 6}, "Y"}}});
    apart.fixes.push_back({diag::FixSafety::Safe, "", {{{file, 5, 5}, "Z"}, {{file, 8, 9}, ""}}});
    const Fixed out = apply_fixes({first, second, apart}, file, "0123456789");
    EXPECT_EQ(out.text, "01XZ5679");
    EXPECT_EQ(out.count, 2u);
    apart.fixes[0].safety = diag::FixSafety::Maybe;
    EXPECT_EQ(apply_fixes({apart}, file, "0123456789").count, 0u);
    apart.fixes[0] = {diag::FixSafety::Safe, "", {{{source::FileId(1), 0, 1}, "other file"}}};
    EXPECT_EQ(apply_fixes({apart}, file, "0123456789").count, 0u);
}

std::string slurp(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Over every wrong golden test: no fix makes an error, and a second run finds nothing to do.
TEST(Fix, EveryCheck) {
    std::size_t changed = 0;
    for (const auto& entry : std::filesystem::directory_iterator(HALE_SOURCE_DIR "/tests/golden/checks")) {
        const std::string name = entry.path().filename().string();
        if (entry.path().extension() != ".hale" || name.find("_right") != std::string::npos) continue;
        MemoryFiles files;
        const std::string text = files.files["f"] = slurp(entry.path());
        const auto errors = [&] {
            Session session({}, files);
            session.load("f");
            return session.sink.error_count();
        };
        const std::size_t before = errors();
        const Fixed once = fixed("f", text, {}, files);
        if (once.count == 0) continue;
        ++changed;
        files.files["f"] = once.text;
        EXPECT_LE(errors(), before) << entry.path();
        EXPECT_EQ(fixed("f", once.text, {}, files).count, 0u) << entry.path();
    }
    EXPECT_GE(changed, 5u);
}

TEST(Fix, AManagersOwnFileIsLeftAlone) {
    const std::string text = slurp(HALE_SOURCE_DIR "/tests/golden/checks/cib_old_role.xml");
    MemoryFiles files;
    files.files["f"] = text;
    EXPECT_EQ(fixed("f", text, {}, files).text, text);
}

}  // namespace
}  // namespace hale::driver
