// The mapping rows read from the manager's side.

#include <algorithm>
#include <cctype>

#include "backends/common/mapping.h"
#include "compiler/schema/convert.h"
#include "compiler/value/literal.h"
#include "compiler/value/words.h"

namespace hale::backends {

using model::Attribute;
using model::Value;
using model::ValueKind;
using schema::MapRow;
using schema::TypeTag;

namespace {

const model::OriginTable kNoOrigins;
const BuildOptions kCheckOnly = [] {
    BuildOptions options;
    options.write = false;
    return options;
}();

/// What `to_manager` would make of the value, without a word to anybody.
class Silent {
public:
    explicit Silent(const Spelling& spelling) : speller_(spelling, kNoOrigins, kCheckOnly, sink_) {}
    const Speller& speller() const { return speller_; }
    bool complained() const { return !sink_.diagnostics().empty(); }

private:
    diag::Sink sink_;
    Speller speller_;
};

/// What a person would write bare for `text`, if the type has a bare form; it may be wrong: it is spelled again and
/// compared.
Value canonical(const Spelling& spelling, const schema::Type& type, const schema::Mapping& mapping,
                const std::string& text) {
    const std::string_view yes = mapping.bool_true.empty() ? spelling.bool_true : std::string_view(mapping.bool_true);
    const std::string_view no = mapping.bool_false.empty() ? spelling.bool_false : std::string_view(mapping.bool_false);
    switch (type.tag) {
        case TypeTag::Bool:
            if (text == yes) return Value::boolean(true);
            if (text == no) return Value::boolean(false);
            return {};
        case TypeTag::Int:
            if (const auto n = model::parse_int(text)) return Value::integer(*n);
            return {};
        case TypeTag::Duration:
            if (const auto n = model::parse_duration(text)) return Value::make(ValueKind::Duration, *n, {}, {});
            return {};
        case TypeTag::Size:
            if (const auto n = model::parse_size(text)) return Value::make(ValueKind::Size, *n, {}, {});
            return {};
        case TypeTag::Percent:
            if (const auto n = model::parse_percent(text)) return Value::make(ValueKind::Percent, *n, {}, {});
            return {};
        case TypeTag::Score:
            if (const auto n = model::parse_score(text)) return Value::make(ValueKind::Score, *n, {}, {});
            return {};
        case TypeTag::Word:
        case TypeTag::Enum:
        case TypeTag::Ref:
            return model::is_bare_word(text) ? Value::word(text) : Value();
        default:
            return {};
    }
}

class Backward {
public:
    Backward(const Spelling& spelling, const schema::Kind& kind, const schema::Mapping& mapping,
             const std::vector<Pair>& pairs)
        : spelling_(parameter_spelling(spelling, kind)),
          kind_(kind),
          mapping_(mapping),
          pairs_(pairs),
          taken_(pairs.size(), false) {}

    FromManager run() {
        for (std::size_t i = 0; i < pairs_.size(); ++i) {
            if (!taken_[i]) one(i);
        }
        return std::move(out_);
    }

private:
    void one(std::size_t i) {
        const Pair& pair = pairs_[i];
        for (const MapRow& row : mapping_.rows) {
            if (reads(row, pair) && by_row(i, row)) return;
        }
        const schema::Attribute* same_name = pair.meta ? nullptr : kind_.attribute(pair.name);
        if (same_name != nullptr && same_name->name == pair.name && mapping_.row(pair.name) == nullptr &&
            take(*same_name, value_from_text(spelling_, *same_name, mapping_, pair.value), {i})) {
            return;
        }
        taken_[i] = true;
        out_.left_over.push_back(pair);
    }

    static bool reads(const MapRow& row, const Pair& pair) {
        const std::string& target = row.target.empty() ? row.attribute : row.target;
        return (row.op == MapRow::Op::Meta) == pair.meta && (pair.name == target || pair.name == row.target2);
    }

    bool by_row(std::size_t i, const MapRow& row) {
        const Pair& pair = pairs_[i];
        if (row.op == MapRow::Op::Drop) return false;
        if (row.op == MapRow::Op::Constant) {
            if (row.value == pair.value) taken_[i] = true;
            return taken_[i];
        }
        const schema::Attribute* declared = kind_.attribute(row.attribute);
        if (declared == nullptr || given(declared->name)) return false;
        switch (row.op) {
            case MapRow::Op::Values:
                for (const auto& [neutral, text] : row.table) {
                    if (text == pair.value && take(*declared, table_value(*declared, neutral), {i})) return true;
                }
                return take(*declared, verbatim(*declared, pair.value), {i});
            case MapRow::Op::Split:
                return joined(i, row, *declared);
            case MapRow::Op::Unit:
                if (const auto n = model::parse_int(pair.value)) {
                    return take(*declared, in_unit(*declared, row.value, *n), {i}) ||
                           take(*declared, verbatim(*declared, pair.value), {i});
                }
                return take(*declared, value_from_text(spelling_, *declared, mapping_, pair.value), {i});
            default:
                return take(*declared, value_from_text(spelling_, *declared, mapping_, pair.value), {i});
        }
    }

    /// Both halves of a `split` row, wherever they stand.
    bool joined(std::size_t i, const MapRow& row, const schema::Attribute& declared) {
        const auto find = [&](const std::string& name) {
            for (std::size_t k = 0; k < pairs_.size(); ++k) {
                if (!taken_[k] && !pairs_[k].meta && pairs_[k].name == name) return k;
            }
            return pairs_.size();
        };
        const std::size_t first = find(row.target);
        const std::size_t second = find(row.target2);
        if (first == pairs_.size()) return false;
        std::vector<std::size_t> used = {first};
        std::string text = pairs_[first].value;
        if (second != pairs_.size()) {
            text += row.value + pairs_[second].value;
            used.push_back(second);
        }
        if (take(declared, value_from_text(spelling_, declared, mapping_, text), used)) return true;
        return i == first && used.size() == 2 &&
               take(declared, value_from_text(spelling_, declared, mapping_, pairs_[first].value), {first});
    }

    static std::optional<Value> table_value(const schema::Attribute& declared, const std::string& neutral) {
        Value raw = neutral == "true"    ? Value::boolean(true)
                    : neutral == "false" ? Value::boolean(false)
                                         : Value::word(neutral);
        if (const auto n = model::parse_int(neutral)) raw = Value::integer(*n);
        schema::Converted converted = schema::convert(declared, std::move(raw));
        if (converted.error) return std::nullopt;
        return std::move(converted.value);
    }

    static std::optional<Value> verbatim(const schema::Attribute& declared, const std::string& text) {
        schema::Converted converted = schema::convert(declared, Value::string(text));
        if (converted.error) return std::nullopt;
        return std::move(converted.value);
    }

    static std::optional<Value> in_unit(const schema::Attribute& declared, std::string_view unit, std::int64_t n) {
        const auto literal = model::parse_unit_literal(std::to_string(n) + std::string(unit));
        if (!literal) return std::nullopt;
        Value raw = Value::make(declared.type.tag == TypeTag::Size ? ValueKind::Size : ValueKind::Duration,
                                literal->number, {}, {});
        schema::Converted converted = schema::convert(declared, std::move(raw));
        if (converted.error) return std::nullopt;
        return std::move(converted.value);
    }

    bool given(const std::string& name) const {
        return std::any_of(out_.attributes.begin(), out_.attributes.end(),
                           [&](const Attribute& a) { return a.name == name; });
    }

    /// Takes the value if it comes out again as exactly these pairs.
    bool take(const schema::Attribute& declared, std::optional<Value> value, const std::vector<std::size_t>& used) {
        if (!value || given(declared.name)) return false;
        Attribute attribute{declared.name, std::move(*value), pairs_[used.front()].origin};
        const Silent silent(spelling_);
        const std::vector<Pair> again = to_manager(silent.speller(), kind_, mapping_, attribute);
        if (silent.complained() || again.size() != used.size()) return false;
        for (const std::size_t i : used) {
            const bool found = std::any_of(again.begin(), again.end(), [&](const Pair& p) {
                return p.name == pairs_[i].name && p.value == pairs_[i].value && p.meta == pairs_[i].meta;
            });
            if (!found) return false;
        }
        const Pair& from = pairs_[used.front()];
        attribute.value.origin = from.value_origin ? from.value_origin : from.origin;
        for (const std::size_t i : used) taken_[i] = true;
        out_.attributes.push_back(std::move(attribute));
        return true;
    }

    const Spelling spelling_;
    const schema::Kind& kind_;
    const schema::Mapping& mapping_;
    const std::vector<Pair>& pairs_;
    std::vector<bool> taken_;
    FromManager out_;
};

}  // namespace

std::optional<Value> value_from_text(const Spelling& spelling, const schema::Attribute& declared,
                                     const schema::Mapping& mapping, const std::string& text) {
    if (Value bare = canonical(spelling, declared.type, mapping, text)) {
        schema::Converted converted = schema::convert(declared, std::move(bare));
        const Silent silent(spelling);
        if (!converted.error && silent.speller().spell(converted.value, declared.name, &mapping) == text) {
            return std::move(converted.value);
        }
    }
    schema::Converted converted = schema::convert(declared, Value::string(text));
    if (converted.error) return std::nullopt;
    const Silent silent(spelling);
    if (silent.speller().spell(converted.value, declared.name, &mapping) != text) return std::nullopt;
    return std::move(converted.value);
}

FromManager from_manager(const Spelling& spelling, const schema::Kind& kind, const schema::Mapping& mapping,
                         const std::vector<Pair>& pairs) {
    return Backward(spelling, kind, mapping, pairs).run();
}

}  // namespace hale::backends
