// `properties`, `defaults`, and the sets of nodes and alerts.

#include <unordered_map>

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/read_internal.h"
#include "backends/pacemaker/rules.h"
#include "backends/pacemaker/words.h"
#include "compiler/value/literal.h"

namespace hale::pacemaker {

namespace {

bool is_set_word(std::string_view name) {
    return name == "score" || name == "id_ref" || name == "when" || name == "when_ids" || name == "when_at";
}

/// The score of a set or node: no kind declares these words, so that `infinity` comes as a word.
std::string score_of(const Lowering& l, const model::Attribute& a) {
    const bool word = a.value.kind == model::ValueKind::Word && !a.value.verbatim;
    const auto score = word ? model::parse_score(a.value.text) : std::nullopt;
    return score ? score_text(*score) : l.speller.spell(a.value, a.name).value_or("");
}

class SetLowering {
public:
    SetLowering(Lowering& l, const model::Block& block, std::string default_id) : l_(l), block_(block) {
        set_.origin = block.origin;
        if (block.find("id_ref") == nullptr) set_.id = std::move(default_id);
    }

    NvSet run() {
        if (const model::Attribute* a = block_.find("id_ref")) set_.id_ref = spell(*a);
        if (const model::Attribute* a = block_.find("score")) set_.score = score_of(l_, *a);
        for (const model::Block& child : block_.children) {
            if (child.name != "ids") continue;
            ids_.clear();
            for (const model::Attribute& a : child.attributes) ids_.try_emplace(a.name, &a);
        }
        set_.rules = lower_rules(l_, block_, set_.id);
        for (const model::Block& child : block_.children) {
            if (child.name == "written_by_cluster" && child.find("first") != nullptr) pairs(child);
        }
        pairs(block_);
        for (const model::Block& child : block_.children) {
            if (child.name == "values") pairs(child);
            if (child.name == "nvpair") pair(child);
            if (child.name == "written_by_cluster" && child.find("first") == nullptr) pairs(child);
        }
        place_rules();
        natives();
        return std::move(set_);
    }

private:
    std::string spell(const model::Attribute& a) { return l_.speller.spell(a.value, a.name).value_or(""); }

    void pairs(const model::Block& from) {
        for (const model::Attribute& a : from.attributes) {
            const bool about =
                &from == &block_ ? is_set_word(a.name) : from.name == "written_by_cluster" && a.name == "first";
            if (about) continue;
            NvPair p;
            const auto id = ids_.find(a.name);
            p.id = id != ids_.end() ? spell(*id->second) : pair_id(set_.id, a.name);
            p.name = a.name;
            p.value = spell(a);
            p.origin = a.origin;
            set_.pairs.push_back(std::move(p));
        }
    }

    void pair(const model::Block& from) {
        NvPair p;
        p.name = from.label();
        p.origin = from.origin;
        if (const model::Attribute* a = from.find("value")) p.value = spell(*a);
        if (const model::Attribute* a = from.find("id_ref")) p.id_ref = spell(*a);
        const model::Attribute* id = from.find("id");
        if (id != nullptr) p.id = spell(*id);
        if (id == nullptr && p.id_ref.empty()) p.id = pair_id(set_.id, p.name);
        xml::Node extra("nvpair");
        add_native_xml(l_, from, extra);
        p.extra = {std::move(extra.attributes), std::move(extra.children)};
        set_.pairs.push_back(std::move(p));
    }

    /// `when_at`: so many pairs stand before the rule.
    void place_rules() {
        const model::Attribute* at = block_.find("when_at");
        if (at == nullptr) return;
        const auto before = static_cast<std::size_t>(at->value.number);
        for (std::size_t i = 0; i <= set_.pairs.size(); ++i) {
            if (i == before) set_.markup.layout.push_back({Slot::Rule, 0});
            if (i < set_.pairs.size()) set_.markup.layout.push_back({Slot::Pair, static_cast<std::uint32_t>(i)});
        }
    }

    void natives() {
        xml::Node extra("set");
        add_native_xml(l_, block_, extra);
        for (xml::Attribute& a : extra.attributes) set_.extra.attributes.push_back(std::move(a));
        for (xml::Node& n : extra.children) set_.extra.children.push_back(std::move(n));
    }

    Lowering& l_;
    const model::Block& block_;
    NvSet set_;
    std::unordered_map<Name, const model::Attribute*> ids_;  // what the `ids` block says, by the parameter
};

}  // namespace

NvSet lower_set(Lowering& l, const model::Block& block, const std::string& default_id) {
    const std::size_t label = block.name == "defaults" ? 1 : 0;
    return SetLowering(l, block, block.labels.size() > label ? block.labels[label].str() : default_id).run();
}

void lower_properties(Lowering& l) {
    for (const model::Block& block : l.cluster.constructs) {
        if (block.name == "properties") {
            l.document.crm_config.push_back(lower_set(l, block, "cib-bootstrap-options"));
        } else if (block.name == "defaults") {
            const bool op = block.label() == "op";
            if (!op && block.label() != "resource") {
                l.refused("defaults", "defaults " + block.label(), block.origin);
                continue;
            }
            auto& sets = op ? l.document.op_defaults : l.document.rsc_defaults;
            sets.push_back(lower_set(l, block, op ? "op_defaults-options" : "rsc_defaults-options"));
        }
    }
}

void lower_node_words(Lowering& l, const model::Node& from, ClusterNode& node) {
    const auto find = [&](std::string_view name) -> const model::Attribute* {
        for (const model::Attribute& a : from.attributes) {
            if (a.name == name) return &a;
        }
        return nullptr;
    };
    const auto spell = [&](const model::Attribute& a) { return l.speller.spell(a.value, a.name).value_or(""); };
    if (const model::Attribute* a = find("cib_id")) node.id = spell(*a);
    if (const model::Attribute* a = find("type")) node.type = spell(*a);
    const auto add = [&](const char* name, std::string value, const model::Attribute& a) {
        node.extra.attributes.push_back({name, std::move(value), a.origin, {}, {}, {}});
    };
    if (const model::Attribute* a = find("score")) add("score", score_of(l, *a), *a);
    if (const model::Attribute* a = find("description")) add("description", spell(*a), *a);
    const std::string id = "nodes-" + node.id;
    for (const model::Block& block : from.blocks) {
        if (block.name == "attributes") {
            node.markup.layout.push_back({Slot::Instance, static_cast<std::uint32_t>(node.attributes.size())});
            node.attributes.push_back(lower_set(l, block, id));
        } else if (block.name == "utilization") {
            node.markup.layout.push_back({Slot::Utilization, static_cast<std::uint32_t>(node.utilization.size())});
            node.utilization.push_back(lower_set(l, block, id + "-utilization"));
        }
    }
}

}  // namespace hale::pacemaker
