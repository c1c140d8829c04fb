#include "compiler/support/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>

namespace hale {
namespace {

namespace fs = std::filesystem;

class DiskTest : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "hale-files-XXXXXX";
        dir = ::mkdtemp(pattern.data());
    }
    void TearDown() override { fs::remove_all(dir); }
    std::string path(const std::string& name) const { return dir / name; }
    static unsigned mode(const std::string& p) {
        struct stat st {};
        ::stat(p.c_str(), &st);
        return st.st_mode & 07777u;
    }

    fs::path dir;
    Disk disk;
    std::string why;
};

TEST_F(DiskTest, ReadsWhatItWrote) {
    const std::string text("a\0b\xFF\n", 5);
    ASSERT_TRUE(disk.write(path("f"), text, false, why)) << why;
    EXPECT_EQ(disk.read(path("f"), why), text);
    const std::string large(3'000'000, 'x');
    ASSERT_TRUE(disk.write(path("f"), large, false, why));
    EXPECT_EQ(disk.read(path("f"), why), large);
}

TEST_F(DiskTest, SaysWhyItCannotRead) {
    EXPECT_FALSE(disk.read(path("none"), why));
    EXPECT_EQ(why, "No such file or directory");
    why.clear();
    EXPECT_FALSE(disk.read(dir, why));
    EXPECT_EQ(why, "Is a directory");
}

TEST_F(DiskTest, SecretsAreForTheOwnerOnly) {
    ASSERT_TRUE(disk.write(path("f"), "x", true, why));
    EXPECT_EQ(mode(path("f")), 0600u);
    EXPECT_FALSE(disk.others_can_read(path("f")));
    ::chmod(path("f").c_str(), 0640);
    EXPECT_TRUE(disk.others_can_read(path("f")));
    ASSERT_TRUE(disk.write(path("f"), "y", true, why));
    EXPECT_EQ(mode(path("f")), 0600u);
}

TEST_F(DiskTest, KeepsModeAndLinksAndLeavesNothingBehind) {
    ASSERT_TRUE(disk.write(path("f"), "x", false, why));
    ::chmod(path("f").c_str(), 0604);
    fs::create_symlink("f", path("link"));
    ASSERT_TRUE(disk.write(path("link"), "y", false, why));
    EXPECT_TRUE(fs::is_symlink(path("link")));
    EXPECT_EQ(disk.read(path("f"), why), "y");
    EXPECT_EQ(mode(path("f")), 0604u);
    EXPECT_FALSE(disk.write(path("no/such/folder"), "x", false, why));
    EXPECT_FALSE(disk.write(dir, "x", false, why));
    EXPECT_EQ(std::distance(fs::directory_iterator(dir), fs::directory_iterator()), 2);
}

TEST_F(DiskTest, DevicesAreWrittenInPlace) {
    EXPECT_TRUE(disk.write("/dev/null", "x", false, why));
    EXPECT_FALSE(disk.write("/dev/full", "x", false, why));
    EXPECT_EQ(why, "No space left on device");
    EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(DiskTest, WhatIsNoFileIsRefusedAtOnce) {
    EXPECT_FALSE(disk.read("/dev/zero", why));
    EXPECT_EQ(why, "It is a device, not a file");
    ASSERT_EQ(::mkfifo(path("pipe").c_str(), 0600), 0);
    EXPECT_FALSE(disk.read(path("pipe"), why));  // nobody writes to it
    EXPECT_EQ(why, "It is a named pipe, not a file");
    why.clear();
    EXPECT_EQ(disk.read("/dev/null", why), "");
}

TEST_F(DiskTest, ALargeFileIsRefusedBeforeItIsRead) {
    ASSERT_TRUE(disk.write(path("large"), "x", false, why));
    fs::resize_file(path("large"), std::uintmax_t{3} << 30);  // sparse
    EXPECT_FALSE(disk.read(path("large"), why));
    EXPECT_EQ(why, "File too large");
}

TEST_F(DiskTest, KeepsTheOwner) {
    if (::geteuid() != 0) GTEST_SKIP() << "only root can give files away";
    ASSERT_TRUE(disk.write(path("f"), "x", false, why));
    ASSERT_EQ(::chown(path("f").c_str(), 1234, 4321), 0);
    ASSERT_TRUE(disk.write(path("f"), "y", false, why));
    struct stat st {};
    ::stat(path("f").c_str(), &st);
    EXPECT_EQ(st.st_uid, 1234u);
    EXPECT_EQ(st.st_gid, 4321u);
}

TEST_F(DiskTest, TwoNamesOfOneFile) {
    ASSERT_TRUE(disk.write(path("f"), "x", false, why));
    fs::create_symlink("f", path("link"));
    EXPECT_TRUE(disk.same(path("f"), path("link")));
    EXPECT_FALSE(disk.same(path("f"), path("none")));
}

}  // namespace
}  // namespace hale
