#include <algorithm>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/expander.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;
using syntax::Item;
using syntax::ItemKind;

void Expander::body(syntax::BodyId id, Target target) {
    if (!id) return;
    const bool top = at_top_;
    at_top_ = false;
    items(c_.tree->at(id).items, target);
    at_top_ = top;
}

void Expander::items(syntax::ListRange<syntax::ItemId> range, Target target) {
    c_.scope.open();
    announce(range, target);
    for (const syntax::ItemId id : c_.tree->items_of(range)) {
        if (c_.stopped) break;
        item(c_.tree->at(id), target);
    }
    c_.scope.close();
}

void Expander::announce(syntax::ListRange<syntax::ItemId> range, Target target) {
    std::size_t attrs = 0, blocks = 0;
    for (const syntax::ItemId id : c_.tree->items_of(range)) {
        const Item& item = c_.tree->at(id);
        if (item.kind == ItemKind::Let) c_.scope.announce(c_.text(item.name), item.name);
        if (item.kind == ItemKind::Block && c_.text(item.name) == "component") declare_component(item);
        attrs += item.kind == ItemKind::Attribute ? 1 : 0;
        blocks += item.kind == ItemKind::Block || item.kind == ItemKind::Use ? 1 : 0;
    }
    // Only once: a body of a loop comes here for every iteration, and repeated exact reserves would copy each time.
    if (target.attrs != nullptr && target.attrs->empty()) target.attrs->reserve(attrs);
    if (target.blocks.empty()) target.blocks.reserve(blocks);
}

void Expander::item(const Item& item, Target target) {
    switch (item.kind) {
        case ItemKind::Error:
            return;
        case ItemKind::Let:
            return let(item);
        case ItemKind::Param:
            return at_top_ ? param(item) : misplaced(item, "`param` stands at the top of a file, outside of blocks");
        case ItemKind::Import:
            return at_top_ ? import(item, target)
                           : misplaced(item, "`import` stands at the top of a file, outside of blocks");
        case ItemKind::For:
            return loop(item, target);
        case ItemKind::If:
            return condition(item, target);
        case ItemKind::Attribute:
            return target.attrs != nullptr ? attribute(item, target)
                                           : misplaced(item, "an attribute stands inside a block");
        case ItemKind::Use:
        case ItemKind::Block:
            return block(item, target);
    }
}

void Expander::misplaced(const Item& item, std::string_view rule) { c_.report(diag::Misplaced, item.span, rule); }

void Expander::declare(source::Span name, Value value, LoopMask loops, std::string_view param) {
    int depth = 0;
    const std::size_t weight = weigh(value, depth);
    if (!c_.spend(name, weight)) return;
    if (depth > kMaxValueDepth) {
        c_.report(diag::TooLong, name, "value", fmt::format("{} lists inside each other", kMaxValueDepth));
        value = {};
    }
    const std::string_view word = c_.text(name);
    if (word.empty()) return;  // a syntax error was reported
    if (const Variable* earlier = c_.scope.declare({word, name, std::move(value), loops, param, weight})) {
        c_.report(diag::AlreadyDeclared, name, word).label(earlier->span, "first declared here");
    }
}

void Expander::let(const Item& item) {
    c_.used_loops = 0;
    c_.used_param = {};
    Value value = evaluate(c_, item.value);
    if (item.value && !value.origin) value.origin = c_.origin(c_.tree->at(item.value).span);
    declare(item.name, std::move(value), c_.used_loops, c_.used_param);
}

void Expander::condition(const Item& item, Target target) {
    c_.used_loops = 0;
    const auto yes = evaluate_condition(c_, item.value, "if");
    if (!yes) return;
    const LoopMask guards = guards_;
    guards_ |= c_.used_loops;
    body(*yes ? item.body : item.else_body, target);
    guards_ = guards;
}

void Expander::attribute(const Item& item, Target target) {
    const source::Span name_span = item.quoted ? c_.tree->at(item.name_expr).span : item.name;
    std::optional<std::string> name;
    if (item.quoted) {
        name = evaluate_string(c_, c_.tree->at(item.name_expr));
    } else {
        name = std::string(c_.text(item.name));
    }
    c_.used_param = {};
    Value value = !item.quoted && name == "when" ? evaluate_rule(c_, item.value) : evaluate(c_, item.value);
    if (!name || !c_.spend(item.span, sizeof(Attr) + sizeof(model::Origin))) return;
    Attr& out = target.attrs->emplace_back();
    out.name = std::move(*name);
    out.quoted_name = item.quoted;
    out.name_span = name_span;
    out.value_span = item.value ? c_.tree->at(item.value).span : item.span;
    out.value = std::move(value);
    out.origin = c_.origin(item.span);
    out.value.origin = out.origin;
    out.comments = c_.comments_before(item.span.begin).list;
    if (!c_.used_param.empty()) {
        out.value.origin = c_.origins.add(
            {model::OriginKind::Param, out.value_span, c_.reporter.iteration, std::string(c_.used_param)});
    }
}

bool Expander::labels(const Item& item, Block& out) {
    bool good = true;
    out.labels.reserve(item.labels.size());
    for (const syntax::Label& label : c_.tree->labels(item)) {
        if (label.kind != syntax::LabelKind::String) {
            out.labels.push_back({std::string(c_.text(label.span)), false, label.span});
            continue;
        }
        auto text = evaluate_string(c_, c_.tree->at(label.expr));
        good &= text.has_value();
        if (text) out.labels.push_back({std::move(*text), true, label.span});
    }
    return good;
}

/// In a loop the label must tell the iterations apart, because the label is the identity. Blocks whose label is no
/// identity may repeat.
void Expander::check_labels(const Item& item, const Block& out, LoopMask used) {
    static constexpr std::string_view repeatable[] = {"op", "native", "defaults", "fence"};
    if (loops_.size() <= block_loops_ || out.labels.empty()) return;
    if (std::find(std::begin(repeatable), std::end(repeatable), out.name) != std::end(repeatable)) return;
    for (std::size_t i = block_loops_; i < loops_.size(); ++i) {
        if (!loops_[i].many || ((used | guards_) & loop_bit(i)) != 0) continue;
        const std::string_view variable = c_.text(loops_[i].name);
        c_.report(diag::ConstantLabel, c_.tree->labels(item)[0].span, out.name)
            .label(loops_[i].name, "the loop")
            .help("build it from the item: \"…${{{}}}\"", variable);
        return;
    }
}

/// `require "sentence" { that = CONDITION }`: an input that the description cannot do without. The sentence is the message.
void Expander::require(const Item& item) {
    const auto labels = c_.tree->labels(item);
    const syntax::Label* sentence = labels.size() == 1 && labels[0].kind == syntax::LabelKind::String ? &labels[0] : nullptr;
    const Item* that = nullptr;
    bool other = sentence == nullptr;
    for (const syntax::ItemId id : c_.tree->items_of(item.body)) {
        const Item& inside = c_.tree->at(id);
        if (inside.kind == ItemKind::Error) return;
        const bool condition = inside.kind == ItemKind::Attribute && !inside.quoted && c_.text(inside.name) == "that";
        other = other || !condition || that != nullptr;
        that = &inside;
    }
    if (other || that == nullptr) {
        c_.report(diag::RequireForm, item.name).help("write `require \"SENTENCE\" {{ that = CONDITION }}`");
        return;
    }
    const auto holds = evaluate_condition(c_, that->value, "require");
    if (!holds || *holds) return;
    const auto text = evaluate_string(c_, c_.tree->at(sentence->expr));
    if (text) c_.report(diag::NotMet, sentence->span, *text).label(c_.tree->at(that->value).span, "this is false");
}

void Expander::block(const Item& item, Target target) {
    if (item.kind == ItemKind::Block && c_.text(item.name) == "require") return require(item);
    if (item.kind == ItemKind::Block && c_.text(item.name) == "component") return;  // announced
    if (item.kind == ItemKind::Block && !components_.empty()) {
        const auto component = components_.find(c_.text(item.name));
        if (component != components_.end()) return use_component(item, component->second, target);
    }
    if (!c_.spend(item.span, sizeof(Block) + sizeof(model::Origin))) return;
    if (++c_.blocks > c_.options.max_blocks) {
        c_.stop(item.span, fmt::format("it makes more than {} blocks", c_.options.max_blocks));
        return;
    }
    Block& out = target.blocks.emplace_back();
    out.name = item.kind == ItemKind::Use ? "use" : std::string(c_.text(item.name));
    out.name_span =
        item.kind == ItemKind::Use ? source::Span{item.span.file, item.span.begin, item.span.begin + 3} : item.name;
    out.span = item.span;
    out.origin = c_.origin(item.span);
    c_.used_loops = 0;
    const bool named = labels(item, out);
    if (named) check_labels(item, out, c_.used_loops);
    const std::size_t outer_loops = block_loops_;
    const LoopMask guards = guards_;
    block_loops_ = loops_.size();
    guards_ = 0;
    body(item.body, {out.children, &out.attrs});
    Context::Comments before = c_.comments_before(item.span.begin);
    out.comments = std::move(before.list);
    out.apart = before.apart;
    if (item.body) out.trailing = c_.comments_before(c_.tree->at(item.body).span.end - 1).list;
    block_loops_ = outer_loops;
    guards_ = guards;
    if (!named) target.blocks.pop_back();  // without its name it would only cause follow-up errors
}

}  // namespace hale::expand
