#pragma once
// Passwords out of an imported description: the text then says `secret("ipmi/password")`, and may go into git.

#include <map>
#include <string>
#include <vector>

#include "compiler/value/block.h"

namespace hale::decompile {

/// Replaces every value whose name is that of a secret (diag::names_a_secret) by `secret("PATH/NAME")`, PATH being the labels
/// around it, and gives name -> value. A value with a line break has no line in a file of secrets and stays.
std::map<std::string, std::string> take_secrets(std::vector<block::Block>& blocks);

/// `name = "value"` lines, as `hale build --secrets-file` reads them.
std::string secrets_file(const std::map<std::string, std::string>& secrets);

}  // namespace hale::decompile
