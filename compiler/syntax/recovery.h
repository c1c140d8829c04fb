#pragma once
// What happens when the text does not fit the grammar: say which likely mistake it is (grammar/mistakes.def), once and
// at the narrowest place, and go on so that the rest of the file is still understood.
//
// Three ways to go on, the first that applies: put one token right (leave it out, put one in, take it for another),
// skip to the closing bracket (balance.h made sure that there is one), or give the rule up; the body around it then
// skips to the next thing that begins an item, at the latest on a new line. A place where something has been reported
// is `quiet`: nothing more is reported there until a token has been taken.

#include <string>

#include "compiler/syntax/builder.h"
#include "compiler/syntax/token_feed.h"

namespace hale::syntax {

class Recovery {
public:
    Recovery(TokenFeed& feed, Builder& builder, Reporter& reporter)
        : feed_(feed), builder_(builder), reporter_(reporter) {}

    enum class Then : std::uint8_t { Take, Missing, GiveUp, ParseBody, Continue };

    /// Bit n: a token of kind n needs `sync` before a decision in this rule. End is bit 63.
    static std::uint64_t attention(Rule rule);

    /// Before a decision. ParseBody: the caller parses `{ … }` here and calls again.
    Then sync();
    /// The current token is not `expected`. Take: it is now; Missing: go on as if it had been there; GiveUp.
    Then mismatch(TokenKind expected);
    /// The current token begins none of the alternatives.
    void no_alternative();
    /// An item has just ended: skips what is left of it after a mistake. True if the next item deserves a look.
    bool item_ended();
    /// A word that should stand in quotes is about to be taken as a value or label: HL0014, HL0018 or HL0029.
    void bare_text();
    /// Rules nest too deep here: HL0003.
    void too_deep();

private:
    // recovery_items.cc
    Then sync_items();
    bool sync_item_start();
    void junk();
    bool missing_value_before();
    void comma_between_items();
    void skip_to_item();
    void sync_header(const Frame& item);
    void colon_in_header(const Frame& item);
    void reserved_label(const Frame& item);
    void dotted_label(const Frame& item);
    bool next_item_begins(const Frame& item) const;
    Then name_expected();
    Then assign_expected();
    Then in_expected();
    Then body_expected();
    void no_body(const Frame& item);

    // recovery_exprs.cc
    void sync_condition();
    void sync_expr(const Frame& expr);
    void sync_list(Frame& list, TokenKind closer);
    Then closer_expected(TokenKind closer);
    void value_expected();
    void skip_group();
    std::string_view likely_unit(std::string_view word) const;
    bool begins_value(TokenKind kind) const;

    bool quiet() const { return feed_.place() == quiet_; }
    void be_quiet() { quiet_ = feed_.place(); }
    void skip() { feed_.advance(); }
    source::Span here() const { return {reporter_.file(), feed_.begin(), feed_.end()}; }
    source::Span span(std::uint32_t begin, std::uint32_t end) const { return {reporter_.file(), begin, end}; }
    bool reported_by_lexer() const;
    /// Reports HL0002 here unless quiet, and makes the place quiet.
    void unexpected(std::string_view expected, std::string_view help = {});
    void reserved_word(std::string_view use);
    template <class... Args>
    diag::Report report(const diag::Row<Args...>& row, source::Span where, const std::type_identity_t<Args>&... args) {
        return reporter_.report(row, where.begin, where.end, args...);
    }
    std::string describe(const TokenFeed& feed) const;

    TokenFeed& feed_;
    Builder& builder_;
    Reporter& reporter_;
    bool left_out_body_ = false;  // the current token passes for `}` because a new item begins with it
    std::uint64_t quiet_ = ~std::uint64_t{0};
};

}  // namespace hale::syntax
