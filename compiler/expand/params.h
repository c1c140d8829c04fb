#pragma once
// `param NAME : type = default`: types of parameters, and reading their values from the command line.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/value/value.h"

namespace hale::expand {

/// string int bool duration size percent address path word, enum(a, b), and list[T] of them.
struct ParamType {
    std::string name;                          // `int`, `list`
    std::shared_ptr<const ParamType> element;  // of a list
    std::vector<std::string> members{};        // of an enum
};

/// Nothing when the text names no type; `wrong` is then the part that does not.
std::optional<ParamType> parse_param_type(std::string_view text, std::string& wrong);

/// "an int", "a list of string".
std::string to_text(const ParamType& type);

/// The value that `--param NAME=TEXT` gives; nothing when the text does not fit. A list is written `a,b,c`.
std::optional<model::Value> read_param(const ParamType& type, std::string_view text);

/// Whether an evaluated default has the type.
bool fits(const ParamType& type, const model::Value& value);

}  // namespace hale::expand
