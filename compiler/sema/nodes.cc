// Nodes with their fencing levels, and fence devices.

#include <algorithm>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/kinds_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/sema/context.h"

namespace hale::sema {

namespace {

/// `ipmi { ip = … }` inside a fencing level: a device and the arguments for this node. A device whose name is no word,
/// or is made in a loop, is `device "ipmi.${name}" { … }`.
std::optional<model::FenceAction> build_action(Builder& b, const expand::Block& block) {
    const bool labelled = block.name == "device" && block.labels.size() == 1;
    const std::string& name = labelled ? block.labels.front().text : block.name;
    for (const model::Entity entity : b.names.find(name)) {
        if (entity.kind != model::EntityKind::FenceDevice) continue;
        model::FenceAction action{model::FenceDeviceId(entity.index), {}, block.origin};
        const schema::Kind* agent = b.cluster().at(action.device).agent;
        if (agent != nullptr) action.arguments = typed_attributes(b.ctx, *agent, block);
        for (const expand::Block& child : block.children) report_misplaced(b, child, name, {});
        return action;
    }
    b.ctx.sink
        .report(diag::UnknownReference, labelled ? block.labels.front().span : block.name_span, "fence device", name)
        .notes(b.ctx.iterations(block.origin))
        .help("declare it in the cluster: `fence_device {} AGENT {{ … }}`", name);
    return std::nullopt;
}

std::vector<model::FenceAction> build_actions(Builder& b, const expand::Block& block) {
    std::vector<model::FenceAction> actions;
    for (const expand::Block& child : block.children) {
        if (auto action = build_action(b, child)) actions.push_back(std::move(*action));
    }
    return actions;
}

void build_level(Builder& b, const expand::Block& block, model::Node& node, const schema::Kind& kind) {
    model::FenceLevel level;
    level.label = block.labels.empty() ? std::string() : block.labels.front().text;
    level.origin = block.origin;
    for (const expand::Attr& attr : block.attrs) typed_attribute(b.ctx, kind, attr);
    level.actions = build_actions(b, block);
    if (block.children.empty()) {
        b.ctx.sink.report(diag::EmptyFenceLevel, block.name_span, node.name)
            .notes(b.ctx.iterations(block.origin))
            .help("name a device and what tells this node apart there: `fence {{ ipmi {{ ip = \"…\" }} }}`");
    }
    node.levels.push_back(std::move(level));
}

/// The agent's own words, and those that every fence device takes (`pcmk_delay_max` …).
void device_attributes(Builder& b, const expand::Block& block, model::FenceDevice& device) {
    const schema::Kind* common = b.ctx.construct("fence_device");
    for (const expand::Attr& attr : block.attrs) {
        if (!first_of_its_name(b.ctx, block, attr)) continue;
        const bool own = device.agent->attribute(attr.name) != nullptr || common == nullptr ||
                         common->attribute(attr.name) == nullptr;
        if (auto typed = typed_attribute(b.ctx, own ? *device.agent : *common, attr)) {
            device.attributes.push_back(std::move(*typed));
        }
    }
}

}  // namespace

void build_node(Builder& b, const expand::Block& block) {
    if (!check_labels(b.ctx, block, {"the node's name"})) return;
    const schema::Kind* kind = b.ctx.construct("node");
    model::Node node;
    node.name = block.labels.front().text;
    node.origin = block.origin;
    if (kind != nullptr) {
        node.attributes = typed_attributes(b.ctx, *kind, block);
        require_attributes(b.ctx, *kind, block);
    }
    const auto id = std::find_if(node.attributes.begin(), node.attributes.end(),
                                 [](const model::Attribute& a) { return a.name == "id"; });
    if (id != node.attributes.end()) {
        node.id = {id->value.number, id->origin};
        node.attributes.erase(id);
    }
    b.names.add(node.name, b.entity(model::EntityKind::Node, b.cluster().nodes.size()));
    b.cluster().nodes.push_back(std::move(node));
}

void build_fencing(Builder& b, const expand::Block& block, model::Node& node) {
    const schema::Kind* node_kind = b.ctx.construct("node");
    for (const expand::Block& child : block.children) {
        const schema::Kind* kind = b.ctx.construct(child.name);
        const bool allowed = node_kind != nullptr && kind != nullptr &&
                             std::count(node_kind->blocks.begin(), node_kind->blocks.end(), child.name) != 0;
        if (child.name == "native") {
            node.natives.push_back(build_native(b, child));
        } else if (!allowed) {
            report_misplaced(b, child, "node", node_kind != nullptr ? node_kind->blocks : std::vector<std::string>());
        } else if (child.name == "fence") {
            build_level(b, child, node, *kind);
        } else if (child.name == "unfence") {
            for (model::FenceAction& action : build_actions(b, child)) node.unfence.push_back(std::move(action));
        } else {
            node.blocks.push_back(build_construct(b, child, *kind));
        }
    }
}

void build_fence_device(Builder& b, const expand::Block& block) {
    if (!check_labels(b.ctx, block, {"the device's name", "its fence agent"})) return;
    const expand::Label& agent = block.labels[1];
    model::FenceDevice device;
    device.name = block.labels.front().text;
    device.origin = block.origin;
    device.agent = b.ctx.fence_agent(agent.text);
    b.ctx.lenient = devices_may_speak(b.cluster());
    if (device.agent == nullptr) {
        const std::string best = suggest_kind(b.ctx, schema::KindClass::FenceAgent, agent.text);
        auto report = b.ctx.sink.report(diag::UnknownKind, agent.span, agent.text);
        report.mark("no fence agent is called this").notes(b.ctx.iterations(block.origin));
        if (!best.empty()) report.help("did you mean `{}`?", best);
    } else {
        report_unknown_agent(b.ctx, *device.agent, agent.span);
        device_attributes(b, block, device);
    }
    using Part = model::Part::Kind;
    const schema::Kind* common = b.ctx.construct("fence_device");
    for (const expand::Block& child : block.children) {
        const schema::Kind* inner = is_unit_block(child.name) ? b.ctx.construct(child.name) : nullptr;
        if (child.name == "native") {
            device.parts.push_back({Part::Native, device.natives.size()});
            device.natives.push_back(build_native(b, child));
        } else if (child.name == "op") {
            device.parts.push_back({Part::Operation, device.operations.size()});
            device.operations.push_back(build_operation(b, child, nullptr));
        } else if (inner != nullptr) {
            device.parts.push_back({Part::Block, device.blocks.size()});
            device.blocks.push_back(build_construct(b, child, *inner));
        } else {
            report_misplaced(b, child, "fence_device", common != nullptr ? common->blocks : std::vector<std::string>());
        }
    }
    b.ctx.lenient = false;
    b.names.add(device.name, b.entity(model::EntityKind::FenceDevice, b.cluster().fence_devices.size()));
    b.cluster().fence_devices.push_back(std::move(device));
}

}  // namespace hale::sema
