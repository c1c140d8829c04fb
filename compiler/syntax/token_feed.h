#pragma once
// The parser's view of the tokens: comments are passed over, and the patches of balance.h and of error recovery are
// applied, without copying a token. The tokens themselves are never changed (the tree stays lossless).

#include <string_view>
#include <vector>

#include "compiler/syntax/tree.h"

namespace hale::syntax {

/// Before raw token `at`: either a token of kind `insert` that is not in the text, or a jump to raw token `skip_to`.
struct Patch {
    std::uint32_t at = 0;
    std::uint32_t skip_to = 0;  // 0: insertion
    TokenKind insert = TokenKind::End;
};

class TokenFeed {
public:
    /// `patches` are sorted by `at`. Nothing is copied; all three must outlive the feed.
    TokenFeed(const std::vector<Token>& tokens, const std::vector<Patch>& patches, std::string_view text);

    TokenKind kind() const { return kind_; }
    /// Of the current token; a token that is not in the text is empty and stands at the end of the one before it.
    std::uint32_t begin() const { return virtual_ ? last_end_ : tokens_[at_].begin; }
    std::uint32_t end() const { return virtual_ ? last_end_ : tokens_[at_].end; }
    /// End of the last token that was taken.
    std::uint32_t last_end() const { return last_end_; }
    /// Where the feed stands; equal only if nothing was taken in between.
    std::uint64_t place() const { return std::uint64_t{at_} * 2 + (virtual_ ? 1 : 0); }
    std::uint32_t raw_index() const { return at_; }
    const Token& raw() const { return tokens_[at_]; }
    bool is_virtual() const { return virtual_; }

    void advance();
    /// Goes (back) to the token that begins at this offset.
    void seek(std::uint32_t offset);
    /// Puts a token that is not in the text before the current one.
    void insert(TokenKind kind);
    /// Lets the current token pass as another kind.
    void substitute(TokenKind kind) {
        kind_ = substitute_ = kind;
        substitute_at_ = at_;
    }
    /// The kind of the n-th token from here; 0 is the current one.
    TokenKind peek(int n) const;
    /// A copy that stands n tokens further.
    TokenFeed ahead(int n) const;

    /// Is a line break between the token before the current one and the current one?
    bool on_new_line() const;
    bool line_break(std::uint32_t from, std::uint32_t to) const;
    std::string_view text() const { return text_.substr(begin(), end() - begin()); }
    std::string_view source() const { return text_; }

private:
    void settle();

    const Token* tokens_;
    std::uint32_t count_;
    const Patch* patch_;
    const Patch* first_patch_;
    const Patch* end_patch_;
    std::string_view text_;
    std::uint32_t at_ = 0;
    std::uint32_t last_end_ = 0;
    std::uint32_t substitute_at_ = ~0u;
    TokenKind substitute_ = TokenKind::End;
    TokenKind kind_ = TokenKind::End;
    bool virtual_ = false;
    bool inserted_ = false;  // by insert(), not by a patch
};

/// What a Bad token stands for: Bad (a word that the parser takes as a string and reports), And, Or, Plus (an operator
/// of another language, reported by the lexer), or Comment (reported by the lexer, to be passed over).
TokenKind meaning_of_bad(std::string_view text);

}  // namespace hale::syntax
