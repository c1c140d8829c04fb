#include <array>

#include "compiler/diag/kinds_codes.h"
#include "compiler/schema/load_kind.h"
#include "compiler/support/suggest.h"
#include "compiler/value/describe.h"

namespace hale::schema {

using model::Value;
using model::ValueKind;

namespace {

struct Named {
    std::string_view name;
    TypeTag tag;
};
constexpr std::array<Named, 14> kPlain = {{{"string", TypeTag::String},
                                           {"int", TypeTag::Int},
                                           {"bool", TypeTag::Bool},
                                           {"duration", TypeTag::Duration},
                                           {"size", TypeTag::Size},
                                           {"percent", TypeTag::Percent},
                                           {"score", TypeTag::Score},
                                           {"address", TypeTag::Address},
                                           {"path", TypeTag::Path},
                                           {"word", TypeTag::Word},
                                           {"any", TypeTag::Any},
                                           {"secret", TypeTag::Secret},
                                           {"rule", TypeTag::Rule},
                                           {"map", TypeTag::Map}}};

std::optional<Type> unknown(Loading& loading, const Value& value, source::Span span, std::string_view seen) {
    if (value.origin) span = loading.origins.span(value.origin);
    auto report = loading.sink.report(diag::UnknownType, span, seen);
    std::vector<std::string_view> names = {"enum", "list", "ref"};
    for (const Named& n : kPlain) names.push_back(n.name);
    if (const std::string best = suggest(seen, names); !best.empty()) {
        report.help("did you mean `{}`?", best);
    } else {
        report.help("types are listed in docs/reference/agents.md");
    }
    return {};
}

/// `enum(a, b)` and `ref(node, service)`: at least one word.
std::optional<Type> of_words(Loading& loading, const Value& call, source::Span span, TypeTag tag) {
    Type out{tag, {}, nullptr};
    for (const Value& item : call.items) {
        auto word = name_text(item);
        if (!word) return unknown(loading, item, span, model::describe(item));
        out.members.push_back(std::move(*word));
    }
    if (out.members.empty()) return unknown(loading, call, span, call.text + "()");
    return out;
}

std::optional<Type> of_element(Loading& loading, const Value& call, source::Span span, TypeTag tag) {
    if (call.items.size() != 1) return unknown(loading, call, span, to_text(call));
    auto element = load_type(loading, call.items.front(), span);
    if (!element) return {};
    return Type{tag, {}, std::make_shared<const Type>(std::move(*element))};
}

}  // namespace

std::optional<Type> load_type(Loading& loading, const Value& value, source::Span span) {
    if (!value) return {};
    if (value.is(ValueKind::Word)) {
        for (const Named& n : kPlain) {
            if (n.name == value.text) return Type{n.tag, {}, nullptr};
        }
        return unknown(loading, value, span, value.text);
    }
    if (value.is(ValueKind::Call)) {
        if (value.text == "enum") return of_words(loading, value, span, TypeTag::Enum);
        if (value.text == "ref") return of_words(loading, value, span, TypeTag::Ref);
        if (value.text == "list") return of_element(loading, value, span, TypeTag::List);
        if (value.text == "map") return of_element(loading, value, span, TypeTag::Map);
        return unknown(loading, value, span, value.text);
    }
    return unknown(loading, value, span, to_text(value));
}

}  // namespace hale::schema
