#include <algorithm>
#include <cctype>

#include "backends/rgmanager/raising.h"
#include "compiler/diag/import_codes.h"
#include "compiler/value/literal.h"
#include "compiler/value/words.h"

namespace hale::rgmanager {

using backends::Pair;
using block::Attr;
using block::Block;

Block make_block(Raising& r, std::string name, source::Span span, source::Span name_span) {
    Block out;
    out.name = std::move(name);
    out.span = span;
    out.name_span = name_span;
    out.origin = r.origin(name_span.valid() ? name_span : span);
    return out;
}

bool is_bare_word(std::string_view text) { return model::is_bare_word(text); }

block::Label make_label(std::string text, source::Span span) {
    const bool quoted = !is_bare_word(text);
    return {std::move(text), quoted, span};
}

Attr make_attr(Raising& r, std::string name, model::Value value, const xml::Attribute& from) {
    Attr out;
    out.quoted_name = !is_bare_word(name);
    out.name = std::move(name);
    out.name_span = from.name_span;
    out.value_span = from.value_span;
    out.origin = r.origin(from.span);
    out.value = std::move(value);
    out.value.origin = r.origin(from.value_span);
    return out;
}

model::Value word_or_string(const std::string& text) {
    return is_bare_word(text) ? model::Value::word(text) : model::Value::string(text);
}

Attr truth(Raising& r, std::string name, const xml::Attribute& from, bool read, bool inverted) {
    const bool meant = model::parse_bool(from.value).value_or(read);
    if (meant != read) {
        r.sink.report(diag::FlagReadOtherwise, from.value_span, from.value, from.name, read ? "on" : "off")
            .note("rgmanager reads the flag as a number, and a word is 0")
            .help("write `{}=\"{}\"` for what was meant", from.name, meant ? 1 : 0);
    }
    const bool taken = r.as_it_runs() ? read : meant;
    // `0` and `1` are canonical; another spelling that says the same is kept.
    const bool plain = from.value == (taken ? "1" : "0");
    const bool keep = !plain && !inverted && meant == read && model::parse_bool(from.value).has_value();
    if (!plain && !keep && meant == read) {
        r.sink.report(diag::Respelled, from.value_span, from.name, from.value, taken ? "1" : "0");
    }
    const model::Value value = keep ? model::Value::string(from.value) : model::Value::boolean(taken != inverted);
    return make_attr(r, std::move(name), value, from);
}

std::vector<const xml::Attribute*> raise_attributes(Raising& r, const schema::Kind& kind,
                                                    const std::vector<const xml::Attribute*>& attributes, Block& out) {
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < attributes.size(); ++i) {
        // The origin's index carries which attribute it was; real origins are made for what is taken.
        pairs.push_back({attributes[i]->name, attributes[i]->value, false, model::OriginId(i), {}, {}});
    }
    const backends::FromManager back = from_manager(kSpelling, kind, kind.rgmanager, pairs);
    for (const model::Attribute& a : back.attributes) {
        const schema::Attribute* declared = kind.attribute(a.name);
        model::Value value = a.value;
        if (value.verbatim) value = model::Value::string(value.text);
        if (declared != nullptr && declared->type.tag == schema::TypeTag::Ref) value = word_or_string(value.text);
        out.attrs.push_back(make_attr(r, a.name, std::move(value), *attributes[a.origin.index]));
    }
    std::vector<const xml::Attribute*> left;
    for (const Pair& p : back.left_over) left.push_back(attributes[p.origin.index]);
    return left;
}

}  // namespace hale::rgmanager
