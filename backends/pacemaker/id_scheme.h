#pragma once
// How the ids of rules and expressions are made (`ids = pcs` on the cluster). An id that follows the scheme is not
// spelled out in .hale.

#include <string>

#include "compiler/model/model.h"

namespace hale::pacemaker {

enum class IdScheme : std::uint8_t { Hale, Pcs, Crmsh };

/// What the cluster says with `ids`.
IdScheme id_scheme(const model::Cluster& cluster);

/// The id of rule number `n` (from 0) of the element `owner`.
std::string rule_id(IdScheme scheme, const std::string& owner, std::size_t n);
/// The id of condition number `n` (from 0) of a rule.
std::string condition_id(IdScheme scheme, const std::string& rule, std::size_t n);
/// The id of resource set number `n` (from 0) of a constraint.
std::string set_id(IdScheme scheme, const std::string& constraint, std::size_t n);
/// The id of a pair in a set: the same in every scheme.
std::string pair_id(const std::string& set, const std::string& name);

}  // namespace hale::pacemaker
