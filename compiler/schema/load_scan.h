#pragma once
// Which kinds a text declares, found without parsing it: lines that start with `agent NAME`, `fence_agent NAME` or
// `construct NAME`. That is enough for the built-in declarations, which are one kind a file and formatted; a test
// checks that the scan and a full reading agree.

#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/schema.h"

namespace hale::schema {

struct Declared {
    KindClass cls;
    std::string name;
    friend bool operator==(const Declared&, const Declared&) = default;
};

std::vector<Declared> scan_declarations(std::string_view text);

}  // namespace hale::schema
