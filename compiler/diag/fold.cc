#include "compiler/diag/fold.h"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace hale::diag {

namespace {

constexpr std::size_t kMostErrors = 10, kMostOthers = 3;

}  // namespace

std::vector<Folded> fold(const std::vector<const Diagnostic*>& sorted) {
    std::map<std::pair<int, Severity>, std::size_t> counts;
    for (const Diagnostic* d : sorted) ++counts[{d->code, d->severity}];
    std::vector<Folded> out;
    std::map<std::pair<int, Severity>, bool> printed;
    for (const Diagnostic* d : sorted) {
        const std::pair key{d->code, d->severity};
        const std::size_t count = counts[key];
        const bool folds = count > (d->severity == Severity::Error ? kMostErrors : kMostOthers);
        if (!folds) {
            out.push_back({d, 0});
        } else if (!std::exchange(printed[key], true)) {
            out.push_back({d, count - 1});
        }
    }
    return out;
}

std::string grouped(std::size_t n) {
    std::string digits = std::to_string(n);
    for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
    return digits;
}

std::string more_line(const Folded& folded) {
    return fmt::format("… and {} more like this ({})", grouped(folded.more), code_name(folded.first->code));
}

}  // namespace hale::diag
