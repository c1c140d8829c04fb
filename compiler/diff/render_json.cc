#include <nlohmann/json.hpp>

#include "compiler/diag/render.h"
#include "compiler/diff/render.h"

namespace hale::diff {

namespace {

using Json = nlohmann::ordered_json;

Json change_json(const Change& change) {
    Json out = {{"what", change.what}};
    if (change.secret)
        out["secret"] = true;
    else {
        out["before"] = change.before.empty() ? Json(nullptr) : Json(change.before);
        out["after"] = change.after.empty() ? Json(nullptr) : Json(change.after);
    }
    if (!change.at.empty()) out["at"] = change.at;
    if (!change.at_before.empty()) out["at_before"] = change.at_before;
    return out;
}

Json changes_json(const std::vector<Change>& changes) {
    Json out = Json::array();
    for (const Change& change : changes) out.push_back(change_json(change));
    return out;
}

Json resource_json(const Resource& resource) {
    Json out = {{"id", resource.id},
                {"unit", resource.unit},
                {"effect", to_text(resource.effect)},
                {"reasons", resource.reasons},
                {"changes", changes_json(resource.changes)}};
    if (!resource.renamed_from.empty()) out["renamed_from"] = resource.renamed_from;
    return out;
}

}  // namespace

std::string render_json(const Plan& plan, const source::SourceManager& sources) {
    Json out = {
        {"format", 1}, {"manager", plan.manager}, {"old", plan.before}, {"new", plan.after}, {"empty", plan.empty()}};
    if (!plan.scheduler.empty()) out["scheduler"] = plan.scheduler;
    Json& totals = out["totals"] = Json::object();
    for (const Effect effect : disturbing()) totals[std::string(to_text(effect))] = plan.count(effect);
    totals["settings"] = plan.settings.size();
    totals["hazards"] = plan.hazards.size();
    Json& resources = out["resources"] = Json::array();
    for (const Resource& resource : plan.resources) resources.push_back(resource_json(resource));
    out["settings"] = changes_json(plan.settings);
    Json& operations = out["operations"] = Json::array();
    for (const Operation& o : plan.operations) {
        Json one = {{"action", o.action}, {"resource", o.resource}};
        if (!o.node.empty()) one["node"] = o.node;
        operations.push_back(std::move(one));
    }
    Json& hazards = out["hazards"] = Json::array();
    for (const diag::Diagnostic& d : plan.hazards) hazards.push_back(Json::parse(diag::render_json(d, sources)));
    return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace hale::diff
