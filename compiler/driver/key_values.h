#pragma once
// Files of `key = value` lines: parameters and secrets. Blank lines and lines that start with `#` are skipped; a value
// may stand in double quotes, which keep its outer spaces.

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hale::driver {

using KeyValues = std::map<std::string, std::string, std::less<>>;

/// Nothing when a line is no `key = value`, or says a key again; `problem` then names the line, never its text (it may
/// be a secret).
std::optional<KeyValues> parse_key_values(std::string_view text, std::string& problem);

}  // namespace hale::driver
