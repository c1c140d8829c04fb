// `param port : int = 80 { min = 1  max = 65535  doc = "where it listens" }`: what a parameter's value must keep to.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <regex>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/expander.h"
#include "compiler/support/suggest.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Value;
using model::ValueKind;
using syntax::Item;

namespace {

constexpr std::size_t kMostPattern = 200, kMostMatched = 1000;  // bytes: matching must end

bool is_measure(ValueKind kind) {
    return kind == ValueKind::Int || kind == ValueKind::Duration || kind == ValueKind::Size || kind == ValueKind::Percent;
}

/// The whole text matches; nothing when the pattern is none.
std::optional<bool> matches(const std::string& text, const std::string& pattern) {
    if (pattern.size() > kMostPattern || text.size() > kMostMatched) return std::nullopt;
    try {
        return std::regex_match(text, std::regex(pattern, std::regex::ECMAScript));
    } catch (const std::regex_error&) {
        return std::nullopt;
    }
}

}  // namespace

/// One word of the body against the value. False: it does not hold, or says nothing sensible (reported).
bool Expander::keeps_to(const Item& limit, const Item& param, const Value& value, source::Span seen) {
    const std::string_view word = c_.text(limit.name), name = c_.text(param.name);
    const source::Span where = c_.tree->at(limit.value).span;
    const Value bound = evaluate(c_, limit.value);
    if (!bound) return false;
    const auto wrong = [&](std::string_view wanted) {
        c_.report(diag::WrongOperand, where, word, wanted, model::describe(bound));
        return false;
    };
    if (word == "doc") return bound.is(ValueKind::String) || wrong("a string");
    if (!value) return true;
    if (word == "pattern") {
        if (!bound.is(ValueKind::String)) return wrong("a string");
        if (!value.is(ValueKind::String)) return true;
        const auto fits = matches(value.text, bound.text);
        if (!fits) return wrong("a regular expression of at most 200 characters");
        if (*fits) return true;
        c_.report(diag::ParamLimit, seen, name, fmt::format("like `{}`", bound.text), model::describe(value))
            .label(where, "the pattern");
        return false;
    }
    if (!is_measure(bound.kind) || bound.kind != value.kind) return wrong(fmt::format("a value of the parameter's type"));
    const bool min = word == "min";
    if (min ? value.number >= bound.number : value.number <= bound.number) return true;
    c_.report(diag::ParamLimit, seen, name,
              fmt::format("{} {}", min ? "at least" : "at most", model::to_text(bound)), model::describe(value))
        .label(where, "the limit");
    return false;
}

bool Expander::within_limits(const Item& param, const Value& value, source::Span seen) {
    if (!param.body) return true;
    static constexpr std::array<std::string_view, 4> words = {"doc", "min", "max", "pattern"};
    bool good = true;
    for (const syntax::ItemId id : c_.tree->items_of(param.body)) {
        const Item& item = c_.tree->at(id);
        if (item.kind == syntax::ItemKind::Error) continue;
        const std::string_view word = c_.text(item.name);
        if (item.kind != syntax::ItemKind::Attribute || item.quoted ||
            std::find(words.begin(), words.end(), word) == words.end()) {
            auto report = c_.report(diag::ParamWord, item.name, word);
            const std::string best = suggest(word, words);
            if (best.empty()) {
                report.help("a parameter has `doc`, `min`, `max` and `pattern`");
            } else {
                report.help("did you mean `{}`?", best);
            }
            good = false;
            continue;
        }
        good = keeps_to(item, param, value, seen) && good;
    }
    return good;
}

}  // namespace hale::expand
