#include "backends/pacemaker/capabilities.h"

#include <algorithm>
#include <cassert>

namespace hale::pacemaker {

using backends::Support;

const std::vector<backends::Capability>& capabilities() {
    static const std::vector<backends::Capability> rows = {
#define HALE_CAPABILITY(WORD, SUPPORT, HOW) {WORD, Support::SUPPORT, HOW},
#include "backends/pacemaker/capabilities.def"
#undef HALE_CAPABILITY
    };
    return rows;
}

const backends::Capability& capability(std::string_view word) {
    const auto& rows = capabilities();
    const auto it = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.word == word; });
    assert(it != rows.end());
    return *it;
}

}  // namespace hale::pacemaker
