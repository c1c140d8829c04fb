#pragma once
// What nearly every file includes, compiled once (HALE_PCH): the standard library and fmt are most of what a compiler reads.
// Files still include what they use: builds without HALE_PCH see to it.
#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>
