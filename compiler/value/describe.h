#pragma once
// Values in messages.

#include <string>
#include <string_view>

#include "compiler/value/value.h"

namespace hale::model {

/// "the word `abc`", "the number 5", "the string \"abc\"", "a list": what was seen. Long strings are cut.
std::string describe(const Value& value);

/// "a string", "an int", "a duration", "a list": the kind alone, for secrets and for "cannot add a string and an int".
std::string_view kind_name(ValueKind kind);

}  // namespace hale::model
