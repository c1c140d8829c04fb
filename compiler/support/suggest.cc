#include "compiler/support/suggest.h"
#include "compiler/support/breakage.h"

#include <algorithm>
#include <array>

namespace hale {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t common_start(std::string_view a, std::string_view b) {
    const std::size_t n = std::min(a.size(), b.size());
    std::size_t i = 0;
    while (i < n && lower(a[i]) == lower(b[i])) ++i;
    return i;
}

// Longer words are no slips of the finger, and the table grows with the product of the lengths.
constexpr std::size_t kLongest = 64;

}  // namespace

bool same_letters(std::string_view a, std::string_view b) {
    return a.size() == b.size() && common_start(a, b) == a.size();
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
    const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (gap > limit || std::max(a.size(), b.size()) > kLongest) return limit + 1;
    std::array<std::size_t, kLongest + 1> before{}, above{}, row{};
    for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        std::size_t least = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = lower(a[i - 1]) == lower(b[j - 1]);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            const bool swapped =
                i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
            if (HALE_BREAK("suggest.swapped", swapped, false)) row[j] = std::min(row[j], before[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least > limit) return limit + 1;
        before.swap(above);
        above.swap(row);
    }
    return std::min(above[b.size()], limit + 1);
}

void Suggestion::offer(std::string_view candidate) {
    if (candidate == seen_ || distance_ == 0) return;
    const auto take = [&](std::size_t distance, std::size_t prefix) {
        best_ = std::string(candidate);
        distance_ = distance;
        prefix_ = prefix;
    };
    if (same_letters(candidate, seen_)) return take(0, candidate.size());
    if (candidate.size() < 3) return;
    const std::size_t allowed = std::min(distance_, std::max(candidate.size(), seen_.size()) / 3);
    const std::size_t distance = edit_distance(seen_, candidate, allowed);
    const std::size_t prefix = common_start(seen_, candidate);
    if (distance > allowed || (distance == distance_ && prefix <= prefix_)) return;
    take(distance, prefix);
}

}  // namespace hale
