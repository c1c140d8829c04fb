// Services, VMs, shared instances and everything inside them: instances (Resource) and their places (Use).

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

/// Where a block stands while its resource is built.
struct Place {
    model::ServiceId service;
    model::UseId parent;  // invalid: the root of the service
    const schema::Kind* parent_kind = nullptr;
    bool literal = false;  // Pacemaker's own element, or inside of one
};

/// Says for as long as it lives that what is built is literal.
class Lenient {
public:
    Lenient(Context& ctx, bool on) : ctx_(ctx), before_(ctx.lenient) { ctx.lenient = on; }
    ~Lenient() { ctx_.lenient = before_; }
    Lenient(const Lenient&) = delete;
    Lenient& operator=(const Lenient&) = delete;

private:
    Context& ctx_;
    bool before_;
};

class ResourceBuilder {
public:
    explicit ResourceBuilder(Builder& b) : b_(b), common_(b.ctx.construct("any_resource")) {}

    void service(const expand::Block& block, const schema::Kind& kind);
    void shared(const expand::Block& block);
    void unit_template(const expand::Block& block);

private:
    model::UseId inline_use(const expand::Block& written, const schema::Kind& kind, Place place);
    void reference(const expand::Block& block, Place place);
    model::UseId add_use(model::ResourceId resource, Place place, const expand::Block& block);

    void attributes(const expand::Block& block, const schema::Kind& kind, Place place, model::Resource& resource,
                    model::Use* use);
    bool policy_word(const expand::Attr& attr, const schema::Kind& kind, Place place);
    void common_word(const expand::Attr& attr, model::Resource* resource, model::Use* use);
    void primary_from_label(const expand::Block& block, const schema::Kind& kind, model::Resource& resource);
    bool label(const expand::Block& block, const schema::Kind& kind, model::Resource& resource, std::size_t index);
    void body(const expand::Block& block, const schema::Kind& kind, model::ResourceId resource, Place inside);
    void check_parameters(const schema::Kind& agent, const expand::Block& set);
    bool takes(const schema::Kind& kind, const model::Resource& resource, const expand::Block& child) const;
    model::ResourceId store(model::Resource resource);

    Builder& b_;
    const schema::Kind* common_;
};

template <class T>
void set(model::Field<T>& field, T value, model::OriginId origin) {
    field.value = value;
    field.origin = origin;
}

void set_independent(Context& ctx, const expand::Attr& attr, const model::Value& value, model::Use& use) {
    if (value.kind == model::ValueKind::Bool) {
        set(use.independent, value.number != 0 ? model::Independence::Yes : model::Independence::No, attr.origin);
    } else if (value.kind == model::ValueKind::Word && value.text == "non_critical") {
        set(use.independent, model::Independence::NonCritical, attr.origin);
    } else {
        ctx.sink
            .report(diag::WrongType, attr.value_span, "independent", "`true`, `false` or `non_critical`",
                    model::to_text(value))
            .notes(ctx.iterations(attr.origin));
    }
}

bool ResourceBuilder::policy_word(const expand::Attr& attr, const schema::Kind& kind, Place place) {
    if (!is_policy_word(attr.name)) return false;
    if (place.literal && (place.parent || !is_unit_word(attr.name) || kind.attribute(attr.name) != nullptr))
        return false;
    const bool also_common = common_ != nullptr && common_->attribute(attr.name) != nullptr;
    if (place.parent) {
        if (also_common) return false;  // `max_restarts` inside a service is about that subtree
        if (!kind.container) return false;
        b_.ctx.sink.report(diag::PolicyInside, attr.name_span, attr.name, kind.name)
            .notes(b_.ctx.iterations(attr.origin))
            .help("say `{}` on the outermost service; what stands inside goes where the service goes", attr.name);
        return true;
    }
    if (!place.service) return false;  // a shared instance
    const schema::Kind* owner = kind.attribute(attr.name) != nullptr ? &kind : b_.ctx.agent("service");
    const schema::Attribute* declared = owner != nullptr ? owner->attribute(attr.name) : nullptr;
    if (declared == nullptr) return false;
    if (auto typed = typed_attribute(b_.ctx, *declared, attr)) {
        b_.policies.push_back({place.service, declared, std::move(*typed)});
    }
    return true;
}

void ResourceBuilder::common_word(const expand::Attr& attr, model::Resource* resource, model::Use* use) {
    auto typed = typed_attribute(b_.ctx, *common_, attr);
    if (!typed) return;
    const model::Value& value = typed->value;
    if (resource != nullptr && attr.name == "uuid") resource->uuid = value.text;
    if (resource != nullptr && attr.name == "moved_from") resource->moved_from = value.text;
    if (use == nullptr) return;
    use->attributes.push_back(*typed);
    if (attr.name == "independent") set_independent(b_.ctx, attr, value, *use);
    if (attr.name == "max_restarts") set(use->max_restarts, value.number, attr.origin);
    if (attr.name == "restart_window") set(use->restart_window, value.number, attr.origin);
    if (attr.name == "max_failures") set(use->max_failures, value.number, attr.origin);
    if (attr.name == "failure_window") set(use->failure_window, value.number, attr.origin);
    if (attr.name == "enforce_timeouts") set(use->enforce_timeouts, value.number != 0, attr.origin);
    if (attr.name == "order") use->written_order = value.text == "written";
}

void ResourceBuilder::attributes(const expand::Block& block, const schema::Kind& kind, Place place,
                                 model::Resource& resource, model::Use* use) {
    resource.attributes.reserve(block.attrs.size() + 1);
    const FirstOfItsName first(b_.ctx, block);
    for (const expand::Attr& attr : block.attrs) {
        if (!first(attr) || policy_word(attr, kind, place)) continue;
        const bool common = common_ != nullptr && kind.attribute(attr.name) == nullptr &&
                            common_->attribute(attr.name) != nullptr && (!resource.literal || is_unit_word(attr.name));
        if (common && resource.literal && attr.name == "extends") {
            resource.extends = attr.value.text;
        } else if (common) {
            common_word(attr, &resource, use);
        } else if (auto typed = typed_attribute(b_.ctx, kind, attr)) {
            resource.attributes.push_back(std::move(*typed));
        }
    }
    // What Pacemaker's own template says is looked up there.
    if (!resource.is_template && !b_.unit_templates.contains(resource.extends)) require_attributes(b_.ctx, kind, block);
}

void ResourceBuilder::primary_from_label(const expand::Block& block, const schema::Kind& kind,
                                         model::Resource& resource) {
    if (kind.primary.empty()) return;
    const auto has = std::find_if(resource.attributes.begin(), resource.attributes.end(),
                                  [&](const model::Attribute& a) { return a.name == kind.primary; });
    if (has != resource.attributes.end()) {
        std::rotate(resource.attributes.begin(), has, has + 1);
        return;
    }
    const schema::Attribute* declared = kind.attribute(kind.primary);
    const bool written = block.find(kind.primary) != nullptr;  // and wrong: reported
    if (declared == nullptr || written || resource.label.empty()) return;
    expand::Attr attr;
    attr.name = kind.primary;
    attr.origin = resource.origin;
    attr.value = model::Value::string(resource.label, resource.origin);
    attr.name_span = attr.value_span = block.labels.empty() ? block.name_span : block.labels.back().span;
    if (auto typed = typed_attribute(b_.ctx, *declared, attr)) {
        resource.attributes.insert(resource.attributes.begin(), std::move(*typed));
    }
}

/// Label number `index` is the identity; without one the primary attribute's text is.
bool ResourceBuilder::label(const expand::Block& block, const schema::Kind& kind, model::Resource& resource,
                            std::size_t index) {
    const std::size_t spec = block.name == "resource" && block.labels.size() > 1 ? 1 : 0;  // resource LABEL SPEC
    for (std::size_t i = index + 1 + spec; i < block.labels.size(); ++i) {
        b_.ctx.sink.report(diag::ExtraLabel, block.labels[i].span, kind.name, block.labels[i].text)
            .notes(b_.ctx.iterations(block.origin))
            .help("a `{}` has one label", kind.name);
    }
    if (block.labels.size() > index) {
        resource.label = block.labels[index].text;
        return !resource.label.empty();
    }
    const expand::Attr* primary = kind.primary.empty() ? nullptr : block.find(kind.primary);
    if (primary != nullptr) {
        resource.label = primary->value.text;
        return !resource.label.empty();
    }
    b_.ctx.sink.report(diag::MissingLabel, block.name_span, kind.name, "a label")
        .notes(b_.ctx.iterations(block.origin))
        .help("the label is its identity{}: `{} NAME {{ … }}`",
              kind.primary.empty() ? "" : " and sets `" + kind.primary + '`', block.name);
    return false;
}

model::ResourceId ResourceBuilder::store(model::Resource resource) {
    model::Cluster& cluster = b_.cluster();
    const model::ResourceId id(cluster.resources.size());
    cluster.resources.push_back(std::move(resource));
    return id;
}

model::UseId ResourceBuilder::add_use(model::ResourceId resource, Place place, const expand::Block& block) {
    model::Cluster& cluster = b_.cluster();
    const model::UseId id(cluster.uses.size());
    model::Use use;
    use.resource = resource;
    use.service = place.service;
    use.parent = place.parent;
    use.origin = block.origin;
    cluster.uses.push_back(std::move(use));
    cluster.resources[resource.index].uses.push_back(id);
    if (place.parent) cluster.at(place.parent).children.push_back(id);
    return id;
}

void ResourceBuilder::body(const expand::Block& block, const schema::Kind& kind, model::ResourceId resource,
                           Place inside) {
    const auto self = [&]() -> model::Resource& { return b_.cluster().resources[resource.index]; };
    const auto part = [&](model::Part::Kind what, std::size_t index) { self().parts.push_back({what, index}); };
    const bool container = is_literal(kind);
    for (const expand::Block& child : block.children) {
        if (child.name == "op" && !container) {
            model::Operation op = build_operation(b_, child, &kind);
            part(model::Part::Kind::Operation, self().operations.size());
            self().operations.push_back(std::move(op));
        } else if (child.name == "native") {
            model::Native native = build_native(b_, child);
            part(model::Part::Kind::Native, self().natives.size());
            self().natives.push_back(std::move(native));
        } else if (takes(kind, self(), child)) {
            model::Block inner = build_construct(b_, child, *b_.ctx.construct(child.name));
            if (child.name == "params" && kind.name.find(':') != std::string::npos) check_parameters(kind, child);
            part(model::Part::Kind::Block, self().blocks.size());
            self().blocks.push_back(std::move(inner));
        } else if (!inside.parent) {
            report_misplaced(b_, child, self().is_template ? "template" : "shared", {"op", "native"});
        } else if (self().literal && !container) {
            report_misplaced(b_, child, "resource", {"op", "operations", "meta", "params", "utilization", "native"});
        } else if (child.name == "use" && !inside.literal) {
            reference(child, inside);
        } else if (const schema::Kind* agent = child.name == "use" ? nullptr : agent_of(b_, child)) {
            if (const model::UseId use = inline_use(child, *agent, inside)) part(model::Part::Kind::Use, use.index);
        } else {
            report_misplaced(b_, child, kind.name, kind.blocks);
        }
    }
}

namespace {

/// A set says `nic = eth0` and `cidr_netmask = 24` whatever the parameter's type is: what counts is the text.
model::Value in_quotes(model::Value value) {
    using model::ValueKind;
    for (const ValueKind kind : {ValueKind::Int, ValueKind::Bool, ValueKind::Word, ValueKind::Duration, ValueKind::Size,
                                 ValueKind::Percent, ValueKind::Score}) {
        if (value.is(kind)) return model::Value::string(model::to_text(value), value.origin);
    }
    return value;
}

}  // namespace

/// The parameters of a set are those of the agent; `score` and the like are about the set.
void ResourceBuilder::check_parameters(const schema::Kind& agent, const expand::Block& set) {
    const schema::Kind* own = set.name == "params" ? b_.ctx.construct("params") : nullptr;
    for (expand::Attr attr : set.attrs) {
        if (own != nullptr && own->attribute(attr.name) != nullptr) continue;
        attr.value = in_quotes(std::move(attr.value));
        (void)typed_attribute(b_.ctx, agent, attr);
    }
    for (const expand::Block& child : set.children) {
        if (child.name == "values") check_parameters(agent, child);
    }
}

/// A construct that may stand in this resource.
bool ResourceBuilder::takes(const schema::Kind& kind, const model::Resource& resource,
                            const expand::Block& child) const {
    const bool listed = std::count(kind.blocks.begin(), kind.blocks.end(), child.name) != 0;
    const bool unit = !is_literal(kind) && is_unit_block(child.name) &&
                      (resource.literal || kind.name.find(':') != std::string::npos);
    return (listed || unit) && b_.ctx.construct(child.name) != nullptr;
}

model::UseId ResourceBuilder::inline_use(const expand::Block& written, const schema::Kind& kind, Place place) {
    report_unknown_agent(b_.ctx, kind, written.labels.empty() ? written.name_span : written.labels.back().span);
    const bool spelled = written.name == "resource" && (!place.parent || place.literal);
    place.literal = place.literal || spelled || is_literal(kind);
    const Lenient lenient(b_.ctx, spelled || is_literal(kind));
    expand::Block storage;
    const expand::Block& block = with_template(b_, written, kind, storage);
    model::Resource resource;
    resource.kind = &kind;
    resource.literal = spelled || is_literal(kind);
    resource.origin = block.origin;
    if (!label(block, kind, resource, 0)) return {};
    const model::ResourceId id = store(std::move(resource));
    const model::UseId use = add_use(id, place, block);
    model::Resource& stored = b_.cluster().resources[id.index];
    attributes(block, kind, place, stored, &b_.cluster().at(use));
    primary_from_label(block, kind, stored);
    b_.names.add(stored.label, place.parent ? b_.entity(model::EntityKind::Resource, id.index)
                                            : b_.entity(model::EntityKind::Service, place.service.index));
    body(block, kind, id, {place.service, use, &kind, place.literal});
    return use;
}

void ResourceBuilder::service(const expand::Block& block, const schema::Kind& kind) {
    const model::ServiceId id(b_.cluster().services.size());
    b_.cluster().services.push_back({{}, {}, block.origin});
    const model::UseId root = inline_use(block, kind, {id, {}, nullptr});
    if (root) {
        b_.cluster().services[id.index].root = root;
    } else {
        b_.cluster().services.pop_back();
    }
}

void ResourceBuilder::shared(const expand::Block& block) {
    if (!check_labels(b_.ctx, block, {"the kind", "a label"})) return;
    const schema::Kind* kind = b_.ctx.agent(block.labels[0].text);
    if (kind == nullptr) {
        const std::string best = suggest_kind(b_.ctx, schema::KindClass::Agent, block.labels[0].text);
        auto report = b_.ctx.sink.report(diag::UnknownKind, block.labels[0].span, block.labels[0].text);
        if (!best.empty()) report.help("did you mean `{}`?", best);
        return;
    }
    report_unknown_agent(b_.ctx, *kind, block.labels[0].span);
    expand::Block storage;
    const expand::Block& merged = with_template(b_, block, *kind, storage);
    model::Resource resource;
    resource.kind = kind;
    resource.origin = block.origin;
    resource.shared = true;
    if (!label(merged, *kind, resource, 1)) return;
    attributes(merged, *kind, {}, resource, nullptr);
    primary_from_label(merged, *kind, resource);
    const std::string name = resource.label;
    const model::ResourceId id = store(std::move(resource));
    b_.names.add(name, b_.entity(model::EntityKind::Resource, id.index));
    b_.shared.emplace(kind->name + '.' + name, id);
    const auto [plain, fresh] = b_.shared.emplace(name, id);
    if (!fresh) plain->second = {};  // ambiguous without its kind
    body(merged, *kind, id, {});
}

void ResourceBuilder::unit_template(const expand::Block& block) {
    const schema::Kind* kind = b_.ctx.agent(block.labels[1].text);
    if (kind == nullptr) {
        b_.ctx.sink.report(diag::UnknownKind, block.labels[1].span, block.labels[1].text);
        return;
    }
    report_unknown_agent(b_.ctx, *kind, block.labels[1].span);
    const Lenient lenient(b_.ctx, true);
    model::Resource resource;
    resource.kind = kind;
    resource.label = block.labels[0].text;
    resource.origin = block.origin;
    resource.literal = resource.is_template = true;
    attributes(block, *kind, {}, resource, nullptr);
    const model::ResourceId id = store(std::move(resource));
    b_.names.add(block.labels[0].text, b_.entity(model::EntityKind::Resource, id.index));
    b_.unit_templates.emplace(block.labels[0].text, id);
    body(block, *kind, id, {});
}

void ResourceBuilder::reference(const expand::Block& block, Place place) {
    if (block.labels.empty() || block.labels.back().text.empty()) return;
    std::string name = block.labels.front().text;
    if (block.labels.size() > 1) name += '.' + block.labels[1].text;
    const auto it = b_.shared.find(name);
    if (it == b_.shared.end()) {
        const bool exists = !b_.names.find(name).empty();
        const std::string best = b_.names.suggestion(name);
        auto report = b_.ctx.sink.report(diag::NotShared, block.labels.back().span, name);
        report.notes(b_.ctx.iterations(block.origin));
        if (exists) {
            report.help("declare it in the cluster with `shared KIND {} {{ … }}`, then `use` it wherever it is needed",
                        name);
        } else if (!best.empty()) {
            report.help("did you mean `{}`?", best);
        }
        return;
    }
    if (!it->second) {
        b_.ctx.sink.report(diag::AmbiguousName, block.labels.back().span, name, "several shared instances")
            .help("name the kind too: `use KIND.{}`", name);
        return;
    }
    for (model::UseId up = place.parent; up; up = b_.cluster().at(up).parent) {
        if (b_.cluster().at(up).resource == it->second) {
            b_.ctx.sink.report(diag::UseCycle, block.labels.back().span, name).notes(b_.ctx.iterations(block.origin));
            return;
        }
    }
    const model::UseId use = add_use(it->second, place, block);
    b_.cluster().at(use).is_reference = true;
    const schema::Kind& kind = *b_.cluster().at(it->second).kind;
    const FirstOfItsName first(b_.ctx, block);
    for (const expand::Attr& attr : block.attrs) {
        if (!first(attr)) continue;
        if (common_ != nullptr && common_->attribute(attr.name) != nullptr && attr.name != "uuid" &&
            attr.name != "moved_from" && attr.name != "extends") {
            common_word(attr, nullptr, &b_.cluster().at(use));
        } else {
            b_.ctx.sink.report(diag::UnknownAttribute, attr.name_span, attr.name, "use")
                .notes(b_.ctx.iterations(attr.origin))
                .help(
                    "the attributes of `{}` stand where it is declared with `shared`; a `use` may only add children, "
                    "and words such as `independent`",
                    name);
        }
    }
    const Place inside{place.service, use, &kind};
    for (const expand::Block& child : block.children) {
        if (child.name == "use") {
            reference(child, inside);
        } else if (const schema::Kind* agent = agent_of(b_, child)) {
            inline_use(child, *agent, inside);
        } else {
            report_misplaced(b_, child, "use", {"use"});
        }
    }
}

}  // namespace

void build_service(Builder& b, const expand::Block& block, const schema::Kind& kind) {
    ResourceBuilder(b).service(block, kind);
}

void build_unit_template(Builder& b, const expand::Block& block) {
    if (check_labels(b.ctx, block, {"the template's name", "the agent it is for"}))
        ResourceBuilder(b).unit_template(block);
}

void build_shared(Builder& b, const expand::Block& block) { ResourceBuilder(b).shared(block); }

}  // namespace hale::sema
