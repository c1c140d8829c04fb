#include "compiler/schema/load_words.h"

#include <algorithm>

#include "compiler/diag/kinds_codes.h"
#include "compiler/support/suggest.h"

namespace hale::schema {

using model::Value;
using model::ValueKind;

Value without_origins(Value value) {
    value.origin = {};
    for (Value& item : value.items) item = without_origins(std::move(item));
    return value;
}

std::optional<std::string> name_text(const Value& v) {
    switch (v.kind) {
        case ValueKind::Word:
        case ValueKind::Spec:
        case ValueKind::String:
            return v.text;
        case ValueKind::Int:
        case ValueKind::Bool:
        case ValueKind::Path:
            return to_text(v);
        default:
            return {};
    }
}

Words::Words(Loading& loading, const block::Block& block, std::string where)
    : loading_(loading), block_(block), where_(std::move(where)) {}

const block::Attr* Words::find(std::string_view word) {
    known_.push_back(word);
    return block_.find(word);
}

std::optional<Value> Words::typed(std::string_view word, const Type& type) {
    const block::Attr* attr = find(word);
    if (attr == nullptr) return {};
    Converted c = convert(type, attr->value);
    if (c.error) report(loading_.sink, attr->value_span, word, *c.error);
    if (c.error || !c.value) return {};
    return without_origins(std::move(c.value));
}

bool Words::flag(std::string_view word) {
    const auto value = typed(word, {TypeTag::Bool, {}, nullptr});
    return value && value->number != 0;
}

std::string Words::text(std::string_view word) {
    const auto value = typed(word, {TypeTag::String, {}, nullptr});
    return value ? value->text.str() : std::string();
}

std::string Words::name(std::string_view word) {
    const auto value = typed(word, {TypeTag::Word, {}, nullptr});
    return value ? value->text.str() : std::string();
}

std::vector<std::string> Words::names(std::string_view word) {
    static const auto element = std::make_shared<const Type>(Type{TypeTag::Word, {}, nullptr});
    std::vector<std::string> out;
    if (const auto value = typed(word, {TypeTag::List, {}, element})) {
        for (const Value& item : value->items) out.push_back(item.text);
    }
    return out;
}

void Words::unknown(std::string_view seen, source::Span span, const std::vector<std::string_view>& known) {
    auto report = loading_.sink.report(diag::UnknownDeclarationWord, span, seen, where_);
    if (const std::string best = suggest(seen, known); !best.empty()) report.help("did you mean `{}`?", best);
}

void Words::finish(const std::vector<std::string_view>& blocks) {
    const auto has = [](const auto& list, std::string_view word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    for (const block::Attr& attr : block_.attrs) {
        const block::Attr* first = block_.find(attr.name);
        if (!has(known_, attr.name)) {
            unknown(attr.name, attr.name_span, known_);
        } else if (first != &attr) {
            loading_.sink.report(diag::DeclaredTwice, attr.name_span, attr.name).label(first->name_span, "first here");
        }
    }
    for (const block::Block& child : block_.children) {
        if (!has(blocks, child.name)) unknown(child.name, child.name_span, blocks);
    }
}

}  // namespace hale::schema
