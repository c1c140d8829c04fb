// One address, device or mount point for two resources, whatever their kinds are called: an `fs` and a `resource …
// ocf:heartbeat:Filesystem` on one device are two mounts of it. Two resources of one kind are compared by identity
// (HL3002) where the kind says that the attribute is unique; an agent's metadata only advises that.

#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/support/breakage.h"

namespace hale::lint {

namespace {

constexpr std::string_view kAddress = "the address";  // with or without prefix length

bool compared_by_identity(const schema::Kind& kind, const std::string& attribute) {
    const schema::Attribute* declared = kind.attribute(attribute);
    return declared != nullptr && !kind.advisory && (declared->unique || attribute == kind.primary);
}

}  // namespace

void used_twice(const Facts& facts, diag::Sink& sink) {
    std::map<std::string, std::pair<const model::Resource*, const model::Attribute*>> owners;
    for (const model::Resource& r : facts.cluster.resources) {
        if (r.is_template ||
            (r.kind->traits.single && HALE_BREAK("lint.used-twice-single", may_be_several(r), !may_be_several(r))))
            continue;
        for (const schema::Traits::Claim& claim : r.kind->traits.claims) {
            const model::Attribute* a = parameter(r, claim.parameter);
            if (a == nullptr) continue;
            const std::string text = text_of(a->value);
            const std::string value = HALE_BREAK("lint.address-prefix", claim.what == kAddress, false)
                                          ? text.substr(0, text.find('/'))
                                          : text;
            const auto [it, fresh] = owners.try_emplace(claim.what + ' ' + value, &r, a);
            if (fresh) continue;
            const auto& [first, theirs] = it->second;
            if (first->kind == r.kind && compared_by_identity(*r.kind, a->name)) continue;
            sink.report(diag::UsedTwice, facts.span(a->origin), claim.what, value, name_of(r), name_of(*first))
                .notes(facts.iterations(a->origin))
                .label(facts.span(theirs->origin), "used here first")
                .help("give each its own, or use one instance in both places");
            break;  // one message for each pair
        }
    }
}

}  // namespace hale::lint
