#pragma once
// How rgmanager writes and reads values (facts/rgmanager.md sections 8, 9, 16).

#include "backends/common/spelling.h"

namespace hale::rgmanager {

/// true is 1, false is 0; times are seconds without a unit; lists are separated by commas.
inline constexpr backends::Spelling kSpelling{"rgmanager", "1", "0", false, ","};

/// C's atoi: leading blanks, a sign, digits; anything else ends the number.
std::int64_t c_atoi(std::string_view text);

// What rgmanager itself makes of a text, which is not what people mean by it: autostart="yes" is off.
bool reads_flag(std::string_view text);       // failover domains: atoi != 0
bool reads_autostart(std::string_view text);  // not "no", and atoi != 0
bool reads_exclusive(std::string_view text);  // "yes", or atoi > 0
bool reads_enforce(std::string_view text);    // "yes", or atoi > 0

}  // namespace hale::rgmanager
