#include "backends/rgmanager/restructure.h"

#include <algorithm>

#include "compiler/diag/managers_codes.h"
#include "compiler/order/order.h"

namespace hale::rgmanager {

namespace {

using model::Cluster;
using model::Use;
using model::UseId;

/// The use as rgmanager sees it: nobody says `order = written` there.
void by_rgmanager(Cluster& cluster, UseId id) {
    Use& use = cluster.at(id);
    use.written_order = false;
    if (use.children.empty()) return;
    order::Sequence order = order::by_table(cluster, id, use.children);
    use.start_order = std::move(order.start);
    use.stop_order = std::move(order.stop);
}

bool same_order(const Cluster& a, const Cluster& b, UseId root) {
    const auto equal = [](const std::vector<order::Step>& x, const std::vector<order::Step>& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(),
                          [](const order::Step& s, const order::Step& t) { return s.use == t.use; });
    };
    return equal(order::start_steps(a, root), order::start_steps(b, root)) &&
           equal(order::stop_steps(a, root), order::stop_steps(b, root));
}

/// The table of the parent's kind runs these children in this order, and stops them the other way round.
bool children_in_order(const Cluster& cluster, UseId parent, const std::vector<UseId>& children) {
    const order::Sequence order = order::by_table(cluster, parent, children);
    return order.start == children &&
           std::equal(children.rbegin(), children.rend(), order.stop.begin(), order.stop.end());
}

/// Gives `parent` exactly these children, in this order: as many as its table runs in this order stay, the rest goes
/// inside the last of them.
void nest(Cluster& cluster, UseId parent, std::vector<UseId> wanted) {
    std::size_t keep = wanted.size();
    while (keep > 1 &&
           !children_in_order(cluster, parent, {wanted.begin(), wanted.begin() + static_cast<std::ptrdiff_t>(keep)}))
        --keep;
    std::vector<UseId> rest(wanted.begin() + static_cast<std::ptrdiff_t>(keep), wanted.end());
    wanted.resize(keep);
    for (const UseId child : wanted) cluster.at(child).parent = parent;
    cluster.at(parent).children = wanted;
    cluster.at(parent).start_order = wanted;
    cluster.at(parent).written_order = false;
    if (rest.empty()) return;
    const UseId last = wanted.back();
    std::vector<UseId> inside = cluster.at(last).start_order;
    inside.insert(inside.end(), rest.begin(), rest.end());
    nest(cluster, last, std::move(inside));
}

/// What a use would inherit from the parent it now has must be what it had.
const model::Value* inherited_now(const Cluster& cluster, UseId id, const std::string& expression) {
    const std::size_t percent = expression.find('%');
    if (percent == std::string::npos) {
        const UseId parent = cluster.at(id).parent;
        return parent ? cluster.effective(parent, expression) : nullptr;
    }
    const std::string kind = expression.substr(0, percent);
    for (UseId up = cluster.at(id).parent; up; up = cluster.at(up).parent) {
        if (cluster.resource_of(up).kind->name == kind) return cluster.effective(up, expression.substr(percent + 1));
    }
    return nullptr;
}

/// A resource that moved away from where it inherited a value gets that value written. False: it would inherit what it
/// must not have, or other places of a shared instance would get the value too.
bool keep_inherited(const Cluster& before, Cluster& after, UseId id) {
    if (before.at(id).parent == after.at(id).parent) return true;
    model::Resource& resource = after.resources[after.at(id).resource.index];
    for (const schema::Attribute& a : resource.kind->attributes) {
        if (a.inherit.empty() || resource.find(a.name) != nullptr) continue;
        const model::Value* was = inherited_now(before, id, a.inherit);
        const model::Value* is = inherited_now(after, id, a.inherit);
        if ((was == nullptr) == (is == nullptr) && (was == nullptr || *was == *is)) continue;
        if (was == nullptr || resource.shared) return false;
        resource.attributes.push_back({a.name, *was, resource.origin});
    }
    return true;
}

bool is_forbidden(const Cluster& cluster, UseId id) {
    const UseId parent = cluster.at(id).parent;
    if (!parent) return false;
    const schema::Child* row = cluster.resource_of(parent).kind->child(cluster.resource_of(id).kind->name);
    return row != nullptr && row->forbid;
}

/// A use that moved must not come under something that may fail alone, nor be followed by others when it may itself.
bool fails_the_same(const Cluster& before, const Cluster& after, UseId id) {
    const auto alone = [](const Cluster& c, UseId at) {
        for (; at; at = c.at(at).parent) {
            const auto& said = c.at(at).independent;
            if (said && *said != model::Independence::No && c.at(at).parent) return at;
        }
        return UseId();
    };
    return before.at(id).parent == after.at(id).parent || alone(before, id) == alone(after, id);
}

class Restructure {
public:
    Restructure(const model::Model& model, const Cluster& cluster, diag::Sink& sink)
        : model_(model), before_(cluster), sink_(sink) {}

    std::optional<Cluster> run() {
        const auto written = [](const Use& use) { return use.written_order; };
        if (std::none_of(before_.uses.begin(), before_.uses.end(), written)) return std::nullopt;
        Cluster out = before_;
        for (std::size_t i = 0; i < out.uses.size(); ++i) by_rgmanager(out, UseId(i));
        for (const model::Service& service : before_.services) {
            if (!same_order(before_, out, service.root)) service_order(service, out);
        }
        return out;
    }

private:
    void service_order(const model::Service& service, Cluster& out) {
        const std::vector<order::Step> steps = order::start_steps(before_, service.root);
        restore(steps, out);
        // Inside out: what moves into a resource must find its children settled.
        for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
            const Use& use = before_.at(step->use);
            if (use.written_order && !use.children.empty()) nest(out, step->use, use.children);
        }
        for (const order::Step& s : steps) by_rgmanager(out, s.use);
        const bool right = same_order(before_, out, service.root) &&
                           std::all_of(steps.begin(), steps.end(), [&](const order::Step& s) {
                               return keep_inherited(before_, out, s.use) && !is_forbidden(out, s.use) &&
                                      fails_the_same(before_, out, s.use);
                           });
        const model::Resource& root = before_.resource_of(service.root);
        const source::Span at = model_.origins.span(service.origin);
        if (!right) {
            sink_.report(diag::OrderImpossible, at, root.path())
                .notes(model_.origins.iterations(service.origin))
                .help("nest each resource inside the one that must run before it, or leave out `order = written`");
            restore(steps, out);
            for (const order::Step& s : steps) by_rgmanager(out, s.use);
            return;
        }
        sink_.report(diag::OrderByNesting, at, root.path());
    }

    /// The uses and resources of a service as they were.
    void restore(const std::vector<order::Step>& steps, Cluster& out) const {
        for (const order::Step& s : steps) {
            out.at(s.use) = before_.at(s.use);
            out.resources[before_.at(s.use).resource.index] = before_.resource_of(s.use);
        }
    }

    const model::Model& model_;
    const Cluster& before_;
    diag::Sink& sink_;
};

}  // namespace

std::optional<Cluster> restructure(const model::Model& model, const Cluster& cluster, diag::Sink& sink) {
    return Restructure(model, cluster, sink).run();
}

}  // namespace hale::rgmanager
