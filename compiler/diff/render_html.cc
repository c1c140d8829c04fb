// One page that needs nothing else: no network, no script (`default-src 'none'`), prints well, light and dark.

#include <fmt/format.h>

#include "compiler/diag/printable.h"
#include "compiler/diag/render.h"
#include "compiler/diff/render.h"

namespace hale::diff {

namespace {

constexpr std::size_t kValueWidth = 200;

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>hale plan</title><style>
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #8884}
code,pre,.at{font-family:ui-monospace,monospace;font-size:.9em}.at{color:#888}
.e{font-weight:600}.restart,.stop{color:#c22}.move,.migrate,.reload{color:#b60}.start{color:#283}.none{color:#888}
pre{background:#8881;padding:.7rem;overflow:auto;border-left:3px solid #c22}
@media print{body{margin:0;max-width:none}}
</style></head><body>
)";

std::string safe(std::string_view text) {
    std::string out;
    for (const char c : diag::printable(text)) {
        switch (c) {
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '&':
                out += "&amp;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string change_html(const Change& change) {
    const std::string& at = change.at.empty() ? change.at_before : change.at;
    return fmt::format("<div><code>{}</code>: {}{}</div>", safe(change.what), safe(value_text(change, kValueWidth)),
                       at.empty() ? "" : fmt::format(" <span class=\"at\">{}</span>", safe(at)));
}

std::string row(const Resource& r) {
    std::string why;
    for (const Change& change : r.changes) why += change_html(change);
    for (const std::string& reason : r.reasons) why += fmt::format("<div>{}</div>", safe(reason));
    const std::string_view word = to_text(r.effect);
    return fmt::format("<tr><td><code>{}</code></td><td class=\"e {}\">{}</td><td>{}</td></tr>\n", safe(r.id), word,
                       word, why);
}

}  // namespace

std::string render_html(const Plan& plan, const source::SourceManager& sources) {
    std::string out(kHead);
    out += fmt::format("<h1>{}: {}</h1>\n<p><code>{}</code> → <code>{}</code></p>\n", safe(plan.manager),
                       safe(totals(plan)), safe(plan.before), safe(plan.after));
    for (const diag::Diagnostic& d : plan.hazards)
        out += fmt::format("<pre>{}</pre>\n", safe(diag::render_text(d, sources, false)));
    for (const auto& [unit, resources] : by_unit(plan)) {
        out += fmt::format("<h2>{}</h2>\n<table><tr><th>resource</th><th>effect</th><th>why</th></tr>\n", safe(unit));
        for (const Resource* resource : resources) out += row(*resource);
        out += "</table>\n";
    }
    if (!plan.settings.empty()) out += "<h2>Settings</h2>\n";
    for (const Change& change : plan.settings) out += change_html(change) + '\n';
    if (!plan.operations.empty()) out += "<h2>Operations, in order</h2>\n<ol>\n";
    for (const Operation& o : plan.operations) {
        out += fmt::format("<li>{} <code>{}</code>{}</li>\n", safe(o.action), safe(o.resource),
                           o.node.empty() ? "" : " on " + safe(o.node));
    }
    if (!plan.operations.empty()) out += "</ol>\n";
    return out + "</body></html>\n";
}

}  // namespace hale::diff
