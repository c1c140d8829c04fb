#pragma once
// Passwords in a text that is about to be shown: hidden without moving anything, so that marks stay under their words.

#include <string>
#include <string_view>

namespace hale::diag {

/// A name under which managers, agents and hale keep a secret: `password`, `passwd`, `snmp_priv_passwd`, `community` …
/// Not the path of a script or file that gives it (`passwd_script`).
bool names_a_secret(std::string_view name);

/// The text with every value of such a name as asterisks, byte for byte: `passwd="***"` in XML, `password = "***"` in
/// .hale, `<nvpair name="passwd" value="***"/>`, `password: ***` in corosync.conf. `secret("…")` names one and stays.
std::string masked(std::string_view text);

/// Something would be hidden.
bool holds_secret(std::string_view text);

}  // namespace hale::diag
