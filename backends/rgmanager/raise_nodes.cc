// <clusternodes>, <fencedevices>.

#include <algorithm>

#include "backends/rgmanager/raising.h"
#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/import_codes.h"

namespace hale::rgmanager {

using block::Block;

namespace {

/// Every attribute but those that have a place of their own.
template <class T>
std::vector<const xml::Attribute*> others(const T& element, std::initializer_list<std::string_view> own) {
    std::vector<const xml::Attribute*> out;
    for (const xml::Attribute& a : element.attributes) {
        if (std::find(own.begin(), own.end(), a.name) == own.end()) out.push_back(&a);
    }
    return out;
}

void unknown_attribute(Raising& r, Block& owner, const xml::Attribute& a, std::string_view element) {
    report_kept(r, a.name_span, "attribute", a.name, element);
    add_native_attribute(r, owner, a);
}

class FencingOf {
public:
    FencingOf(Raising& r, const std::set<std::string>& said) : r_(r), said_(said) {}

    /// One device of a level; nothing when an argument has no word.
    std::optional<Block> device(const Device& device) const {
        const xml::Attribute* name = device.find("name");
        if (name == nullptr || said_.count(name->value) == 0 || has_content(device.items)) return std::nullopt;
        const schema::Kind* agent = agent_of(name->value);
        if (agent == nullptr) return std::nullopt;
        const bool word = is_bare_word(name->value);
        Block out = make_block(r_, word ? name->value : "device", device.span, name->value_span);
        if (!word) out.labels.push_back(make_label(name->value, name->value_span));
        if (!raise_attributes(r_, *agent, others(device, {"name"}), out).empty()) return std::nullopt;
        return out;
    }

    template <class List>
    static bool has_content(const List& items) {
        return std::any_of(items.begin(), items.end(), [](const auto& item) {
            const auto* node = std::get_if<xml::Node>(&item);
            return node != nullptr && node->kind != xml::NodeKind::Comment;
        });
    }

    std::optional<Block> method(const Method& method) const {
        if (has_content(method.items) || !others(method, {"name"}).empty()) return std::nullopt;
        Block out = make_block(r_, "fence", method.span, method.name_span);
        if (const xml::Attribute* name = method.find("name")) {
            out.labels.push_back(make_label(name->value, name->value_span));
        }
        for (const Device* d : all<Device>(method.items)) {
            auto made = device(*d);
            if (!made) return std::nullopt;
            out.children.push_back(std::move(*made));
        }
        if (out.children.empty()) return std::nullopt;
        return out;
    }

private:
    const schema::Kind* agent_of(std::string_view device) const {
        const auto* devices = first<FenceDevices>(r_.document.items);
        if (devices == nullptr) return nullptr;
        for (const FenceDevice* d : all<FenceDevice>(devices->items)) {
            if (d->text("name") == device) return r_.kinds.fence_agent(d->text("agent"));
        }
        return nullptr;
    }

    Raising& r_;
    const std::set<std::string>& said_;
};

/// The reason why hale cannot say it was reported: in it, or for a device that it uses.
bool is_told(const Raising& r, const Fence& fence) {
    if (r.structure.explains(node_of(fence))) return true;
    for (const Method* method : all<Method>(fence.items)) {
        for (const Device* device : all<Device>(method->items)) {
            if (r.kept_devices.count(std::string(device->text("name"))) != 0) return true;
        }
    }
    return false;
}

void fencing(Raising& r, const ClusterNode& node, const std::set<std::string>& said, Block& out) {
    bool fenced = false;
    for (const Fence* fence : all<Fence>(node.items)) {
        if (!all<Method>(fence->items).empty() && raise_fence(r, *fence, said, out)) {
            fenced = true;
            continue;
        }
        if (!all<Method>(fence->items).empty() && !is_told(r, *fence))
            r.sink.report(diag::FencingKeptAsNative, fence->name_span, node.text("name"));
        add_native_node(r, out, node_of(*fence));
    }
    for (const Unfence* unfence : all<Unfence>(node.items)) {
        if (!raise_unfence(r, *unfence, said, out)) add_native_node(r, out, node_of(*unfence));
    }
    if (fenced) return;
    xml::Attribute none;
    none.span = none.name_span = none.value_span = node.name_span;
    out.attrs.push_back(make_attr(r, "fencing", model::Value::boolean(false), none));
}

const ClusterNode* first_with_id(const Raising& r, std::string_view id) {
    for (const ClusterNodes* nodes : all<ClusterNodes>(r.document.items)) {
        for (const ClusterNode* n : all<ClusterNode>(nodes->items)) {
            if (n->text("nodeid") == id) return n;
        }
    }
    return nullptr;
}

void node(Raising& r, const ClusterNode& node, const std::set<std::string>& said, Block& cluster) {
    const xml::Attribute* name = node.find("name");
    if (name == nullptr || name->value.empty()) {
        r.sink.report(diag::NameMissing, node.name_span, "clusternode", "cman ignores the node");
        return;
    }
    Block out = make_block(r, "node", node.span, node.name_span);
    out.labels.push_back(make_label(name->value, name->value_span));
    const schema::Kind* kind = r.kinds.named("node");
    if (kind == nullptr) return;
    const xml::Attribute* id = node.find("nodeid");
    const ClusterNode* twin = id != nullptr ? first_with_id(r, id->value) : nullptr;
    const bool twice = twin != nullptr && twin != &node;
    if (twice) {
        r.sink.report(diag::NodeIdTwice, id->value_span, name->value, id->value, twin->text("name"))
            .label(twin->find("nodeid")->value_span, "the first one")
            .note("cman refuses to start with it")
            .help("give each node a number of its own");
        add_native_attribute(r, out, *id);
    }
    const auto rest = twice ? others(node, {"name", "nodeid"}) : others(node, {"name"});
    for (const xml::Attribute* a : raise_attributes(r, *kind, rest, out)) {
        unknown_attribute(r, out, *a, "clusternode");
    }
    for (const auto& item : node.items) {
        const auto* other = std::get_if<xml::Node>(&item);
        if (other == nullptr || other->kind == xml::NodeKind::Instruction) continue;
        if (other->kind == xml::NodeKind::Comment) continue;
        const schema::Kind* inner = r.kinds.construct(other->name);
        const bool allowed = inner != nullptr && std::count(kind->blocks.begin(), kind->blocks.end(), inner->name) != 0;
        if (auto made = allowed ? raise_construct(r, *other, *inner) : std::nullopt) {
            out.children.push_back(std::move(*made));
        } else {
            report_kept(r, other->name_span, "element", other->name, "clusternode");
            add_native_node(r, out, *other);
        }
    }
    fencing(r, node, said, out);
    cluster.children.push_back(std::move(out));
}

}  // namespace

bool raise_fence(Raising& r, const Fence& fence, const std::set<std::string>& said, Block& node) {
    if (FencingOf::has_content(fence.items) || !fence.attributes.empty()) return false;
    const FencingOf reader(r, said);
    std::vector<Block> levels;
    for (const Method* method : all<Method>(fence.items)) {
        auto level = reader.method(*method);
        if (!level) return false;
        levels.push_back(std::move(*level));
    }
    for (Block& level : levels) node.children.push_back(std::move(level));
    return true;
}

bool raise_unfence(Raising& r, const Unfence& unfence, const std::set<std::string>& said, Block& node) {
    if (FencingOf::has_content(unfence.items) || !unfence.attributes.empty()) return false;
    if (all<Device>(unfence.items).empty()) return false;
    const FencingOf reader(r, said);
    Block out = make_block(r, "unfence", unfence.span, unfence.name_span);
    for (const Device* device : all<Device>(unfence.items)) {
        auto made = reader.device(*device);
        if (!made) return false;
        out.children.push_back(std::move(*made));
    }
    node.children.push_back(std::move(out));
    return true;
}

void raise_fence_devices(Raising& r, Block& cluster, std::set<std::string>& said) {
    for (const FenceDevices* devices : all<FenceDevices>(r.document.items)) {
        xml::Node kept("fencedevices");
        kept.span = devices->span;
        kept.name_span = devices->name_span;
        for (const FenceDevice* device : all<FenceDevice>(devices->items)) {
            const xml::Attribute* name = device->find("name");
            const xml::Attribute* agent = device->find("agent");
            const schema::Kind* kind = agent != nullptr ? r.kinds.fence_agent(agent->value) : nullptr;
            if (name == nullptr || kind == nullptr || FencingOf::has_content(device->items) ||
                said.count(name->value) != 0) {
                kept.children.push_back(node_of(*device));
                r.kept_devices.emplace(device->text("name"));
                if (r.structure.explains(kept.children.back())) continue;
                r.sink.report(diag::FenceDeviceKeptAsNative, device->name_span, device->text("name"),
                              device->text("agent"));
                continue;
            }
            Block out = make_block(r, "fence_device", device->span, device->name_span);
            out.labels.push_back(make_label(name->value, name->value_span));
            out.labels.push_back(make_label(agent->value, agent->value_span));
            if (out.labels.back().text != kind->name) out.labels.back() = make_label(kind->name, agent->value_span);
            for (const xml::Attribute* a : raise_attributes(r, *kind, others(*device, {"name", "agent"}), out)) {
                if (kind->unknown) {
                    add_native_attribute(r, out, *a);
                } else {
                    unknown_attribute(r, out, *a, "fencedevice");
                }
            }
            if (kind->unknown) r.kept_devices.insert(name->value);  // said once, of the agent (HL2201)
            said.insert(name->value);
            cluster.children.push_back(std::move(out));
        }
        if (!kept.children.empty()) add_native_section(r, cluster, kept);
    }
}

namespace {

/// Devices that some node gives an address: hale would make one a node of them.
std::set<std::string> addressed_by_nodes(const Block& cluster) {
    std::set<std::string> out;
    for (const Block& node : cluster.children) {
        if (node.name != "node") continue;
        for (const Block& level : node.children) {
            if (level.name != "fence" && level.name != "unfence") continue;
            for (const Block& action : level.children) {
                if (action.find("ip") == nullptr) continue;
                out.insert(action.labels.empty() ? action.name : action.labels.front().text);
            }
        }
    }
    return out;
}

}  // namespace

void raise_nodes(Raising& r, Block& cluster) {
    std::set<std::string> said;
    raise_fence_devices(r, cluster, said);
    for (const ClusterNodes* nodes : all<ClusterNodes>(r.document.items)) {
        for (const ClusterNode* n : all<ClusterNode>(nodes->items)) node(r, *n, said, cluster);
    }
    const std::set<std::string> addressed = addressed_by_nodes(cluster);
    for (Block& device : cluster.children) {
        if (device.name != "fence_device" || addressed.count(device.labels.front().text) == 0) continue;
        xml::Attribute none;
        none.span = none.name_span = none.value_span = device.name_span;
        device.attrs.push_back(make_attr(r, "per_node", model::Value::boolean(false), none));
    }
}

}  // namespace hale::rgmanager
