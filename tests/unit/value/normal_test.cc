#include "compiler/value/normal.h"

#include <gtest/gtest.h>

namespace hale::model {
namespace {

TEST(Normal, AddressesWithoutTheirNet) {
    for (const char* spelling : {"10.0.0.5", "10.0.0.5/24", "10.0.0.5/16"})
        EXPECT_EQ(normal_address(spelling), "10.0.0.5");
    for (const char* spelling : {"fd00::5", "FD00:0::5", "fd00:0:0:0:0:0:0:5/64"}) {
        EXPECT_EQ(normal_address(spelling), "fd00::5");
    }
    EXPECT_EQ(normal_address("10.0.0.05"), "10.0.0.05");
    EXPECT_EQ(normal_address("web.example.com"), "web.example.com");
    EXPECT_EQ(normal_address(""), "");
}

TEST(Normal, Paths) {
    for (const char* spelling : {"/srv/a", "/srv/a/", "/srv//a", "//srv/./a//"})
        EXPECT_EQ(normal_path(spelling), "/srv/a");
    EXPECT_EQ(normal_path("/"), "/");
    EXPECT_EQ(normal_path("///"), "/");
    EXPECT_EQ(normal_path("/srv/../a"), "/srv/../a");
    EXPECT_EQ(normal_path("srv/a/"), "srv/a");
    EXPECT_EQ(normal_path("./"), ".");
    EXPECT_EQ(normal_path(""), "");
    EXPECT_EQ(normal_path("/srv/.a"), "/srv/.a");
}

TEST(Normal, LogicalVolumesHaveOneForm) {
    for (const char* spelling : {"/dev/vg/lv", "/dev//vg/lv", "/dev/mapper/vg-lv", "//dev/vg/lv"}) {
        EXPECT_EQ(normal_device(spelling), "/dev/vg/lv");
    }
    EXPECT_EQ(normal_device("/dev/mapper/a--b-c"), normal_device("/dev/a-b/c"));
    EXPECT_EQ(normal_device("/dev/mapper/a-b--c"), normal_device("/dev/a/b-c"));
    EXPECT_NE(normal_device("/dev/mapper/a--b-c"), normal_device("/dev/mapper/a-b--c"));
    // What has no dash or several of them is no logical volume.
    for (const char* other : {"/dev/mapper/mpatha", "/dev/mapper/vg-lv-real", "/dev/mapper/a--b", "/dev/mapper/-b"}) {
        EXPECT_EQ(normal_device(other), other);
    }
}

TEST(Normal, OtherDevices) {
    EXPECT_EQ(normal_device("UUID=0a1b"), normal_device("/dev/disk/by-uuid/0a1b"));
    EXPECT_EQ(normal_device("LABEL=\"data\""), normal_device("/dev/disk/by-label/data"));
    EXPECT_EQ(normal_device("PARTLABEL=x"), "/dev/disk/by-partlabel/x");
    EXPECT_EQ(normal_device("UUID="), "UUID=");
    EXPECT_EQ(normal_device("nas:/export//a/"), "nas:/export/a");
    EXPECT_EQ(normal_device("[fd00::1]:/export/"), "[fd00::1]:/export");
    EXPECT_EQ(normal_device("//server/share/"), "//server/share");
    EXPECT_NE(normal_device("//server/share"), normal_device("/server/share"));
    EXPECT_EQ(normal_device("drbd0"), "drbd0");
}

TEST(Normal, IsItsOwnNormalForm) {
    for (const char* text : {"/dev/mapper/a--b-c", "/dev/mapper/a-b-c", "//s/x/", "nas:/a/./b", "LABEL=x", "///",
                             "fd00:0::5/64", "/dev/mapper/mapper-a--b"}) {
        EXPECT_EQ(normal_device(normal_device(text)), normal_device(text));
        EXPECT_EQ(normal_path(normal_path(text)), normal_path(text));
        EXPECT_EQ(normal_address(normal_address(text)), normal_address(text));
    }
}

}  // namespace
}  // namespace hale::model
