// Failover domains. rgmanager reads their flags as numbers only ("yes" is off), takes a missing priority in an ordered
// domain for the very best one, and stops reading at a name that differs from an earlier one in case only
// (facts/rgmanager.md section 9); so flags are written 1 and 0, and priorities always.

#include <algorithm>
#include <map>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"
#include "compiler/support/breakage.h"

namespace hale::rgmanager {

namespace {

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

void same_but_for_case(Lowering& l, std::string_view what, const std::string& name, const std::string& earlier,
                       model::OriginId at, std::string_view lost) {
    l.sink.report(diag::NamesDifferByCase, l.span(at), what, name, earlier).notes(l.iterations(at)).note("{}", lost);
}

/// A flag that is on, or that was written. A quoted one is written as it stands, but only where rgmanager reads it as
/// what it means.
void flag(Lowering& l, const model::Domain& domain, std::string_view name, bool value, FailoverDomain& out) {
    const auto written = std::find_if(domain.attributes.begin(), domain.attributes.end(),
                                      [&](const model::Attribute& a) { return a.name == name; });
    const bool said = written != domain.attributes.end();
    if (!said && !value) return;
    std::string text = value ? "1" : "0";
    if (said && written->value.verbatim) {
        text = written->value.text;
        if (reads_flag(text) != value) {
            l.sink.report(diag::ReadOtherwise, l.span(written->value.origin), text, name, value ? "false" : "true")
                .help("write it without quotes: `{} = {}`", name, value ? "true" : "false");
        }
    }
    out.set(name, std::move(text), said ? written->origin : domain.origin);
}

void nofailback(const model::Domain& domain, FailoverDomain& out) {
    const bool said = std::any_of(domain.attributes.begin(), domain.attributes.end(),
                                  [](const model::Attribute& a) { return a.name == "failback"; });
    if (said || !domain.failback)
        out.set("nofailback", HALE_BREAK("rgm.nofailback", domain.failback, !domain.failback) ? "0" : "1",
                domain.origin);
}

DomainNode lower_member(Lowering& l, const model::Domain& domain, std::size_t i) {
    DomainNode out;
    out.origin = domain.origin;
    out.set("name", l.cluster.at(domain.members[i]).name, domain.origin);
    const bool said = std::any_of(domain.attributes.begin(), domain.attributes.end(),
                                  [](const model::Attribute& a) { return a.name == "priorities"; });
    if (HALE_BREAK("rgm.priority-always", !domain.ordered && !said, true)) return out;
    const std::int64_t priority =
        i < domain.priorities.size() ? domain.priorities[i] : static_cast<std::int64_t>(i) + 1;
    if (priority < 1 || priority > 100) {
        l.sink
            .report(diag::PriorityOutOfRange, l.span(domain.origin), priority, l.cluster.at(domain.members[i]).name,
                    domain.name)
            .notes(l.iterations(domain.origin));
    }
    out.set("priority", std::to_string(priority), domain.origin);
    return out;
}

}  // namespace

FailoverDomains lower_domains(Lowering& l) {
    FailoverDomains out;
    out.origin = l.cluster.origin;
    std::map<std::string, std::string> names;
    for (const model::Domain& domain : l.cluster.domains) {
        const auto [earlier, fresh] = names.emplace(lower_case(domain.name), domain.name);
        if (HALE_BREAK("rgm.case", !fresh, false)) {
            same_but_for_case(l, "failover domain", domain.name, earlier->second, domain.origin,
                              "rgmanager would lose this domain and every later one");
        }
        FailoverDomain element;
        element.origin = domain.origin;
        element.set("name", domain.name, domain.origin);
        flag(l, domain, "ordered", domain.ordered, element);
        flag(l, domain, "restricted", domain.restricted, element);
        nofailback(domain, element);
        std::map<std::string, std::string> members;
        for (std::size_t i = 0; i < domain.members.size(); ++i) {
            const std::string& name = l.cluster.at(domain.members[i]).name;
            const auto [first, is_new] = members.emplace(lower_case(name), name);
            if (!is_new) {
                same_but_for_case(l, "node", name, first->second, domain.origin,
                                  "rgmanager would lose this member and every later one");
            }
            element.items.emplace_back(lower_member(l, domain, i));
        }
        out.items.emplace_back(std::move(element));
    }
    return out;
}

}  // namespace hale::rgmanager
