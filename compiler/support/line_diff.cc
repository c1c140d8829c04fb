#include "compiler/support/line_diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace hale {

namespace {

using Lines = std::vector<std::string_view>;
constexpr std::size_t kContext = 3;
constexpr std::size_t kMostCells = 16'000'000;  // of the table; beyond that the middle is one replacement

Lines lines_of(std::string_view text) {
    Lines out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
        out.push_back(text.substr(0, end));
        text.remove_prefix(end);
    }
    return out;
}

/// Which lines of both are kept: pairs of equal lines in order (longest common subsequence).
std::vector<std::pair<std::size_t, std::size_t>> kept(const Lines& a, const Lines& b) {
    std::vector<std::pair<std::size_t, std::size_t>> out;
    std::size_t head = 0, tail = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    while (tail < a.size() - head && tail < b.size() - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
    for (std::size_t i = 0; i < head; ++i) out.emplace_back(i, i);
    const std::size_t n = a.size() - head - tail, m = b.size() - head - tail;
    if (n != 0 && m != 0 && n <= kMostCells / m) {
        std::vector<std::uint32_t> table((n + 1) * (m + 1), 0);
        const auto cell = [&](std::size_t i, std::size_t j) -> std::uint32_t& { return table[i * (m + 1) + j]; };
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t j = m; j-- > 0;) {
                cell(i, j) = a[head + i] == b[head + j] ? cell(i + 1, j + 1) + 1 : std::max(cell(i + 1, j), cell(i, j + 1));
            }
        }
        for (std::size_t i = 0, j = 0; i < n && j < m;) {
            if (a[head + i] == b[head + j]) {
                out.emplace_back(head + i++, head + j++);
            } else if (cell(i + 1, j) >= cell(i, j + 1)) {
                ++i;
            } else {
                ++j;
            }
        }
    }
    for (std::size_t i = tail; i-- > 0;) out.emplace_back(a.size() - 1 - i, b.size() - 1 - i);
    return out;
}

struct Edit {
    char sign;
    std::string_view line;
    std::size_t a, b;  // lines before it
};

std::string range(std::size_t first, std::size_t count) {
    const std::string start = std::to_string(count == 0 ? first : first + 1);
    return count == 1 ? start : start + "," + std::to_string(count);
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
    if (before == after) return {};
    const Lines a = lines_of(before), b = lines_of(after);
    std::vector<Edit> edits;
    std::size_t i = 0, j = 0;
    auto common = kept(a, b);
    common.emplace_back(a.size(), b.size());
    for (const auto& [x, y] : common) {
        for (; i < x; ++i) edits.push_back({'-', a[i], i, j});
        for (; j < y; ++j) edits.push_back({'+', b[j], i, j});
        if (x < a.size()) edits.push_back({' ', a[i], i, j}), ++i, ++j;
    }
    std::string out = "--- a/" + std::string(name) + "\n+++ b/" + std::string(name) + "\n";
    for (std::size_t at = 0; at < edits.size();) {
        if (edits[at].sign == ' ') {
            ++at;
            continue;
        }
        const std::size_t begin = at - std::min(at, kContext);
        std::size_t end = at, quiet = 0;  // to where 2 contexts of equal lines follow
        for (std::size_t k = at; k < edits.size() && quiet <= 2 * kContext; ++k) {
            quiet = edits[k].sign == ' ' ? quiet + 1 : 0;
            if (quiet == 0) end = k + 1;
        }
        at = end;
        end = std::min(end + kContext, edits.size());
        std::size_t old_lines = 0, new_lines = 0;
        std::string body;
        for (std::size_t k = begin; k < end; ++k) {
            old_lines += edits[k].sign != '+' ? 1 : 0;
            new_lines += edits[k].sign != '-' ? 1 : 0;
            body.append(1, edits[k].sign).append(edits[k].line);
            if (!body.ends_with('\n')) body += "\n\\ No newline at end of file\n";
        }
        out += "@@ -" + range(edits[begin].a, old_lines) + " +" + range(edits[begin].b, new_lines) + " @@\n" + body;
    }
    return out;
}

}  // namespace hale
