#include "compiler/syntax/lexer.h"

#include <algorithm>
#include <array>

#include "compiler/diag/printable.h"
#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/chars.h"
#include "compiler/syntax/encoding.h"

namespace hale::syntax {

bool is_curly_quote(std::string_view text, std::size_t at) {
    if (is_ascii(text[at])) return false;
    const char32_t c = diag::decode(text, at).value;
    return c >= 0x2018 && c <= 0x201F;
}

bool is_foreign_letter(std::string_view text, std::size_t at) {
    if (at >= text.size() || is_ascii(text[at])) return false;
    const diag::CodePoint c = diag::decode(text, at);
    if (c.value == 0xFFFD && c.length == 1) return false;
    return !(c.value >= 0x2018 && c.value <= 0x201F) && c.value != 0xA0 && c.value != 0x200B && c.value != 0xFEFF;
}

namespace {

using enum TokenKind;

struct Keyword {
    std::string_view text;
    TokenKind kind;
};
constexpr std::array<Keyword, 10> kKeywords = {{{"let", Let},
                                                {"use", Use},
                                                {"param", Param},
                                                {"import", Import},
                                                {"for", For},
                                                {"in", In},
                                                {"if", If},
                                                {"else", Else},
                                                {"true", True},
                                                {"false", False}}};

TokenKind word_kind(std::string_view word) {
    if (word.size() > 6) return Name;
    for (const Keyword& k : kKeywords) {
        if (k.text == word) return k.kind;
    }
    return Name;
}

class Lexer {
public:
    Lexer(std::string_view text, Reporter& reporter) : text_(text), reporter_(reporter) {}

    std::vector<Token> run() {
        tokens_.reserve(text_.size() / 4 + 16);
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        while (at_ < text_.size()) {
            if (mode_ == Mode::Code) {
                code();
            } else {
                inside_string();
            }
        }
        if (in_string()) report_unterminated();
        add(End, at_);
        return std::move(tokens_);
    }

private:
    enum class Mode : std::uint8_t { Code, Double, Single, Curly };
    /// What a `}` or an end quote goes back to.
    struct Saved {
        Mode mode;
        std::uint32_t opener;  // index of the token that was opened: `{`, `${` or a quote
    };

    char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
    bool in_string() const { return strings_ != 0; }

    void add(TokenKind kind, std::size_t end) {
        tokens_.push_back({kind, static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(end)});
        if (kind != Comment) last_code_ = kind;
        at_ = end;
    }
    void open(TokenKind kind, std::size_t end, Mode mode) {
        saved_.push_back({mode_, static_cast<std::uint32_t>(tokens_.size())});
        if (kind == Quote) ++strings_;
        mode_ = mode;
        add(kind, end);
    }
    void close(TokenKind kind, std::size_t end) {
        if (!saved_.empty()) {
            mode_ = saved_.back().mode;
            saved_.pop_back();
        }
        if (kind == EndQuote) --strings_;
        add(kind, end);
    }

    void code() {
        const char c = text_[at_];
        if (is_letter(c)) return word();
        if (is_digit(c)) return number();
        switch (c) {
            case ' ':
            case '\t':
                ++at_;
                return;
            case '\n':
            case '\r':
                return newline();
            case '{':
                return open(LBrace, at_ + 1, Mode::Code);
            case '}':
                return close(RBrace, at_ + 1);
            case '[':
                return add(LBracket, at_ + 1);
            case ']':
                return add(RBracket, at_ + 1);
            case '(':
                return add(LParen, at_ + 1);
            case ')':
                return add(RParen, at_ + 1);
            case ',':
                return add(Comma, at_ + 1);
            case ':':
                return add(Colon, at_ + 1);
            case '+':
                return add(Plus, at_ + 1);
            case '-':
                return add(Minus, at_ + 1);
            case '.':
                return one_or_two('.', Dot, Range);
            case '=':
                return one_or_two('=', Assign, Eq);
            case '!':
                return one_or_two('=', Not, Ne);
            case '<':
                return one_or_two('=', Lt, Le);
            case '>':
                return one_or_two('=', Gt, Ge);
            case '&':
                return one_or_two('&', Bad, And);
            case '|':
                return one_or_two('|', Bad, Or);
            case '"':
                return open(Quote, at_ + 1, Mode::Double);
            case '#':
                return add(Comment, line_end(at_));
            case '\'':
                return single_quote();
            case '/':
                return slash();
            default:
                return other();
        }
    }

    void one_or_two(char second, TokenKind one, TokenKind two) {
        if (at(at_ + 1) == second) return add(two, at_ + 2);
        if (one == Bad) return stray(at_ + 1);
        add(one, at_ + 1);
    }

    std::size_t line_end(std::size_t i) const { return std::min(text_.find_first_of("\r\n", i), text_.size()); }
    std::size_t name_end(std::size_t i) const {
        while (i < text_.size() && is_name_char(text_[i])) ++i;
        return i;
    }
    /// Characters that make `user@host` and the like one word that should stand in quotes.
    static bool is_odd(char c) { return std::string_view("@\\~^?").find(c) != std::string_view::npos; }
    std::size_t path_end(std::size_t i) const {
        while (i < text_.size() && is_path_char(text_[i])) ++i;
        return i;
    }
    std::size_t digits_end(std::size_t i) const {
        while (i < text_.size() && is_digit(text_[i])) ++i;
        return i;
    }
    /// End of a word with a foreign letter in it that begins at `from` and has plain letters up to `i`; or 0.
    std::size_t foreign_end(std::size_t i) const {
        if (!is_foreign_letter(text_, i)) return 0;
        while (i < text_.size()) {
            if (is_name_char(text_[i])) {
                ++i;
            } else if (is_foreign_letter(text_, i)) {
                i += diag::decode(text_, i).length;
            } else {
                break;
            }
        }
        return i;
    }

    void word() {
        const std::size_t end = name_end(at_);
        if (const std::size_t foreign = foreign_end(end)) return add(Bad, foreign);
        if (end < text_.size() && is_odd(text_[end])) return add(Bad, path_end(end));
        add(word_kind(text_.substr(at_, end - at_)), end);
    }

    /// The longest of UNIT, INT, BARE_NUMBER and FOREIGN_WORD; the first of them when equally long.
    void number() {
        if (const std::size_t foreign = foreign_end(name_end(at_))) return add(Bad, foreign);
        const std::size_t digits = digits_end(at_);
        std::size_t unit = digits;
        for (const std::string_view u : {"ms", "s", "min", "h", "d", "KiB", "MiB", "GiB", "%"}) {
            if (text_.substr(digits).starts_with(u)) unit = std::max(unit, digits + u.size());
        }
        std::size_t bare = digits;
        while (at(bare) == '.' && is_digit(at(bare + 1))) bare = digits_end(bare + 1);
        if (is_letter(at(bare))) bare = name_end(bare);
        if (at(bare) == '/' && is_digit(at(bare + 1))) bare = digits_end(bare + 1);
        if (bare > unit) return add(Bad, bare);
        if (unit > digits) return add(Unit, unit);
        add(Int, digits);
    }

    void newline() {
        const std::size_t end = at_ + (text_[at_] == '\r' && at(at_ + 1) == '\n' ? 2 : 1);
        if (!in_string()) {
            at_ = end;
            return;
        }
        report_unterminated();
        std::size_t outermost = saved_.size();
        for (std::size_t i = saved_.size(); i-- > 0;) {
            if (tokens_[saved_[i].opener].kind == Quote) outermost = i;
        }
        saved_.resize(outermost);
        strings_ = 0;
        mode_ = Mode::Code;
        add(StringNewline, end);
    }

    /// One diagnostic for all that is open on this line: the first `${`, else the string.
    void report_unterminated() {
        const Token* quote = nullptr;
        for (const Saved& s : saved_) {
            const Token& t = tokens_[s.opener];
            if (t.kind == Quote && quote == nullptr) quote = &t;
            if (t.kind == Interp && quote != nullptr) {
                reporter_.report(diag::UnterminatedInterpolation, t.begin, t.end)
                    .label({reporter_.file(), quote->begin, quote->end}, "in the string that begins here")
                    .help("{}", mistake_help(diag::UnterminatedInterpolation));
                return;
            }
        }
        if (quote != nullptr) {
            reporter_.report(diag::UnterminatedString, quote->begin, static_cast<std::uint32_t>(line_end(quote->begin)))
                .help("{}", mistake_help(diag::UnterminatedString));
        }
    }

    void inside_string() {
        const char c = text_[at_];
        if (is_newline(c)) return newline();
        switch (mode_) {
            case Mode::Double:
                return inside_double(c);
            case Mode::Single:
                if (c == '\'') return end_foreign_quote(1);
                return add(Text, std::min(text_.find_first_of("'\r\n", at_), text_.size()));
            default:
                if (is_curly_quote(text_, at_)) return end_foreign_quote(diag::decode(text_, at_).length);
                std::size_t i = at_;
                while (i < text_.size() && !is_newline(text_[i]) && !is_curly_quote(text_, i)) ++i;
                return add(Text, i);
        }
    }

    void inside_double(char c) {
        if (c == '"') return close(EndQuote, at_ + 1);
        if (c == '$') {
            if (at(at_ + 1) == '{') return open(Interp, at_ + 2, Mode::Code);
            return add(Text, at_ + 1);
        }
        std::size_t i = at_;
        while (i < text_.size()) {
            i = std::min(text_.find_first_of("\"\\$\r\n", i), text_.size());
            if (i == text_.size() || text_[i] != '\\' || i + 1 == text_.size() || is_newline(text_[i + 1])) break;
            check_escape(i);
            i += 2;
        }
        i = std::min(i, text_.size());
        if (i > at_) return add(Text, i);
        add(Text, at_ + 1);  // a backslash at the end of the line
    }

    void check_escape(std::size_t i) {
        if (std::string_view("\"\\ntru$").find(text_[i + 1]) != std::string_view::npos || reporter_.full()) return;
        const std::size_t length = 1 + diag::decode(text_, i + 1).length;
        reporter_
            .report(diag::UnknownEscape, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + length),
                    diag::printable(text_.substr(i, length)))
            .help("{}", mistake_help(diag::UnknownEscape))
            .fix(diag::FixSafety::Maybe, "write the backslash twice",
                 {reporter_.file(), static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(i + 1)}, "\\\\");
    }

    void single_quote() { open(Quote, at_ + 1, Mode::Single); }

    void end_foreign_quote(std::size_t length) {
        const Token opener = tokens_[saved_.back().opener];
        close(EndQuote, at_ + length);
        if (reporter_.full()) return;
        const std::uint32_t end = tokens_.back().end;
        const std::string_view inner = text_.substr(opener.end, tokens_.back().begin - opener.end);
        diag::Report r = reporter_.report(diag::ForeignQuotes, opener.begin, end);
        r.help("{}", mistake_help(diag::ForeignQuotes));
        if (inner.find_first_of("\"\\$") == std::string_view::npos) {
            r.fix(diag::FixSafety::Safe, "use double quotes", {reporter_.file(), opener.begin, end},
                  '"' + std::string(inner) + '"');
        }
    }

    void slash() {
        const char next = at(at_ + 1);
        const bool after_assign = last_code_ == Assign;
        if (next == '/' && !after_assign) return foreign_comment(line_end(at_));
        if (next == '*') {
            if (comment_end_ < at_ + 2) comment_end_ = text_.find("*/", at_ + 2);  // looked for once
            if (comment_end_ != std::string_view::npos) return foreign_comment(comment_end_ + 2);
            return stray(at_ + 1);
        }
        const std::size_t end = path_end(at_ + 1);
        if (end == at_ + 1) return stray(end);
        add(Bad, end);
    }

    void foreign_comment(std::size_t end) {
        const std::size_t begin = at_;
        add(Comment, end);
        if (reporter_.full()) return;
        const std::size_t shown = std::min({end, begin + 2, text_.size()});
        diag::Report r = reporter_.report(diag::ForeignComment, static_cast<std::uint32_t>(begin),
                                          static_cast<std::uint32_t>(shown), text_.substr(begin, 2));
        r.help("{}", mistake_help(diag::ForeignComment));
        if (text_[begin + 1] == '/') {
            r.fix(diag::FixSafety::Safe, "write `#`",
                  {reporter_.file(), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(shown)}, "#");
        }
    }

    void other() {
        if (is_ascii(text_[at_])) return stray(at_ + 1);
        if (is_curly_quote(text_, at_)) return open(Quote, at_ + diag::decode(text_, at_).length, Mode::Curly);
        if (const std::size_t end = foreign_end(at_)) return add(Bad, end);
        stray(at_ + diag::decode(text_, at_).length);
    }

    /// A character without a meaning. Encoding errors and control characters have been reported already (encoding.h);
    /// the same character again right after itself is the same mistake.
    void stray(std::size_t end) {
        const std::string_view seen = text_.substr(at_, end - at_);
        const bool again = at_ >= seen.size() && !tokens_.empty() && tokens_.back().kind == Bad &&
                           tokens_.back().end == at_ && text_.substr(at_ - seen.size(), seen.size()) == seen;
        const auto begin = static_cast<std::uint32_t>(at_);
        add(Bad, end);
        const diag::CodePoint c = diag::decode(text_, begin);
        const bool known = is_control(text_[begin]) || (c.value == 0xFFFD && c.length == 1);
        if (again || known || reporter_.full()) return;
        report_stray(begin, static_cast<std::uint32_t>(end), c.value);
    }

    void report_stray(std::uint32_t begin, std::uint32_t end, char32_t c) {
        const std::string_view seen = text_.substr(begin, end - begin);
        if (c == ';') {
            reporter_.report(diag::Separator, begin, end, ";")
                .help("{}", mistake_help(diag::Separator))
                .fix(diag::FixSafety::Safe, "remove the `;`", {reporter_.file(), begin, end}, "");
            return;
        }
        const bool visible = !diag::is_unsafe(c) && c != 0xA0 && c != 0xFEFF;
        diag::Report r = reporter_.report(
            diag::StrayCharacter, begin, end,
            visible ? fmt::format("`{}`", seen) : fmt::format("the invisible character U+{:04X}", unsigned{c}));
        if (c == '&' || c == '|') {
            r.help("write `{0}{0}`", seen)
                .fix(diag::FixSafety::Maybe, "double it", {reporter_.file(), end, end}, std::string(seen));
        } else if (c == '*' || c == '/' || c == '%') {
            r.help("hale has no arithmetic except `+`");
        } else if (c == '$') {
            r.help("`${{name}}` is for strings; elsewhere write the name alone");
        } else if (!visible) {
            r.help("replace it by a blank");
        } else {
            r.help("{}", mistake_help(diag::StrayCharacter));
        }
    }

    std::string_view text_;
    Reporter& reporter_;
    std::vector<Token> tokens_;
    std::vector<Saved> saved_;
    std::size_t at_ = 0;
    std::uint32_t strings_ = 0;    // how many strings are open
    std::size_t comment_end_ = 0;  // the next `*/`, npos: none
    Mode mode_ = Mode::Code;
    TokenKind last_code_ = End;  // of the last token that is no comment
};

}  // namespace

std::vector<Token> lex(std::string_view text, Reporter& reporter) {
    check_encoding(text, reporter);
    return Lexer(text, reporter).run();
}

}  // namespace hale::syntax
