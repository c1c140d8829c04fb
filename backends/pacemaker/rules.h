#pragma once
// `when = …` and <rule>. Each form below is read in both directions:
//
//   pingd == "1"   uname != "a"   < <= > >=    <expression operation="eq" …>; `uname` is #uname, likewise id, kind,
//                                              cluster-name, site-name, role; any other name that is no word, or is
//                                              one of these: attribute("…")
//   defined(a)  !defined(a)                    operation="defined", "not_defined"
//   number(a) integer(a) version(a) string(a)  type="…" on the left of a comparison
//   parameter("x") meta("x") literal("x")      value-source="…" on the right; none(): no value at all
//   date > "2026-01-01"   date < "…"           <date_expression operation="gt" start>, "lt" end
//   in_range("…", "…", duration("hours", "8")) operation="in_range"; none() where start or end is absent
//   date_spec("hours", "9-16")                 operation="date_spec"
//   rsc("class", "ocf", "type", "IPaddr2")     <rsc_expression>
//   op("name", "monitor", "interval", "10s")   <op_expression>
//   a && b   a || b                            boolean-op of the rule; in parentheses: a nested rule
//   all(a)  any(a)  group(a, b)                a rule of one condition that says boolean-op="and" or "or"; one that
//                                              says none though it has several, or is nested
//   scored("INFINITY", a && b)                 a nested rule with a score, which means nothing there
//
// The schemas before 3.9 want a score on every rule: hale writes INFINITY where none is said, except in a cluster that
// says `literal = true`.
//
// Ids in the order of the elements: the conditions of a rule, each followed by what it contains. `when_ids` spells them
// all out when one does not follow the cluster's scheme.

#include <optional>
#include <string>
#include <vector>

#include "backends/pacemaker/id_scheme.h"
#include "backends/pacemaker/lower.h"

namespace hale::pacemaker {

/// The rule's conditions as an expression; nothing when it holds what no form says.
std::optional<model::Rule> rule_expression(const xml::Node& rule);
/// The ids of everything inside the rule, in order.
std::vector<std::string> inner_ids(const xml::Node& rule);
/// The ids that the scheme would give them.
std::vector<std::string> default_inner_ids(const xml::Node& rule, IdScheme scheme);

/// Puts the conditions of `when` into a <rule> that has its id. `ids`: spelled out, or empty. HL4120 at the part that
/// Pacemaker cannot evaluate (at `origin` where that has no place), HL4121 at `ids_origin`.
void lower_expression(Lowering& lowering, const model::Rule& when, const std::vector<std::string>& ids, OriginId origin,
                      OriginId ids_origin, xml::Node& rule);

/// The rules that a block says: its own `when`, then its `rule` blocks. `owner` is the id of the element around them.
std::vector<xml::Node> lower_rules(Lowering& lowering, const model::Block& block, const std::string& owner);

/// Names of node attributes that Pacemaker defines, without `#`.
bool is_builtin_attribute(std::string_view name);

}  // namespace hale::pacemaker
