// Constructs: <cman>, <totem>, <quorumd>, <logging> … A construct becomes the element that its kind's mapping names;
// what it holds follows the rows of the mapping.

#include <algorithm>

#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"

namespace hale::rgmanager {

namespace {

void report_refused(Lowering& l, const model::Block& block, const schema::Mapping& mapping) {
    auto report = l.sink.report(diag::KindHasNoCounterpart, l.span(block.origin), kSpelling.manager, block.name,
                                mapping.none ? mapping.reason : "it has nothing like it");
    report.notes(l.iterations(block.origin));
    if (!mapping.stand_in.empty()) report.help("{}", mapping.stand_in);
}

/// The attribute that the label sets, if the kind has one and the block does not write it.
std::vector<model::Attribute> with_label(const model::Block& block) {
    std::vector<model::Attribute> out;
    const std::string& primary = block.kind->primary;
    if (!primary.empty() && !block.labels.empty() && block.find(primary) == nullptr) {
        out.push_back({primary, model::Value::string(block.label(), block.origin), block.origin});
    }
    out.insert(out.end(), block.attributes.begin(), block.attributes.end());
    return out;
}

bool is_false(const model::Attribute* a) {
    return a != nullptr && a->value.is(model::ValueKind::Bool) && !a->value.verbatim && a->value.number == 0;
}

void lower_child(Lowering& l, const model::Block& child, xml::Node& out) {
    if (child.name == "native") {
        if (child.label() == kSpelling.manager) add_native(l, child, out.attributes, out.children);
    } else if (auto node = lower_construct(l, child)) {
        out.children.push_back(std::move(*node));
    }
}

bool is_rm_part(std::string_view element) { return element == "events" || element == "resource-defaults"; }

/// What a person writes inside `quorum` but cluster.conf keeps beside <cman>.
std::vector<xml::Node> hoisted(xml::Node& cman) {
    std::vector<xml::Node> out;
    const auto inside = [](const xml::Node& n) { return n.kind != xml::NodeKind::Element || n.name == "multicast"; };
    const auto first = std::stable_partition(cman.children.begin(), cman.children.end(), inside);
    out.assign(std::make_move_iterator(first), std::make_move_iterator(cman.children.end()));
    cman.children.erase(first, cman.children.end());
    return out;
}

/// A second <cman> would be ignored: attributes of the same element are joined.
void add_section(Document& out, xml::Node node) {
    for (auto& item : out.items) {
        auto* present = std::get_if<xml::Node>(&item);
        if (present == nullptr || present->name != node.name || node.name != "cman") continue;
        for (xml::Attribute& a : node.attributes) present->set(a.name, std::move(a.value), a.origin);
        for (xml::Node& child : node.children) present->add(std::move(child));
        return;
    }
    out.items.emplace_back(std::move(node));
}

/// <event> stands in <events>.
void add_event(xml::Node node, Rm& rm) {
    for (auto& item : rm.items) {
        auto* events = std::get_if<xml::Node>(&item);
        if (events != nullptr && events->name == "events") {
            events->add(std::move(node));
            return;
        }
    }
    xml::Node events("events", rm.origin);
    events.add(std::move(node));
    rm.items.emplace_back(std::move(events));
}

void into_rm(xml::Node node, Rm& rm) {
    if (node.name == "event") return add_event(std::move(node), rm);
    if (node.name != "rm") return add_item(rm.items, std::move(node));
    rm.origin = node.origin;
    for (xml::Attribute& a : node.attributes) rm.attributes.push_back(std::move(a));
    for (xml::Node& child : node.children) into_rm(std::move(child), rm);
}

}  // namespace

std::optional<xml::Node> lower_construct(Lowering& l, const model::Block& block) {
    if (block.kind == nullptr) return std::nullopt;
    const schema::Mapping& mapping = block.kind->rgmanager;
    if (mapping.none && mapping.strategy == "transparent") return std::nullopt;  // another file has it
    if (mapping.none || (!mapping.declared && block.kind->pacemaker.declared)) {
        report_refused(l, block, mapping);
        return std::nullopt;
    }
    xml::Node out(mapping.type.empty() ? block.name.str() : mapping.type, block.origin);
    for (const backends::Pair& p : to_manager(l.speller, *block.kind, mapping, with_label(block))) {
        // cman's default; it is said only to keep hale from writing two_node by itself.
        const bool silent = out.name == "cman" && p.attribute == "two_node" && is_false(block.find("two_node"));
        if (!silent) out.set(p.name, p.value, p.origin);
    }
    for (const model::Block& child : block.children) lower_child(l, child, out);
    return out;
}

void lower_constructs(Lowering& l, Document& out, Rm& rm) {
    for (const model::Block& block : l.cluster.constructs) {
        std::optional<xml::Node> node = lower_construct(l, block);
        if (!node) continue;
        if (node->name == "rm" || node->name == "event" || is_rm_part(node->name)) {
            into_rm(std::move(*node), rm);
            continue;
        }
        std::vector<xml::Node> beside;
        if (node->name == "cman") beside = hoisted(*node);
        // <cman> that only held a quorum disk, or only said what is cman's default, says nothing itself.
        const bool empty = node->attributes.empty() && node->children.empty();
        const bool silent = node->name == "cman" && empty && (!beside.empty() || is_false(block.find("two_node")));
        if (!silent) add_section(out, std::move(*node));
        for (xml::Node& n : beside) add_section(out, std::move(n));
    }
}

namespace {

xml::Node* section(Document& out, std::string_view name) {
    for (auto& item : out.items) {
        auto* node = std::get_if<xml::Node>(&item);
        if (node != nullptr && node->is_element(name)) return node;
    }
    return nullptr;
}

bool one_vote_each(const model::Cluster& cluster) {
    return std::all_of(cluster.nodes.begin(), cluster.nodes.end(), [](const model::Node& node) {
        return std::all_of(node.attributes.begin(), node.attributes.end(),
                           [](const model::Attribute& a) { return a.name != "votes" || a.value.number == 1; });
    });
}

}  // namespace

void lower_quorum(Lowering& l, Document& out) {
    xml::Node* cman = section(out, "cman");
    const bool pair = l.cluster.nodes.size() == 2 && one_vote_each(l.cluster);
    const xml::Attribute* two_node = cman != nullptr ? cman->find("two_node") : nullptr;
    if (two_node != nullptr && reads_flag(two_node->value)) {
        if (!pair) {
            l.sink.report(diag::TwoNodeImpossible, l.span(two_node->origin), l.cluster.nodes.size())
                .help("remove `two_node`; a quorum disk helps a larger cluster survive with one node");
        } else if (cman->find("expected_votes") == nullptr) {
            cman->set("expected_votes", "1", two_node->origin);
        }
        return;
    }
    const bool refused = std::any_of(l.cluster.constructs.begin(), l.cluster.constructs.end(),
                                     [](const model::Block& b) { return is_false(b.find("two_node")); });
    const bool said = refused || two_node != nullptr || (cman != nullptr && cman->find("expected_votes") != nullptr);
    if (!pair || said || section(out, "quorumd") != nullptr) return;
    if (cman == nullptr) {
        out.items.emplace(out.items.begin(), xml::Node("cman", l.cluster.origin));
        cman = std::get_if<xml::Node>(&out.items.front());
    }
    cman->set("two_node", "1", l.cluster.origin).set("expected_votes", "1", l.cluster.origin);
}

}  // namespace hale::rgmanager
