#pragma once
// The lossless syntax tree of one .hale file: every token and comment with its span, nothing resolved.
// Only sema, format, decompile and lsp see it; ANTLR is not visible here.
//
// Everything lives in flat tables owned by the Tree; nodes refer to each other by id, and lists are ranges of
// `item_list` / `expr_list`, so that a file of 100,000 lines costs a handful of allocations. White space is the gap
// between tokens (the text is kept by SourceManager), so text can be rebuilt exactly from `tokens`.
//
// A tree always exists: after a syntax error the parser recovers and leaves Item/Expr nodes of kind Error, which
// later phases skip in silence (the mistake has been reported once already).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/id.h"

namespace hale::syntax {

using ExprId = Id<struct ExprTag>;
using ItemId = Id<struct ItemTag>;
using BodyId = Id<struct BodyTag>;

enum class TokenKind : std::uint8_t {
    // keywords
    Let,
    Use,
    Param,
    Import,
    For,
    In,
    If,
    Else,
    True,
    False,
    // punctuation
    LBrace,
    RBrace,
    LBracket,
    RBracket,
    LParen,
    RParen,
    Comma,
    Dot,
    Colon,
    Assign,
    Eq,
    Ne,
    Le,
    Ge,
    Lt,
    Gt,
    And,
    Or,
    Not,
    Plus,
    Minus,
    Range,
    // literals and names
    Unit,
    Int,
    Name,
    // strings: Quote (Text | Interp … RBrace)* EndQuote
    Quote,
    Text,
    Interp,
    EndQuote,
    StringNewline,
    // trivia that is kept
    Comment,
    Bad,
    End
};

struct Token {
    TokenKind kind;
    std::uint32_t begin;
    std::uint32_t end;
};

/// Consecutive entries [begin, end) of one of the tree's lists.
template <class T>
struct ListRange {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t size() const { return end - begin; }
};

enum class ExprKind : std::uint8_t {
    Error,
    Bool,        // text: true | false
    Int,         // text: digits
    Unit,        // text: digits and unit, e.g. 30s 5min 2h 500ms 4GiB 80%
    Name,        // text: one word (an enum member or a name in scope)
    Spec,        // text: `ocf:heartbeat:pgsql`, `systemd:httpd` (at least one colon)
    String,      // children: StringText and any other expression, in order; no child = ""
    StringText,  // raw text between quotes or interpolations, escapes not yet replaced
    List,        // children
    Map,         // body
    Paren,       // child 0
    Not,
    Negate,  // child 0
    Or,
    And,  // children 0..n (flat chain)
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,      // children 0, 1
    Add,     // children 0..n (flat chain)
    Range,   // children 0, 1: a..b
    Member,  // child 0, text = name:  x.name
    Index,   // children 0, 1:  x[e]
    Call     // child 0 = callee, children 1..n = arguments
};

struct Expr {
    ExprKind kind = ExprKind::Error;
    source::Span span;
    source::Span text;           // the word, number or member name; else invalid
    ListRange<ExprId> children;  // in Tree::expr_list
    BodyId body;                 // Map
};

enum class ItemKind : std::uint8_t {
    Error,
    Let,        // name = value
    Param,      // name : type (= value)?
    Import,     // value is the String expression
    For,        // name (, second_name)? in value, body
    If,         // value, body, (else_body)?
    Use,        // labels: [what is used] or, for `use fs.data`, [kind, label]; body optional
    Attribute,  // name = value; `quoted` when the name was written as a string
    Block       // name label* body
};

enum class LabelKind : std::uint8_t { Name, Spec, String };
/// A label of a block. Name/Spec: the text is `span`. String: `expr` is a String expression (may interpolate).
struct Label {
    LabelKind kind = LabelKind::Name;
    source::Span span;
    ExprId expr;
};

struct Item {
    ItemKind kind = ItemKind::Error;
    bool quoted = false;       // Attribute with a quoted name: `"in" = 1`; then name_expr is set
    source::Span span;         // the whole item
    source::Span name;         // let/param/for variable, attribute or block name
    source::Span second_name;  // for name, INDEX in …
    ExprId name_expr;          // quoted attribute name
    ExprId value;
    ListRange<Label> labels;  // in Tree::label_list
    BodyId body;
    BodyId else_body;
    source::Span type;  // Param: the type's text, e.g. `list[string]`
};

struct Body {
    source::Span span;        // with its braces
    ListRange<ItemId> items;  // in Tree::item_list
};

struct Tree {
    source::FileId file;
    std::vector<Token> tokens;  // every token and comment, in order; End is last
    std::vector<Expr> exprs;
    std::vector<Item> items;
    std::vector<Body> bodies;
    std::vector<ExprId> expr_list;
    std::vector<ItemId> item_list;
    std::vector<Label> label_list;
    ListRange<ItemId> top;    // the file's own items
    bool has_errors = false;  // a syntax error was reported

    const Expr& at(ExprId id) const { return exprs[id.index]; }
    const Item& at(ItemId id) const { return items[id.index]; }
    const Body& at(BodyId id) const { return bodies[id.index]; }
    struct Items {
        const ItemId* b;
        const ItemId* e;
        const ItemId* begin() const { return b; }
        const ItemId* end() const { return e; }
    };
    struct Exprs {
        const ExprId* b;
        const ExprId* e;
        const ExprId* begin() const { return b; }
        const ExprId* end() const { return e; }
        std::size_t size() const { return static_cast<std::size_t>(e - b); }
        ExprId operator[](std::size_t i) const { return b[i]; }
    };
    struct Labels {
        const Label* b;
        const Label* e;
        const Label* begin() const { return b; }
        const Label* end() const { return e; }
        std::size_t size() const { return static_cast<std::size_t>(e - b); }
        const Label& operator[](std::size_t i) const { return b[i]; }
    };
    Items items_of(ListRange<ItemId> r) const { return {item_list.data() + r.begin, item_list.data() + r.end}; }
    Items items_of(BodyId id) const { return items_of(at(id).items); }
    Exprs children(const Expr& x) const {
        return {expr_list.data() + x.children.begin, expr_list.data() + x.children.end};
    }
    Labels labels(const Item& x) const {
        return {label_list.data() + x.labels.begin, label_list.data() + x.labels.end};
    }
};

}  // namespace hale::syntax
