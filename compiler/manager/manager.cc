#include "compiler/manager/manager.h"

#include <algorithm>
#include <array>

namespace hale::manager {

namespace {

constexpr std::array kManagers = {
#define HALE_MANAGER(name, called, runs, devices_speak, own_units, drops_children) \
    Manager{name, called, runs, devices_speak, own_units, drops_children},
#include "compiler/manager/managers.def"
#undef HALE_MANAGER
};

bool is_target(const std::vector<std::string>& targets, const Manager& manager) {
    return targets.empty() || std::find(targets.begin(), targets.end(), manager.name) != targets.end();
}

}  // namespace

std::span<const Manager> managers() { return kManagers; }

const Manager* find(std::string_view name) {
    const auto it = std::find_if(kManagers.begin(), kManagers.end(), [&](const Manager& m) { return m.name == name; });
    return it == kManagers.end() ? nullptr : &*it;
}

bool any_of(const std::vector<std::string>& targets, bool Manager::*property) {
    return std::any_of(kManagers.begin(), kManagers.end(),
                       [&](const Manager& m) { return m.*property && is_target(targets, m); });
}

bool all_of(const std::vector<std::string>& targets, bool Manager::*property) {
    return !targets.empty() && std::all_of(targets.begin(), targets.end(), [&](const std::string& target) {
        const Manager* manager = find(target);
        return manager != nullptr && manager->*property;
    });
}

std::string_view called(const std::vector<std::string>& targets, bool Manager::*property) {
    for (const Manager& m : kManagers) {
        if (m.*property && is_target(targets, m)) return m.called;
    }
    return {};
}

}  // namespace hale::manager
