// Constraints to `place`, `colocate`, `order` and `ticket`.

#include <algorithm>

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/words.h"
#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using block::Block;
using model::Value;
using model::ValueKind;

namespace {

Value members(Raising& r, const ResourceSet& set) {
    Value out = Value::make(ValueKind::List, 0, {}, {});
    for (const Reference& member : set.resources) out.items.push_back(reference_value(r.resources, member.id));
    return out;
}

xml::Node attributes_of(const ResourceSet& set) {
    xml::Node node("resource_set");
    for (const xml::Attribute& a : set.extra.attributes) node.set(a.name, a.value);
    return node;
}

Block raise_set_block(Raising& r, const ResourceSet& set, const std::string& default_id) {
    Block out = r.block("set", set.markup);
    if (!set.id.empty() && set.id != default_id) r.label(out, set.id, set.markup);
    if (!set.id_ref.empty()) r.set(out, "id_ref", word_value(set.id_ref), set.markup, "id-ref");
    if (set.id_ref.empty() || !set.resources.empty()) r.set(out, "members", members(r, set));
    raise_words(r, attributes_of(set), set.markup, kSetWords, out);
    Raising::comments(out, set.extra);
    r.leftovers(out, set.extra);
    return out;
}

/// `[a, b]`, `parallel(a, b)`, `any_of(a, b)` or `a`; nothing for a set that says more.
std::optional<Value> step(Raising& r, const ResourceSet& set, const std::string& default_id) {
    if (set.id != default_id || !set.id_ref.empty() || !set.extra.children.empty()) return std::nullopt;
    const xml::Node said = attributes_of(set);
    const auto sequential = said.get("sequential"), require_all = said.get("require-all");
    Value list = members(r, set);
    if (list.items.empty()) return std::nullopt;
    if (said.attributes.empty()) return list.items.size() == 1 ? list.items.front() : list;
    if (sequential != "false" || said.attributes.size() != (require_all ? 2u : 1u)) return std::nullopt;
    if (require_all && require_all != "false") return std::nullopt;
    Value call = Value::make(ValueKind::Call, 0, require_all ? "any_of" : "parallel", {});
    call.items = std::move(list.items);
    return call;
}

std::optional<Value> steps(Raising& r, const std::vector<ResourceSet>& sets, const std::string& owner) {
    Value out = Value::make(ValueKind::List, 0, {}, {});
    for (std::size_t i = 0; i < sets.size(); ++i) {
        auto one = step(r, sets[i], set_id(r.scheme, owner, i));
        if (!one) return std::nullopt;
        out.items.push_back(std::move(*one));
    }
    return out;
}

class ConstraintRaiser {
public:
    explicit ConstraintRaiser(Raising& r) : r_(r) {}

    Block operator()(const Location& c) {
        Block out = begin("place", c);
        const xml::Node node = write_constraint(c);
        raise_words(r_, node, c.markup, kPlaceWords, out);
        const bool free = c.score.empty() && node.find("role") == nullptr && node.find("score-attribute") == nullptr;
        raise_rules(r_, c.rules, c.id, free, out);
        return finish(std::move(out), c);
    }
    Block operator()(const Colocation& c) {
        Block out = begin("colocate", c);
        raise_words(r_, write_constraint(c), c.markup, kColocateWords, out);
        return finish(std::move(out), c);
    }
    Block operator()(const Order& c) {
        Block out = begin("order", c);
        raise_words(r_, write_constraint(c), c.markup, kOrderWords, out);
        if (auto list = c.sets.empty() ? std::nullopt : steps(r_, c.sets, c.id)) {
            r_.set(out, "steps", std::move(*list), c.sets[0].markup.name_span, c.sets[0].markup.span);
            return finish(std::move(out), c, false);
        }
        return finish(std::move(out), c);
    }
    Block operator()(const Ticket& c) {
        Block out = begin("ticket", c);
        raise_words(r_, write_constraint(c), c.markup, kTicketWords, out);
        return finish(std::move(out), c);
    }

private:
    template <class C>
    Block begin(std::string word, const C& c) {
        Block out = r_.block(std::move(word), c.markup);
        r_.label(out, c.id, c.markup);
        return out;
    }
    template <class C>
    Block finish(Block out, const C& c, bool with_sets = true) {
        for (std::size_t i = 0; with_sets && i < c.sets.size(); ++i) {
            out.children.push_back(raise_set_block(r_, c.sets[i], set_id(r_.scheme, c.id, i)));
        }
        Raising::comments(out, c.extra);
        Extra rest;
        for (const xml::Node& child : c.extra.children) {
            const bool rules = std::all_of(child.children.begin(), child.children.end(),
                                           [](const xml::Node& n) { return n.is_element("rule"); });
            if (child.is_element("lifetime") && child.attributes.empty() && rules) {
                lifetime(out, child, c.id);
            } else {
                rest.children.push_back(child);
            }
        }
        r_.leftovers(out, rest);
        return out;
    }
    void lifetime(Block& out, const xml::Node& node, const std::string& owner) {
        Block made = r_.block("lifetime", node);
        raise_rules(r_, node.children, owner + "-lifetime", false, made);
        out.children.push_back(std::move(made));
    }

    Raising& r_;
};

}  // namespace

void raise_constraints(Raising& r, Block& cluster) {
    ConstraintRaiser raiser(r);
    each_item(r, cluster, SectionName::Constraints,
              [&](std::size_t i) { return std::visit(raiser, r.document.constraints[i]); });
}

}  // namespace hale::pacemaker
