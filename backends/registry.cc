// The only place that names the managers.

#include "backends/backend.h"
#include "backends/corosync/backend.h"
#include "backends/fence_virt/backend.h"
#include "backends/pacemaker/backend.h"
#include "backends/rgmanager/backend.h"

namespace hale::backends {

const std::vector<const Backend*>& all_backends() {
    static const std::vector<const Backend*> backends = {&rgmanager_backend(), &pacemaker_backend(),
                                                         &corosync_backend(), &fence_virt_backend()};
    return backends;
}

const Backend* find_backend(std::string_view name) {
    for (const Backend* backend : all_backends()) {
        if (backend->name() == name) return backend;
    }
    return nullptr;
}

const Backend* recognise(std::string_view text) {
    for (const Backend* backend : all_backends()) {
        if (backend->recognises(text)) return backend;
    }
    return nullptr;
}

}  // namespace hale::backends
