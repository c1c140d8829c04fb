#pragma once
// Builds syntax::Tree from the parser's events: rule entered, token taken, rule left. Bottom-up: what a rule has made
// lies on a stack until the rule around it is left, then moves into the tree's tables. No recursion, no parse tree.

#include <string_view>
#include <vector>

#include "compiler/syntax/mistakes.h"
#include "compiler/syntax/tree.h"

namespace hale::syntax {

/// The rules of grammar/HaleParser.g4, in its order (bridge.cc checks).
enum class Rule : std::uint8_t {
    File,
    Body,
    Item,
    Condition,
    Label,
    Type,
    Expr,
    Primary,
    List,
    Group,
    Index,
    Arguments,
    String
};

/// Deepest tree that is built; deeper is HL0003 (a chain such as `!!!…` or `a.b.c…` nests without brackets).
inline constexpr std::uint32_t kMaxHeight = 4 * 256;

/// A rule that has been entered and not yet left.
struct Frame {
    Rule rule = Rule::File;
    bool failed = false;               // given up: becomes an Error node
    bool too_deep = false;             // HL0003 has been reported here
    bool dot = false;                  // Primary: the next name is a member
    bool colon = false;                // Primary, Label: a name with colons
    bool has_assign = false;           // Item
    bool after_text = false;           // String: the last thing was text
    bool has_first = false;            // a token was taken
    TokenKind first = TokenKind::End;  // the first token taken
    TokenKind leaf = TokenKind::End;   // Primary: what stands at its beginning, until it is made an expression
    std::uint32_t begin = 0;
    std::uint32_t exprs = 0, items = 0, labels = 0, operators = 0;  // heights of the stacks at entry
    std::uint32_t assign_end = 0;                                   // Item
    std::uint32_t commas = 0;                                       // List, Arguments: since the last element
    std::uint32_t height = 0;                                       // of the bodies inside
    std::uint32_t text_begin = 0, text_end = 0;                     // Primary's leaf
    source::Span name, second, type;                                // Item
    BodyId body, else_body;
};

class Builder {
public:
    Builder(source::FileId file, std::string_view text, Reporter& reporter, Tree& tree);

    void enter(Rule rule, std::uint32_t begin);
    void take(TokenKind kind, std::uint32_t begin, std::uint32_t end);
    void give_up() { top().failed = true; }
    void exit();

    Frame& top() { return frames_.back(); }
    /// The n-th rule around the current one, or nullptr.
    Frame* around(std::size_t n) { return frames_.size() > n ? &frames_[frames_.size() - 1 - n] : nullptr; }
    std::size_t depth() const { return frames_.size(); }
    std::size_t elements(const Frame& f) const { return exprs_.size() - f.exprs; }
    std::size_t labels(const Frame& f) const { return labels_.size() - f.labels; }
    const Label& label_of(const Frame& f, std::size_t i) const { return labels_[f.labels + i]; }
    /// The label that was taken last becomes a string of the text from its beginning to `end`.
    void make_label_text(std::uint32_t end);
    /// The item that was finished last in the current body, or nullptr.
    Item* last_item();
    /// The attribute that was finished last, if nothing has begun since: where its `=` and its value stand.
    struct LastValue {
        bool ends_in_name_on_new_line = false;  // a name that is the first thing on its line
        std::uint32_t assign_end = 0;
        std::uint32_t begin = 0;
        std::uint32_t name_begin = 0;
        ExprId value;
    };
    const LastValue& last_value() const { return last_value_; }
    /// Makes that value an Error: it belongs to the next item.
    void forget_last_value();
    /// Is an operand complete in this Expr, so that an operator may follow?
    bool operand_complete(const Frame& f) const;

private:
    struct Made {
        ExprId id;
        std::uint32_t height;
    };
    struct MadeItem {
        ItemId id;
        std::uint32_t height;
    };
    struct Operator {
        TokenKind kind;
        std::uint32_t begin, end;
    };

    /// Never negative: a rule that is given up at once has taken nothing.
    source::Span span(std::uint32_t begin, std::uint32_t end) const {
        return {file_, begin, begin < end ? end : begin};
    }

    // builder_items.cc
    void take_in_item(Frame& f, TokenKind kind, std::uint32_t begin, std::uint32_t end);
    void exit_file(const Frame& f);
    void exit_body(const Frame& f);
    void exit_item(Frame& f);
    void exit_condition(Frame& f);
    void exit_label(Frame& f);
    void fill(Item& item, Frame& f);
    void remember_value(const Item& item, const Frame& f);
    void push_item(Item item, std::uint32_t height);
    ExprId take_value(const Frame& f, std::uint32_t& height);
    ListRange<ItemId> move_items(std::uint32_t mark, std::uint32_t& height);

    // builder_exprs.cc
    void take_in_primary(Frame& f, TokenKind kind, std::uint32_t begin, std::uint32_t end);
    void take_in_string(Frame& f, TokenKind kind, std::uint32_t begin, std::uint32_t end);
    void exit_expr(Frame& f);
    void exit_primary(Frame& f);
    void exit_children(Frame& f, ExprKind kind);
    void exit_postfix(Frame& f, ExprKind kind);
    void finish_leaf(Frame& f);
    void fail(Frame& f);
    void fold(Frame& f, int level);
    void apply_prefixes(Frame& f);
    Made make(Expr expr, const Made* children, std::size_t count, Frame& f, std::uint32_t height = 0);
    Made leaf(ExprKind kind, std::uint32_t begin, std::uint32_t end);
    Made error(std::uint32_t begin, std::uint32_t end);
    void check_height(Made& made, Frame& f);

    source::FileId file_;
    std::string_view text_;
    Reporter& reporter_;
    Tree& tree_;
    std::vector<Frame> frames_;
    std::vector<Made> exprs_;
    std::vector<MadeItem> items_;
    std::vector<Label> labels_;
    std::vector<Operator> operators_;
    std::uint32_t last_end_ = 0;
    LastValue last_value_;
};

}  // namespace hale::syntax
