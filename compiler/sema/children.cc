// What may stand inside what, how often; and how often a shared instance may be used, for managers that would drop the
// rest without a word (facts/rgmanager.md sections 2, 4). Others take it, or refuse it themselves.

#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/manager/manager.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

std::string_view dropper(const model::Cluster& cluster) {
    return manager::called(cluster.targets, &manager::Manager::drops_children);
}

void check_one(Builder& b, model::UseId parent) {
    const model::Cluster& cluster = b.cluster();
    const schema::Kind& kind = *cluster.resource_of(parent).kind;
    if (!kind.has_child_table()) return;
    std::map<const schema::Child*, int> counts;
    for (const model::UseId child : cluster.at(parent).children) {
        const model::Resource& resource = cluster.resource_of(child);
        const schema::Child* row = kind.child(resource.kind->name);
        if (row == nullptr) continue;
        const model::OriginId origin = cluster.at(child).origin;
        if (row->forbid) {
            b.ctx.sink.report(diag::ForbiddenChild, b.ctx.span(origin), resource.kind->name, kind.name)
                .notes(b.ctx.iterations(origin))
                .help("{} would drop it without a word; move `{}` out of `{}`", dropper(cluster), resource.label,
                      cluster.resource_of(parent).label);
        } else if (row->max > 0 && ++counts[row] > row->max) {
            b.ctx.sink.report(diag::TooManyChildren, b.ctx.span(origin), kind.name, row->max, resource.kind->name)
                .notes(b.ctx.iterations(origin));
        }
    }
}

void check_uses(Builder& b, const model::Resource& resource, bool dropped) {
    if (!resource.shared) return;
    if (resource.uses.empty()) {
        if (b.ctx.sink.has_errors()) return;  // a `use` of it may be what is wrong
        b.ctx.sink.report(diag::SharedUnused, b.ctx.span(resource.origin), resource.path())
            .help("write `use {}` in the services that need it", resource.label);
        return;
    }
    const auto limit = static_cast<std::size_t>(resource.kind->max_instances);
    if (!dropped || limit == 0 || resource.uses.size() <= limit) return;
    const model::OriginId extra = b.cluster().at(resource.uses[limit]).origin;
    b.ctx.sink
        .report(diag::TooManyUses, b.ctx.span(extra), resource.path(), resource.uses.size(), resource.kind->name, limit)
        .notes(b.ctx.iterations(extra))
        .label(b.ctx.span(b.cluster().at(resource.uses.front()).origin), "used here")
        .help(
            "`{}` works on one node at a time: {} would drop the second use and everything inside it. Give the "
            "second service its own `{}`, or put both into one service",
            resource.kind->name, dropper(b.cluster()), resource.kind->name);
}

}  // namespace

void check_children(Builder& b) {
    const bool dropped = manager::any_of(b.cluster().targets, &manager::Manager::drops_children);
    for (std::size_t i = 0; dropped && i < b.cluster().uses.size(); ++i) check_one(b, model::UseId(i));
    for (const model::Resource& resource : b.cluster().resources) check_uses(b, resource, dropped);
}

}  // namespace hale::sema
