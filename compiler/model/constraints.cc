#include "compiler/model/constraints.h"

#include <algorithm>
#include <cstdlib>

#include "compiler/model/model.h"
#include "compiler/value/words.h"

namespace hale::model {

namespace {

class Reader {
public:
    Reader(const Cluster& cluster, std::uint32_t number) : c_(cluster), number_(number) {}

    Constraints run() {
        for (std::size_t i = 0; i < c_.services.size(); ++i) {
            const Service& service = c_.services[i];
            const Member self{{EntityKind::Service, static_cast<std::uint32_t>(i), number_}, {service.root}, Doing::Start, {}};
            for (const Relation& relation : service.policy.relations) relate(self, relation);
        }
        for (const Block& block : c_.constructs) {
            if (block.name == "order") order(block);
            if (block.name == "colocate") colocate(block);
            if (block.name == "place") place(block);
            if (block.name == "ticket") ticket(block);
        }
        return std::move(out_);
    }

private:
    static MemberSet alone(Member member) {
        MemberSet out;
        out.members.push_back(std::move(member));
        return out;
    }

    /// What a reference names. `word`: an attribute that says what the reference itself cannot.
    Member member(const Value& reference, const Attribute* word, Doing unsaid) const {
        std::string said = reference.member;
        if (said.empty() && word != nullptr) said = plain_text(word->value);
        Member out{reference.entity, uses_of(c_, number_, reference), unsaid, said};
        if (!said.empty()) out.does = doing_of(said);
        return out;
    }

    MemberSet step(const Value& value) const {
        MemberSet out;
        const bool several = value.is(ValueKind::List) || value.is(ValueKind::Call);
        if (!several) {
            out.members.push_back(member(value, nullptr, Doing::Start));
            return out;
        }
        for (const Value& item : value.items) {
            MemberSet inner = step(item);
            out.members.insert(out.members.end(), inner.members.begin(), inner.members.end());
        }
        out.sequential = value.is(ValueKind::List);
        out.require_all = !value.is(ValueKind::Call) || value.text != "any_of" || out.members.size() < 2;
        return out;
    }

    MemberSet set(const Block& block, const char* word) const {
        MemberSet out;
        const Attribute* members = block.find("members");
        for (std::size_t i = 0; members != nullptr && i < members->value.items.size(); ++i) {
            out.members.push_back(member(members->value.items[i], block.find(word), Doing::Start));
        }
        const Attribute* sequential = block.find("sequential");
        const Attribute* all = block.find("require-all");
        out.sequential = sequential == nullptr || is_true(sequential->value);
        out.require_all = all == nullptr || is_true(all->value) || out.members.size() < 2;
        return out;
    }
    std::vector<MemberSet> sets(const Block& block, const char* word) const {
        std::vector<MemberSet> out;
        for (const Block& child : block.children) {
            if (child.name == "set") out.push_back(set(child, word));
        }
        return out;
    }

    void relate(const Member& self, const Relation& r) {
        const Member other = member(r.target, nullptr, Doing::Start);
        if (r.kind == RelationKind::With || r.kind == RelationKind::ApartFrom) {
            const std::int64_t score = r.hard ? kInfinity : kInfinity / 2;
            Colocation colocation;
            colocation.who = {self};
            colocation.with = {other};
            colocation.score = r.kind == RelationKind::With ? score : -score;
            colocation.origin = r.origin;
            out_.colocations.push_back(std::move(colocation));
            return;
        }
        Order order;
        order.kind = r.hard ? OrderKind::Mandatory : OrderKind::Optional;
        order.symmetrical = r.hard;
        order.origin = r.origin;
        order.sets = {alone(other), alone(self)};
        if (r.kind == RelationKind::Before) std::swap(order.sets[0], order.sets[1]);
        out_.orders.push_back(std::move(order));
    }

    void order(const Block& block) {
        Order out;
        out.origin = block.origin;
        const Attribute* kind = block.find("kind");
        const Attribute* score = block.find("score");  // the old way to say kind
        if (kind != nullptr) {
            out.kind = order_kind(plain_text(kind->value));
        } else if (score != nullptr && score_of(score->value) == 0) {
            out.kind = OrderKind::Optional;
        }
        if (const Attribute* a = block.find("symmetrical")) out.symmetrical = is_true(a->value);
        const Attribute* first = block.find("first");
        const Attribute* then = block.find("then");
        if (first != nullptr && then != nullptr) {
            // then-action is first-action when it is not said.
            const Member earlier = member(first->value, block.find("first-action"), Doing::Start);
            out.sets = {alone(earlier), alone(member(then->value, block.find("then-action"), earlier.does))};
        }
        if (const Attribute* steps = block.find("steps")) {
            for (const Value& item : steps->value.items) out.sets.push_back(step(item));
        }
        for (MemberSet& set : sets(block, "action")) out.sets.push_back(std::move(set));
        out_.orders.push_back(std::move(out));
    }

    void colocate(const Block& block) {
        Colocation out;
        out.origin = block.origin;
        out.by_attribute = block.find("node-attribute") != nullptr;
        if (const Attribute* score = block.find("score")) out.score = score_of(score->value);
        const Attribute* who = block.find("resource");
        const Attribute* with = block.find("with");
        if (who != nullptr && with != nullptr) {
            out.who = {member(who->value, nullptr, Doing::Start)};
            out.with = {member(with->value, nullptr, Doing::Start)};
        }
        out.sets = sets(block, "role");
        out_.colocations.push_back(std::move(out));
    }

    /// A block with `score` and `node` or `when`: the placement itself, or a `rule` in it.
    void prefer(const Block& block, Placement& out) const {
        const Attribute* node = block.find("node");
        const Attribute* score = block.find("score");
        const Attribute* when = block.find("when");
        if (score == nullptr || block.find("role") != nullptr || (node == nullptr) == (when == nullptr)) return;
        Preference preference;
        preference.score = score_of(score->value);
        preference.origin = block.origin;
        if (when != nullptr) {
            preference.rule = when->value.rule;
        } else if (node->value.entity.kind == EntityKind::Node) {
            preference.node = NodeId(node->value.entity.index);
        }
        if (preference.rule || preference.node) out.preferences.push_back(std::move(preference));
    }

    void place(const Block& block) {
        Placement out;
        out.origin = block.origin;
        out.by_role = block.find("role") != nullptr;
        if (const Attribute* who = block.find("resource")) out.members.push_back(member(who->value, nullptr, Doing::Start));
        for (const MemberSet& set : sets(block, "role")) {
            out.members.insert(out.members.end(), set.members.begin(), set.members.end());
        }
        prefer(block, out);
        for (const Block& child : block.children) {
            if (child.name == "rule" && !out.by_role) prefer(child, out);
        }
        out_.placements.push_back(std::move(out));
    }

    void ticket(const Block& block) {
        Ticket out;
        out.origin = block.origin;
        const Attribute* name = block.find("ticket");
        out.ticket = name != nullptr ? plain_text(name->value) : block.label();
        if (const Attribute* loss = block.find("loss-policy")) {
            const std::string word = plain_text(loss->value);
            if (same_word(word, "demote")) out.loss = Ticket::Loss::Demote;
            if (same_word(word, "fence")) out.loss = Ticket::Loss::Fence;
            if (same_word(word, "freeze")) out.loss = Ticket::Loss::Freeze;
        }
        if (const Attribute* who = block.find("resource")) {
            out.sets.push_back(alone(member(who->value, block.find("role"), Doing::Start)));
        }
        for (MemberSet& set : sets(block, "role")) out.sets.push_back(std::move(set));
        out_.tickets.push_back(std::move(out));
    }

    const Cluster& c_;
    std::uint32_t number_;
    Constraints out_;
};

/// The uses of members that do the same.
std::vector<Before> by_action(const std::vector<Member>& members) {
    std::vector<Before> out;
    for (const Member& member : members) {
        if (member.uses.empty()) continue;
        if (out.empty() || out.back().first_does != member.does) {
            out.emplace_back();
            out.back().first_does = member.does;
        }
        out.back().first.insert(out.back().first.end(), member.uses.begin(), member.uses.end());
    }
    return out;
}

void add(const std::vector<Member>& first, const std::vector<Member>& then, bool mandatory, std::vector<Before>& out) {
    const std::vector<Before> earlier = by_action(first), later = by_action(then);
    for (const Before& a : earlier) {
        for (const Before& b : later) out.push_back({a.first, b.first, a.first_does, b.first_does, mandatory});
    }
}

}  // namespace

Doing doing_of(std::string_view word) {
    if (word == "promote" || word == "promoted") return Doing::Promote;
    if (word == "stop") return Doing::Stop;
    if (word == "demote") return Doing::Demote;
    return Doing::Start;
}

OrderKind order_kind(std::string_view word) {
    if (same_word(word, "optional")) return OrderKind::Optional;
    if (same_word(word, "serialize")) return OrderKind::Serialize;
    return OrderKind::Mandatory;
}

Constraints constraints_of(const Cluster& cluster, std::uint32_t number) { return Reader(cluster, number).run(); }

std::vector<UseId> uses_of(const Cluster& cluster, std::uint32_t number, const Value& reference) {
    if (!reference.is(ValueKind::Ref) || reference.entity.cluster != number) return {};
    const std::uint32_t index = reference.entity.index;
    if (reference.entity.kind == EntityKind::Service) return {cluster.services[index].root};
    if (reference.entity.kind == EntityKind::Resource) return cluster.resources[index].uses;
    if (reference.entity.kind != EntityKind::Construct) return {};
    std::vector<UseId> out;
    const Attribute* members = cluster.constructs[index].find("members");
    for (std::size_t i = 0; members != nullptr && i < members->value.items.size(); ++i) {
        const Value& member = members->value.items[i];
        if (member.entity.kind == EntityKind::Construct) continue;  // Pacemaker's tags hold no tags
        const std::vector<UseId> uses = uses_of(cluster, number, member);
        out.insert(out.end(), uses.begin(), uses.end());
    }
    return out;
}

std::vector<Before> before_of(const Order& order) {
    std::vector<Before> out;
    const bool mandatory = order.kind == OrderKind::Mandatory;
    for (std::size_t i = 0; i < order.sets.size(); ++i) {
        const MemberSet& set = order.sets[i];
        for (std::size_t j = 1; set.sequential && j < set.members.size(); ++j) {
            add({set.members[j - 1]}, {set.members[j]}, mandatory, out);
        }
        if (i > 0) add(order.sets[i - 1].members, set.members, mandatory && order.sets[i - 1].require_all, out);
    }
    return out;
}

std::int64_t score_of(const Value& value) {
    if (value.is(ValueKind::Score) || value.is(ValueKind::Int)) return value.number;
    const std::string& text = value.text;
    if (same_word(text, "INFINITY") || same_word(text, "+INFINITY")) return kInfinity;
    if (same_word(text, "-INFINITY")) return -kInfinity;
    return std::atoll(text.c_str());
}

}  // namespace hale::model
