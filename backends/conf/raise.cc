#include "backends/conf/raise.h"

#include <algorithm>
#include <unordered_map>

#include "compiler/diag/import_codes.h"
#include "compiler/schema/convert.h"
#include "compiler/support/suggest.h"

namespace hale::conf {

using backends::Pair;
using block::Block;
using model::Value;
using schema::Kind;
using schema::MapRow;

namespace {

std::string target_of(const MapRow& row) { return row.target.empty() ? row.attribute : row.target; }

/// The declared attribute that the manager's key belongs to, or nullptr.
const schema::Attribute* declared_for(const Kind& kind, const schema::Mapping& mapping, const std::string& key) {
    for (const MapRow& row : mapping.rows) {
        if (row.op != MapRow::Op::Drop && row.op != MapRow::Op::Constant && target_of(row) == key) {
            return kind.attribute(row.attribute);
        }
    }
    if (std::find(mapping.silent.begin(), mapping.silent.end(), key) != mapping.silent.end()) return nullptr;
    const schema::Attribute* same = kind.attribute(key);
    return same != nullptr && same->name == key && mapping.row(key) == nullptr ? same : nullptr;
}

bool is_constant(const schema::Mapping& mapping, const std::string& key) {
    return std::any_of(mapping.rows.begin(), mapping.rows.end(),
                       [&](const MapRow& row) { return row.op == MapRow::Op::Constant && row.target == key; });
}

/// Every key that the manager has in this section.
std::vector<std::string> known_keys(const Kind& kind, const schema::Mapping& mapping) {
    std::vector<std::string> out;
    for (const schema::Attribute& a : kind.attributes) {
        const MapRow* row = mapping.row(a.name);
        if (row == nullptr) out.push_back(a.name);
        if (row != nullptr && row->op != MapRow::Op::Drop) out.push_back(target_of(*row));
    }
    return out;
}

}  // namespace

model::OriginId SectionRaise::origin(source::Span span) {
    return origins_.add({model::OriginKind::Imported, span, {}, {}});
}

Block SectionRaise::block(std::string name, const Item& of) {
    Block out;
    out.name = std::move(name);
    out.name_span = of.name_span.valid() ? of.name_span : of.span;
    out.span = of.span;
    out.origin = origin(out.name_span);
    return out;
}

void SectionRaise::label(Block& block, const std::string& text, source::Span span) {
    block.labels.push_back({text, false, span});
}

void SectionRaise::set(Block& block, std::string name, Value value, source::Span name_span, source::Span value_span) {
    block::Attr attr;
    attr.name = std::move(name);
    attr.name_span = name_span;
    attr.value_span = value_span;
    attr.origin = origin(name_span);
    attr.value = std::move(value);
    attr.value.origin = origin(value_span);
    block.attrs.push_back(std::move(attr));
}

std::string SectionRaise::comment_text(const Item& comment) {
    std::string_view text = comment.value;
    if (text.starts_with('#')) text.remove_prefix(1);
    return std::string(text);
}

Block SectionRaise::native(const Item& of) {
    Block out = block("native", of);
    label(out, std::string(spelling_.manager), out.name_span);
    return out;
}

void SectionRaise::literal(const Item& item, Block& into) {
    if (item.kind == Item::Kind::Comment) {
        if (!item.value.empty()) into.comments.push_back(comment_text(item));
    } else if (item.is_key()) {
        set(into, item.name, Value::string(item.value), item.name_span, item.value_span);
    } else {
        Block inner = block(item.name, item);
        for (const Item& i : item.items) literal(i, inner);
        into.children.push_back(std::move(inner));
    }
}

Block SectionRaise::construct(const Item& section, const Kind& kind) {
    Block out = block(kind.name, section);
    if (!section.value.empty()) label(out, section.value, section.name_span);
    contents(section, kind, out);
    return out;
}

const Kind* SectionRaise::child_kind(const Kind& parent, std::string_view section) {
    for (const std::string& name : parent.blocks) {
        const Kind* inner = kind(name);
        if (inner == nullptr) continue;
        const schema::Mapping& mapping = inner->mapping(spelling_.manager);
        if (mapping.declared && !mapping.none && mapping.type == section) return inner;
    }
    return nullptr;
}

/// True when attributes of the kind are keys of this inner section.
bool SectionRaise::is_prefix(const Kind& kind, std::string_view section) const {
    const schema::Mapping& mapping = kind.mapping(spelling_.manager);
    const std::string prefix = std::string(section) + '.';
    return std::any_of(mapping.rows.begin(), mapping.rows.end(),
                       [&](const MapRow& row) { return row.target.starts_with(prefix); });
}

void SectionRaise::pairs(const Item& section, const Kind& kind, const std::string& prefix,
                         const std::vector<std::string_view>& taken, std::vector<Pair>& out, Block& native_block) {
    std::unordered_map<std::string_view, const Item*> last;  // of each name, the key that counts
    for (const Item& item : section.items) {
        if (item.is_key()) last[item.name] = &item;
    }
    for (const Item& item : section.items) {
        if (item.is_key()) {
            const bool ours = prefix.empty() && std::find(taken.begin(), taken.end(), item.name) != taken.end();
            if (ours || last[item.name] != &item) continue;
            out.push_back({prefix + item.name, item.value, false, origin(item.name_span), origin(item.value_span), {}});
        } else if (item.is_section() && !prefix.empty()) {
            literal(item, native_block.children.emplace_back(block(section.name, section)));
        } else if (item.is_section() && child_kind(kind, item.name) == nullptr) {
            if (is_prefix(kind, item.name)) {
                pairs(item, kind, item.name + '.', {}, out, native_block);
            } else {
                literal(item, native_block);
            }
        }
    }
}

void SectionRaise::contents(const Item& section, const Kind& kind, Block& out,
                            const std::vector<std::string_view>& taken) {
    Block native_block = native(section);
    std::vector<Pair> found;
    pairs(section, kind, {}, taken, found, native_block);
    attributes(kind, found, out, native_block);
    std::vector<std::string> comments;
    for (const Item& item : section.items) {
        if (item.kind == Item::Kind::Comment && !item.value.empty()) comments.push_back(comment_text(item));
        if (item.is_key()) {  // a comment on a key stands above its block
            out.comments.insert(out.comments.end(), comments.begin(), comments.end());
            comments.clear();
        }
        if (const Kind* inner = item.is_section() ? child_kind(kind, item.name) : nullptr) {
            Block made = construct(item, *inner);
            made.comments.insert(made.comments.begin(), comments.begin(), comments.end());
            comments.clear();
            out.children.push_back(std::move(made));
        }
    }
    out.comments.insert(out.comments.end(), comments.begin(), comments.end());
    if (!native_block.attrs.empty() || !native_block.children.empty()) out.children.push_back(std::move(native_block));
}

void SectionRaise::attributes(const Kind& kind, const std::vector<Pair>& pairs, Block& out, Block& native_block) {
    backends::FromManager read = backends::from_manager(spelling_, kind, kind.mapping(spelling_.manager), pairs);
    for (model::Attribute& a : read.attributes) {
        block::Attr attr;
        attr.name = std::move(a.name);
        attr.name_span = origins_.span(a.origin);
        attr.value_span = origins_.span(a.value.origin);
        attr.origin = a.origin;
        attr.value = std::move(a.value);
        if (attr.value.verbatim) attr.value = Value::string(attr.value.text, attr.value.origin);  // as it is in a file
        out.attrs.push_back(std::move(attr));
    }
    for (const Pair& pair : read.left_over) left_over(kind, pair, out, native_block);
}

void SectionRaise::left_over(const Kind& kind, const Pair& pair, Block& out, Block& native_block) {
    const schema::Mapping& mapping = kind.mapping(spelling_.manager);
    const source::Span name_span = origins_.span(pair.origin), value_span = origins_.span(pair.value_origin);
    const schema::Attribute* declared = declared_for(kind, mapping, pair.name);
    if (declared != nullptr && out.find(declared->name) == nullptr &&
        schema::convert(*declared, Value::string(pair.value)).error) {
        set(out, declared->name, Value::string(pair.value), name_span, value_span);
        return;
    }
    if (declared == nullptr && !is_constant(mapping, pair.name)) {
        auto report = sink_.report(diag::ConfUnknownKey, name_span, spelling_.manager, pair.name, mapping.type);
        const std::string best = suggest(pair.name, known_keys(kind, mapping));
        if (!best.empty()) report.help("did you mean `{}`?", best);
    }
    const std::size_t dot = pair.name.find('.');
    const bool inner = dot != std::string::npos && is_prefix(kind, std::string_view(pair.name).substr(0, dot));
    if (!inner) return set(native_block, pair.name, Value::string(pair.value), name_span, value_span);
    const std::string section = pair.name.substr(0, dot);
    auto at = std::find_if(native_block.children.begin(), native_block.children.end(),
                           [&](const Block& b) { return b.name == section; });
    if (at == native_block.children.end()) {
        Block made;
        made.name = section;
        made.name_span = made.span = name_span;
        made.origin = pair.origin;
        at = native_block.children.insert(at, std::move(made));
    }
    set(*at, pair.name.substr(dot + 1), Value::string(pair.value), name_span, value_span);
}

}  // namespace hale::conf
