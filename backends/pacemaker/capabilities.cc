#include "backends/pacemaker/capabilities.h"

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

}  // namespace hale::pacemaker
