#include "compiler/syntax/balance.h"

#include <algorithm>

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/parse.h"
#include "compiler/syntax/token_kinds.h"

namespace hale::syntax {

namespace {

using enum TokenKind;

TokenKind closer_of(TokenKind opener) {
    switch (opener) {
        case LBracket:
            return RBracket;
        case LParen:
            return RParen;
        case Quote:
            return EndQuote;
        default:
            return RBrace;
    }
}
bool closes(TokenKind opener, TokenKind closer) {
    return closer == closer_of(opener) || (opener == Quote && closer == StringNewline);
}
std::string_view spelling(TokenKind k) {
    switch (k) {
        case LBrace:
            return "{";
        case LBracket:
            return "[";
        case LParen:
            return "(";
        case RBrace:
            return "}";
        case RBracket:
            return "]";
        case RParen:
            return ")";
        default:
            return "${";
    }
}

/// The common case: everything pairs and is not too deep. Strings count as brackets, but not as depth.
bool all_right(const std::vector<Token>& tokens) {
    std::vector<TokenKind> open;
    std::size_t depth = 0;
    std::size_t quotes = 0;
    for (const Token& t : tokens) {
        if (is_opener(t.kind)) {
            if (t.kind == Quote) {
                ++quotes;
            } else if (++depth > kMaxDepth) {
                return false;
            }
            open.push_back(t.kind);
        } else if (is_closer(t.kind)) {
            if (open.empty() || !closes(open.back(), t.kind)) return false;
            if (t.kind == StringNewline && quotes > 1) return false;  // it ends all strings of its line
            --(open.back() == Quote ? quotes : depth);
            open.pop_back();
        }
    }
    return open.empty();
}

/// What one walk over the tokens finds. Nothing is reported before it is known which walk explains the file best.
struct Finding {
    enum class Kind : std::uint8_t { Unclosed, UnclosedAtEnd, Extra, Wrong, TooDeep } kind;
    std::uint32_t token;      // the bracket
    std::uint32_t other = 0;  // Unclosed: what stands where it should end; Wrong: the opener
};

struct Result {
    std::vector<Patch> patches;
    std::vector<Finding> findings;
    std::uint32_t unclosed = 0;  // braces left open at the end of the file
    std::uint32_t extra = 0;     // `}` that closed nothing
};

class Walk {
public:
    Walk(const std::vector<Token>& tokens, std::string_view text, bool by_indentation, std::uint32_t missing,
         std::uint32_t extra)
        : tokens_(tokens), text_(text), by_indentation_(by_indentation), missing_(missing), surplus_(extra) {}

    Result run() {
        for (at_ = 0; at_ < tokens_.size(); ++at_) {
            const TokenKind k = tokens_[at_].kind;
            if (k == Comment) continue;
            measure_line();
            if (by_indentation_ && starts_line_ && k != End) close_by_indentation(k);
            if (is_opener(k)) {
                if (k != Quote && depth_ == kMaxDepth) {
                    skip_too_deep();
                    continue;
                }
                open_.push_back({k, at_, indent_});
                if (k != Quote) ++depth_;
            } else if (is_closer(k)) {
                closer(k);
            } else if (k == End) {
                end_of_file();
            }
            last_ = at_;
        }
        std::stable_sort(result_.patches.begin(), result_.patches.end(),
                         [](const Patch& a, const Patch& b) { return a.at < b.at; });
        return std::move(result_);
    }

private:
    struct Open {
        TokenKind kind;
        std::uint32_t token;
        std::uint32_t indent;  // of the line it stands on
    };

    void measure_line() {
        const Token& t = tokens_[at_];
        const std::uint32_t from = at_ == 0 ? 0 : tokens_[at_ - 1].end;
        const std::string_view gap = text_.substr(from, t.begin - from);
        const std::size_t newline = gap.find_last_of("\r\n");
        // A StringNewline token contains its newline.
        const bool after_newline = at_ > 0 && tokens_[at_ - 1].kind == StringNewline;
        starts_line_ = at_ == 0 || newline != std::string_view::npos || after_newline;
        if (!starts_line_) return;
        indent_ = 0;
        for (std::size_t i = newline == std::string_view::npos ? 0 : newline + 1; i < gap.size(); ++i) {
            indent_ = gap[i] == '\t' ? (indent_ / 8 + 1) * 8 : indent_ + 1;
        }
    }

    void insert(TokenKind kind, std::uint32_t at) { result_.patches.push_back({at, 0, kind}); }
    void remove(std::uint32_t at) { result_.patches.push_back({at, at + 1, End}); }
    void pop() {
        if (open_.back().kind != Quote) --depth_;
        open_.pop_back();
    }

    void close_by_indentation(TokenKind k) {
        while (missing_ > 0 && !open_.empty() && open_.back().kind == LBrace) {
            const Open& top = open_.back();
            if (k == RBrace ? top.indent <= indent_ : top.indent < indent_) return;
            result_.findings.push_back({Finding::Kind::Unclosed, top.token, at_});
            insert(RBrace, at_);
            pop();
            --missing_;
        }
    }

    void closer(TokenKind k) {
        if (k == RBrace && by_indentation_ && surplus_ > 0 && is_surplus()) {
            result_.findings.push_back({Finding::Kind::Extra, at_});
            remove(at_);
            --surplus_;
            return;
        }
        if (k == StringNewline) return end_of_string();
        if (!open_.empty() && closes(open_.back().kind, k)) return pop();
        if (opened_in_this_string(k)) {
            while (!closes(open_.back().kind, k)) unclosed();
            return pop();
        }
        // `[a, b)`: the wrong one, rather than two mistakes.
        if (k != RBrace && !open_.empty() && (open_.back().kind == LBracket || open_.back().kind == LParen)) {
            result_.findings.push_back({Finding::Kind::Wrong, at_, open_.back().token});
            insert(closer_of(open_.back().kind), at_);
            remove(at_);
            return pop();
        }
        result_.findings.push_back({Finding::Kind::Extra, at_});
        if (k == RBrace) ++result_.extra;
        remove(at_);
    }

    bool opened_in_this_string(TokenKind closer) const {
        for (std::size_t i = open_.size(); i-- > 0 && open_[i].kind != Quote;) {
            if (closes(open_[i].kind, closer)) return true;
        }
        return false;
    }

    /// Does this `}` look as if it closed nothing? It begins its line deeper than the line of its `{`, or follows
    /// another `}` on a line while its `{` stands on an earlier one.
    bool is_surplus() const {
        if (open_.empty() || open_.back().kind != LBrace) return false;
        if (starts_line_) return open_.back().indent < indent_;
        const std::uint32_t from = tokens_[open_.back().token].end;
        return tokens_[last_].kind == RBrace &&
               text_.substr(from, tokens_[at_].begin - from).find('\n') != std::string_view::npos;
    }

    /// The line ends within a string: the lexer has reported it.
    void end_of_string() {
        std::size_t outermost = open_.size();
        for (std::size_t i = open_.size(); i-- > 0;) {
            if (open_[i].kind == Quote) outermost = i;
        }
        while (open_.size() > outermost + 1) {
            insert(open_.back().kind == Quote ? StringNewline : closer_of(open_.back().kind), at_);
            pop();
        }
        if (open_.size() > outermost) {
            const std::uint32_t quote = open_[outermost].token;
            pop();
            swallowed(quote);
        }
    }

    /// `{ file = "/etc/x }`: brackets at the end of an unterminated string that close those opened on its line.
    void swallowed(std::uint32_t quote) {
        if (tokens_[at_ - 1].kind != Text) return;
        const std::uint32_t begin = tokens_[at_ - 1].begin;
        const std::string_view text = text_.substr(begin, tokens_[at_ - 1].end - begin);
        const std::size_t last = text.find_last_not_of("}]) \t");
        for (const char c : text.substr(last == std::string_view::npos ? 0 : last + 1)) {
            if (c == ' ' || c == '\t') continue;
            if (open_.empty() || open_.back().kind == Quote || spelling(closer_of(open_.back().kind))[0] != c) return;
            const std::uint32_t from = tokens_[open_.back().token].end;
            if (text_.substr(from, tokens_[quote].begin - from).find('\n') != std::string_view::npos) return;
            insert(closer_of(open_.back().kind), tokens_[at_].kind == End ? at_ : at_ + 1);
            pop();
        }
    }

    /// The innermost bracket, `[` or `(`, is not closed before the current token.
    void unclosed() {
        const Open top = open_.back();
        if (top.kind == LBrace || top.kind == Interp || top.kind == Quote) {
            result_.findings.push_back({Finding::Kind::Unclosed, top.token, at_});
            insert(closer_of(top.kind), at_);
            return pop();
        }
        constexpr std::size_t kLooked = 16;  // with so many, the place of one more explains nothing
        const std::uint32_t where = result_.findings.size() < kLooked ? end_of_list(top.token) : at_;
        result_.findings.push_back({Finding::Kind::Unclosed, top.token, where});
        insert(closer_of(top.kind), where);
        pop();
    }

    /// Where an unclosed list ends: at the first line after it that goes on without a comma before it.
    std::uint32_t end_of_list(std::uint32_t opener) const {
        std::uint32_t previous = opener;
        std::uint32_t depth = 0;
        for (std::uint32_t i = opener + 1; i < at_; ++i) {
            const Token& t = tokens_[i];
            if (t.kind == Comment) continue;
            const std::string_view gap = text_.substr(tokens_[i - 1].end, t.begin - tokens_[i - 1].end);
            const TokenKind p = tokens_[previous].kind;
            if (depth == 0 && gap.find('\n') != std::string_view::npos && p != Comma && previous != opener) return i;
            if (is_opener(t.kind)) ++depth;
            if (is_closer(t.kind) && depth > 0) --depth;
            previous = i;
        }
        return at_;
    }

    void end_of_file() {
        bool in_string = false;
        for (const Open& o : open_) in_string = in_string || o.kind == Quote;
        if (in_string) {  // reported by the lexer; every string and what is open inside it ends here
            std::uint32_t quote = 0;
            for (std::size_t i = open_.size(); i-- > 0;) {
                if (open_[i].kind == Quote) quote = open_[i].token;
            }
            while (std::any_of(open_.begin(), open_.end(), [](const Open& o) { return o.kind == Quote; })) {
                insert(open_.back().kind == Quote ? StringNewline : closer_of(open_.back().kind), at_);
                pop();
            }
            swallowed(quote);
        }
        while (!open_.empty()) {
            const Open top = open_.back();
            if (top.kind == LBrace) {
                result_.findings.push_back({Finding::Kind::UnclosedAtEnd, top.token, at_});
                insert(RBrace, at_);
                ++result_.unclosed;
                pop();
            } else {
                unclosed();
            }
        }
    }

    /// Everything inside a bracket that is too deep is passed over: `[ … ]` is left empty.
    void skip_too_deep() {
        const std::uint32_t opener = at_;
        std::size_t depth = 0;
        std::uint32_t i = at_;
        for (; tokens_[i].kind != End; ++i) {
            const TokenKind k = tokens_[i].kind;
            if (is_opener(k)) ++depth;
            if (is_closer(k) && --depth == 0) break;
            if (k == StringNewline) break;
        }
        result_.findings.push_back({Finding::Kind::TooDeep, opener});
        const TokenKind kind = tokens_[opener].kind;
        if (i > opener + 1) result_.patches.push_back({opener + 1, i, End});
        if (kind == LParen || kind == Interp) insert(True, i);  // must not be empty
        const bool closed = tokens_[i].kind != End && closes(kind, tokens_[i].kind);
        if (!closed) insert(closer_of(kind), i);
        at_ = closed ? i : i - 1;
        last_ = at_;
    }

    const std::vector<Token>& tokens_;
    std::string_view text_;
    bool by_indentation_;
    std::uint32_t missing_;
    std::uint32_t surplus_;
    Result result_;
    std::vector<Open> open_;
    std::size_t depth_ = 0;
    std::uint32_t at_ = 0;
    std::uint32_t last_ = 0;
    std::uint32_t indent_ = 0;
    bool starts_line_ = false;
};

class Report {
public:
    Report(const std::vector<Token>& tokens, Reporter& reporter) : tokens_(tokens), reporter_(reporter) {}

    void all(const Result& result) {
        std::vector<const Finding*> at_end;
        for (const Finding& f : result.findings) {
            if (f.kind == Finding::Kind::UnclosedAtEnd) {
                at_end.push_back(&f);
            } else if (!reporter_.full()) {
                one(f);
            }
        }
        if (!at_end.empty()) unclosed_at_end(at_end);
    }

private:
    source::Span span(std::uint32_t token) const {
        return {reporter_.file(), tokens_[token].begin, tokens_[token].end};
    }
    std::string_view text(std::uint32_t token) const { return spelling(tokens_[token].kind); }
    std::string_view closer(std::uint32_t token) const { return spelling(closer_of(tokens_[token].kind)); }

    void one(const Finding& f) {
        const Token& t = tokens_[f.token];
        switch (f.kind) {
            case Finding::Kind::TooDeep:
                reporter_.report(diag::TooDeep, t.begin, t.end, kMaxDepth).help("{}", mistake_help(diag::TooDeep));
                return;
            case Finding::Kind::Extra:
                reporter_.report(diag::ExtraBracket, t.begin, t.end, text(f.token))
                    .help("{}", mistake_help(diag::ExtraBracket))
                    .fix(diag::FixSafety::Maybe, "remove it", span(f.token), "");
                return;
            case Finding::Kind::Wrong:
                reporter_.report(diag::ExtraBracket, t.begin, t.end, text(f.token))
                    .label(span(f.other), "`{}` needs `{}`", text(f.other), closer(f.other))
                    .help("write `{}`", closer(f.other))
                    .fix(diag::FixSafety::Safe, "write the bracket that fits", span(f.token),
                         std::string(closer(f.other)));
                return;
            default:
                unclosed(f);
        }
    }

    /// The primary mark is where the closing bracket is missed: after the last token before `other`.
    void unclosed(const Finding& f) {
        const Token& before = tokens_[std::max(f.other, 1u) - 1];
        reporter_.report(diag::UnclosedBracket, before.begin, before.end, text(f.token))
            .mark("`{}` is missed after this", closer(f.token))
            .label(span(f.token), "opened here")
            .help("{}", mistake_help(diag::UnclosedBracket))
            .fix(diag::FixSafety::Maybe, "close it", {reporter_.file(), before.end, before.end},
                 std::string(closer(f.token)));
    }

    void unclosed_at_end(const std::vector<const Finding*>& findings) {
        const Token& end = tokens_.back();
        diag::Report r = reporter_.report(diag::UnclosedBracket, end.begin, end.end, "{");
        if (findings.size() == 1) {
            r.mark("the file ends before its `}}`");
        } else {
            r.mark("the file ends before the `}}` of {} blocks", findings.size());
        }
        for (std::size_t i = 0; i < findings.size() && i < 3; ++i) r.label(span(findings[i]->token), "opened here");
        r.help("{}", mistake_help(diag::UnclosedBracket));
    }

    const std::vector<Token>& tokens_;
    Reporter& reporter_;
};

}  // namespace

std::vector<Patch> balance(const std::vector<Token>& tokens, std::string_view text, Reporter& reporter) {
    if (all_right(tokens)) return {};
    Result best = Walk(tokens, text, false, 0, 0).run();
    if (best.unclosed != 0 || best.extra != 0) {
        Result other = Walk(tokens, text, true, best.unclosed, best.extra).run();
        if (other.unclosed + other.extra == 0 && other.findings.size() <= best.findings.size()) best = std::move(other);
    }
    Report(tokens, reporter).all(best);
    return std::move(best.patches);
}

}  // namespace hale::syntax
