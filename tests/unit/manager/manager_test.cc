#include "compiler/manager/manager.h"

#include <gtest/gtest.h>

#include "backends/backend.h"

namespace hale::manager {
namespace {

TEST(Managers, EachBackEndHasARowAndEachRowABackEnd) {
    EXPECT_EQ(managers().size(), backends::all_backends().size());
    for (const backends::Backend* backend : backends::all_backends()) {
        EXPECT_NE(find(backend->name()), nullptr) << backend->name();
    }
    EXPECT_EQ(find("nobody"), nullptr);
}

TEST(Managers, AreAskedForTheTargetsAtHand) {
    EXPECT_TRUE(any_of({}, &Manager::drops_children));
    EXPECT_TRUE(any_of({"pacemaker", "rgmanager"}, &Manager::drops_children));
    EXPECT_FALSE(any_of({"pacemaker"}, &Manager::drops_children));
    EXPECT_FALSE(any_of({"corosync", "fence_virt"}, &Manager::runs));
    EXPECT_FALSE(all_of({}, &Manager::devices_speak));
    EXPECT_TRUE(all_of({"pacemaker"}, &Manager::devices_speak));
    EXPECT_FALSE(all_of({"pacemaker", "corosync"}, &Manager::devices_speak));
    EXPECT_EQ(called({}, &Manager::drops_children), "rgmanager");
}

}  // namespace
}  // namespace hale::manager
