// Mistakes between items and in their headers.

#include <algorithm>

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/recovery.h"

namespace hale::syntax {

namespace {

using enum TokenKind;

bool is_keyword(TokenKind k) { return k <= False; }
bool begins_item(TokenKind k) { return (k <= If && k != In) || k == Name || k == Quote; }

}  // namespace

Recovery::Then Recovery::sync_items() {
    const TokenKind end = builder_.top().rule == Rule::File ? End : RBrace;
    for (;;) {
        if (feed_.kind() == end || feed_.kind() == End) return Then::Continue;
        if (missing_value_before()) continue;
        if (sync_item_start()) return Then::Continue;
        if (feed_.kind() == RBrace) {  // closes nothing: balance() leaves none
            skip();
            continue;
        }
        if (feed_.kind() == LBrace) {
            unexpected("a name before `{`");
            return Then::ParseBody;
        }
        if (quiet()) {
            skip_to_item();
        } else {
            junk();
        }
    }
}

/// True if an item begins here; puts its first word right if need be.
bool Recovery::sync_item_start() {
    const TokenKind k = feed_.kind();
    const TokenKind next = feed_.peek(1);
    if (is_keyword(k) && (next == Assign || next == Eq)) {
        reserved_word("here it is the name of an attribute");
        feed_.substitute(Name);
        return true;
    }
    if (begins_item(k)) return true;
    const bool odd_name = k == Bad || ((k == Int || k == Unit) && next == Assign);
    if (odd_name && !quiet() && (next == Assign || next == LBrace || next == Quote) && !feed_.ahead(1).on_new_line()) {
        report(diag::BadName, here(), feed_.text()).help("{}", mistake_help(diag::BadName));
        feed_.substitute(Name);
        return true;
    }
    return false;
}

/// `device =` / `mountpoint = "/srv"`, `device =` / `fs data {`, `x = a +` / `y = 1`: a name was taken for a value, but
/// something follows it on its line. Takes it back.
bool Recovery::missing_value_before() {
    const Builder::LastValue value = builder_.last_value();
    if (!value.ends_in_name_on_new_line || builder_.last_item() == nullptr || feed_.on_new_line()) return false;
    const source::Span name = builder_.last_item()->name;
    if (value.name_begin == value.begin) {
        report(diag::MissingValue, span(value.assign_end - 1, value.assign_end),
               feed_.source().substr(name.begin, name.end - name.begin))
            .help("{}", mistake_help(diag::MissingValue));
    } else {
        const std::size_t before = feed_.source().find_last_not_of(" \t\r\n", value.name_begin - 1);
        const auto at = static_cast<std::uint32_t>(before);
        report(diag::UnexpectedToken, span(at, at + 1), "end of the line").mark("expected a value after this");
    }
    builder_.forget_last_value();
    feed_.seek(value.name_begin);
    return true;
}

/// Something that begins no item and has not been reported.
void Recovery::junk() {
    const TokenKind k = feed_.kind();
    if (k == Comma) return comma_between_items();
    if (k == Bad) {
        report(diag::BareText, here()).help("{}", mistake_help(diag::BareText));
        be_quiet();
        return;
    }
    if (k == Else) {
        unexpected("an item", "`else` follows the `}` of an `if`");
        return;
    }
    unexpected(builder_.top().rule == Rule::File ? "a name, a keyword or the end of the file" : "a name or `}`");
}

/// `a = 1, b = 2`, or a value such as `rw,sync` without its quotes.
void Recovery::comma_between_items() {
    const TokenFeed next = feed_.ahead(1);
    const TokenKind after = feed_.peek(2);
    const bool glued = next.kind() == Name && !next.on_new_line() && after != Assign && after != LBrace &&
                       !begins_value(after) && after != Colon;
    const Item* item = builder_.last_item();
    if (glued && item != nullptr && item->kind == ItemKind::Attribute) {
        const std::uint32_t begin = builder_.last_value().begin;
        while (feed_.kind() == Comma && feed_.peek(1) == Name && !feed_.ahead(1).on_new_line()) {
            skip();
            skip();
        }
        const source::Span value = span(begin, feed_.last_end());
        const std::string text(feed_.source().substr(value.begin, value.end - value.begin));
        report(diag::BareText, value)
            .help("write it in double quotes, or in `[ ]` if it is a list")
            .fix(diag::FixSafety::Maybe, "quote it", value, '"' + text + '"');
        return;
    }
    report(diag::Separator, here(), ",")
        .help("{}", mistake_help(diag::Separator))
        .fix(diag::FixSafety::Safe, "remove the `,`", here(), "");
    skip();
}

/// Skips what is left of a damaged item: to `}`, to a `{ … }`, to an item on a new line or to `name =`.
void Recovery::skip_to_item() {
    for (;;) {
        const TokenKind k = feed_.kind();
        if (k == End || k == RBrace) return;
        if (k == LBrace) return be_quiet();
        if (begins_item(k) && feed_.on_new_line()) return;
        if (k == Name && feed_.peek(1) == Assign) return;
        if (k == Quote || k == LBracket || k == LParen) {
            skip_group();
        } else {
            skip();
        }
    }
}

bool Recovery::item_ended() {
    if (quiet()) skip_to_item();
    return builder_.last_value().ends_in_name_on_new_line;
}

/// Between a block's name and its `{`.
void Recovery::sync_header(const Frame& item) {
    const TokenKind k = feed_.kind();
    if (quiet()) return;
    const bool first = builder_.labels(item) == 0;
    const bool same_line = !feed_.on_new_line();
    if (k == Dot && !first) return dotted_label(item);
    if (k == Name && !first && next_item_begins(item)) {
        left_out_body_ = true;
        return feed_.substitute(RBrace);  // body_expected says what is missing
    }
    if (first && k == Colon) return colon_in_header(item);
    if (first && k == Eq) {
        report(diag::DoubleEquals, here())
            .help("{}", mistake_help(diag::DoubleEquals))
            .fix(diag::FixSafety::Safe, "write `=`", here(), "=");
        return feed_.substitute(Assign);
    }
    if (k == Comma && same_line) {
        report(diag::Separator, here(), ",")
            .help("{}", mistake_help(diag::Separator))
            .fix(diag::FixSafety::Safe, "remove the `,`", here(), "");
        skip();
        return sync_header(item);
    }
    if (!same_line) return;
    const TokenFeed next = feed_.ahead(1);
    const bool header_goes_on =
        next.kind() == LBrace || ((next.kind() == Name || next.kind() == Quote) && !next.on_new_line() && !first);
    if (is_keyword(k) && header_goes_on) {
        reserved_label(item);
        return feed_.substitute(Name);
    }
    if ((k == Int || k == Unit) && header_goes_on) {
        report(diag::BadName, here(), feed_.text()).help("{}", mistake_help(diag::BadName));
        return feed_.substitute(Name);
    }
    const bool value = k == Int || k == Unit || k == True || k == False || k == LBracket || k == Minus;
    if (first && value) {
        report(diag::MissingAssign, item.name, feed_.source().substr(item.name.begin, item.name.end - item.name.begin))
            .help("{}", mistake_help(diag::MissingAssign))
            .fix(diag::FixSafety::Safe, "write `=`", span(item.name.end, item.name.end), " =");
        feed_.insert(Assign);
    }
}

/// `node in {`
void Recovery::reserved_label(const Frame& item) {
    const std::string word(feed_.text());
    report(diag::ReservedWord, here(), word)
        .mark("here it is a label")
        .help("write it in quotes: `{} \"{}\"`",
              feed_.source().substr(item.name.begin, item.name.end - item.name.begin), word)
        .fix(diag::FixSafety::Safe, "quote it", here(), '"' + word + '"');
}

/// `node alpha.example.com {`: the label so far and what is glued to it become one text.
void Recovery::dotted_label(const Frame& item) {
    const source::Span label = builder_.label_of(item, builder_.labels(item) - 1).span;
    std::uint32_t end = label.end;
    while (feed_.begin() == end && feed_.kind() != LBrace && feed_.kind() != Assign && feed_.kind() != Quote &&
           feed_.kind() != End && !feed_.is_virtual()) {
        end = feed_.end();
        skip();
    }
    const source::Span where = span(label.begin, end);
    const std::string text(feed_.source().substr(where.begin, where.end - where.begin));
    if (end == label.end || text.ends_with('.')) return unexpected("a label or `{`");
    const std::string kind(feed_.source().substr(item.name.begin, item.name.end - item.name.begin));
    report(diag::BadName, where, text)
        .help("write it in quotes: `{} \"{}\"`", kind, text)
        .fix(diag::FixSafety::Safe, "quote it", where, '"' + text + '"');
    builder_.make_label_text(end);
}

/// `ip "10.0.0.1"` and then, on a line of its own that is indented no further, `apache httpd {`: a new item, although
/// its first word could be one more label.
bool Recovery::next_item_begins(const Frame& item) const {
    if (!feed_.on_new_line()) return false;
    const TokenFeed next = feed_.ahead(1);
    if (next.kind() == Colon) return false;  // `ocf:heartbeat:…`
    const bool header = next.kind() == LBrace || next.kind() == Assign ||
                        ((next.kind() == Name || next.kind() == Quote) && !next.on_new_line());
    const auto indent = [&](std::uint32_t at) {
        const std::size_t line = feed_.source().find_last_of("\r\n", at == 0 ? 0 : at - 1);
        const std::size_t begin = line == std::string_view::npos || at == 0 ? 0 : line + 1;
        return std::min(feed_.source().find_first_not_of(" \t", begin), std::size_t{at}) - begin;
    };
    return header && indent(feed_.begin()) <= indent(item.name.begin);
}

/// `id: 1`, `id := 1`, `ocf:heartbeat:pgsql db { … }`.
void Recovery::colon_in_header(const Frame& item) {
    TokenFeed after = feed_;
    while (after.kind() == Colon && after.peek(1) == Name) after = after.ahead(2);
    const bool agent =
        after.place() != feed_.place() && !after.on_new_line() &&
        (after.kind() == LBrace || after.kind() == Quote || (after.kind() == Name && after.ahead(1).kind() != Assign));
    if (agent) {
        const source::Span where = span(item.name.begin, after.last_end());
        report(diag::UnexpectedToken, where, "agent name")
            .mark("expected the name of a kind")
            .help("write `resource LABEL {} {{ … }}`", feed_.source().substr(where.begin, where.end - where.begin));
        feed_ = after;
        return;
    }
    report(diag::ColonForAssign, here())
        .help("{}", mistake_help(diag::ColonForAssign))
        .fix(diag::FixSafety::Safe, "write `=`", here(), " =");
    if (feed_.peek(1) == Assign) {
        skip();
    } else {
        feed_.substitute(Assign);
    }
}

Recovery::Then Recovery::name_expected() {
    const TokenKind k = feed_.kind();
    if (quiet()) return Then::GiveUp;
    if (is_keyword(k)) {
        reserved_word("here a name is expected");
        feed_.substitute(Name);
        return Then::Take;
    }
    if ((k == Int || k == Unit || k == Bad) && !feed_.on_new_line()) {
        report(diag::BadName, here(), feed_.text()).help("{}", mistake_help(diag::BadName));
        feed_.substitute(Name);
        return Then::Take;
    }
    unexpected("a name");
    return Then::GiveUp;
}

Recovery::Then Recovery::assign_expected() {
    const TokenKind k = feed_.kind();
    if (quiet()) return Then::GiveUp;
    if (k == Eq || k == Colon) {
        report(k == Eq ? diag::DoubleEquals : diag::ColonForAssign, here())
            .help("{}", mistake_help(k == Eq ? diag::DoubleEquals : diag::ColonForAssign))
            .fix(diag::FixSafety::Safe, "write `=`", here(), "=");
        feed_.substitute(Assign);
        return Then::Take;
    }
    const Frame& item = builder_.top();
    if (!item.has_first) {  // a string stands where an item begins
        report(diag::UnexpectedToken, span(item.begin, feed_.last_end()), "string")
            .mark("expected a name")
            .help("a quoted name can only be that of an attribute: `\"{}\" = value`", "name");
        be_quiet();
        return Then::GiveUp;
    }
    unexpected("`=`");
    return Then::GiveUp;
}

Recovery::Then Recovery::in_expected() {
    const TokenKind k = feed_.kind();
    const bool same_line = !feed_.on_new_line();
    unexpected("`in`", "a loop is `for name in list { … }`");
    if (!same_line || !(k == Name || k == Assign || k == Colon)) return Then::GiveUp;
    feed_.substitute(In);
    return Then::Take;
}

/// A `{` is missing. If there is one on this line, the rest before it is skipped.
Recovery::Then Recovery::body_expected() {
    Frame* owner = builder_.around(1);
    const bool header = owner != nullptr && owner->rule == Rule::Item && owner->first == Name;
    if (!quiet()) {
        if (header && feed_.kind() == Assign && builder_.labels(*owner) > 0) {
            no_body(*owner);
            return Then::GiveUp;
        }
        if (header && (feed_.on_new_line() || feed_.kind() == RBrace || feed_.kind() == End)) {
            no_body(*owner);
            if (left_out_body_) feed_.substitute(Name);  // where the next item begins
            left_out_body_ = false;
            return Then::GiveUp;
        }
        unexpected("`{`");
    }
    TokenFeed ahead = feed_;
    int look = 64;  // a header is not longer
    while (look-- > 0 && ahead.kind() != End && ahead.kind() != RBrace && ahead.kind() != LBrace &&
           !(ahead.on_new_line() && ahead.place() != feed_.place()) &&
           !(ahead.kind() == Name && ahead.peek(1) == Assign)) {
        ahead.advance();
    }
    if (ahead.kind() != LBrace || ahead.on_new_line()) return Then::GiveUp;
    feed_ = ahead;
    return Then::Take;
}

/// `fs data` or `device "/dev/sdb"` and nothing after it. When the next line was taken for labels, gives it back.
void Recovery::no_body(const Frame& item) {
    const std::string_view source = feed_.source();
    std::uint32_t end = item.name.end;
    bool rewound = false;
    for (std::size_t i = 0; i < builder_.labels(item); ++i) {
        const source::Span label = builder_.label_of(item, i).span;
        if (feed_.line_break(end, label.begin)) {
            feed_.seek(label.begin);
            rewound = true;
            break;
        }
        end = label.end;
    }
    const bool one_value = end != item.name.end;
    diag::Report r = report(diag::NoBody, span(item.name.begin, end),
                            source.substr(item.name.begin, item.name.end - item.name.begin));
    r.help("{}", mistake_help(diag::NoBody));
    if (end != item.name.end) r.fix(diag::FixSafety::Maybe, "write `{ }`", span(end, end), " { }");
    if (one_value)
        r.note("an attribute is written `{} = value`", source.substr(item.name.begin, item.name.end - item.name.begin));
    be_quiet();
    if (rewound || feed_.kind() != Assign) return;
    skip();  // `foo bar = 1`: the value is skipped with the item
    be_quiet();
}

}  // namespace hale::syntax
