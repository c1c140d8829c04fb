#include "compiler/diff/plan.h"

#include <algorithm>

namespace hale::diff {

std::string_view to_text(Effect effect) {
    switch (effect) {
        case Effect::None:
            return "none";
        case Effect::Reload:
            return "reload";
        case Effect::Migrate:
            return "migrate";
        case Effect::Move:
            return "move";
        case Effect::Start:
            return "start";
        case Effect::Stop:
            return "stop";
        case Effect::Restart:
            return "restart";
    }
    return "none";
}

std::size_t Plan::count(Effect effect) const {
    return static_cast<std::size_t>(
        std::count_if(resources.begin(), resources.end(), [&](const Resource& r) { return r.effect == effect; }));
}

Resource& Plan::resource(const std::string& id) {
    const auto it = std::find_if(resources.begin(), resources.end(), [&](const Resource& r) { return r.id == id; });
    if (it != resources.end()) return *it;
    resources.push_back({id, id, Effect::None, {}, {}, {}});
    return resources.back();
}

void raise(Resource& resource, Effect effect, std::string reason) {
    resource.effect = std::max(resource.effect, effect);
    if (reason.empty() || std::count(resource.reasons.begin(), resource.reasons.end(), reason) != 0) return;
    resource.reasons.push_back(std::move(reason));
}

}  // namespace hale::diff
