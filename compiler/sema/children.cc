// What may stand inside what, how often; and how often a shared instance may be used (facts/rgmanager.md sections 2,
// 4).

#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

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
                .help("rgmanager would drop it without a word; move `{}` out of `{}`", resource.label,
                      cluster.resource_of(parent).label);
        } else if (row->max > 0 && ++counts[row] > row->max) {
            b.ctx.sink.report(diag::TooManyChildren, b.ctx.span(origin), kind.name, row->max, resource.kind->name)
                .notes(b.ctx.iterations(origin));
        }
    }
}

void check_uses(Builder& b, const model::Resource& resource) {
    if (!resource.shared) return;
    if (resource.uses.empty()) {
        if (b.ctx.sink.has_errors()) return;  // a `use` of it may be what is wrong
        b.ctx.sink.report(diag::SharedUnused, b.ctx.span(resource.origin), resource.path())
            .help("write `use {}` in the services that need it", resource.label);
        return;
    }
    const auto limit = static_cast<std::size_t>(resource.kind->max_instances);
    if (limit == 0 || resource.uses.size() <= limit) return;
    const model::OriginId extra = b.cluster().at(resource.uses[limit]).origin;
    b.ctx.sink
        .report(diag::TooManyUses, b.ctx.span(extra), resource.path(), resource.uses.size(), resource.kind->name, limit)
        .notes(b.ctx.iterations(extra))
        .label(b.ctx.span(b.cluster().at(resource.uses.front()).origin), "used here")
        .help(
            "`{}` works on one node at a time: rgmanager would drop the second use and everything inside it. Give the "
            "second service its own `{}`, or put both into one service",
            resource.kind->name, resource.kind->name);
}

}  // namespace

void check_children(Builder& b) {
    for (std::size_t i = 0; i < b.cluster().uses.size(); ++i) check_one(b, model::UseId(i));
    for (const model::Resource& resource : b.cluster().resources) check_uses(b, resource);
}

}  // namespace hale::sema
