// Comments of a file as blocks carry them.

#include <algorithm>

#include "compiler/expand/context.h"

namespace hale::expand {

Context::Comments Context::comments_before(std::uint32_t token) const {
    const std::vector<syntax::Token>& tokens = tree->tokens;
    const auto at = std::lower_bound(tokens.begin(), tokens.end(), token,
                                     [](const syntax::Token& t, std::uint32_t begin) { return t.begin < begin; });
    auto first = at;
    while (first != tokens.begin() && std::prev(first)->kind == syntax::TokenKind::Comment) --first;
    Comments comments;
    std::vector<std::string>& out = comments.list;
    std::uint32_t end = first == tokens.begin() ? 0 : std::prev(first)->end;
    for (auto comment = first; comment != at; ++comment) {
        const std::string_view gap = text({tree->file, end, comment->begin});
        const auto lines = std::count(gap.begin(), gap.end(), '\n');
        end = comment->end;
        if (lines == 0 && comment->begin != 0 && comment == first && first != tokens.begin()) continue;
        std::string_view line = text({tree->file, comment->begin, comment->end});
        line.remove_prefix(std::min<std::size_t>(1, line.size()));
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
            line.remove_suffix(1);
        }
        if (out.empty() || lines > 1) {
            out.emplace_back(line);
        } else {
            out.back().append("\n").append(line);
        }
    }
    const std::string_view gap = text({tree->file, end, token});
    comments.apart = !out.empty() && std::count(gap.begin(), gap.end(), '\n') > 1;
    return comments;
}

}  // namespace hale::expand
