#include "backends/pacemaker/id_scheme.h"

#include <algorithm>

#include "backends/pacemaker/ids.h"

namespace hale::pacemaker {

namespace {

/// pcs numbers the second one -1, crmsh numbers it -0.
std::string numbered(std::string id, IdScheme scheme, std::size_t n) {
    if (n == 0) return id;
    return id + "-" + std::to_string(scheme == IdScheme::Crmsh ? n - 1 : n);
}

}  // namespace

IdScheme id_scheme(const model::Cluster& cluster) {
    const auto it = std::find_if(cluster.attributes.begin(), cluster.attributes.end(),
                                 [](const model::Attribute& a) { return a.name == "ids"; });
    if (it == cluster.attributes.end()) return IdScheme::Hale;
    if (it->value.text == "pcs") return IdScheme::Pcs;
    return it->value.text == "crmsh" ? IdScheme::Crmsh : IdScheme::Hale;
}

std::string rule_id(IdScheme scheme, const std::string& owner, std::size_t n) {
    return numbered(owner + "-rule", scheme, n);
}

std::string condition_id(IdScheme scheme, const std::string& rule, std::size_t n) {
    return numbered(rule + (scheme == IdScheme::Crmsh ? "-expression" : "-expr"), scheme, n);
}

std::string set_id(IdScheme scheme, const std::string& constraint, std::size_t n) {
    if (scheme == IdScheme::Crmsh) return constraint + "-" + std::to_string(n);
    return numbered(constraint + (scheme == IdScheme::Pcs ? "_set" : "-set"), scheme, n);
}

std::string pair_id(const std::string& set, const std::string& name) { return set + "-" + ncname_text(name); }

}  // namespace hale::pacemaker
