// One address, device or mount point for two resources, whatever their kinds are called: an `fs` and a `resource …
// ocf:heartbeat:Filesystem` on one device are two mounts of it. Two resources of one kind are compared by identity
// (HL3002) where the kind says that the attribute is unique; an agent's metadata only advises that.

#include <array>
#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/lint/rules.h"

namespace hale::lint {

namespace {

struct Claim {
    std::string_view agent, parameter, what;
    bool shared_by_cluster_filesystems;
};
constexpr std::array<Claim, 4> kClaims = {{{"ocf:heartbeat:IPaddr2", "ip", "the address", false},
                                           {"ocf:heartbeat:IPaddr", "ip", "the address", false},
                                           {"ocf:heartbeat:Filesystem", "device", "the device", true},
                                           {"ocf:heartbeat:Filesystem", "directory", "the mount point", true}}};

bool compared_by_identity(const schema::Kind& kind, const std::string& attribute) {
    const schema::Attribute* declared = kind.attribute(attribute);
    return declared != nullptr && !kind.advisory && (declared->unique || attribute == kind.primary);
}

}  // namespace

void used_twice(const Facts& facts, diag::Sink& sink) {
    std::map<std::string, std::pair<const model::Resource*, const model::Attribute*>> owners;
    for (const model::Resource& r : facts.cluster.resources) {
        if (r.is_template) continue;
        for (const Claim& claim : kClaims) {
            if (pacemaker_agent(r) != claim.agent) continue;
            if (claim.shared_by_cluster_filesystems && is_cluster_filesystem(r)) continue;
            const model::Attribute* a = parameter(r, claim.parameter);
            if (a == nullptr) continue;
            const std::string text = text_of(a->value);
            const std::string value = claim.parameter == "ip" ? text.substr(0, text.find('/')) : text;
            const auto [it, fresh] = owners.try_emplace(std::string(claim.what) + ' ' + value, &r, a);
            if (fresh) continue;
            const auto& [first, theirs] = it->second;
            if (first->kind == r.kind && compared_by_identity(*r.kind, a->name)) continue;
            sink.report(diag::UsedTwice, facts.span(a->origin), claim.what, value, name_of(r), name_of(*first))
                .notes(facts.iterations(a->origin))
                .label(facts.span(theirs->origin), "used here first")
                .help("give each its own, or use one instance in both places");
        }
    }
}

}  // namespace hale::lint
