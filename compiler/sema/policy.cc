// Placement and recovery of a whole service: the words of Policy.

#include <array>

#include "compiler/diag/cluster_codes.h"
#include "compiler/diag/names_codes.h"
#include "compiler/sema/context.h"
#include "compiler/sema/habits.h"

namespace hale::sema {

namespace {

using model::RelationKind;
using model::Value;

constexpr std::array<std::pair<std::string_view, RelationKind>, 4> kRelations = {
    {{"after", RelationKind::After},
     {"before", RelationKind::Before},
     {"with", RelationKind::With},
     {"apart_from", RelationKind::ApartFrom}}};

constexpr std::array<std::string_view, 10> kWords = {"domain",      "recovery",  "max_restarts", "restart_window",
                                                     "autostart",   "exclusive", "priority",     "stickiness",
                                                     "depend_mode", "migrate"};

const RelationKind* relation_of(std::string_view name) {
    for (const auto& [word, kind] : kRelations) {
        if (word == name) return &kind;
    }
    return nullptr;
}

template <class T>
void set(model::Field<T>& field, T value, model::OriginId origin) {
    field.value = value;
    field.origin = origin;
}

model::Recovery recovery_of(std::string_view word) {
    if (word == "relocate") return model::Recovery::Relocate;
    if (word == "disable") return model::Recovery::Disable;
    if (word == "restart_disable" || word == "restart-disable") return model::Recovery::RestartDisable;
    return model::Recovery::Restart;
}

model::Migration migration_of(std::string_view word) {
    if (word == "pause") return model::Migration::Pause;
    return word == "no" ? model::Migration::No : model::Migration::Live;
}

/// `with = db.master`: hale's word is `promoted`. (A constraint that is written one to one takes the old words too.)
bool check_member(Builder& b, const Value& target) {
    if (target.member.empty() || is_member(target.member)) return true;
    auto report = b.ctx.sink.report(diag::NoRole, b.ctx.span(target.origin), target.text, target.member);
    report.notes(b.ctx.iterations(target.origin));
    if (const std::string_view ours = habit_of_member(target.member); !ours.empty()) {
        report.help("write `{}.{}`", target.text, ours);
    } else {
        report.help("a role is `promoted`, `unpromoted`, `started` or `stopped`; an action is `start`, `stop`, "
                    "`promote` or `demote`");
    }
    return false;
}

void add_relations(Builder& b, const PendingPolicy& pending, RelationKind kind, model::Policy& policy) {
    const model::Items single{pending.attribute.value};
    const bool list = pending.attribute.value.is(model::ValueKind::List);
    const schema::Type& declared = pending.declared->type;
    const schema::Type& type = declared.element != nullptr ? *declared.element : declared;
    for (Value target : list ? pending.attribute.value.items : single) {
        if (!target.origin) target.origin = pending.attribute.origin;
        resolve(b, type, pending.attribute.name, target);
        if (!target.is(model::ValueKind::Ref) || !check_member(b, target)) continue;
        const model::Entity self = b.entity(model::EntityKind::Service, pending.service.index);
        if (target.entity == self) {
            b.ctx.sink.report(diag::RelationToItself, b.ctx.span(target.origin), target.text);
            continue;
        }
        const model::OriginId origin = target.origin;
        policy.relations.push_back({kind, std::move(target), true, origin});
    }
}

void apply(Builder& b, const PendingPolicy& pending) {
    model::Policy& policy = b.cluster().services[pending.service.index].policy;
    const std::string& name = pending.attribute.name;
    const model::OriginId origin = pending.attribute.origin;
    Value value = pending.attribute.value;
    policy.attributes.push_back(pending.attribute);
    if (const RelationKind* kind = relation_of(name)) {
        add_relations(b, pending, *kind, policy);
    } else if (name == "domain") {
        resolve(b, pending.declared->type, name, value);
        if (value.is(model::ValueKind::Ref)) set(policy.domain, model::DomainId(value.entity.index), origin);
    } else if (name == "recovery") {
        set(policy.recovery, recovery_of(value.text), origin);
    } else if (name == "max_restarts") {
        set(policy.max_restarts, value.number, origin);
    } else if (name == "restart_window") {
        set(policy.restart_window, value.number, origin);
    } else if (name == "autostart") {
        set(policy.autostart, value.number != 0, origin);
    } else if (name == "exclusive") {
        set(policy.exclusive, value.number != 0, origin);
    } else if (name == "priority") {
        set(policy.priority, value.number, origin);
    } else if (name == "stickiness") {
        set(policy.stickiness, value.number, origin);
    } else if (name == "migrate") {
        set(policy.migrate, migration_of(value.text), origin);
    }
}

}  // namespace

bool is_policy_word(std::string_view name) {
    if (relation_of(name) != nullptr) return true;
    for (const std::string_view word : kWords) {
        if (word == name) return true;
    }
    return false;
}

void apply_policies(Builder& b) {
    for (const PendingPolicy& pending : b.policies) apply(b, pending);
    for (const PendingPolicy& pending : b.policies) {  // after the relations exist, in whatever order they were written
        if (pending.attribute.name != "depend_mode" || pending.attribute.value.text != "soft") continue;
        for (model::Relation& r : b.cluster().services[pending.service.index].policy.relations) r.hard = false;
    }
}

}  // namespace hale::sema
