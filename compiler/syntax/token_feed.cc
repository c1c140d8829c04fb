#include "compiler/syntax/token_feed.h"

#include <algorithm>

#include "compiler/syntax/chars.h"

namespace hale::syntax {

TokenKind meaning_of_bad(std::string_view text) {
    const char c = text.front();
    if (is_word(c)) return TokenKind::Bad;
    switch (c) {
        case '&':
            return TokenKind::And;
        case '|':
            return TokenKind::Or;
        case '*':
        case '%':
            return TokenKind::Plus;
        case '/':
            return text.size() > 1 ? TokenKind::Bad : TokenKind::Plus;
        default:
            return is_foreign_letter(text, 0) ? TokenKind::Bad : TokenKind::Comment;
    }
}

TokenFeed::TokenFeed(const std::vector<Token>& tokens, const std::vector<Patch>& patches, std::string_view text)
    : tokens_(tokens.data()),
      count_(static_cast<std::uint32_t>(tokens.size())),
      patch_(patches.data()),
      first_patch_(patches.data()),
      end_patch_(patches.data() + patches.size()),
      text_(text) {
    settle();
}

void TokenFeed::settle() {
    virtual_ = false;
    for (;;) {
        if (patch_ != end_patch_ && patch_->at <= at_) {
            if (patch_->skip_to == 0) {
                kind_ = patch_->insert;
                virtual_ = true;
                return;
            }
            at_ = std::max(at_, patch_->skip_to);
            ++patch_;
            continue;
        }
        if (at_ == substitute_at_) {
            kind_ = substitute_;
            return;
        }
        kind_ = tokens_[at_].kind;
        if (kind_ == TokenKind::Bad) kind_ = meaning_of_bad(text_.substr(raw().begin, raw().end - raw().begin));
        if (kind_ != TokenKind::Comment) return;
        ++at_;
    }
}

void TokenFeed::advance() {
    if (virtual_) {
        if (!inserted_) ++patch_;
        inserted_ = false;
    } else {
        last_end_ = tokens_[at_].end;
        if (at_ + 1 < count_) ++at_;
    }
    settle();
}

void TokenFeed::seek(std::uint32_t offset) {
    const Token* t = std::lower_bound(tokens_, tokens_ + count_, offset,
                                      [](const Token& a, std::uint32_t b) { return a.begin < b; });
    at_ = std::min(static_cast<std::uint32_t>(t - tokens_), count_ - 1);
    last_end_ = at_ == 0 ? 0 : tokens_[at_ - 1].end;
    patch_ =
        std::lower_bound(first_patch_, end_patch_, at_, [](const Patch& p, std::uint32_t at) { return p.at < at; });
    inserted_ = false;
    settle();
}

void TokenFeed::insert(TokenKind kind) {
    if (virtual_) return;  // one at a time; the callers put one in only before a token of the text
    kind_ = kind;
    virtual_ = inserted_ = true;
}

TokenFeed TokenFeed::ahead(int n) const {
    TokenFeed copy = *this;
    while (n-- > 0) copy.advance();
    return copy;
}

TokenKind TokenFeed::peek(int n) const { return ahead(n).kind(); }

bool TokenFeed::line_break(std::uint32_t from, std::uint32_t to) const {
    return from < to && text_.substr(from, to - from).find_first_of("\r\n") != std::string_view::npos;
}

bool TokenFeed::on_new_line() const { return last_end_ == 0 || line_break(last_end_, begin()); }

}  // namespace hale::syntax
