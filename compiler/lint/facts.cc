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

/// One step of `steps = [a, [b, c], parallel(d, e)]`: the references in it, and whether they follow one another.
struct Step {
    std::vector<const Value*> members;
    bool in_sequence = true;
};
Step step_of(const Value& value) {
    Step out;
    if (value.is(ValueKind::List) || value.is(ValueKind::Call)) {
        for (const Value& item : value.items) {
            const Step inner = step_of(item);
            out.members.insert(out.members.end(), inner.members.begin(), inner.members.end());
        }
        out.in_sequence = value.is(ValueKind::List);
    } else {
        out.members.push_back(&value);
    }
    return out;
}

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
    void wait(const Value& first, const Value& then, bool mandatory, model::OriginId origin) {
        for (const UseId a : f_.uses_of(first)) {
            for (const UseId b : f_.uses_of(then)) {
                f_.waits.push_back({a, b, action_of(first), action_of(then), mandatory, origin});
            }
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
        if (first != nullptr && then != nullptr) wait(first->value, then->value, mandatory, block.origin);
        const Attribute* steps = block.find("steps");
        if (steps == nullptr || !steps->value.is(ValueKind::List)) return;
        Step before;
        for (const Value& item : steps->value.items) {
            Step now = step_of(item);
            for (const Value* a : before.members) {
                for (const Value* b : now.members) wait(*a, *b, mandatory, block.origin);
            }
            for (std::size_t i = 1; now.in_sequence && i < now.members.size(); ++i) {
                wait(*now.members[i - 1], *now.members[i], mandatory, block.origin);
            }
            before = std::move(now);
        }
    }

    void colocate(const Block& block) {
        const Attribute* who = block.find("resource");
        const Attribute* with = block.find("with");
        const Attribute* score = block.find("score");
        if (who == nullptr || with == nullptr || block.find("node-attribute") != nullptr) return;
        const std::int64_t n = score == nullptr ? model::kInfinity : score_of(*score);
        const bool by_role = !who->value.member.empty() || !with->value.member.empty();
        for (const UseId a : f_.uses_of(who->value)) {
            for (const UseId b : f_.uses_of(with->value)) {
                f_.besides.push_back({a, b, n >= 0, std::abs(n) >= model::kInfinity, by_role, block.origin});
            }
        }
    }

    void place(const Block& block) {
        const Attribute* who = block.find("resource");
        const Attribute* node = block.find("node");
        const Attribute* score = block.find("score");
        const Attribute* when = block.find("when");
        if (who == nullptr || score == nullptr || block.find("role") != nullptr ||
            (node == nullptr) == (when == nullptr))
            return;
        for (std::size_t i = 0; i < f_.cluster.nodes.size(); ++i) {
            const bool here =
                when != nullptr ? when->value.rule && holds(*when->value.rule, f_.cluster.nodes[i].name).value_or(false)
                                : node->value.entity.kind == EntityKind::Node && node->value.entity.index == i;
            if (!here) continue;
            for (const UseId use : f_.uses_of(who->value)) {
                f_.homes.push_back({use, model::NodeId(i), score_of(*score), block.origin});
            }
        }
    }

    Facts& f_;
};

}  // namespace

Facts::Facts(const model::Model& m, const model::Cluster& c, std::uint32_t n) : model(m), cluster(c), number(n) {
    Reader(*this).run();
}

std::vector<UseId> Facts::uses_of(const Value& reference) const {
    if (!reference.is(ValueKind::Ref) || reference.entity.cluster != number) return {};
    if (reference.entity.kind == EntityKind::Service) return {cluster.services[reference.entity.index].root};
    if (reference.entity.kind == EntityKind::Resource) return cluster.resources[reference.entity.index].uses;
    return {};
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

std::string name_of(const model::Resource& resource) { return resource.literal ? resource.label : resource.path(); }

std::string_view pacemaker_agent(const model::Resource& resource) {
    const schema::Kind& kind = *resource.kind;
    if (!kind.pacemaker.type.empty()) return kind.pacemaker.type;
    return kind.name.find(':') != std::string::npos ? std::string_view(kind.name) : std::string_view();
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

std::string text_of(const Value& value) { return value.text.empty() ? model::to_text(value) : value.text; }

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

bool is_filesystem(const model::Resource& resource) { return pacemaker_agent(resource) == "ocf:heartbeat:Filesystem"; }

bool is_cluster_filesystem(const model::Resource& resource) {
    constexpr std::array<std::string_view, 14> kShared = {"gfs",    "gfs2",  "ocfs2",   "nfs",       "nfs4",
                                                          "cifs",   "smbfs", "ceph",    "glusterfs", "gpfs",
                                                          "lustre", "tmpfs", "overlay", "none"};
    if (resource.kind->name == "clusterfs" || resource.kind->name == "netfs") return true;
    const Attribute* type = parameter(resource, "fstype");
    return type != nullptr && std::find(kShared.begin(), kShared.end(), text_of(type->value)) != kShared.end();
}

}  // namespace hale::lint
