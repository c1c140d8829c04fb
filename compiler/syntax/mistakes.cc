#include "compiler/syntax/mistakes.h"

#include "compiler/diag/syntax_codes.h"

namespace hale::syntax {

const std::vector<Mistake>& mistakes() {
    static const std::vector<Mistake> table = {
#define HALE_MISTAKE(ROW, WRONG, RIGHT, HELP) {&diag::ROW, WRONG, RIGHT, HELP},
#include "grammar/mistakes.def"
#undef HALE_MISTAKE
    };
    return table;
}

std::string_view mistake_help(const diag::RowData& row) {
    for (const Mistake& m : mistakes()) {
        if (m.row->code == row.code) return m.help;
    }
    return {};
}

diag::Sink& Reporter::nowhere() {
    nowhere_ = {};
    return nowhere_;
}

void Reporter::count(std::uint32_t begin, std::uint32_t end) {
    if (++count_ == kMaxMistakes) sink_.report(diag::TooManyMistakes, {file_, begin, end}, kMaxMistakes);
}

}  // namespace hale::syntax
