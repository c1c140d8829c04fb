// Items, bodies and labels.

#include <algorithm>

#include "compiler/diag/syntax_codes.h"
#include "compiler/syntax/builder.h"

namespace hale::syntax {

void Builder::take_in_item(Frame& f, TokenKind kind, std::uint32_t begin, std::uint32_t end) {
    if (kind == TokenKind::Name) {
        (f.name.valid() ? f.second : f.name) = span(begin, end);
    } else if (kind == TokenKind::Assign) {
        f.has_assign = true;
        f.assign_end = end;
    }
}

void Builder::push_item(Item item, std::uint32_t height) {
    tree_.items.push_back(item);
    items_.push_back({ItemId(tree_.items.size() - 1), height});
}

ListRange<ItemId> Builder::move_items(std::uint32_t mark, std::uint32_t& height) {
    ListRange<ItemId> range;
    range.begin = static_cast<std::uint32_t>(tree_.item_list.size());
    for (std::size_t i = mark; i < items_.size(); ++i) {
        tree_.item_list.push_back(items_[i].id);
        height = std::max(height, items_[i].height);
    }
    range.end = static_cast<std::uint32_t>(tree_.item_list.size());
    items_.resize(mark);
    return range;
}

void Builder::exit_file(const Frame& f) {
    std::uint32_t height = 0;
    tree_.top = move_items(f.items, height);
}

void Builder::exit_body(const Frame& f) {
    std::uint32_t height = 0;
    Body body;
    body.items = move_items(f.items, height);
    if (!f.has_first) return;  // no `{`: there is no body
    body.span = span(f.begin, last_end_);
    tree_.bodies.push_back(body);
    const BodyId id(tree_.bodies.size() - 1);
    Frame& parent = top();
    if (parent.rule == Rule::Body || parent.rule == Rule::File) {  // by error recovery: `{ … }` without a name
        Item item;
        item.span = body.span;
        item.body = id;
        last_value_.ends_in_name_on_new_line = false;
        return push_item(item, height + 1);
    }
    (parent.rule == Rule::Condition && parent.body ? parent.else_body : parent.body) = id;
    parent.height = std::max(parent.height, height + 1);
}

ExprId Builder::take_value(const Frame& f, std::uint32_t& height) {
    const Made value = exprs_.size() > f.exprs ? exprs_[f.exprs] : error(last_end_, last_end_);
    exprs_.resize(f.exprs);
    height = std::max(height, value.height);
    return value.id;
}

void Builder::fill(Item& item, Frame& f) {
    item.name = f.name;
    switch (f.first) {
        case TokenKind::Let:
            item.kind = ItemKind::Let;
            break;
        case TokenKind::Param:
            item.kind = ItemKind::Param;
            item.type = f.type.valid() ? f.type : span(f.name.end, f.name.end);
            if (f.has_assign) item.value = take_value(f, f.height);
            return;
        case TokenKind::Import:
            item.kind = ItemKind::Import;
            break;
        case TokenKind::For:
            item.kind = ItemKind::For;
            item.second_name = f.second;
            break;
        case TokenKind::Use:
            item.kind = ItemKind::Use;
            return;
        default:
            if (f.has_assign) {
                item.kind = ItemKind::Attribute;
                break;
            }
            item.kind = ItemKind::Block;
            return;
    }
    item.value = take_value(f, f.height);
}

void Builder::remember_value(const Item& item, const Frame& f) {
    const Expr& value = tree_.at(item.value);
    const Expr* last = &value;
    while (last->kind >= ExprKind::Not && last->kind <= ExprKind::Range && last->children.size() > 0) {
        last = &tree_.at(tree_.expr_list[last->children.end - 1]);
    }
    last_value_ = {false, f.assign_end, value.span.begin, last->span.begin, item.value};
    if (last->kind != ExprKind::Name) return;
    const std::size_t before = text_.find_last_not_of(" \t", last->span.begin - 1);
    last_value_.ends_in_name_on_new_line = text_[before] == '\n' || text_[before] == '\r';
}

void Builder::exit_item(Frame& f) {
    if (!f.has_first && items_.size() > f.items && !f.failed) return;  // a condition, which is an item already
    Item item;
    item.span = span(f.begin, last_end_);
    item.body = f.body;
    if (!f.has_first && exprs_.size() > f.exprs) {  // `"name" = value`, whose `=` is missing if this is reached
        f.failed = true;
    }
    if (f.first == TokenKind::Assign && exprs_.size() > f.exprs) {
        item.quoted = true;
        item.name_expr = exprs_[f.exprs].id;
        f.height = std::max(f.height, exprs_[f.exprs].height);
        item.span.begin = tree_.at(item.name_expr).span.begin;
        f.name = tree_.at(item.name_expr).span;
        ++f.exprs;
    }
    item.labels.begin = static_cast<std::uint32_t>(tree_.label_list.size());
    tree_.label_list.insert(tree_.label_list.end(), labels_.begin() + f.labels, labels_.end());
    item.labels.end = static_cast<std::uint32_t>(tree_.label_list.size());
    fill(item, f);
    const bool needs_body = item.kind == ItemKind::Block || item.kind == ItemKind::For;
    const bool needs_label = item.kind == ItemKind::Use && item.labels.size() == 0;
    if (f.failed || (needs_body && !f.body) || needs_label) item.kind = ItemKind::Error;
    if (item.kind == ItemKind::Attribute) remember_value(item, f);
    labels_.resize(f.labels);
    exprs_.resize(f.exprs - (item.quoted ? 1 : 0));
    items_.resize(f.items);
    push_item(item, f.height + 1);
}

void Builder::exit_condition(Frame& f) {
    Item item;
    item.span = span(f.begin, last_end_);
    item.kind = ItemKind::If;
    item.value = take_value(f, f.height);
    item.body = f.body;
    item.else_body = f.else_body;
    if (f.failed || !f.body) item.kind = ItemKind::Error;
    Frame& parent = top();
    if (f.height + 2 > kMaxHeight) {
        if (!f.too_deep) {
            reporter_.report(diag::TooDeep, f.begin, std::min(f.begin + 2, last_end_), kMaxHeight)
                .help("{}", mistake_help(diag::TooDeep));
        }
        f.too_deep = true;
        item.kind = ItemKind::Error;
        item.body = item.else_body = {};
        f.height = 0;
    }
    parent.too_deep = parent.too_deep || f.too_deep;  // once for a chain of `else if`
    push_item(item, f.height + 1);
    if (parent.rule != Rule::Condition) return;
    // `else if`: a body without braces that holds the inner `if`.
    std::uint32_t height = 0;
    Body body;
    body.items = move_items(static_cast<std::uint32_t>(items_.size() - 1), height);
    body.span = item.span;
    tree_.bodies.push_back(body);
    parent.else_body = BodyId(tree_.bodies.size() - 1);
    parent.height = std::max(parent.height, height + 1);
}

void Builder::make_label_text(std::uint32_t end) {
    Label& label = labels_.back();
    label.span.end = end;
    const Made text = leaf(ExprKind::StringText, label.span.begin, end);
    Expr string;
    string.kind = ExprKind::String;
    string.span = label.span;
    label.expr = make(string, &text, 1, top()).id;
    label.kind = LabelKind::String;
    last_end_ = end;
}

void Builder::exit_label(Frame& f) {
    Label label;
    label.span = span(f.begin, last_end_);
    if (f.leaf == TokenKind::Bad) {
        const Made text = leaf(ExprKind::StringText, f.begin, last_end_);
        Expr string;
        string.kind = ExprKind::String;
        string.span = label.span;
        label.expr = make(string, &text, 1, top()).id;
        label.kind = LabelKind::String;
    } else if (exprs_.size() > f.exprs) {
        label.expr = exprs_[f.exprs].id;
        label.kind = LabelKind::String;
        label.span = tree_.at(label.expr).span;
        top().height = std::max(top().height, exprs_[f.exprs].height);
    } else if (f.has_first) {
        label.kind = f.colon ? LabelKind::Spec : LabelKind::Name;
    }
    exprs_.resize(f.exprs);
    if (f.has_first || label.expr) labels_.push_back(label);
}

}  // namespace hale::syntax
