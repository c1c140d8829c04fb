#include <fmt/format.h>

#include "compiler/diag/printable.h"
#include "compiler/diag/render.h"
#include "compiler/diff/render.h"

namespace hale::diff {

namespace {

constexpr std::size_t kValueWidth = 60;

/// Text in a table's cell: what Markdown or HTML would read as markup is escaped.
std::string cell(std::string_view text) {
    std::string out;
    for (const char c : diag::printable(text)) {
        switch (c) {
            case '|':
            case '*':
            case '_':
            case '[':
            case ']':
            case '\\':
                out += '\\';
                out += c;
                break;
            case '`':
                out += "\\`";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '\n':
                out += ' ';
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string joined(const Resource& resource) {
    std::string out;
    for (const Change& change : resource.changes) {
        out += fmt::format("{}{}: {}", out.empty() ? "" : "<br>", cell(change.what),
                           cell(value_text(change, kValueWidth)));
        if (!change.at.empty()) out += fmt::format(" ({})", cell(change.at));
    }
    for (const std::string& reason : resource.reasons) out += (out.empty() ? "" : "<br>") + cell(reason);
    return out;
}

}  // namespace

std::string render_markdown(const Plan& plan, const source::SourceManager& sources) {
    std::string out =
        fmt::format("### {}: {}\n\n{} → {}\n", plan.manager, totals(plan), cell(plan.before), cell(plan.after));
    if (!plan.resources.empty()) out += "\n| resource | in | effect | why |\n|---|---|---|---|\n";
    for (const Resource& r : plan.resources) {
        out += fmt::format("| {} | {} | {} | {} |\n", cell(r.id), cell(r.unit == r.id ? "" : r.unit),
                           r.effect == Effect::None ? std::string("none") : fmt::format("**{}**", to_text(r.effect)),
                           joined(r));
    }
    if (!plan.settings.empty()) out += "\n| setting | change |\n|---|---|\n";
    for (const Change& c : plan.settings)
        out += fmt::format("| {} | {} |\n", cell(c.what), cell(value_text(c, kValueWidth)));
    if (!plan.hazards.empty()) out += "\n";
    for (const diag::Diagnostic& d : plan.hazards) out += "- ⚠ " + cell(diag::render_short(d, sources)) + "\n";
    if (!plan.operations.empty()) out += "\n<details><summary>Operations, in order</summary>\n\n";
    std::size_t number = 0;
    for (const Operation& o : plan.operations) {
        out += fmt::format("{}. {} {}{}\n", ++number, o.action, cell(o.resource),
                           o.node.empty() ? "" : " on " + cell(o.node));
    }
    if (!plan.operations.empty()) out += "\n</details>\n";
    return out;
}

}  // namespace hale::diff
