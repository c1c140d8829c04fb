// Which schema the document is written in.

#include <algorithm>
#include <array>
#include <string_view>

#include "backends/pacemaker/lower.h"
#include "compiler/diag/internal_codes.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

/// Schema versions in the order of their numbers, 2.10 after 2.9.
std::pair<int, int> number(std::string_view version) {
    const std::size_t dot = version.find('.');
    return {std::stoi(std::string(version.substr(0, dot))), std::stoi(std::string(version.substr(dot + 1)))};
}

/// Top schema of the releases that people name (facts/pacemaker.md, "Schema versions").
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kReleases{
    {{"1.1", "2.10"}, {"2.0", "3.1"}, {"2.1", "3.7"}, {"3.0", "4.0"}}};
/// What every release since 2.0 reads.
constexpr std::string_view kLowest = "3.0";

class Need {
public:
    void raise(std::string_view version, std::string why) {
        if (number(version) <= number(version_)) return;
        version_ = version;
        why_ = std::move(why);
    }
    void operations(const Primitive& primitive) {
        for (const Op& op : primitive.operations) {
            if (op.on_fail == "demote") raise("3.5", "on-fail=demote");
            if (op.role == "Promoted" || op.role == "Unpromoted") raise("3.7", "role=" + *op.role);
        }
    }
    void operator()(const Primitive& p) { operations(p); }
    void operator()(const Template& t) { operations(t.body); }
    void operator()(const Group& g) {
        for (const Primitive& member : g.members) operations(member);
    }
    void operator()(const Clone& c) {
        std::visit([this](const auto& child) { (*this)(child); }, c.child);
    }
    void operator()(const Bundle& b) {
        if (b.member) operations(*b.member);
    }
    std::string_view version() const { return version_; }
    const std::string& why() const { return why_; }

private:
    std::string_view version_ = kLowest;
    std::string why_;
};

}  // namespace

void choose_schema(Lowering& l) {
    Need need;
    for (const Resource& resource : l.document.resources) std::visit(need, resource);
    l.document.schema = need.version();
    const std::string& release = l.options.pacemaker_release;
    if (release.empty()) return;
    const auto it = std::find_if(kReleases.begin(), kReleases.end(), [&](const auto& r) { return r.first == release; });
    if (it == kReleases.end()) {  // the command line takes no other
        l.sink.report(diag::InternalError, {}, "unknown Pacemaker release " + release);
        return;
    }
    l.document.schema = it->second;
    if (!need.why().empty() && number(it->second) < number(need.version())) {
        l.sink.report(diag::PacemakerReleaseTooOld, l.span(l.cluster.origin), release, need.why());
    }
}

}  // namespace hale::pacemaker
