#include "backends/common/mapping.h"

#include <algorithm>

#include "compiler/diag/managers_codes.h"

namespace hale::backends {

using model::Attribute;
using model::Value;
using model::ValueKind;
using schema::MapRow;

namespace {

/// The neutral word that a `values` table is asked for.
std::string table_word(const Value& value) {
    if (value.kind == ValueKind::Bool) return value.number != 0 ? "true" : "false";
    if (value.kind == ValueKind::Int) return std::to_string(value.number);
    return value.text;
}

bool means_same(const Value& a, const Value& b) {
    return a.kind == b.kind && a.number == b.number &&
           (a.kind == ValueKind::Bool || a.kind == ValueKind::Int || a.kind == ValueKind::Duration ||
            (a.text == b.text && a.items == b.items));
}

bool is_implied(const schema::Mapping& mapping, const Attribute& attribute) {
    return std::any_of(mapping.same.begin(), mapping.same.end(), [&](const auto& row) {
        return row.first == attribute.name && means_same(row.second, attribute.value);
    });
}

bool is_silent(const schema::Mapping& mapping, std::string_view name) {
    return std::find(mapping.silent.begin(), mapping.silent.end(), name) != mapping.silent.end();
}

/// Nobody wrote it. An inherited value was written by somebody, further out.
bool is_default(const Speller& speller, const Attribute& attribute) {
    return attribute.value.origin && speller.origins().at(attribute.value.origin).kind == model::OriginKind::Default;
}

class Forward {
public:
    Forward(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping)
        : spelling_(parameter_spelling(speller.spelling(), kind)),
          speller_(spelling_, speller.origins(), speller.options(), speller.sink()),
          kind_(kind),
          mapping_(mapping) {}

    void add(const Attribute& attribute, std::vector<Pair>& out) const {
        if (!attribute.value || is_implied(mapping_, attribute) || is_silent(mapping_, attribute.name)) return;
        const MapRow* row = mapping_.row(attribute.name);
        if (row == nullptr) return plain(attribute, attribute.name, false, out);
        switch (row->op) {
            case MapRow::Op::Rename:
                return plain(attribute, row->target, false, out);
            case MapRow::Op::Meta:
                return plain(attribute, row->target, true, out);
            case MapRow::Op::Values:
                return through_table(attribute, *row, out);
            case MapRow::Op::Split:
                return split(attribute, *row, out);
            case MapRow::Op::Unit:
                return unit(attribute, *row, out);
            case MapRow::Op::Drop:
                return dropped(attribute, *row);
            case MapRow::Op::Constant:
                return;
        }
    }

private:
    static void put(const Attribute& a, std::string name, std::string value, bool meta, std::vector<Pair>& out) {
        out.push_back({std::move(name), std::move(value), meta, a.origin, a.value.origin, a.name});
    }

    static std::string target_of(const Attribute& a, const MapRow& row) {
        return row.target.empty() ? a.name.str() : row.target;
    }

    void plain(const Attribute& a, const std::string& name, bool meta, std::vector<Pair>& out) const {
        if (auto text = speller_.spell(a.value, a.name, &mapping_)) put(a, name, std::move(*text), meta, out);
    }

    void through_table(const Attribute& a, const MapRow& row, std::vector<Pair>& out) const {
        if (a.value.verbatim) return put(a, target_of(a, row), a.value.text, false, out);
        const std::string word = table_word(a.value);
        std::string known;
        for (const auto& [neutral, text] : row.table) {
            if (neutral == word) return put(a, target_of(a, row), text, false, out);
            known += (known.empty() ? "`" : ", `") + neutral + '`';
        }
        speller_.sink()
            .report(diag::WordHasNoCounterpart, speller_.span(a.value.origin), word, a.name,
                    speller_.spelling().manager)
            .help("{} knows {}", speller_.spelling().manager, known);
    }

    void split(const Attribute& a, const MapRow& row, std::vector<Pair>& out) const {
        const auto text = speller_.spell(a.value, a.name, &mapping_);
        if (!text) return;
        const std::size_t at = row.value.empty() ? std::string::npos : text->find(row.value);
        put(a, row.target, text->substr(0, at), false, out);
        if (at != std::string::npos) put(a, row.target2, text->substr(at + row.value.size()), false, out);
    }

    void unit(const Attribute& a, const MapRow& row, std::vector<Pair>& out) const {
        if (auto text = speller_.in_unit(a.value, a.name, row.value, row.suffix)) {
            put(a, target_of(a, row), std::move(*text), false, out);
        }
    }

    void dropped(const Attribute& a, const MapRow& row) const {
        if (is_default(speller_, a)) return;
        const auto& code = row.harmless ? diag::AttributeIgnored : diag::AttributeRefused;
        speller_.sink().report(code, speller_.span(a.origin), speller_.spelling().manager, a.name, kind_.name,
                               row.reason);
    }

    Spelling spelling_;
    Speller speller_;
    const schema::Kind& kind_;
    const schema::Mapping& mapping_;
};

bool has(const std::vector<Attribute>& list, std::string_view name) {
    return std::any_of(list.begin(), list.end(), [&](const Attribute& a) { return a.name == name; });
}

}  // namespace

Spelling parameter_spelling(Spelling spelling, const schema::Kind& kind) {
    if (kind.cls != schema::KindClass::Construct) spelling.duration_suffix = false;
    return spelling;
}

void report_use(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping,
                const std::vector<Attribute>& attributes, model::OriginId origin) {
    const std::string_view manager = speller.spelling().manager;
    for (const auto& [name, reason] : mapping.requires_) {
        const schema::Attribute* declared = kind.attribute(name);
        if (has(attributes, name) || (declared != nullptr && declared->def)) continue;
        speller.sink().report(diag::ManagerNeedsAttribute, speller.span(origin), manager, name, kind.name, reason);
    }
    if (mapping.differs.empty()) return;
    speller.sink().report(diag::AgentDiffers, speller.span(origin), manager, kind.name, mapping.differs);
}

std::vector<Pair> to_manager(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping,
                             const Attribute& attribute) {
    std::vector<Pair> out;
    Forward(speller, kind, mapping).add(attribute, out);
    return out;
}

std::vector<Pair> to_manager(const Speller& speller, const schema::Kind& kind, const schema::Mapping& mapping,
                             const std::vector<Attribute>& attributes) {
    std::vector<Pair> out;
    const Forward forward(speller, kind, mapping);
    for (const Attribute& attribute : attributes) forward.add(attribute, out);
    for (const std::string& name : mapping.defaults) {
        const schema::Attribute* declared = kind.attribute(name);
        if (declared == nullptr || !declared->def || has(attributes, name)) continue;
        forward.add({name, *declared->def, {}}, out);
    }
    for (const MapRow& row : mapping.rows) {
        if (row.op == MapRow::Op::Constant) out.push_back({row.target, row.value, false, {}, {}, {}});
    }
    return out;
}

}  // namespace hale::backends
