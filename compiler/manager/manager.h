#pragma once
// What a manager is, as data, for the rooms that come before any back end: sema and the rules ask the managers that a
// description is for whether something matters to them. What only one manager minds is a property here, so that a
// description for others is not refused for its sake. managers.def has a row for each.

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hale::manager {

struct Manager {
    std::string_view name;    // as in `targets`: `rgmanager`
    std::string_view called;  // in messages
    bool runs = false, devices_speak = false, own_units = false, drops_children = false;
};

/// All that there are.
std::span<const Manager> managers();
/// By name; nullptr: there is none.
const Manager* find(std::string_view name);

/// Some manager that a description is for has the property; without `targets` it is for all of them.
bool any_of(const std::vector<std::string>& targets, bool Manager::*property);
/// All that it is for have it. False without `targets`: then rooms keep to what every manager takes.
bool all_of(const std::vector<std::string>& targets, bool Manager::*property);
/// What the first of them with the property is called in messages.
std::string_view called(const std::vector<std::string>& targets, bool Manager::*property);

}  // namespace hale::manager
