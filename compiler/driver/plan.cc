#include "compiler/driver/plan.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/simulate/confirm.h"

namespace hale::driver {

namespace {

/// A resource that is called otherwise now is one resource that restarts, not one that goes and one that comes.
void apply_moves(const backends::Side& after, diff::Plan& plan) {
    for (const auto& [now, before] : after.moved) {
        const auto find = [&](const std::string& id) {
            return std::find_if(plan.resources.begin(), plan.resources.end(),
                                [&](const diff::Resource& r) { return r.id == id; });
        };
        const auto gone = find(before);
        if (gone == plan.resources.end() || gone->effect == diff::Effect::Start) continue;
        const bool stopped = gone->effect == diff::Effect::Stop;
        plan.resources.erase(gone);
        const auto it = find(now);
        if (it == plan.resources.end()) continue;
        it->renamed_from = before;
        it->reasons.clear();
        if (stopped) it->effect = diff::Effect::Restart;
        diff::raise(*it, it->effect,
                    fmt::format("the manager knows it by its name: `{}` stops and `{}` starts", before, now));
    }
}

/// Executing a transition is quadratic: above this it takes longer than people wait.
constexpr std::size_t kMostResources = 150;

void confirm(const PlanSide& before, const PlanSide& after, Processes& processes, diff::Plan& plan) {
    const std::string_view old = before.session.sources.text(before.text), now = after.session.sources.text(after.text);
    if (simulate::primitives(old) + simulate::primitives(now) > 2 * kMostResources) {
        plan.scheduler = fmt::format("not asked: more than {} resources", kMostResources);
        return;
    }
    simulate::Scheduler scheduler(processes);
    if (!scheduler.available())
        plan.scheduler = "not asked: crm_simulate is not installed";
    else
        plan.scheduler =
            simulate::confirm(scheduler, old, now, plan) ? "crm_simulate was asked" : "not asked: " + scheduler.problem;
}

}  // namespace

bool PlanSide::load(const std::string& path) { return session.load(path) && !session.sink.has_errors(); }

bool PlanSide::bring_to(const backends::Backend& manager, const std::string& name,
                        const backends::SecretResolver& secrets, std::string& problem) {
    const auto& clusters = session.model.clusters;
    for (const model::Cluster& c : clusters) {
        if (c.name == name || (name.empty() && clusters.size() == 1)) cluster = &c;
    }
    if (session.reader() == &manager) {
        text = session.main;
        return true;
    }
    if (cluster == nullptr) {
        const std::string& file = session.sources.name(session.main);
        problem = name.empty() ? fmt::format("`{}` does not describe one cluster: choose one with --cluster", file)
                               : fmt::format("`{}` has no cluster `{}`", file, name);
        return false;
    }
    backends::BuildOptions options;
    options.secrets = secrets;
    const auto file = manager.build(session.model, *cluster, options, session.sink);
    if (!file || session.sink.has_errors()) return false;
    lines_ = file->lines;
    text = session.sources.add(fmt::format("{} as {}", session.sources.name(session.main), file->name), file->text);
    return true;
}

source::Span PlanSide::home(source::Span span) const {
    if (!span.valid() || text == session.main) return span;
    const std::uint32_t line = session.sources.position(text, span.begin).line;
    return line <= lines_.size() ? session.model.origins.span(lines_[line - 1]) : source::Span{};
}

std::string PlanSide::place(source::Span span) const {
    const source::Span at = home(span);
    if (!at.valid()) return {};
    const source::Position p = session.sources.position(at.file, at.begin);
    return fmt::format("{}:{}:{}", session.sources.name(at.file), p.line, p.column);
}

backends::Side PlanSide::side() const {
    backends::Side out{session.sources,
                       text,
                       [this](source::Span s) { return place(s); },
                       [this](source::Span s) { return home(s); },
                       {},
                       text != session.main,
                       {}};
    if (cluster == nullptr) return out;
    for (const model::Resource& r : cluster->resources) {
        if (r.kind == nullptr) continue;
        if (r.kind->name.find(':') == std::string::npos) out.kinds.emplace(r.label, r.kind->name);
        if (r.moved_from.empty()) continue;
        out.moved.emplace(fmt::format("{}:{}", r.kind->name, r.label),
                          fmt::format("{}:{}", r.kind->name, r.moved_from));
    }
    return out;
}

const backends::Backend* plan_manager(const PlanSide& before, const PlanSide& after, const std::string& target) {
    if (!target.empty()) return backends::find_backend(target);
    for (const PlanSide* side : {&after, &before}) {
        if (const backends::Backend* reader = side->session.reader()) return reader;
    }
    for (const model::Cluster& cluster : after.session.model.clusters) {
        if (!cluster.targets.empty()) return backends::find_backend(cluster.targets.front());
    }
    return nullptr;
}

std::optional<diff::Plan> make_plan(PlanSide& before, PlanSide& after, const backends::Backend& manager,
                                    Processes* processes) {
    diag::Sink hazards;
    const backends::Side old = before.side(), now = after.side();
    std::optional<diff::Plan> plan = manager.changes(old, now, after.session.kinds(), hazards);
    if (!plan) return std::nullopt;
    plan->before = before.session.sources.name(before.session.main);
    plan->after = after.session.sources.name(after.session.main);
    if (processes != nullptr && manager.scheduled()) confirm(before, after, *processes, *plan);
    apply_moves(now, *plan);
    plan->hazards = hazards.diagnostics();
    return plan;
}

}  // namespace hale::driver
