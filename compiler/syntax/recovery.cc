#include "compiler/syntax/recovery.h"

#include "compiler/diag/printable.h"
#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/parse.h"

namespace hale::syntax {

namespace {

using enum TokenKind;

template <class... K>
constexpr std::uint64_t bits(K... kinds) {
    return ((kinds == End ? std::uint64_t{1} << 63 : std::uint64_t{1} << static_cast<unsigned>(kinds)) | ...);
}

}  // namespace

std::uint64_t Recovery::attention(Rule rule) {
    switch (rule) {
        case Rule::File:
            return ~bits(Name, Quote, End);
        case Rule::Body:
            return ~bits(Name, Quote, RBrace);
        case Rule::Item:
            return ~bits(Quote, LBrace, Assign, RBrace, End);
        case Rule::Condition:
            return bits(Name);
        case Rule::Expr:
            return bits(Assign, Minus);
        case Rule::List:
            return ~bits(Comma, RBracket);
        case Rule::Arguments:
            return ~bits(Comma, RParen);
        default:
            return 0;
    }
}

std::string Recovery::describe(const TokenFeed& feed) const {
    switch (feed.kind()) {
        case End:
            return "end of the file";
        case Quote:
            return "string";
        case StringNewline:
            return "end of the line";
        case Text:
            return "text";
        default:
            break;
    }
    if (feed.is_virtual()) return "end of the bracket";
    constexpr std::size_t kShown = 40;
    std::string_view text = feed.text();
    return fmt::format("`{}{}`", diag::printable(text.substr(0, kShown)), text.size() > kShown ? "…" : "");
}

bool Recovery::reported_by_lexer() const {
    return !feed_.is_virtual() && feed_.raw().kind == Bad && feed_.kind() != Bad;
}

void Recovery::unexpected(std::string_view expected, std::string_view help) {
    if (!quiet() && !reported_by_lexer()) {
        diag::Report r = report(diag::UnexpectedToken, here(), describe(feed_));
        r.mark("expected {}", expected);
        if (!help.empty()) r.help("{}", help);
    }
    be_quiet();
}

void Recovery::reserved_word(std::string_view use) {
    const std::string word(feed_.text());
    report(diag::ReservedWord, here(), word)
        .mark("{}", use)
        .help("{}", mistake_help(diag::ReservedWord))
        .fix(diag::FixSafety::Safe, "quote it", here(), '"' + word + '"');
}

void Recovery::too_deep() { report(diag::TooDeep, here(), kMaxDepth).help("{}", mistake_help(diag::TooDeep)); }

Recovery::Then Recovery::sync() {
    Frame& f = builder_.top();
    switch (f.rule) {
        case Rule::File:
        case Rule::Body:
            return sync_items();
        case Rule::Item:
            if (f.first == Name && !f.has_assign) sync_header(f);
            break;
        case Rule::Condition:
            sync_condition();
            break;
        case Rule::Expr:
            sync_expr(f);
            break;
        case Rule::List:
            sync_list(f, RBracket);
            break;
        case Rule::Arguments:
            sync_list(f, RParen);
            break;
        default:
            break;
    }
    return Then::Continue;
}

Recovery::Then Recovery::mismatch(TokenKind expected) {
    const Frame& f = builder_.top();
    switch (expected) {
        case Name:
            return name_expected();
        case Assign:
            return assign_expected();
        case In:
            return in_expected();
        case LBrace:
            return body_expected();
        case RBracket:
        case RParen:
            return closer_expected(expected);
        case RBrace:
            return f.rule == Rule::String ? closer_expected(expected) : Then::Missing;
        case Colon: {  // param x = 1
            if (!quiet()) {
                report(diag::MissingType, f.name, feed_.source().substr(f.name.begin, f.name.end - f.name.begin))
                    .help("{}", mistake_help(diag::MissingType));
            }
            be_quiet();
            return Then::Missing;
        }
        case Quote:
            unexpected("a string", builder_.around(1) != nullptr && builder_.around(1)->first == Import
                                       ? "the file's name stands in quotes: `import \"common.hale\"`"
                                       : "");
            return Then::GiveUp;
        case End:
            return Then::Missing;
        default:
            return Then::Missing;
    }
}

void Recovery::no_alternative() {
    switch (builder_.top().rule) {
        case Rule::Primary:
            return value_expected();
        case Rule::Label:
            return unexpected("a name or a string");
        case Rule::Condition:
            return unexpected("`{` or `if`");
        default:
            if (const Frame& item = builder_.top(); item.rule == Rule::Item && item.first == Name && !quiet() &&
                                                    (feed_.kind() == RBrace || feed_.kind() == End)) {
                return no_body(item);
            }
            return unexpected("`=`, a label or `{`");
    }
}

}  // namespace hale::syntax
