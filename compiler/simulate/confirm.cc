#include "compiler/simulate/confirm.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <pugixml.hpp>
#include <set>

namespace hale::simulate {

namespace {

using diff::Effect;

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

std::string id_of(const std::string& name) {
    const std::size_t colon = name.find(':');
    return colon == std::string::npos ? name : name.substr(colon + 1);
}

diff::Named named(const diff::Plan& plan, const std::string& id) {
    const auto it = plan.names.find(id);
    return it == plan.names.end() ? diff::Named{id, id} : it->second;
}

pugi::xml_node by_id(const pugi::xml_node& root, const std::string& id) {
    return root.find_node([&](const pugi::xml_node& n) {
        return id == n.attribute("id").as_string() && std::string_view(n.name()) == "primitive";
    });
}

/// Parameters that are only reloaded get their old values back: the scheduler knows no agent and would restart for
/// them.
void without_reloads(const pugi::xml_node& configuration, const diff::Plan& plan) {
    for (const diff::Resource& r : plan.resources) {
        if (r.effect != Effect::Reload) continue;
        const pugi::xml_node primitive = by_id(configuration, id_of(r.id));
        for (const diff::Change& change : r.changes) {
            pugi::xml_node pair = primitive.find_node([&](const pugi::xml_node& n) {
                return std::string_view(n.name()) == "nvpair" && change.what == n.attribute("name").as_string() &&
                       std::string_view(n.parent().name()) == "instance_attributes";
            });
            if (pair.empty() && !change.before.empty()) {
                pugi::xml_node set = primitive.child("instance_attributes");
                if (set.empty()) continue;
                pair = set.append_child("nvpair");
                pair.append_attribute("id") = fmt::format("{}-hale-{}", id_of(r.id), change.what).c_str();
                pair.append_attribute("name") = change.what.c_str();
                pair.append_attribute("value");
            }
            if (change.before.empty())
                pair.parent().remove_child(pair);
            else
                pair.attribute("value") = change.before.c_str();
        }
    }
}

/// The running cluster with the new configuration.
std::optional<std::string> replaced(const std::string& running, std::string_view after, const diff::Plan& plan) {
    pugi::xml_document old, now;
    if (!old.load_string(running.c_str()) || !now.load_buffer(after.data(), after.size())) return std::nullopt;
    pugi::xml_node configuration = now.child("cib").child("configuration");
    if (configuration.empty()) return std::nullopt;
    without_reloads(configuration, plan);
    // Nodes enter the CIB by themselves; a description that names none keeps those that are there.
    if (configuration.child("nodes").first_child().empty()) {
        configuration.remove_child("nodes");
        configuration.append_copy(old.child("cib").child("configuration").child("nodes"));
    }
    pugi::xml_node root = old.child("cib");
    root.remove_child("configuration");
    root.prepend_copy(configuration);
    const pugi::xml_attribute schema = now.child("cib").attribute("validate-with");
    if (!schema.empty()) root.attribute("validate-with") = schema.as_string();
    StringWriter writer;
    old.save(writer, "", pugi::format_raw | pugi::format_no_declaration);
    return std::move(writer.text);
}

/// What became of each resource, from where it ran and what was done.
std::map<std::string, Effect> effects_of(const Outcome& outcome) {
    std::map<std::string, std::set<std::string>> stops, starts;
    std::map<std::string, Effect> out;
    for (const Action& a : outcome.actions) {
        if (a.operation == "stop") stops[a.resource].insert(a.node);
        if (a.operation == "start") starts[a.resource].insert(a.node);
        if (a.operation == "reload" || a.operation == "reload-agent") out[a.resource] = Effect::Reload;
        if (a.operation == "migrate_to") out[a.resource] = Effect::Migrate;
    }
    for (const auto& [resource, nodes] : starts) {
        if (out.count(resource) != 0 && out[resource] == Effect::Migrate) continue;
        const auto it = stops.find(resource);
        if (it == stops.end())
            out[resource] = Effect::Start;
        else
            out[resource] = it->second == nodes || nodes.size() > 1 ? Effect::Restart : Effect::Move;
    }
    for (const auto& [resource, nodes] : stops) {
        if (starts.count(resource) == 0 && out.count(resource) == 0) out[resource] = Effect::Stop;
    }
    return out;
}

std::string reason_of(const Outcome& outcome, const std::string& resource) {
    for (const Summary& s : outcome.summary) {
        if (s.resource != resource) continue;
        std::string text = "crm_simulate: " + s.action;
        if (!s.source.empty() && s.source != s.node && !s.node.empty())
            text += fmt::format(" from {} to {}", s.source, s.node);
        else if (!s.node.empty())
            text += " on " + s.node;
        if (!s.reason.empty()) text += " because of " + s.reason;
        return text;
    }
    return "crm_simulate sees it";
}

void take_over(const Outcome& outcome, const std::set<std::string>& known, diff::Plan& plan) {
    std::set<std::string> told_of;
    for (const diff::Resource& r : plan.resources) told_of.insert(id_of(r.id));
    const std::map<std::string, Effect> effects = effects_of(outcome);
    for (diff::Resource& r : plan.resources) {
        const auto it = effects.find(id_of(r.id));
        const Effect seen = it == effects.end() ? Effect::None : it->second;
        const bool told = known.count(id_of(r.id)) != 0 || seen != Effect::None;
        if (seen == r.effect || r.effect == Effect::Reload || !told) continue;
        diff::raise(r, r.effect,
                    seen == Effect::None ? "crm_simulate does nothing with it now" : reason_of(outcome, id_of(r.id)));
        r.effect = seen;
    }
    for (const auto& [id, effect] : effects) {
        if (told_of.count(id) != 0 || effect == Effect::None) continue;
        const diff::Named name = named(plan, id);
        plan.resources.push_back({name.id, name.unit, effect, {}, {reason_of(outcome, id)}, {}});
    }
    std::vector<diff::Operation> operations;
    for (const diff::Operation& o : plan.operations)
        if (o.action == "reload") operations.push_back(o);
    for (const Action& a : outcome.actions) {
        if (a.recurring || a.operation == "monitor" || a.operation == "notify") continue;
        if (a.operation == "stonith")
            operations.push_back({"fence", a.node, ""});
        else
            operations.push_back({a.operation, named(plan, a.resource).id, a.node});
    }
    plan.operations = std::move(operations);
}

}  // namespace

std::size_t primitives(std::string_view cib) {
    std::size_t count = 0;
    for (std::size_t at = cib.find("<primitive"); at != std::string_view::npos; at = cib.find("<primitive", at + 1))
        ++count;
    return count;
}

bool confirm(Scheduler& scheduler, std::string_view before, std::string_view after, diff::Plan& plan) {
    const auto start = cold(before, true);
    const auto running = start ? scheduler.settle(*start, {}) : std::nullopt;
    if (!running) return false;
    const auto changed = replaced(running->cib, after, plan);
    const auto outcome = changed ? scheduler.settle(*changed, {}) : std::nullopt;
    if (!outcome) return false;
    std::set<std::string> known;
    for (const Instance& i : running->after.instances) known.insert(i.resource);
    take_over(*outcome, known, plan);
    return true;
}

}  // namespace hale::simulate
