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

TEST_F(DiskTest, AnEndlessFileIsRefused) {
    EXPECT_FALSE(Disk(1'000'000).read("/dev/zero", why));
    EXPECT_EQ(why, "File too large");
}

}  // namespace
}  // namespace hale
