#include <fmt/format.h>

#include "compiler/migrate/migrate.h"

namespace hale::migrate {

namespace {

using ledger::Disposition;

std::string places(const std::vector<Output>& list) {
    std::string out;
    for (const Output& o : list) out += fmt::format("{}{}:{}", out.empty() ? " -> " : ", ", o.file, o.line);
    return out;
}

void entry(const Entry& e, const source::SourceManager& sources, std::string& out) {
    const source::Position p = sources.position(e.at.file, e.at.begin);
    out += fmt::format("  {}:{}:{}: {}", sources.name(e.at.file), p.line, p.column, e.path);
    if (!e.value.empty()) out += fmt::format(" = \"{}\"", e.value);
    out += places(e.output) + '\n';
    if (!e.how.empty()) out += "      " + e.how + '\n';
    if (!e.alternative.empty()) out += "      instead: " + e.alternative + '\n';
}

void section(const Result& r, const source::SourceManager& sources, std::string_view title, bool gravest, Disposition d,
             std::string& out) {
    std::string list;
    for (const Entry& e : r.entries) {
        const Disposition is = e.disposition == Disposition::OtherFile ? Disposition::OtherMeans : e.disposition;
        if (gravest ? e.gravest : is == d && !e.gravest) entry(e, sources, list);
    }
    if (!list.empty()) out += fmt::format("\n{}\n{}", title, list);
}

}  // namespace

std::string to_text(const Result& r, const source::SourceManager& sources) {
    const Totals& t = r.totals;
    std::string out = fmt::format(
        "Migration of the cluster `{}` to {}\n{} attributes and elements: {} exact, {} by other means, {} approximated, {} "
        "impossible\n",
        r.cluster, r.manager, t.read, t.exact, t.other_means, t.approximated, t.impossible);
    section(r, sources, "LOOK AT THESE FIRST", true, Disposition::Impossible, out);
    section(r, sources, "IMPOSSIBLE: lost, with the closest alternative", false, Disposition::Impossible, out);
    section(r, sources, "APPROXIMATED: what differs", false, Disposition::Approximated, out);
    out += "\nDEFAULTS: differences that no line of the input shows\n";
    for (const Default& d : r.defaults) {
        out += fmt::format("  {}{}{}\n      before: {}\n      after:  {}\n", d.gravest ? "!! " : "", d.what,
                           places(d.output), d.before, d.after);
        if (!d.todo.empty()) out += "      do:     " + d.todo + '\n';
    }
    if (!r.params.empty()) out += "\nPARAMETERS: values that the input does not have\n";
    for (const Param& p : r.params) out += fmt::format("  {} = \"{}\": {}\n", p.name, p.value, p.why);
    section(r, sources, "BY OTHER MEANS", false, Disposition::OtherMeans, out);
    section(r, sources, "EXACT", false, Disposition::Exact, out);
    return out;
}

}  // namespace hale::migrate
