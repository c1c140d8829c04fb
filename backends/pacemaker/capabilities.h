#pragma once
// What Pacemaker makes of each neutral word: one row of capabilities.def each.

#include <string_view>
#include <vector>

#include "backends/backend.h"

namespace hale::pacemaker {

const std::vector<backends::Capability>& capabilities();

/// A word that the table has: naming any other does not compile.
class NeutralWord {
public:
    consteval NeutralWord(const char* word) : word_(word), how_(how(word)) {}  // NOLINT: a word is written as its text
    std::string_view word() const { return word_; }
    /// What is shown to the user behind the word.
    std::string_view how() const { return how_; }

private:
    static consteval std::string_view how(std::string_view word) {
#define HALE_CAPABILITY(WORD, SUPPORT, HOW) \
    if (word == WORD) return HOW;
#include "backends/pacemaker/capabilities.def"
#undef HALE_CAPABILITY
        throw "capabilities.def has no such word";
    }

    std::string_view word_, how_;
};

}  // namespace hale::pacemaker
