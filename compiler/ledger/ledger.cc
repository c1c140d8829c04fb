#include "compiler/ledger/ledger.h"

#include <algorithm>
#include <array>

namespace hale::ledger {

std::string_view to_text(Disposition disposition) {
    static constexpr std::array<std::string_view, 6> kWords = {"exact",        "other_means", "other_file",
                                                               "approximated", "impossible",  "forgotten"};
    return kWords[static_cast<std::size_t>(disposition)];
}

namespace {

Disposition disposition_of(const Capability& row) {
    switch (row.support) {
        case Support::Approximated:
            return Disposition::Approximated;
        case Support::Refused:
            return Disposition::Impossible;
        case Support::Exact:
            break;
    }
    return row.how.empty() ? Disposition::Exact : Disposition::OtherMeans;
}

/// What a diagnostic of the lowering means for its subject: nothing when it only speaks of what hale adds.
struct Verdict {
    int code;
    Disposition disposition;
};
constexpr std::array<Verdict, 8> kVerdicts = {{
    {4028, Disposition::OtherMeans},    // order kept by nesting
    {4101, Disposition::Approximated},  // words of a capability
    {4102, Disposition::Impossible},    // no agent
    {4105, Disposition::Approximated},  // shared becomes a clone
    {4106, Disposition::Exact},         // a service that runs nothing is left out
    {4108, Disposition::Approximated},  // a monitor shifted
    {4011, Disposition::Exact},         // an id assigned
    {4215, Disposition::Exact},
}};

Disposition verdict(const diag::Diagnostic& d) {
    const auto it = std::find_if(kVerdicts.begin(), kVerdicts.end(), [&](const Verdict& v) { return v.code == d.code; });
    if (it != kVerdicts.end()) return it->disposition;
    return d.severity == diag::Severity::Error     ? Disposition::Impossible
           : d.severity == diag::Severity::Warning ? Disposition::Approximated
                                                   : Disposition::Exact;
}

}  // namespace

const std::vector<Capability>& Ledger::rows() const {
    static const std::vector<Capability> none;
    return rows_ != nullptr ? *rows_ : none;
}

const Capability* Ledger::row(std::string_view word) const {
    const auto& all = rows();
    const auto it = std::find_if(all.begin(), all.end(), [&](const Capability& c) { return c.word == word; });
    return it == all.end() ? nullptr : &*it;
}

void Ledger::book(model::OriginId origin, std::string_view word) {
    const Capability* found = row(word);
    if (found == nullptr || !origin) return;
    const Disposition disposition = disposition_of(*found);
    Booking booking{origin, {}, disposition, found->word, 0, std::string(found->how), {}};
    if (disposition == Disposition::Impossible) std::swap(booking.how, booking.alternative);
    bookings_.push_back(std::move(booking));
}

void Ledger::tell(const diag::Diagnostic& d) {
    bookings_.push_back({{}, d.span, verdict(d), {}, d.code, d.message, d.help});
}

}  // namespace hale::ledger
