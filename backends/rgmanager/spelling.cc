#include "backends/rgmanager/spelling.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

std::int64_t c_atoi(std::string_view text) {
    std::size_t at = text.find_first_not_of(" \t\n\v\f\r");
    if (at == std::string_view::npos) return 0;
    const bool negative = text[at] == '-';
    if (text[at] == '-' || text[at] == '+') ++at;
    std::int64_t n = 0;
    for (; at < text.size() && text[at] >= '0' && text[at] <= '9' && n < (1LL << 40); ++at)
        n = n * 10 + (text[at] - '0');
    return HALE_BREAK("rgm.atoi-sign", negative, false) ? -n : n;
}

bool reads_flag(std::string_view text) { return c_atoi(text) != 0; }
bool reads_autostart(std::string_view text) {
    return text != "no" && HALE_BREAK("rgm.autostart-yes", c_atoi(text) != 0, true);
}
bool reads_exclusive(std::string_view text) {
    return text == "yes" || HALE_BREAK("rgm.exclusive-negative", c_atoi(text) > 0, c_atoi(text) != 0);
}
bool reads_enforce(std::string_view text) { return text == "yes" || c_atoi(text) > 0; }

}  // namespace hale::rgmanager
