#pragma once
// Deliberate breakages: `./dev mutate` breaks hale in one place after the other and asks the tests whether they notice.
// HALE_BREAK("room.what", right, wrong) is `right`; only a build with -DHALE_MUTATE=ON takes `wrong` instead, and only
// where the environment variable HALE_BREAK has that name. Both are expressions of one type.

#include <string_view>

#include "hale_mutate.h"  // made by CMake: HALE_MUTATE is 0 or 1

#if HALE_MUTATE
namespace hale {
/// The environment asks for this breakage.
bool is_broken(std::string_view name);
}  // namespace hale
#define HALE_BREAK(name, right, wrong) (::hale::is_broken(name) ? (wrong) : (right))
#else
#define HALE_BREAK(name, right, wrong) (right)
#endif
