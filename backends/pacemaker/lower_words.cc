// Constraints, topology and tags: each construct becomes its element by the table of its words, and the element is
// read as one of a file would be.

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/read_internal.h"
#include "backends/pacemaker/rules.h"
#include "backends/pacemaker/words.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

using model::Block;
using model::ValueKind;
using xml::Node;

namespace {

/// The id of a construct: its label, else made from what it says.
std::string id_of(Lowering& l, const Block& block) {
    if (!block.labels.empty()) return block.label();
    std::string text;
    for (const char* word : {"resource", "first", "ticket", "node", "pattern"}) {
        if (const model::Attribute* a = block.find(word)) text += "-" + l.speller.spell(a->value, word).value_or("");
    }
    return l.ids.part(block.name, text.empty() ? "all" : text.substr(1));
}

void add_members(Node& set, const std::vector<std::string>& ids) {
    for (const std::string& id : ids) set.add(Node("resource_ref")).set("id", id);
}

Node resource_set(Lowering& l, const Block& block, const std::string& default_id) {
    Node set("resource_set", block.origin);
    if (const model::Attribute* a = block.find("id_ref")) {
        set.set("id-ref", l.speller.spell(a->value, a->name).value_or(""));
    } else {
        set.set("id", block.labels.empty() ? default_id : block.label().str());
    }
    lower_words(l, block, kSetWords, set);
    std::vector<Node> raw = std::move(set.children);
    set.children.clear();
    if (const model::Attribute* a = block.find("members")) add_members(set, reference_ids(l, a->value));
    for (Node& node : raw) set.add(std::move(node));
    return set;
}

void add_steps(Lowering& l, const Block& block, const std::string& owner, Node& out) {
    const model::Attribute* steps = block.find("steps");
    if (steps == nullptr) return;
    std::size_t n = 0;
    for (const model::Value& step : steps->value.items) {
        Node set("resource_set", steps->origin);
        set.set("id", set_id(id_scheme(l.cluster), owner, n++));
        if (step.is(ValueKind::Call)) {
            set.set("sequential", "false");
            if (step.text == "any_of") set.set("require-all", "false");
            for (const model::Value& item : step.items) add_members(set, {reference_id(l, item)});
        } else {
            add_members(set, reference_ids(l, step));
        }
        out.add(std::move(set));
    }
}

void add_lifetimes(Lowering& l, const Block& block, const std::string& id, Node& out) {
    for (const Block& child : block.children) {
        if (child.name != "lifetime") continue;
        Node lifetime("lifetime", child.origin);
        for (Node& rule : lower_rules(l, child, id + "-lifetime")) lifetime.add(std::move(rule));
        out.add(std::move(lifetime));
    }
}

/// `rules`: of a location. The schema wants its lifetime last, that of all others before the sets.
Node element(Lowering& l, const Block& block, const char* name, std::span<const Word> words, const std::string& id,
             std::optional<std::vector<Node>> rules = {}) {
    Node out(name, block.origin);
    out.set("id", id);
    lower_words(l, block, words, out);
    std::vector<Node> raw = std::move(out.children);
    out.children.clear();
    if (!rules) add_lifetimes(l, block, id, out);
    add_steps(l, block, id, out);
    std::size_t n = 0;
    for (const Block& child : block.children) {
        if (child.name == "set") out.add(resource_set(l, child, set_id(id_scheme(l.cluster), id, n++)));
    }
    if (rules) {
        for (Node& rule : *rules) out.add(std::move(rule));
        add_lifetimes(l, block, id, out);
    }
    for (Node& node : raw) out.add(std::move(node));
    return out;
}

struct SetOrigin {
    OriginId origin;
    template <class T>
    void operator()(T& item) const {
        item.origin = origin;
    }
};

void add_constraint(Lowering& l, const Block& block, const Node& node) {
    auto constraint = read_constraint(node);
    if (!constraint) return;
    std::visit(SetOrigin{block.origin}, *constraint);
    l.document.constraints.push_back(std::move(*constraint));
}

void lower_place(Lowering& l, const Block& block) {
    const std::string id = id_of(l, block);
    Node node = element(l, block, "rsc_location", kPlaceWords, id, lower_rules(l, block, id));
    if (block.find("when") != nullptr) {  // they are the rule's
        std::erase_if(node.attributes, [](const xml::Attribute& a) { return a.name == "score" || a.name == "role"; });
    }
    add_constraint(l, block, node);
}

void lower_level(Lowering& l, const Block& block) {
    FencingLevel level;
    Node node("fencing-level", block.origin);
    lower_words(l, block, kLevelWords, node);
    const std::string index(node.get("index").value_or("1"));
    level.id = block.labels.empty() ? l.ids.part("fencing", id_of(l, block) + "-" + index) : block.label().str();
    level.index = index;
    level.origin = block.origin;
    if (const model::Attribute* a = block.find("devices")) {
        for (const std::string& id : reference_ids(l, a->value))
            level.devices += (level.devices.empty() ? "" : ",") + id;
    }
    for (xml::Attribute& a : node.attributes) {
        if (a.name == "target") level.target = a.value;
        if (a.name != "target" && a.name != "index") level.extra.attributes.push_back(std::move(a));
    }
    level.extra.children = std::move(node.children);
    l.document.fencing_topology.push_back(std::move(level));
}

void lower_tag(Lowering& l, const Block& block) {
    Tag tag;
    tag.id = block.label();
    tag.origin = block.origin;
    if (const model::Attribute* a = block.find("members")) {
        for (std::string& id : reference_ids(l, a->value)) tag.members.push_back({std::move(id), {}, {}});
    }
    Node extra("tag");
    add_native_xml(l, block, extra);
    tag.extra = {std::move(extra.attributes), std::move(extra.children)};
    l.document.tags.push_back(std::move(tag));
}

}  // namespace

bool lower_word(Lowering& l, const Block& block) {
    if (block.name == "place") {
        lower_place(l, block);
    } else if (block.name == "colocate") {
        add_constraint(l, block, element(l, block, "rsc_colocation", kColocateWords, id_of(l, block)));
    } else if (block.name == "order") {
        add_constraint(l, block, element(l, block, "rsc_order", kOrderWords, id_of(l, block)));
    } else if (block.name == "ticket") {
        Node node = element(l, block, "rsc_ticket", kTicketWords, id_of(l, block));
        if (node.find("ticket") == nullptr) node.set("ticket", block.label());
        add_constraint(l, block, node);
    } else if (block.name == "topology") {
        lower_level(l, block);
    } else if (block.name == "tag") {
        lower_tag(l, block);
    } else if (block.name.starts_with("acl_")) {
        l.document.acls.push_back(lower_acl(l, block));
    } else if (block.name == "alert") {
        l.document.alerts.push_back(lower_alert(l, block));
    } else {
        return block.name == "properties" || block.name == "defaults";
    }
    return true;
}

}  // namespace hale::pacemaker
