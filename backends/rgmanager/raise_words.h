#pragma once
// Words of services and of places in their trees, from attributes of the element.

#include "backends/rgmanager/raising.h"

namespace hale::rgmanager {

/// What is known of the element whose attributes are read.
struct Place {
    const Resource& element;
    const schema::Kind& kind;
    bool top = false;        // directly under <rm>
    bool reference = false;  // has `ref`
    bool enforced = false;   // the element around it enforces timeouts
    bool first_use = true;   // of a shared resource
};

/// `__independent_subtree` and the like, to words of `out`; what has no effect becomes native (HL5022).
void raise_use_words(Raising& r, const Place& place, block::Block& out);
/// True when the element enforces timeouts.
bool enforces(const Resource& element);

/// domain, autostart, recovery, depend … of a service or VM, and the names of attributes it has taken.
/// `units` are the `type:name` of all top-level units, with the references that hale has for them.
std::set<std::string> raise_policy(Raising& r, const Place& place, const std::map<std::string, model::Value>& units,
                                   block::Block& out);

/// <action> to `op`; what has no effect becomes native (HL5022).
void raise_action(Raising& r, const Action& action, const schema::Kind& kind, block::Block& out);

}  // namespace hale::rgmanager
