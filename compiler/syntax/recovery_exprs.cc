// Mistakes in values and conditions.

#include <algorithm>
#include <array>

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/recovery.h"
#include "compiler/syntax/token_kinds.h"

namespace hale::syntax {

namespace {

using enum TokenKind;

bool is_structural(TokenKind k) { return k <= Else; }

}  // namespace

bool Recovery::begins_value(TokenKind k) const {
    return k == True || k == False || k == Int || k == Unit || k == Name || k == Quote || k == LBracket ||
           k == LParen || k == LBrace || k == Bad || k == Not || k == Minus;
}

/// Skips `[ … ]`, `( … )`, `{ … }` or a string as a whole.
void Recovery::skip_group() {
    std::size_t depth = 0;
    do {
        if (is_opener(feed_.kind())) ++depth;
        if (is_closer(feed_.kind()) && depth > 0) --depth;
        if (feed_.kind() == End) return;
        skip();
    } while (depth > 0);
}

/// `elsif`, `elif`, `elseif` after the `}` of an `if`.
void Recovery::sync_condition() {
    const std::string_view word = feed_.text();
    if (!builder_.top().body || (word != "elsif" && word != "elif" && word != "elseif")) return;
    report(diag::ElseIf, here(), word)
        .help("{}", mistake_help(diag::ElseIf))
        .fix(diag::FixSafety::Safe, "write `else if`", here(), "else if");
    feed_.substitute(If);
    feed_.insert(Else);
}

void Recovery::sync_expr(const Frame& expr) {
    if (!builder_.operand_complete(expr) || quiet()) return;
    for (std::size_t n = 1; const Frame* f = builder_.around(n); ++n) {
        if (f->rule == Rule::Condition && !f->body) {
            report(diag::AssignInCondition, here())
                .help("{}", mistake_help(diag::AssignInCondition))
                .fix(diag::FixSafety::Safe, "write `==`", here(), "==");
            feed_.substitute(Eq);
            return;
        }
        if (f->rule != Rule::Expr && f->rule != Rule::Primary && f->rule != Rule::Group) return;
    }
}

void Recovery::sync_list(Frame& list, TokenKind closer) {
    const TokenKind k = feed_.kind();
    const std::size_t elements = builder_.elements(list);
    const bool complete = list.has_first && elements > list.commas && elements > 0;
    if (!quiet()) {
        if (!complete && (begins_value(k) || is_structural(k))) return;
        if (complete && begins_value(k)) {
            if (!list.dot) {  // once for each list
                const std::uint32_t at = feed_.last_end();
                report(diag::MissingComma, here())
                    .help("{}", mistake_help(diag::MissingComma))
                    .fix(diag::FixSafety::Safe, "write a comma", span(at, at), ",");
            }
            list.dot = true;
            return feed_.insert(Comma);
        }
        if (k == End || k == StringNewline) return;
        unexpected(closer == RBracket ? "`,` or `]`" : "`,` or `)`");
        if (!complete && list.commas > 0) --list.commas;  // this element is accounted for
    }
    while (feed_.kind() != Comma && feed_.kind() != closer && feed_.kind() != End && !is_closer(feed_.kind())) {
        if (is_opener(feed_.kind())) {
            skip_group();
        } else {
            skip();
        }
    }
}

/// `(a b)`: what stands before the bracket that closes is skipped.
Recovery::Then Recovery::closer_expected(TokenKind closer) {
    const TokenFeed before = feed_;
    while (feed_.kind() != closer && feed_.kind() != End && !is_closer(feed_.kind())) {
        if (is_opener(feed_.kind())) {
            skip_group();
        } else {
            skip();
        }
    }
    const bool inserted = feed_.kind() == closer && feed_.is_virtual();
    if (!inserted) {  // else the bracket itself was the mistake
        const TokenFeed after = feed_;
        feed_ = before;
        unexpected(closer == RParen ? "`)`" : closer == RBracket ? "`]`" : "`}`");
        feed_ = after;
    }
    return feed_.kind() == closer ? Then::Take : Then::Missing;
}

/// What a unit of other languages is called here; empty if unknown.
std::string_view Recovery::likely_unit(std::string_view word) const {
    struct Row {
        std::string_view theirs, ours;
    };
    static constexpr std::array<Row, 22> kUnits = {
        {{"sec", "s"},   {"secs", "s"},   {"second", "s"},   {"seconds", "s"},   {"S", "s"},    {"msec", "ms"},
         {"m", "min"},   {"mins", "min"}, {"minute", "min"}, {"minutes", "min"}, {"hr", "h"},   {"hour", "h"},
         {"hours", "h"}, {"day", "d"},    {"days", "d"},     {"K", "KiB"},       {"KB", "KiB"}, {"M", "MiB"},
         {"MB", "MiB"},  {"G", "GiB"},    {"GB", "GiB"},     {"g", "GiB"}}};
    for (const Row& r : kUnits) {
        if (r.theirs == word) return r.ours;
    }
    return {};
}

void Recovery::bare_text() {
    const std::string_view text = feed_.text();
    const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
    const bool label = builder_.top().rule == Rule::Label;
    const std::string quoted = '"' + std::string(text) + '"';
    if (label && text.front() != '/' && text.find_first_of("./") == std::string_view::npos) {
        report(diag::BadName, here(), text)
            .help("{}", mistake_help(diag::BadName))
            .fix(diag::FixSafety::Safe, "quote it", here(), quoted);
        return;
    }
    const std::string_view word = text.substr(digits);
    if (!label && digits > 0 &&
        word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos) {
        const std::string_view unit = likely_unit(word);
        diag::Report r = report(diag::UnknownUnit, here(), text);
        if (unit.empty()) {
            r.help("{}; text stands in double quotes", mistake_help(diag::UnknownUnit));
        } else {
            r.help("write `{}{}`", text.substr(0, digits), unit)
                .fix(diag::FixSafety::Maybe, "use hale's unit",
                     span(feed_.begin() + static_cast<std::uint32_t>(digits), feed_.end()), std::string(unit));
        }
        return;
    }
    report(diag::BareText, here())
        .help("{}", mistake_help(diag::BareText))
        .fix(diag::FixSafety::Safe, "quote it", here(), quoted);
}

void Recovery::value_expected() {
    const TokenKind k = feed_.kind();
    const Frame* expr = builder_.around(1);
    const Frame* owner = builder_.around(2);
    if (quiet()) return;
    const bool first = expr != nullptr && expr->rule == Rule::Expr && !expr->has_first;
    const bool new_line = feed_.on_new_line();
    if (is_structural(k) && !new_line) {
        reserved_word("here it is a value");
        skip();
        return;
    }
    const bool ends = new_line || k == RBrace || k == End || k == Comma || k == StringNewline;
    if (first && owner != nullptr && owner->rule == Rule::Item && owner->has_assign && ends) {
        report(diag::MissingValue, span(owner->assign_end - 1, owner->assign_end),
               feed_.source().substr(owner->name.begin, owner->name.end - owner->name.begin))
            .help("{}", mistake_help(diag::MissingValue));
        return be_quiet();
    }
    if (first && owner != nullptr && owner->rule == Rule::String && k == RBrace) {
        unexpected("a name or an expression", "`${}` stands for a value: `${name}`");
        return;
    }
    unexpected("a value");
}

}  // namespace hale::syntax
