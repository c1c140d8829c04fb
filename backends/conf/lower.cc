#include "backends/conf/lower.h"

#include "compiler/diag/managers_codes.h"
#include "compiler/value/literal.h"

namespace hale::conf {

using model::Attribute;
using model::ValueKind;
using schema::MapRow;

std::string join_path(std::string_view path, std::string_view name) {
    std::string out(path);
    if (!out.empty()) out += '.';
    return out += name;
}

void SectionLower::contents(const model::Block& block, Item& into, std::string_view path) const {
    if (block.kind == nullptr) return;
    attributes(*block.kind, block.attributes, into);
    for (const model::Block& inner : block.children) {
        if (inner.name == "native") {
            if (inner.label() == manager_) native(inner, into, path);
        } else {
            child(inner, into, path);
        }
    }
}

void SectionLower::child(const model::Block& block, Item& into, std::string_view path) const {
    if (special_(block, into)) return;
    const schema::Mapping& mapping = block.kind->mapping(manager_);
    if (!mapping.declared || mapping.none) return refuse(block);
    into.items.push_back(Item::section(mapping.type, block.origin));
    contents(block, into.items.back(), join_path(path, mapping.type));
}

void SectionLower::refuse(const model::Block& block) const {
    const schema::Mapping& mapping = block.kind->mapping(manager_);
    auto report = speller_.sink().report(diag::KindHasNoCounterpart, speller_.span(block.origin), manager_, block.name,
                                         mapping.none ? mapping.reason : "it is another manager's");
    if (!mapping.stand_in.empty()) report.help("in its place: {}", mapping.stand_in);
}

void SectionLower::attributes(const schema::Kind& kind, const std::vector<Attribute>& attributes, Item& into) const {
    for (const Attribute& attribute : attributes) check_spelling(kind, attribute);
    for (backends::Pair& pair : backends::to_manager(speller_, kind, kind.mapping(manager_), attributes)) {
        into.set(pair.name, std::move(pair.value), pair.origin);
    }
}

/// A quoted value goes out as it stands. Numbers must then be what the program's own parser takes for one, and a truth
/// value that it does not know counts as false there, in silence.
void SectionLower::check_spelling(const schema::Kind& kind, const Attribute& attribute) const {
    if (!attribute.value.verbatim) return;
    const schema::Mapping& mapping = kind.mapping(manager_);
    const MapRow* row = mapping.row(attribute.name);
    const source::Span span = speller_.span(attribute.value.origin);
    if (row != nullptr && row->op == MapRow::Op::Unit && !row->suffix) {
        if (model::parse_int(attribute.value.text)) return;
        speller_.sink().report(diag::NotANumberThere, span, manager_, attribute.name, row->value);
        return;
    }
    if (!attribute.value.is(ValueKind::Bool) || (row != nullptr && row->op == MapRow::Op::Drop)) return;
    std::string yes(speller_.spelling().bool_true), no(speller_.spelling().bool_false);
    if (!mapping.bool_true.empty()) yes = mapping.bool_true, no = mapping.bool_false;
    if (row != nullptr && row->op == MapRow::Op::Values) {
        for (const auto& [neutral, text] : row->table) (neutral == "true" ? yes : no) = text;
    }
    if (attribute.value.text == yes || attribute.value.text == no) return;
    speller_.sink()
        .report(diag::NotATruthThere, span, manager_, attribute.value.text, attribute.name)
        .help("write `{} = {}` without quotes", attribute.name, attribute.value.number != 0 ? "true" : "false");
}

void SectionLower::native(const model::Block& body, Item& into, std::string_view path) const {
    for (const Attribute& attribute : body.attributes) {
        if (auto text = speller_.spell(attribute.value, attribute.name)) {
            into.set(attribute.name, std::move(*text), attribute.origin);
        }
    }
    for (const model::Block& block : body.children) {
        if (!block.labels.empty()) {
            speller_.sink().report(diag::BadNativeSection, speller_.span(block.origin), block.name, manager_,
                                   "a section has no label");
            continue;
        }
        const std::string own = join_path(path, block.name);
        if (repeated_(own)) {
            into.items.push_back(Item::section(block.name, block.origin));
            native(block, into.items.back(), own);
        } else {
            native(block, into.section_at(block.name, block.origin), own);
        }
    }
}

}  // namespace hale::conf
