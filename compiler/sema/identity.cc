// Identity: labels per kind, unique attributes, uuid, moved_from, node ids.

#include <map>

#include "compiler/diag/cluster_codes.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

using model::OriginId;

/// First owner of each key; `claim` reports nothing and returns the earlier owner's origin, or nothing when it is new.
class Registry {
public:
    const OriginId* claim(std::string key, OriginId owner) {
        const auto [it, fresh] = first_.emplace(std::move(key), owner);
        return fresh ? nullptr : &it->second;
    }

private:
    std::unordered_map<std::string, OriginId> first_;
};

void duplicate_label(Builder& b, std::string_view what, const std::string& label, OriginId again, OriginId first) {
    b.ctx.sink.report(diag::DuplicateLabel, b.ctx.span(again), what, label)
        .notes(b.ctx.iterations(again))
        .label(b.ctx.span(first), "the first one is here")
        .help("a label is an identity: give each its own; if both mean one instance, declare it `shared` and `use` it");
}

template <class Table>
void unique_names(Builder& b, const Table& table, std::string_view what) {
    Registry seen;
    for (const auto& entry : table) {
        if (const OriginId* first = seen.claim(entry.name, entry.origin))
            duplicate_label(b, what, entry.name, entry.origin, *first);
    }
}

void unique_resources(Builder& b) {
    Registry labels, values, uuids;
    std::unordered_map<std::string, const model::Resource*> owner;
    for (const model::Resource& r : b.cluster().resources) {
        if (const OriginId* first = labels.claim(r.path(), r.origin)) {
            duplicate_label(b, "a `" + r.kind->name + '`', r.label, r.origin, *first);
            continue;  // its primary attribute repeats the label: one message is enough
        }
        owner.emplace(r.path(), &r);
        if (!r.uuid.empty()) {
            if (uuids.claim(r.uuid, r.origin) != nullptr) {
                b.ctx.sink.report(diag::DuplicateUuid, b.ctx.span(r.origin), r.uuid, r.path());
            }
        }
        for (const model::Attribute& a : r.attributes) {
            const schema::Attribute* declared = r.kind->attribute(a.name);
            if (declared == nullptr || (!declared->unique && a.name != r.kind->primary) || !a.value) continue;
            const std::string text = a.value.text.empty() ? model::to_text(a.value) : a.value.text;
            const OriginId* first = values.claim(r.kind->name + '\n' + a.name + '\n' + text, r.origin);
            if (first == nullptr) continue;
            b.ctx.sink
                .report(diag::DuplicateUnique, b.ctx.span(a.value.origin ? a.value.origin : a.origin), a.name, text,
                        r.kind->name)
                .notes(b.ctx.iterations(a.origin))
                .label(b.ctx.span(*first), "used here first")
                .help(
                    "two `{}` resources on one `{}` would fight over it; to use one instance in several services, "
                    "declare it "
                    "`shared`",
                    r.kind->name, a.name);
        }
    }
    for (const model::Resource& r : b.cluster().resources) {
        if (r.moved_from.empty() || !owner.contains(r.kind->name + '.' + r.moved_from)) continue;
        b.ctx.sink.report(diag::MovedFromExists, b.ctx.span(r.origin), r.label, r.moved_from)
            .help("remove `moved_from`, or remove the old `{}`", r.moved_from);
    }
}

void unique_node_ids(Builder& b) {
    std::map<std::int64_t, const model::Node*> seen;
    for (const model::Node& node : b.cluster().nodes) {
        if (!node.id) continue;
        const auto [it, fresh] = seen.emplace(*node.id, &node);
        if (fresh) continue;
        b.ctx.sink.report(diag::DuplicateNodeId, b.ctx.span(node.id.origin), node.name, *node.id, it->second->name)
            .notes(b.ctx.iterations(node.id.origin))
            .label(b.ctx.span(it->second->id.origin), "given here first")
            .help("every node needs its own id");
    }
}

}  // namespace

void check_identity(Builder& b) {
    unique_names(b, b.cluster().nodes, "a node");
    unique_names(b, b.cluster().fence_devices, "a fence device");
    unique_names(b, b.cluster().domains, "a failover domain");
    unique_resources(b);
    unique_node_ids(b);
}

}  // namespace hale::sema
