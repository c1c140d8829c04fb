#pragma once
// The names of hale's own functions: for suggestions, completion and the test that docs/reference/functions.md is
// complete.

#include <string_view>
#include <vector>

namespace hale::expand {

std::vector<std::string_view> function_names();

}  // namespace hale::expand
