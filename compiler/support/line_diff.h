#pragma once
// Two texts as a unified diff, in the form that git and patch take.

#include <string>
#include <string_view>

namespace hale {

/// Empty when the texts are equal. `name` stands behind `a/` and `b/`.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace hale
