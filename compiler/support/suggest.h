#pragma once
// "did you mean …?": the candidate nearest to a misspelt word. One rule for the whole compiler, so that every
// diagnostic guesses alike:
//   1. a candidate that differs only in letter case wins at once (`Mountpoint`, `IP`);
//   2. else the fewest edits (insert, delete, replace, swap of neighbours), at most one per three characters of the
//      longer word; of equals the one with the longer common start, then the earlier one in the list;
//   3. candidates under three letters never match by edits (everything is near `ip`).
//
//     const std::string best = suggest(name, kind.attributes, [](const auto& a) { return a.name; });
//     auto report = sink.report(diag::UnknownAttribute, …);
//     if (!best.empty()) report.help("did you mean `{}`?", best);

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace hale {

/// Edits (insert, delete, replace, swap of neighbours) between two words, letter case ignored. More than `limit` is
/// reported as `limit + 1`, so that hopeless candidates cost little; so is any distance of a word beyond 64 letters.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Equal when ASCII letter case is ignored.
bool same_letters(std::string_view a, std::string_view b);

/// Keeps the best candidate offered so far for one misspelt word.
class Suggestion {
public:
    explicit Suggestion(std::string_view seen) : seen_(seen) {}
    void offer(std::string_view candidate);
    /// Empty: nothing is near enough.
    const std::string& best() const { return best_; }

private:
    std::string_view seen_;
    std::string best_;
    std::size_t distance_ = static_cast<std::size_t>(-1);
    std::size_t prefix_ = 0;
};

/// The best of `candidates` (any range; `name_of` turns an element into its name), or an empty string.
template <class Range, class NameOf = std::identity>
std::string suggest(std::string_view seen, const Range& candidates, NameOf name_of = {}) {
    Suggestion s(seen);
    for (const auto& c : candidates) s.offer(std::invoke(name_of, c));
    return s.best();
}

}  // namespace hale
