// Units of the model to elements, one to one.

#include <algorithm>
#include <array>

#include "backends/common/mapping.h"
#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/units.h"
#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using model::Attribute;
using xml::Node;

namespace {

std::string spelled_text(Lowering& l, const Attribute& a) {
    return l.speller.spell(a.value, a.name).value_or(std::string());
}

void add_pair(Lowering& l, const Attribute& a, const std::string& set, Node& into) {
    Node pair("nvpair", a.origin);
    pair.set("id", pair_id(set, a.name));
    pair.set("name", a.name);
    pair.set("value", spelled_text(l, a), a.origin);
    into.add(std::move(pair));
}

/// `meta|params|utilization {…}`; `id` is used where the block has no label.
void add_set(Lowering& l, const model::Block& block, std::string_view element, const std::string& id, Node& into) {
    add_sets(into, element, {lower_set(l, block, id)});
}

/// `on_fail` is `on-fail` in XML.
std::string hyphens(std::string name) {
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

void set_all(Lowering& l, const model::Block& block, Node& into) {
    for (const Attribute& a : block.attributes) into.set(hyphens(a.name), spelled_text(l, a), a.origin);
}

/// started -> Started; Pacemaker's own words stay.
std::string role_text(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// What a `native pacemaker {…}` says: attributes, elements, and sets in hale's words.
void add_raw(Lowering& l, const model::Block& body, Node& into) {
    for (const Attribute& a : body.attributes) into.set(a.name, spelled_text(l, a), a.origin);
    for (const model::Block& block : body.children) {
        const std::string_view element = set_element(block.name);
        if (element.empty()) {
            into.add(lower_xml(l, block));
        } else {
            add_set(l, block, element, unit_set_id(id_scheme(l.cluster), into.get("id").value_or(""), element), into);
        }
    }
}

/// `ocf:heartbeat:IPaddr2` as class, provider and type.
void set_agent(const std::string& spec, Node& node) {
    const std::size_t first = spec.find(':');
    const std::size_t second = first == std::string::npos ? first : spec.find(':', first + 1);
    const std::string cls = spec.substr(0, first);
    node.set("class", cls);
    if (first == std::string::npos) return;
    if (cls == "ocf" && second != std::string::npos) {
        node.set("provider", spec.substr(first + 1, second - first - 1));
        node.set("type", spec.substr(second + 1));
    } else {
        node.set("type", spec.substr(first + 1));
    }
}

/// A unit while its element is built.
class UnitWriter {
public:
    UnitWriter(Lowering& l, const std::string& label, Node& node) : l_(l), label_(label), node_(node) {}

    /// The block's own attributes: the first set of `element`.
    void own(const std::vector<Attribute>& attributes, std::string_view element) {
        const std::string id = unit_set_id(id_scheme(l_.cluster), label_, element);
        Node set{std::string(element)};
        set.set("id", id);
        for (const Attribute& a : attributes) {
            if (a.name == "description") {
                node_.set("description", spelled_text(l_, a), a.origin);
            } else if (a.name != "uuid" && a.name != "moved_from") {
                add_pair(l_, a, id, set);
            }
        }
        if (!set.children.empty()) node_.add(std::move(set));
    }

    void block(const model::Block& b) {
        end_of_ops(b.name == "storage");
        const std::string_view element = set_element(b.name);
        if (!element.empty()) {
            add_set(l_, b, element, unit_set_id(id_scheme(l_.cluster), label_, element), node_);
        } else if (b.name == "operations") {
            operations(b);
        } else if (b.name == "promotable") {
            promotable(b);
        } else if (b.name == "storage") {
            storage(b);
        } else {
            container(b);
        }
    }

    void operation(const model::Operation& op) {
        wrapper("operations").add(lower_op(l_, op.name, op.attributes, op.blocks, op.origin, label_));
    }

    void native(const model::Native& native) {
        if (native.manager != "pacemaker") return;
        end_of_ops(false);
        add_raw(l_, native.body, node_);
    }

    void use(std::size_t index) {
        end_of_ops(false);
        const model::Resource& resource = l_.cluster.resource_of(model::UseId(index));
        if (resource.literal) {
            node_.add(lower_unit(l_, resource));
        } else {  // a declared kind
            const Instance instance{model::UseId(index), l_.cluster.uses[index].service, resource.path(), {}};
            node_.add(write_resource(lower_primitive(l_, instance, l_.ids.of(resource.path()))));
        }
    }

private:
    /// The element that consecutive `op` (or `storage`) blocks share.
    Node& wrapper(std::string_view name) {
        if (open_ != name) {
            node_.add(Node{std::string(name)});
            open_ = name;
        }
        return node_.children.back();
    }
    void end_of_ops(bool storage) {
        if (!storage || open_ != "storage") open_ = {};
    }

    void operations(const model::Block& b) {
        Node list("operations", b.origin);
        if (!b.labels.empty()) list.set("id", b.label());
        for (const Attribute& a : b.attributes) list.set(hyphens(a.name), spelled_text(l_, a), a.origin);
        for (const model::Block& child : b.children) {
            if (child.name == "op") {
                list.add(lower_op(l_, child.label(), child.attributes, child.children, child.origin, label_));
            } else {
                add_raw(l_, child, list);
            }
        }
        node_.add(std::move(list));
    }

    /// The words that are no <master> are meta attributes.
    void promotable(const model::Block& b) {
        const Attribute* element = b.find("element");
        const bool master = element != nullptr && element->value.text == "master";
        if (master) node_.name = "master";
        const std::string id = unit_set_id(id_scheme(l_.cluster), label_, "meta_attributes");
        Node* meta = nullptr;
        for (Node& child : node_.children) {
            if (child.is_element("meta_attributes")) meta = &child;
        }
        if (meta == nullptr) {
            if (master && b.attributes.size() == 1) return;
            Node set("meta_attributes");
            set.set("id", id);
            meta = &node_.add(std::move(set));
        }
        const auto add = [&](std::string_view name, std::string value, OriginId origin) {
            Node pair("nvpair", origin);
            pair.set("id", pair_id(id, std::string(name)));
            pair.set("name", std::string(name));
            pair.set("value", std::move(value), origin);
            meta->add(std::move(pair));
        };
        if (!master) add("promotable", "true", b.origin);
        if (const Attribute* a = b.find("max"))
            add(master ? "master-max" : "promoted-max", spelled_text(l_, *a), a->origin);
        if (const Attribute* a = b.find("node_max")) {
            add(master ? "master-node-max" : "promoted-node-max", spelled_text(l_, *a), a->origin);
        }
    }

    void storage(const model::Block& b) {
        Node& list = wrapper("storage");
        Node mapping("storage-mapping", b.origin);
        if (!b.labels.empty()) mapping.set("id", b.label());
        constexpr std::array<std::pair<std::string_view, std::string_view>, 3> names = {
            {{"source", "source-dir"}, {"source_root", "source-dir-root"}, {"target", "target-dir"}}};
        for (const Attribute& a : b.attributes) {
            const auto known =
                std::find_if(names.begin(), names.end(), [&](const auto& n) { return n.first == a.name; });
            mapping.set(known != names.end() ? std::string(known->second) : hyphens(a.name), spelled_text(l_, a),
                        a.origin);
        }
        list.add(std::move(mapping));
    }

    /// docker, podman, rkt, network.
    void container(const model::Block& b) {
        Node part(b.name, b.origin);
        set_all(l_, b, part);
        for (const model::Block& child : b.children) {
            if (child.name != "port") {
                add_raw(l_, child, part);
                continue;
            }
            Node port("port-mapping", child.origin);
            if (!child.labels.empty()) port.set("id", child.label());
            set_all(l_, child, port);
            part.add(std::move(port));
        }
        node_.add(std::move(part));
    }

    Lowering& l_;
    const model::Cluster* cluster_;
    const std::string& label_;
    Node& node_;
    std::string_view open_;
};

/// Everything inside a resource or a fence device, in written order.
template <class Entity>
void add_parts(UnitWriter& unit, const Entity& entity) {
    for (const model::Part& part : entity.parts) {
        switch (part.kind) {
            case model::Part::Kind::Block:
                unit.block(entity.blocks[part.index]);
                break;
            case model::Part::Kind::Operation:
                unit.operation(entity.operations[part.index]);
                break;
            case model::Part::Kind::Native:
                unit.native(entity.natives[part.index]);
                break;
            case model::Part::Kind::Use:
                unit.use(part.index);
                break;
        }
    }
}

}  // namespace

Node lower_op(Lowering& l, const std::string& name, const std::vector<Attribute>& attributes,
              const std::vector<model::Block>& blocks, OriginId origin, const std::string& owner) {
    Node op("op", origin);
    std::string id;
    for (const Attribute& a : attributes) {
        const std::string text = spelled_text(l, a);
        if (a.name == "id") {
            id = text;
        } else if (a.name == "role") {
            const bool word = a.value.is(model::ValueKind::Word) && !a.value.verbatim;
            op.set("role", word ? role_text(text) : text, a.origin);
        } else if (a.name != "depth") {
            op.set(hyphens(a.name), text, a.origin);
        }
    }
    if (!op.get("interval") && id.empty()) op.set("interval", "0s");
    op.set("name", name, origin);
    if (id.empty()) id = op_id(id_scheme(l.cluster), owner, name, op.get("interval").value_or(""));
    op.set("id", id);
    for (const Attribute& a : attributes) {
        if (a.name != "depth") continue;
        const std::string set = unit_set_id(id_scheme(l.cluster), id, "instance_attributes");
        Node params("instance_attributes", a.origin);
        params.set("id", set);
        Attribute level = a;
        level.name = "OCF_CHECK_LEVEL";
        add_pair(l, level, set, params);
        op.add(std::move(params));
    }
    for (const model::Block& block : blocks) {
        const std::string_view element = set_element(block.name);
        if (element.empty()) {
            add_raw(l, block, op);
        } else {
            add_set(l, block, element, unit_set_id(id_scheme(l.cluster), id, element), op);
        }
    }
    return op;
}

Node lower_unit(Lowering& l, const model::Resource& resource) {
    const bool container = resource.kind->pacemaker.strategy == "literal";
    Node node(container ? resource.kind->name : resource.is_template ? "template" : "primitive", resource.origin);
    node.set("id", resource.label, resource.origin);
    if (!resource.extends.empty()) {
        node.set("template", resource.extends, resource.origin);
    } else if (!container) {
        set_agent(resource.kind->pacemaker.type, node);
    }
    UnitWriter unit(l, resource.label, node);
    unit.own(resource.attributes, container ? "meta_attributes" : "instance_attributes");
    add_parts(unit, resource);
    return node;
}

Node lower_unit(Lowering& l, const model::FenceDevice& device) {
    Node node("primitive", device.origin);
    node.set("id", device.name, device.origin);
    const schema::Mapping& mapping = device.agent->pacemaker;
    node.set("class", "stonith");
    node.set("type", mapping.type.empty() ? device.agent->name : mapping.type.substr(mapping.type.find(':') + 1));
    std::vector<Attribute> own;
    for (const Attribute& a : device.attributes) {
        if (a.name == "description" || a.name == "uuid" || a.name == "moved_from") {
            own.push_back(a);
            continue;
        }
        for (backends::Pair& p : backends::to_manager(l.speller, *device.agent, mapping, a)) {
            own.push_back({std::move(p.name), model::Value::string(std::move(p.value), p.value_origin), p.origin});
        }
    }
    UnitWriter unit(l, device.name, node);
    unit.own(own, "instance_attributes");
    add_parts(unit, device);
    return node;
}

}  // namespace hale::pacemaker
