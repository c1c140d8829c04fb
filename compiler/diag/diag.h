#pragma once
// Diagnostics: what hale tells people. Every diagnostic is a row of `codes.def` (permanent code, severity, name,
// message with {} for the arguments) and has an explain page `explain/HLnnnn.md`. It is reported where it is found:
//
//     sink.report(diag::UnknownAttribute, span, name, kind).help("did you mean `{}`?", best).label(decl, "declared
//     here");
//
// The report is taken when the full expression ends. First digit of a code: 0 lex/syntax, 1 names and evaluation,
// 2 kinds and attributes, 3 cluster meaning, 4 what a manager cannot do, 5 import and loss, 6 lint, 9 internal.
// Secrets must never be an argument of a message.

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "compiler/source/source.h"

namespace hale::diag {

enum class Severity { Error, Warning, Info };

/// One row of codes.def.
struct Row {
    int code;
    Severity severity;
    std::string_view name;
    std::string_view format;
};

// The rows themselves are constants in `AREA_codes.h`, one header for each first digit.

/// Every row, ascending by code.
const std::vector<Row>& all_rows();
/// The row of `HL2003` or `2003`, or nullptr.
const Row* find_row(std::string_view code);
/// "HL2003".
std::string code_name(int code);
/// The explain page (Markdown) of a code; empty only if it has none (a test forbids that).
std::string_view explain_page(int code);

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
    int code = 0;
    Severity severity = Severity::Error;
    std::string message;
    source::Span span;               // primary; may be invalid (no position)
    std::string label;               // words under the primary mark; may be empty
    std::vector<Label> secondary;    // up to three
    std::vector<std::string> notes;  // "in iteration `name = "web01"` of the loop", printed as `= note: …`
    std::string help;
    std::vector<Fix> fixes;
};

class Sink;

/// Builds one diagnostic; hands it to the sink when destroyed.
class Report {
public:
    Report(Sink& sink, Diagnostic d) : sink_(&sink), d_(std::move(d)) {}
    Report(const Report&) = delete;
    Report& operator=(const Report&) = delete;
    ~Report();

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
/// The same code at the same span with the same message is kept once.
class Sink {
public:
    template <class... A>
    Report report(const Row& row, source::Span span, A&&... a) {
        return Report(*this, {row.code,
                              row.severity,
                              fmt::format(fmt::runtime(row.format), std::forward<A>(a)...),
                              span,
                              {},
                              {},
                              {},
                              {},
                              {}});
    }
    void add(Diagnostic d);

    const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
    std::size_t error_count() const { return errors_; }
    bool has_errors() const { return errors_ != 0; }

private:
    std::vector<Diagnostic> diagnostics_;
    std::unordered_set<std::string> seen_;  // code, span and message of each, so that `add` stays cheap
    std::size_t errors_ = 0;
};

}  // namespace hale::diag
