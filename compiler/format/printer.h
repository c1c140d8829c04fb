#pragma once
// The walk over the tokens of a tree. Internal to format.

#include <string>
#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"

namespace hale::format {

class Printer {
public:
    Printer(const syntax::Tree& tree, std::string_view text);

    /// The whole file.
    std::string file();
    /// Items `first` to `last` of a list, at a depth, with what stands between them and the comment behind the last.
    /// `end` becomes the offset in the text behind which nothing was printed.
    std::string items(syntax::ListRange<syntax::ItemId> list, std::size_t first, std::size_t last, std::size_t depth,
                      std::uint32_t& end);

    /// Number of the token that begins at this offset, or the next one.
    std::size_t token_at(std::uint32_t offset) const;

private:
    using Token = syntax::Token;
    using Kind = syntax::TokenKind;

    const Token& at(std::size_t i) const { return tree_.tokens[i]; }
    std::string_view text_of(const Token& t) const { return text_.substr(t.begin, t.end - t.begin); }
    std::string_view gap_before(std::size_t i) const;
    bool newline_before(std::size_t i) const;
    bool blank_before(std::size_t i) const;
    const syntax::Body* body_at(std::uint32_t offset) const;

    std::size_t print_items(syntax::ListRange<syntax::ItemId> range, std::size_t i, std::size_t end, std::size_t depth);
    std::size_t print_between(std::size_t i, std::size_t end, std::size_t depth, bool& first);
    std::size_t verbatim(std::size_t i, std::size_t end);
    std::size_t print_run(std::size_t i, std::size_t end, std::size_t depth);
    std::size_t print_body(const syntax::Body& body, std::size_t i, std::size_t depth);
    std::size_t print_list(std::size_t i, std::size_t depth);
    std::size_t print_string(std::size_t i);
    void comment(std::size_t i);

    bool stays_flat(std::size_t open, std::size_t close) const;
    std::size_t closing(std::size_t open) const { return closing_[open]; }
    std::string flat(std::size_t i, std::size_t end);
    bool space_between(std::size_t before, std::size_t after) const;
    bool is_prefix(std::size_t i) const;

    void newline(std::size_t depth);
    void put(std::string_view piece);

    const syntax::Tree& tree_;
    std::string_view text_;
    std::string out_;
    std::size_t line_start_ = 0;              // in out_
    std::vector<std::uint32_t> closing_;      // the partner of each opening bracket or quote
    std::vector<std::uint8_t> apart_;         // flags of tokens: see the enum in printer.cc
    std::vector<std::pair<std::uint32_t, std::uint32_t>> bodies_;  // offset of `{`, number of the body
};

}  // namespace hale::format
