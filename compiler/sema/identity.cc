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
    if (b.ctx.span(again) == b.ctx.span(first)) return;  // one block in a loop: expansion has said so (HL1026)
    b.ctx.sink.report(diag::DuplicateLabel, b.ctx.span(again), what, label)
        .notes(b.ctx.iterations(again))
        .label(b.ctx.span(first), "the first one is here")
        .soften(is_imported(b.cluster()))
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

/// The first resource with each key, e.g. kind, attribute and value.
class Owners {
public:
    /// The earlier owner, or nullptr when the key is new.
    const model::Resource* claim(std::string key, const model::Resource& owner) {
        const auto [it, fresh] = first_.emplace(std::move(key), &owner);
        return fresh ? nullptr : it->second;
    }
    bool has(const std::string& key) const { return first_.contains(key); }

private:
    std::unordered_map<std::string, const model::Resource*> first_;
};

/// `unique_group`: no two resources of a kind have the same values in all attributes of the group.
void unique_groups(Builder& b, const model::Resource& r, Owners& values) {
    std::map<std::string, std::string> keys;  // group -> names and values
    std::map<std::string, OriginId> places;
    for (const schema::Attribute& declared : r.kind->attributes) {
        if (declared.unique_group.empty()) continue;
        const model::Attribute* given = r.find(declared.name);
        std::string& key = keys[declared.unique_group];
        key += '\n' + declared.name;
        if (given == nullptr) continue;
        key += '=' + (given->value.text.empty() ? model::to_text(given->value) : given->value.text.str());
        places.try_emplace(declared.unique_group, given->origin);
    }
    for (const auto& [group, place] : places) {
        const model::Resource* first = values.claim(r.kind->name + "\n[" + group + ']' + keys[group], r);
        if (first == nullptr) continue;
        b.ctx.sink.report(diag::DuplicateUnique, b.ctx.span(place), group, r.label, first->path())
            .notes(b.ctx.iterations(r.origin))
            .label(b.ctx.span(first->origin), "used here first")
            .soften(r.kind->advisory)
            .help("two `{}` resources must differ in one of the attributes of the group `{}`", r.kind->name, group);
    }
}

void unique_attributes(Builder& b, const model::Resource& r, Owners& values) {
    unique_groups(b, r, values);
    for (const model::Attribute& a : r.attributes) {
        const schema::Attribute* declared = r.kind->attribute(a.name);
        if (declared == nullptr || (!declared->unique && a.name != r.kind->primary) || !a.value) continue;
        if (!declared->unique_group.empty()) continue;
        const std::string text = a.value.text.empty() ? model::to_text(a.value) : a.value.text.str();
        const model::Resource* first = values.claim(r.kind->name + '\n' + a.name + '\n' + text, r);
        if (first == nullptr) continue;
        b.ctx.sink
            .report(diag::DuplicateUnique, b.ctx.span(a.value.origin ? a.value.origin : a.origin), a.name, text,
                    first->path())
            .notes(b.ctx.iterations(a.origin))
            .label(b.ctx.span(first->origin), "used here first")
            .soften(r.kind->advisory)
            .help(
                "two `{0}` resources on one `{1}` would fight over it; to use one instance in several services, "
                "declare "
                "it `shared`",
                r.kind->name, a.name);
    }
}

void unique_resources(Builder& b) {
    Owners labels, values, uuids;
    for (const model::Resource& r : b.cluster().resources) {
        if (const model::Resource* first = labels.claim(r.path(), r)) {
            duplicate_label(b, "a `" + r.kind->name + '`', r.label, r.origin, first->origin);
            continue;  // its primary attribute repeats the label: one message is enough
        }
        if (const model::Resource* first = r.uuid.empty() ? nullptr : uuids.claim(r.uuid, r)) {
            b.ctx.sink.report(diag::DuplicateUuid, b.ctx.span(r.origin), r.uuid, first->path())
                .label(b.ctx.span(first->origin), "given here first")
                .help("give each its own, or leave `uuid` out: the label is identity enough");
        }
        unique_attributes(b, r, values);
    }
    for (const model::Resource& r : b.cluster().resources) {
        if (r.moved_from.empty() || !labels.has(r.kind->name + '.' + r.moved_from)) continue;
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
