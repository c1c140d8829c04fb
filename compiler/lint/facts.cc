#include "compiler/lint/facts.h"

#include <algorithm>
#include <cstdlib>

#include "compiler/value/words.h"

namespace hale::lint {

namespace {

using model::Attribute;
using model::Block;
using model::EntityKind;
using model::UseId;
using model::Value;
using model::ValueKind;

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

class Reader {
public:
    explicit Reader(Facts& facts) : f_(facts) {}

    void run() {
        const model::Constraints& all = f_.cluster.constraints;
        for (const model::Order& order : all.orders) {
            for (model::Before& before : model::before_of(order)) f_.waits.push_back({std::move(before), order.origin});
        }
        for (const model::Colocation& colocation : all.colocations) colocate(colocation);
        for (const model::Placement& placement : all.placements) place(placement);
    }

private:
    using Members = std::vector<model::Member>;

    static bool by_role(const Members& members) {
        return std::any_of(members.begin(), members.end(), [](const model::Member& m) { return !m.role.empty(); });
    }

    void beside(const Members& who, const Members& with, const model::Colocation& c, bool by_role) {
        const bool mandatory = std::abs(c.score) >= model::kInfinity;
        for (const model::Member& a : who) {
            for (const model::Member& b : with) {
                for (const UseId x : a.uses) {
                    for (const UseId y : b.uses)
                        f_.besides.push_back({x, y, c.score >= 0, mandatory, by_role, c.origin});
                }
            }
        }
    }

    void colocate(const model::Colocation& c) {
        if (c.by_attribute) return;
        beside(c.who, c.with, c, by_role(c.who) || by_role(c.with));
        for (std::size_t i = 0; i < c.sets.size(); ++i) {
            const Members& members = c.sets[i].members;
            const bool role = by_role(members);
            for (std::size_t j = 1; c.sets[i].sequential && j < members.size(); ++j) {
                beside({members[j]}, {members[j - 1]}, c, role);
            }
            if (i + 1 == c.sets.size()) break;
            beside(members, c.sets[i + 1].members, c, role || by_role(c.sets[i + 1].members));
        }
    }

    void place(const model::Placement& placement) {
        for (const model::Preference& p : placement.preferences) {
            for (std::size_t i = 0; i < f_.cluster.nodes.size(); ++i) {
                const bool here =
                    p.rule ? holds(*p.rule, f_.cluster.nodes[i].name).value_or(false) : p.node == model::NodeId(i);
                if (!here) continue;
                for (const model::Member& member : placement.members) {
                    for (const UseId use : member.uses)
                        f_.homes.push_back({use, model::NodeId(i), p.score, p.origin});
                }
            }
        }
    }

    Facts& f_;
};

}  // namespace

Facts::Facts(const model::Model& m, const source::SourceManager& s, const model::Cluster& c, std::uint32_t n)
    : model(m), sources(s), cluster(c), number(n), fences(c, n) {
    Reader(*this).run();
}

std::vector<UseId> Facts::uses_of(const Value& reference) const { return model::uses_of(cluster, number, reference); }

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

std::string name_of(const model::Resource& resource) { return resource.literal ? resource.label : resource.path(); }

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

std::string text_of(const Value& value) { return model::plain_text(value); }

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

bool is_true(const Attribute* attribute) { return attribute != nullptr && model::is_true(attribute->value); }

bool is_promotable(const model::Resource& clone) {
    return is_true(meta(clone, "promotable")) ||
           std::any_of(clone.blocks.begin(), clone.blocks.end(), [](const Block& b) { return b.name == "promotable"; });
}

}  // namespace hale::lint
