#pragma once
// A part of a manager's file as a list of settings, so that two files can be compared by what they say: where ids,
// order, comments and white space do not count. `clusternodes/clusternode[alpha]/@nodeid` = `1`.

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diff/plan.h"
#include "compiler/xml/tree.h"

namespace hale::backends {

/// A value and where it stands.
struct Setting {
    std::string value;
    source::Span span;
};
using Settings = std::map<std::string, Setting, std::less<>>;

/// How an element is told from its siblings of the same name: by this text, `alpha` in `clusternode[alpha]`. Empty: by
/// its number among them, left out for the first.
using Identity = std::function<std::string(const xml::Node&)>;

/// Adds everything below and including `node` under `path`. Elements and attributes for which `skip` is true are left
/// out (`attribute` is nullptr when the element itself is asked about).
void flatten(const xml::Node& node, const std::string& path, const Identity& identity,
             const std::function<bool(const xml::Node&, const xml::Attribute*)>& skip, Settings& out);

/// What two lists say differently, in the order of the names. `place` and `place_before` name a position for people.
/// `same`: two different texts that mean one thing.
std::vector<diff::Change> differences(const Settings& before, const Settings& after,
                                      const std::function<std::string(source::Span)>& place_before,
                                      const std::function<std::string(source::Span)>& place,
                                      const std::function<bool(std::string_view, std::string_view)>& same);

/// A parameter of this name holds something that is never printed (`passwd`, `secret_key` …).
bool secret_name(std::string_view name);

}  // namespace hale::backends
