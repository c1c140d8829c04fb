#include "backends/common/spelling.h"

#include <fmt/core.h>

#include <array>
#include <utility>

#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/managers_codes.h"

namespace hale::backends {

using model::Value;
using model::ValueKind;

namespace {

struct Unit {
    std::string_view name;
    std::int64_t factor;
};
constexpr std::array<Unit, 10> kUnits = {{{"ms", 1},
                                          {"s", 1'000},
                                          {"min", 60'000},
                                          {"h", 3'600'000},
                                          {"B", 1},
                                          {"KiB", 1LL << 10},
                                          {"K", 1LL << 10},
                                          {"MiB", 1LL << 20},
                                          {"M", 1LL << 20},
                                          {"GiB", 1LL << 30}}};

std::int64_t factor_of(std::string_view unit) {
    for (const Unit& u : kUnits) {
        if (u.name == unit) return u.factor;
    }
    return 1;
}

}  // namespace

std::optional<std::string> Speller::in_unit(const Value& value, std::string_view what, std::string_view unit,
                                            bool suffix) const {
    if (value.verbatim) return value.text;
    const std::int64_t factor = factor_of(unit);
    if (value.number % factor != 0) {
        sink_.report(diag::NotWholeUnit, span(value.origin), spelling_.manager, what, unit, model::to_text(value));
        return std::nullopt;
    }
    return fmt::format("{}{}", value.number / factor, suffix ? unit : std::string_view());
}

std::optional<std::string> Speller::secret(const Value& value) const {
    if (!options_.write) return std::string();
    if (options_.secrets) {
        auto found = options_.secrets(value.text);
        if (found && found->empty()) {
            sink_.report(diag::SecretEmpty, span(value.origin), value.text)
                .help("an empty password protects nothing: give the secret a value");
            return std::nullopt;
        }
        if (found) return found;
    }
    sink_.report(diag::SecretUnresolved, span(value.origin), value.text);
    return std::nullopt;
}

std::optional<std::string> Speller::spell(const Value& value, std::string_view what,
                                          const schema::Mapping* mapping) const {
    if (value.verbatim) return value.text;
    switch (value.kind) {
        case ValueKind::Bool: {
            const bool own = mapping != nullptr && !mapping->bool_true.empty();
            if (value.number != 0) return std::string(own ? mapping->bool_true : spelling_.bool_true);
            return std::string(own ? mapping->bool_false : spelling_.bool_false);
        }
        case ValueKind::Int:
        case ValueKind::Size:
            return std::to_string(value.number);
        case ValueKind::Percent:
            return fmt::format("{}%", value.number);
        case ValueKind::Duration:
            if (spelling_.duration_suffix && !value.text.empty()) return value.text;
            if (spelling_.duration_suffix && value.number % 1000 != 0) return fmt::format("{}ms", value.number);
            return in_unit(value, what, "s", spelling_.duration_suffix);
        case ValueKind::Score:
            if (value.number >= model::kInfinity) return "INFINITY";
            if (value.number <= -model::kInfinity) return "-INFINITY";
            return std::to_string(value.number);
        case ValueKind::String:
        case ValueKind::Word:
        case ValueKind::Spec:
        case ValueKind::Ref:
            return value.text;
        case ValueKind::Path:
            return model::to_text(value);
        case ValueKind::Secret:
            return secret(value);
        case ValueKind::List: {
            std::string out;
            for (std::size_t i = 0; i < value.items.size(); ++i) {
                const auto item = spell(value.items[i], what, mapping);
                if (!item) return std::nullopt;
                if (i != 0) out += spelling_.list_separator;
                out += *item;
            }
            return out;
        }
        case ValueKind::Unset:
            return std::nullopt;  // reported when it was found
        case ValueKind::Map:
        case ValueKind::Call:
        case ValueKind::Rule:
            break;
    }
    sink_.report(diag::NoTextForm, span(value.origin), what, spelling_.manager);
    return std::nullopt;
}

}  // namespace hale::backends
