#pragma once
// Diagnostics: what hale tells people. Every diagnostic is a row of `codes.def` (permanent code, severity, name,
// message with {} for a text and {:d} or another format for a number) and has an explain page `explain/HLnnnn.md`. It
// is reported where it is found:
//
//     sink.report(diag::UnknownAttribute, span, name, kind).help("did you mean `{}`?", best).label(decl, "declared
//     here");
//
// The report is taken when the full expression ends. How many arguments a row takes, and of what type, is read from its
// message by the C++ compiler: a report with others does not compile. A diagnostic stays a value, its row, its
// arguments and its subject, until a renderer makes text of it (render.h): nobody reads a message, and tests compare
// rows and arguments. First digit of a code: 0 lex/syntax, 1 names and evaluation, 2 kinds and attributes, 3 cluster
// meaning, 4 what a manager cannot do, 5 import and loss, 6 lint, 9 internal. Secrets must never be an argument of a
// message.

#include <fmt/format.h>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_set>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/source/source.h"
#include "compiler/support/entity.h"
#include "compiler/support/name.h"

namespace hale::diag {

enum class Severity { Error, Warning, Info };

/// One row of codes.def.
struct RowData {
    int code;
    Severity severity;
    std::string_view name;
    std::string_view format;
};

/// An argument that is a text: anything that reads as one, and nothing else.
class Text {
public:
    template <class T>
    requires std::convertible_to<const T&, std::string_view> Text(const T& text)
        : text_(text) {}  // NOLINT: implicit by intention
    std::string_view view() const { return text_; }

private:
    std::string_view text_;
};

/// An argument that is a number.
class Number {
public:
    template <std::integral T>
    requires(!std::same_as<T, bool> && !std::same_as<T, char>) Number(T number)
        : number_(static_cast<std::int64_t>(number)) {}  // NOLINT: implicit by intention
    std::int64_t value() const { return number_; }

private:
    std::int64_t number_;
};

/// A row with the types of its arguments, `Row<Text, Number>`: see make_row.
template <class... Args>
struct Row : RowData {};

namespace shape {

/// The arguments of a message as bits: from the lowest, 10 for a text and 11 for a number, none ends it.
constexpr std::uint32_t of(std::string_view format) {
    std::uint32_t out = 0;
    unsigned at = 0;
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] != '{') continue;
        if (i + 1 < format.size() && format[i + 1] == '{') {
            ++i;
            continue;
        }
        out |= (i + 1 < format.size() && format[i + 1] == '}' ? 2u : 3u) << at;
        at += 2;
    }
    return out;
}

template <std::uint32_t Shape, class... Args>
struct RowOf : RowOf<(Shape >> 2), Args..., std::conditional_t<(Shape & 1u) != 0, Number, Text>> {};
template <class... Args>
struct RowOf<0, Args...> {
    using type = Row<Args...>;
};

}  // namespace shape

/// The type of the row with this message, for the tables in `AREA_codes.h`: one header for each first digit.
#define HALE_DIAG_ROW(CODE, SEVERITY, NAME, FORMAT)                                                   \
    inline constexpr typename ::hale::diag::shape::RowOf<::hale::diag::shape::of(FORMAT)>::type NAME{ \
        {CODE, Severity::SEVERITY, #NAME, FORMAT}};

/// Every row, ascending by code.
const std::vector<RowData>& all_rows();
/// The row of `HL2003` or `2003`, or nullptr.
const RowData* find_row(std::string_view code);
/// "HL2003".
std::string code_name(int code);
/// The explain page (Markdown) of a code; empty only if it has none (a test forbids that).
std::string_view explain_page(int code);

/// One argument of a diagnostic.
using Arg = std::variant<std::string, std::int64_t>;
std::string text_of(const Arg& arg);

/// What a diagnostic is about, for those who ask who was told of it; either may be missing.
struct Subject {
    model::Entity entity;
    Name attribute;
    friend bool operator==(const Subject&, const Subject&) = default;
};

enum class FixSafety { Safe, Maybe, Placeholder };

/// Replace `span` by `text`. `check --fix` applies the safe ones.
struct Edit {
    source::Span span;
    std::string text;
};
struct Fix {
    FixSafety safety = FixSafety::Maybe;
    std::string title;
    std::vector<Edit> edits;
};
struct Label {
    source::Span span;
    std::string text;
};

struct Diagnostic {
    const RowData* row = nullptr;
    int code = 0;                         // of the row
    Severity severity = Severity::Error;  // of the row, unless softened
    std::vector<Arg> args;
    Subject subject;
    source::Span span;               // primary; may be invalid (no position)
    std::string label;               // words under the primary mark; may be empty
    std::vector<Label> secondary;    // up to three
    std::vector<std::string> notes;  // "in iteration `name = "web01"` of the loop", printed as `= note: …`
    std::string help;
    std::vector<Fix> fixes;

    /// One of the arguments is this name, or has it as a word (`fs data`): it was told, whatever the sentence says.
    bool names(std::string_view word) const;
    /// The same row with the same arguments at the same place.
    bool same(const Diagnostic& other) const { return code == other.code && span == other.span && args == other.args; }
};

inline Arg arg(const Text& text) { return std::string(text.view()); }
inline Arg arg(const Number& number) { return number.value(); }

/// The diagnostic that `Sink::report` would report.
template <class... Args>
Diagnostic make(const Row<Args...>& row, source::Span span, const std::type_identity_t<Args>&... args) {
    Diagnostic d;
    d.row = &row;
    d.code = row.code;
    d.severity = row.severity;
    d.span = span;
    d.args.reserve(sizeof...(args));
    (d.args.push_back(arg(args)), ...);
    return d;
}

class Sink;

/// Builds one diagnostic; hands it to the sink when destroyed.
class Report {
public:
    Report(Sink& sink, Diagnostic d) : sink_(&sink), d_(std::move(d)) {}
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;
    ~Report();

    /// What it is about.
    Report& about(model::Entity entity, Name attribute = {}) {
        d_.subject = {entity, attribute};
        return *this;
    }
    template <class... A>
    Report& help(fmt::format_string<A...> f, A&&... a) {
        d_.help = fmt::format(f, std::forward<A>(a)...);
        return *this;
    }
    template <class... A>
    Report& mark(fmt::format_string<A...> f, A&&... a) {  // words under the primary mark
        d_.label = fmt::format(f, std::forward<A>(a)...);
        return *this;
    }
    template <class... A>
    Report& label(source::Span span, fmt::format_string<A...> f, A&&... a) {  // a secondary span
        if (span.valid()) d_.secondary.push_back({span, fmt::format(f, std::forward<A>(a)...)});
        return *this;
    }
    template <class... A>
    Report& note(fmt::format_string<A...> f, A&&... a) {
        d_.notes.push_back(fmt::format(f, std::forward<A>(a)...));
        return *this;
    }
    /// Notes that are already texts, e.g. the loop iterations of an origin.
    Report& notes(const std::vector<std::string>& texts) {
        for (const std::string& text : texts) d_.notes.push_back("in the iteration " + text);
        return *this;
    }
    /// A warning instead of an error: what is right is known only from an agent's own metadata, or not for sure.
    Report& soften(bool when) {
        if (when && d_.severity == Severity::Error) d_.severity = Severity::Warning;
        return *this;
    }
    Report& fix(FixSafety safety, std::string title, std::vector<Edit> edits) {
        d_.fixes.push_back({safety, std::move(title), std::move(edits)});
        return *this;
    }
    Report& fix(FixSafety safety, std::string title, source::Span span, std::string text) {
        return fix(safety, std::move(title), {{span, std::move(text)}});
    }

private:
    Sink* sink_;
    Diagnostic d_;
};

/// Collects diagnostics of one run, in the order they were found; renderers sort them by position.
/// The same code at the same span with the same arguments is kept once.
class Sink {
public:
    template <class... Args>
    Report report(const Row<Args...>& row, source::Span span, const std::type_identity_t<Args>&... args) {
        return Report(*this, make(row, span, args...));
    }
    void add(Diagnostic d);

    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    std::size_t error_count() const { return errors_; }
    bool has_errors() const { return errors_ != 0; }

private:
    std::vector<Diagnostic> diagnostics_;
    std::unordered_set<std::string> seen_;  // code, span and arguments of each, so that `add` stays cheap
    std::size_t errors_ = 0;
};

}  // namespace hale::diag
