#pragma once
// Reporting of syntax mistakes: counts them, stops at a limit, and takes the sentence that helps from the table of
// likely mistakes, grammar/mistakes.def.

#include <string_view>

#include "compiler/diag/diag.h"

namespace hale::syntax {

/// One row of grammar/mistakes.def. `wrong` and `right` go into a block's body; tests parse both.
struct Mistake {
    const diag::RowData* row;
    std::string_view wrong;
    std::string_view right;
    std::string_view help;
};
/// The whole table.
const std::vector<Mistake>& mistakes();
/// The sentence for a code; empty when the table has none.
std::string_view mistake_help(const diag::RowData& row);

/// After so many mistakes in one file hale gives up on it (HL0026): it is probably not hale text.
inline constexpr int kMaxMistakes = 1000;

/// The sink of one file's syntax errors.
class Reporter {
public:
    Reporter(source::FileId file, diag::Sink& sink) : file_(file), sink_(sink) {}

    /// Reports `row` at bytes [begin, end), with the table's help. Reports HL0026 once the limit is reached, and then
    /// nothing more.
    template <class... Args>
    diag::Report report(const diag::Row<Args...>& row, std::uint32_t begin, std::uint32_t end,
                        const std::type_identity_t<Args>&... args) {
        count(begin, end);
        return (count_ > kMaxMistakes ? nowhere() : sink_).report(row, {file_, begin, end}, args...);
    }
    bool full() const { return count_ >= kMaxMistakes; }
    bool any() const { return count_ != 0; }
    source::FileId file() const { return file_; }

private:
    void count(std::uint32_t begin, std::uint32_t end);
    diag::Sink& nowhere();

    source::FileId file_;
    diag::Sink& sink_;
    diag::Sink nowhere_;
    int count_ = 0;
};

}  // namespace hale::syntax
