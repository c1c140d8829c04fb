// Names that nothing declares. A bare word is a word only as the whole value of an attribute whose type takes words, as
// an item of a list, and beside a value that is a word; wherever else a value is computed, it is a mistake.

#include <algorithm>
#include <array>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/evaluate.h"
#include "compiler/support/suggest.h"

namespace hale::expand {

using syntax::Expr;
using syntax::ExprId;
using syntax::ExprKind;

namespace {

/// The name that an expression consists of, or begins with: `a`, `(a)`, `a.b.c`. nullptr: it is something else.
const Expr* leading_name(const Context& c, ExprId id) {
    if (!id) return nullptr;
    const Expr* e = &c.tree->at(id);
    while (e->kind == ExprKind::Paren || e->kind == ExprKind::Member) e = &c.tree->at(c.tree->children(*e)[0]);
    return e->kind == ExprKind::Name ? e : nullptr;
}

/// `i-1` with `i` in scope: hyphens are letters of names. The place of the hyphen, or npos.
std::size_t hidden_minus(const Context& c, std::string_view word) {
    for (std::size_t at = word.find('-'); at != std::string_view::npos; at = word.find('-', at + 1)) {
        if (c.scope.find(word.substr(0, at)) != nullptr) return at;
    }
    return std::string_view::npos;
}

/// What other languages call true and false.
std::string_view truth(std::string_view word) {
    static constexpr std::array<std::string_view, 3> yes = {"yes", "on", "True"}, no = {"no", "off", "False"};
    if (std::find(yes.begin(), yes.end(), word) != yes.end()) return "true";
    return std::find(no.begin(), no.end(), word) != no.end() ? "false" : "";
}

}  // namespace

std::vector<std::string_view> Scope::names() const {
    std::vector<std::string_view> out;
    for (const auto& [name, slot] : innermost_) {
        if (slot != kNone) out.push_back(name);
    }
    std::sort(out.begin(), out.end());  // the same suggestion in every run
    return out;
}

bool is_undeclared(const Context& c, ExprId id) {
    const Expr* name = leading_name(c, id);
    if (name == nullptr) return false;
    const std::string_view word = c.text(word_span(*name));
    return c.scope.find(word) == nullptr && !c.scope.coming(word).valid();
}

std::string_view meant_truth(const Context& c, ExprId id) {
    return is_undeclared(c, id) ? truth(c.text(c.tree->at(id).span)) : std::string_view();
}

bool report_undeclared(Context& c, ExprId id, std::string_view help) {
    if (!is_undeclared(c, id)) return false;
    const Expr& name = *leading_name(c, id);
    const std::string_view word = c.text(word_span(name));
    diag::Report report = c.report(diag::UnknownName, name.span, word);
    if (const std::size_t minus = hidden_minus(c, word); minus != std::string_view::npos) {
        const std::string apart = fmt::format("{} - {}", word.substr(0, minus), word.substr(minus + 1));
        report.help("a hyphen is a letter of a name; write blanks around the operator: `{}`", apart)
            .fix(diag::FixSafety::Maybe, "write blanks around `-`", name.span, apart);
    } else if (const std::string best = suggest(word, c.scope.names()); !best.empty()) {
        report.help("did you mean `{}`?", best).fix(diag::FixSafety::Maybe, "write `" + best + "`", name.span, best);
    } else if (!help.empty()) {
        report.help("{}", help);
    } else {
        report.help("declare it with `let` or `param`; text is written in quotes: \"{}\"", word);
    }
    return true;
}

void warn_of_dollar_names(Context& c, source::Span span, std::string_view raw) {
    const auto letter = [](char x) {
        return (x >= 'a' && x <= 'z') || (x >= 'A' && x <= 'Z') || (x >= '0' && x <= '9') || x == '_' || x == '-';
    };
    for (std::size_t at = raw.find('$'); at != std::string_view::npos; at = raw.find('$', at + 1)) {
        std::size_t slashes = 0;
        while (slashes < at && raw[at - 1 - slashes] == '\\') ++slashes;
        if (slashes % 2 == 1) continue;  // `\$` says that it is text
        std::size_t end = at + 1;
        while (end < raw.size() && letter(raw[end])) ++end;
        // The longest part that is a name: `$vg-data` is `${vg}-data` when only `vg` is declared.
        std::string_view name = raw.substr(at + 1, end - at - 1);
        while (!name.empty() && c.scope.find(name) == nullptr) {
            const std::size_t hyphen = name.rfind('-');
            name = name.substr(0, hyphen == std::string_view::npos ? 0 : hyphen);
        }
        if (name.empty()) continue;
        const source::Span where{span.file, static_cast<std::uint32_t>(span.begin + at),
                                 static_cast<std::uint32_t>(span.begin + at + 1 + name.size())};
        c.report(diag::DollarName, where, name, name, name)
            .help("write `${{{}}}` for the value, or `\\${}` for these characters", name, name)
            .fix(diag::FixSafety::Maybe, fmt::format("write `${{{}}}`", name), where, fmt::format("${{{}}}", name));
    }
}

}  // namespace hale::expand
