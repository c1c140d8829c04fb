#include "compiler/lint/facts.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace hale::lint {

namespace {

using model::Attribute;
using model::Block;
using model::EntityKind;
using model::UseId;
using model::Value;
using model::ValueKind;

constexpr std::array<std::string_view, 5> kTrue = {"true", "on", "yes", "y", "1"};

/// `start`, `promote` … of `db.promote`; `db.promoted` is the state that `promote` reaches.
std::string action_of(const Value& reference) { return reference.member == "promoted" ? "promote" : reference.member; }

bool is_mandatory(const Block& order) {
    const Attribute* kind = order.find("kind");
    if (kind != nullptr) return kind->value.text == "mandatory" || kind->value.text == "Mandatory";
    const Attribute* score = order.find("score");  // the old way to say kind
    return score == nullptr || score->value.number != 0 || score->value.text == "INFINITY";
}

std::int64_t score_of(const Attribute& attribute) {
    if (attribute.value.is(ValueKind::Score) || attribute.value.is(ValueKind::Int)) return attribute.value.number;
    const std::string& text = attribute.value.text;
    if (text == "INFINITY" || text == "+INFINITY") return model::kInfinity;
    if (text == "-INFINITY") return -model::kInfinity;
    return std::atoll(text.c_str());
}

/// Whether the rule holds on the node of this name; nothing when it asks for more than names.
std::optional<bool> holds(const model::Rule& rule, const std::string& node) {
    using Op = model::Rule::Op;
    const auto child = [&](std::size_t i) { return holds(rule.children[i], node); };
    switch (rule.op) {
        case Op::Eq:
        case Op::Ne: {
            const model::Rule& name = rule.children[0];
            const bool about_name = name.op == Op::Name && (name.text == "uname" || name.text == "#uname");
            if (!about_name || rule.children[1].op != Op::Literal) return std::nullopt;
            return (rule.children[1].text == node) == (rule.op == Op::Eq);
        }
        case Op::Not: {
            const std::optional<bool> inner = child(0);
            return inner ? std::optional(!*inner) : std::nullopt;
        }
        case Op::And:
        case Op::Or: {
            const bool decides = rule.op == Op::Or;  // the value that one side alone decides by
            const std::optional<bool> a = child(0), b = child(1);
            if (a == decides || b == decides) return decides;
            return a && b ? std::optional(!decides) : std::nullopt;
        }
        default:
            return std::nullopt;
    }
}

/// What is done, or stands, before something else: one step of `steps = [a, [b, c], parallel(d, e), any_of(f, g)]`, or
/// a `set` block.
struct Step {
    std::vector<Member> members;
    bool in_sequence = true;
    bool any = false;  // one of them is enough
};

class Reader {
public:
    explicit Reader(Facts& facts) : f_(facts) {}

    void run() {
        for (const model::Service& service : f_.cluster.services) {
            for (const model::Relation& relation : service.policy.relations) this->relation(service.root, relation);
        }
        for (const Block& block : f_.cluster.constructs) {
            if (block.name == "order") order(block);
            if (block.name == "colocate") colocate(block);
            if (block.name == "place") place(block);
        }
    }

private:
    /// A reference, with the action that a second attribute gives where the reference itself cannot.
    Member member(const Value& reference, const Attribute* action = nullptr) const {
        std::string said = action_of(reference);
        if (said.empty() && action != nullptr) said = text_of(action->value);
        return {f_.uses_of(reference), std::move(said)};
    }

    Step step_of(const Value& value) const {
        Step out;
        if (!value.is(ValueKind::List) && !value.is(ValueKind::Call)) {
            out.members.push_back(member(value));
            return out;
        }
        for (const Value& item : value.items) {
            Step inner = step_of(item);
            out.members.insert(out.members.end(), inner.members.begin(), inner.members.end());
        }
        out.in_sequence = value.is(ValueKind::List);
        out.any = value.is(ValueKind::Call) && value.text == "any_of" && out.members.size() > 1;
        return out;
    }
    Step step_of(const Block& set) const {
        Step out;
        const Attribute* sequential = set.find("sequential");
        const Attribute* all = set.find("require-all");
        const Attribute* members = set.find("members");
        for (std::size_t i = 0; members != nullptr && i < members->value.items.size(); ++i) {
            out.members.push_back(member(members->value.items[i], set.find("action")));
        }
        out.in_sequence = sequential == nullptr || is_true(sequential);
        out.any = all != nullptr && !is_true(all) && out.members.size() > 1;
        return out;
    }
    static std::vector<const Block*> sets_of(const Block& block) {
        std::vector<const Block*> out;
        for (const Block& child : block.children) {
            if (child.name == "set") out.push_back(&child);
        }
        return out;
    }

    void wait(const Member& first, const Member& then, bool mandatory, model::OriginId origin) {
        // then-action is first-action when it is not said.
        const std::string& action = then.action.empty() ? first.action : then.action;
        for (const UseId a : first.uses) {
            for (const UseId b : then.uses) f_.waits.push_back({a, b, first.action, action, mandatory, origin});
        }
    }

    void relation(UseId self, const model::Relation& r) {
        const bool by_role = r.target.member == "promoted";
        for (const UseId other : f_.uses_of(r.target)) {
            switch (r.kind) {
                case model::RelationKind::After:
                    f_.waits.push_back({other, self, action_of(r.target), "start", r.hard, r.origin});
                    break;
                case model::RelationKind::Before:
                    f_.waits.push_back({self, other, "start", action_of(r.target), r.hard, r.origin});
                    break;
                case model::RelationKind::With:
                case model::RelationKind::ApartFrom:
                    f_.besides.push_back({self, other, r.kind == model::RelationKind::With, true, by_role, r.origin});
                    break;
            }
        }
    }

    void order(const Block& block) {
        const bool mandatory = is_mandatory(block);
        const Attribute* first = block.find("first");
        const Attribute* then = block.find("then");
        if (first != nullptr && then != nullptr) {
            wait(member(first->value, block.find("first-action")), member(then->value, block.find("then-action")),
                 mandatory, block.origin);
        }
        std::vector<Step> steps;
        if (const Attribute* said = block.find("steps")) {
            for (const Value& item : said->value.items) steps.push_back(step_of(item));
        }
        for (const Block* set : sets_of(block)) steps.push_back(step_of(*set));
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const auto& members = steps[i].members;
            for (std::size_t j = 1; steps[i].in_sequence && j < members.size(); ++j) {
                wait(members[j - 1], members[j], mandatory, block.origin);
            }
            for (std::size_t a = 0; i > 0 && a < steps[i - 1].members.size(); ++a) {
                for (const Member& b : members) {
                    wait(steps[i - 1].members[a], b, mandatory && !steps[i - 1].any, block.origin);
                }
            }
        }
    }

    void beside(const Member& who, const Member& with, std::int64_t score, bool by_role, model::OriginId origin) {
        for (const UseId a : who.uses) {
            for (const UseId b : with.uses) {
                f_.besides.push_back({a, b, score >= 0, std::abs(score) >= model::kInfinity, by_role, origin});
            }
        }
    }

    void colocate(const Block& block) {
        const Attribute* who = block.find("resource");
        const Attribute* with = block.find("with");
        const Attribute* score = block.find("score");
        if (block.find("node-attribute") != nullptr) return;
        const std::int64_t n = score == nullptr ? model::kInfinity : score_of(*score);
        if (who != nullptr && with != nullptr) {
            const bool by_role = !who->value.member.empty() || !with->value.member.empty();
            beside(member(who->value), member(with->value), n, by_role, block.origin);
        }
        // In a set the later stands with the earlier; between sets the earlier one with the later one
        // (facts/pacemaker.md, section 5).
        const std::vector<const Block*> sets = sets_of(block);
        for (std::size_t i = 0; i < sets.size(); ++i) {
            const Step set = step_of(*sets[i]);
            const bool by_role = sets[i]->find("role") != nullptr;
            for (std::size_t j = 1; set.in_sequence && j < set.members.size(); ++j) {
                beside(set.members[j], set.members[j - 1], n, by_role, block.origin);
            }
            if (i + 1 == sets.size()) break;
            const bool either = by_role || sets[i + 1]->find("role") != nullptr;
            for (const Member& a : set.members) {
                for (const Member& b : step_of(*sets[i + 1]).members) beside(a, b, n, either, block.origin);
            }
        }
    }

    /// A block with `score` and `node` or `when`: the placement itself, or a `rule` in it.
    void homes(const std::vector<UseId>& uses, const Block& block) {
        const Attribute* node = block.find("node");
        const Attribute* score = block.find("score");
        const Attribute* when = block.find("when");
        if (score == nullptr || block.find("role") != nullptr || (node == nullptr) == (when == nullptr)) return;
        for (std::size_t i = 0; i < f_.cluster.nodes.size(); ++i) {
            const bool here = when != nullptr
                                  ? when->value.rule() != nullptr &&
                                        holds(*when->value.rule(), f_.cluster.nodes[i].name).value_or(false)
                                  : node->value.entity.kind == EntityKind::Node && node->value.entity.index == i;
            if (!here) continue;
            for (const UseId use : uses) f_.homes.push_back({use, model::NodeId(i), score_of(*score), block.origin});
        }
    }

    void place(const Block& block) {
        std::vector<UseId> uses;
        if (const Attribute* who = block.find("resource")) uses = f_.uses_of(who->value);
        for (const Block* set : sets_of(block)) {
            for (const Member& m : step_of(*set).members) uses.insert(uses.end(), m.uses.begin(), m.uses.end());
        }
        homes(uses, block);
        for (const Block& child : block.children) {
            if (child.name == "rule" && block.find("role") == nullptr) homes(uses, child);
        }
    }

    Facts& f_;
};

}  // namespace

Facts::Facts(const model::Model& m, const source::SourceManager& s, const model::Cluster& c, std::uint32_t n)
    : model(m), sources(s), cluster(c), number(n), fences(c, n) {
    Reader(*this).run();
}

std::vector<UseId> Facts::uses_of(const Value& reference) const {
    if (!reference.is(ValueKind::Ref) || reference.entity.cluster != number) return {};
    if (reference.entity.kind == EntityKind::Service) return {cluster.services[reference.entity.index].root};
    if (reference.entity.kind == EntityKind::Resource) return cluster.resources[reference.entity.index].uses;
    if (reference.entity.kind != EntityKind::Construct) return {};
    std::vector<UseId> out;
    const Attribute* members = cluster.constructs[reference.entity.index].find("members");
    for (std::size_t i = 0; members != nullptr && i < members->value.items.size(); ++i) {
        const Value& member = members->value.items[i];
        if (member.entity.kind == EntityKind::Construct) continue;  // Pacemaker's tags hold no tags
        const std::vector<UseId> uses = uses_of(member);
        out.insert(out.end(), uses.begin(), uses.end());
    }
    return out;
}

std::string Facts::path(UseId use) const { return name_of(cluster.resource_of(use)); }

UseId Facts::unit(UseId use) const {
    while (cluster.at(use).parent) use = cluster.at(use).parent;
    return use;
}

UseId Facts::enclosing(UseId use, std::string_view kind) const {
    for (; use; use = cluster.at(use).parent) {
        if (cluster.resource_of(use).kind->name == kind) return use;
    }
    return {};
}

bool Facts::for_manager(std::string_view manager) const {
    return cluster.targets.empty() ||
           std::find(cluster.targets.begin(), cluster.targets.end(), manager) != cluster.targets.end();
}

std::vector<const Block*> Facts::constructs(std::string_view name) const {
    std::vector<const Block*> out;
    for (const Block& block : cluster.constructs) {
        if (block.name == name) out.push_back(&block);
    }
    return out;
}

std::string name_of(const model::Resource& resource) {
    return resource.literal ? resource.label.str() : resource.path();
}

namespace {

/// Calls `take` with each parameter until it returns true.
template <class Take>
void each_parameter(const model::Resource& resource, Take take) {
    const auto all = [&](const std::vector<Attribute>& list) {
        return std::any_of(list.begin(), list.end(), [&](const Attribute& a) { return take(a); });
    };
    if (all(resource.attributes)) return;
    for (const Block& block : resource.blocks) {
        if (block.name != "params" || block.find("when") != nullptr) continue;
        if (all(block.attributes)) return;
        for (const Block& inner : block.children) {
            if (inner.name == "values" && all(inner.attributes)) return;
        }
    }
}

}  // namespace

std::vector<const Attribute*> parameters(const model::Resource& resource) {
    std::vector<const Attribute*> out;
    each_parameter(resource, [&](const Attribute& a) {
        out.push_back(&a);
        return false;
    });
    return out;
}

const Attribute* parameter(const model::Resource& resource, std::string_view name) {
    const Attribute* found = nullptr;
    each_parameter(resource, [&](const Attribute& a) {
        const schema::MapRow* row = resource.kind->pacemaker.row(a.name);
        const std::string_view theirs = row == nullptr ? std::string_view(a.name) : std::string_view(row->target);
        if (theirs == name && a.value) found = &a;
        return found != nullptr;
    });
    return found;
}

std::vector<model::Operation> operations_of(const model::Resource& resource) {
    std::vector<model::Operation> out = resource.operations;
    for (const Block& block : resource.blocks) {
        if (block.name != "operations") continue;
        for (const Block& op : block.children) {
            if (op.name != "op") continue;
            model::Operation added;
            added.name = op.label();
            added.origin = op.origin;
            added.attributes = op.attributes;
            if (const Attribute* a = op.find("interval")) added.interval = a->value.number;
            if (const Attribute* a = op.find("timeout")) added.timeout = a->value.number;
            out.push_back(std::move(added));
        }
    }
    return out;
}

std::string text_of(const Value& value) { return value.text.empty() ? model::to_text(value) : value.text.str(); }

const Attribute* meta(const model::Resource& resource, std::string_view name) {
    if (resource.kind->open && resource.kind->container) {
        if (const Attribute* a = resource.find(name)) return a;
    }
    for (const Block& block : resource.blocks) {
        if (block.name != "meta") continue;
        if (const Attribute* a = block.find(name)) return a;
        for (const Block& inner : block.children) {
            const Attribute* a = inner.name == "values" ? inner.find(name) : nullptr;
            if (a != nullptr) return a;
        }
    }
    return nullptr;
}

const Attribute* claimed(const model::Resource& resource, std::string_view what) {
    for (const schema::Traits::Claim& claim : resource.kind->traits.claims) {
        if (claim.what != what) continue;
        if (const Attribute* a = parameter(resource, claim.parameter)) return a;
    }
    return nullptr;
}

bool may_be_several(const model::Resource& resource) {
    const schema::Kind& kind = *resource.kind;
    const bool declared = kind.name.find(':') == std::string::npos;
    if (declared && kind.max_instances != 1) return true;
    return std::any_of(kind.traits.several.begin(), kind.traits.several.end(), [&](const auto& row) {
        const Attribute* a = parameter(resource, row.parameter);
        if (a == nullptr) return false;
        const std::string text = ',' + text_of(a->value) + ',';
        return std::any_of(row.values.begin(), row.values.end(),
                           [&](const std::string& value) { return text.find(',' + value + ',') != std::string::npos; });
    });
}

bool is_true(const Attribute* attribute) {
    if (attribute == nullptr) return false;
    if (attribute->value.is(ValueKind::Bool)) return attribute->value.number != 0;
    const std::string text = text_of(attribute->value);
    return std::any_of(kTrue.begin(), kTrue.end(), [&](std::string_view word) {
        return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                          [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
    });
}

bool is_promotable(const model::Resource& clone) {
    return is_true(meta(clone, "promotable")) ||
           std::any_of(clone.blocks.begin(), clone.blocks.end(), [](const Block& b) { return b.name == "promotable"; });
}

}  // namespace hale::lint
