#include "compiler/sema/analyse.h"

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/order/order.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

using expand::Block;

/// Blocks of the cluster that must be known before services are read.
void declare(Builder& b, const std::vector<Block>& blocks) {
    const auto each = [&](std::string_view name, void (*build)(Builder&, const Block&)) {
        for (const Block& block : blocks) {
            if (block.name == name) build(b, block);
        }
    };
    for (const Block& block : blocks) {
        if (block.name != "template" || !check_labels(b.ctx, block, {"the template's name", "the kind it is for"}))
            continue;
        b.templates.emplace(block.labels.front().text, &block);
    }
    each("fence_device", build_fence_device);
    each("node", build_node);
    each("domain", build_domain);
    for (const Block& block : blocks) {
        if (block.name == "template" && is_unit_template(block)) build_unit_template(b, block);
    }
    each("shared", build_shared);
}

/// Fencing is inside nodes, which may stand before the devices; nodes that were refused have no entry.
void declare_fencing(Builder& b, const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        if (block.name != "node" || block.labels.empty()) continue;
        auto& nodes = b.cluster().nodes;
        const auto node =
            std::find_if(nodes.begin(), nodes.end(), [&](const model::Node& n) { return n.origin == block.origin; });
        if (node != nodes.end()) build_fencing(b, block, *node);
    }
}

bool declared_before(std::string_view name) {
    return name == "template" || name == "fence_device" || name == "node" || name == "domain" || name == "shared";
}

void build_rest(Builder& b, const std::vector<Block>& blocks) {
    for (const Block& block : blocks) {
        if (declared_before(block.name)) continue;
        if (block.name == "native") {
            model::Native native = build_native(b, block);
            b.cluster().natives.push_back(std::move(native));
        } else if (const schema::Kind* agent = agent_of(b, block)) {
            build_service(b, block, *agent);
        } else {
            const schema::Kind* cluster = b.ctx.construct("cluster");
            const schema::Kind* kind = b.ctx.construct(block.name);
            const bool allowed = kind != nullptr && cluster != nullptr &&
                                 std::count(cluster->blocks.begin(), cluster->blocks.end(), block.name) != 0;
            if (!allowed) {
                report_misplaced(b, block, "cluster", {});
                continue;
            }
            model::Block construct = build_construct(b, block, *kind);
            if (!construct.labels.empty()) {
                b.names.add(construct.label(), b.entity(model::EntityKind::Construct, b.cluster().constructs.size()));
            }
            b.cluster().constructs.push_back(std::move(construct));
        }
    }
}

void cluster_attributes(Builder& b, const Block& block) {
    const schema::Kind* kind = b.ctx.construct("cluster");
    if (kind == nullptr) return;
    model::Cluster& cluster = b.cluster();
    for (model::Attribute& a : typed_attributes(b.ctx, *kind, block)) {
        if (a.name == "targets") {
            for (const model::Value& item : a.value.items) cluster.targets.push_back(item.text);
        } else if (a.name == "config_version") {
            cluster.config_version = {a.value.number, a.origin};
        } else {
            cluster.attributes.push_back(std::move(a));
        }
    }
}

bool passes_on_comments(const model::Cluster& cluster) {
    for (const model::Attribute& a : cluster.attributes) {
        if (a.name == "comments") return a.value.number != 0;
    }
    return is_imported(cluster);
}

void keep_comments(const Block& block, model::Model& model) {
    if (!block.comments.empty() || !block.trailing.empty()) {
        model.comments[block.origin] = {block.comments, block.trailing, block.apart};
    }
    for (const block::Attr& a : block.attrs) {
        if (!a.comments.empty()) model.comments[a.origin] = {a.comments, {}, false};
    }
    for (const Block& child : block.children) keep_comments(child, model);
}

void build_cluster(Context& ctx, const Block& block, std::uint32_t number, const std::vector<const Block*>& templates) {
    Builder b{ctx, number, {}, {}, {}, {}, {}};
    for (const Block* t : templates) b.templates.emplace(t->labels.front().text, t);
    cluster_attributes(b, block);
    declare(b, block.children);
    declare_fencing(b, block.children);
    build_rest(b, block.children);
    if (!ctx.incomplete && b.cluster().nodes.empty() && runs_resources(b.cluster()) &&
        std::none_of(block.children.begin(), block.children.end(), [](const Block& c) { return c.name == "node"; })) {
        const auto& said = b.cluster().attributes;
        const bool partial = std::any_of(said.begin(), said.end(), [](const model::Attribute& a) {
            return a.name == "partial" && a.value.number != 0;
        });
        ctx.sink.report(diag::NoNodes, block.name_span, b.cluster().name)
            .soften(partial || is_imported(b.cluster()))
            .help("add `node NAME {{ id = 1  fence {{ … }} }}` for each machine");
    }
    apply_policies(b);
    resolve_references(b);
    inherit(b);
    check_identity(b);
    check_children(b);
    check_units(b);
    note_written_order(b, block.children);
    check_fencing(b);
    if (passes_on_comments(b.cluster())) keep_comments(block, ctx.model);
    order::compute(b.cluster());
    b.cluster().constraints = model::constraints_of(b.cluster(), number);
}

}  // namespace

model::Model analyse(std::vector<Block> blocks, model::OriginTable origins, schema::Library& library,
                     diag::Sink& sink) {
    Context ctx(library, sink);
    ctx.incomplete = sink.has_errors();
    ctx.model.origins = std::move(origins);
    std::vector<const Block*> clusters, templates;
    for (const Block& block : blocks) {
        if (block.name == "cluster") {
            if (!check_labels(ctx, block, {"the cluster's name"})) continue;
            const auto twin = std::find_if(clusters.begin(), clusters.end(), [&](const Block* c) {
                return c->labels.front().text == block.labels.front().text;
            });
            if (twin != clusters.end()) {
                sink.report(diag::DuplicateLabel, block.name_span, "a cluster", block.labels.front().text)
                    .label((*twin)->name_span, "the first one is here");
                continue;
            }
            clusters.push_back(&block);
        } else if (block.name == "template" && block.labels.size() == 2) {
            templates.push_back(&block);
        } else {
            sink.report(diag::OutsideCluster, block.name_span, block.name)
                .notes(ctx.iterations(block.origin))
                .help("put it inside `cluster NAME {{ … }}`");
        }
    }
    for (const Block* block : clusters) {  // names first: `host.web01` may look forward
        model::Cluster cluster;
        cluster.name = block->labels.front().text;
        cluster.origin = block->origin;
        ctx.model.clusters.push_back(std::move(cluster));
    }
    for (std::uint32_t i = 0; i < clusters.size(); ++i) build_cluster(ctx, *clusters[i], i, templates);
    return std::move(ctx.model);
}

}  // namespace hale::sema
