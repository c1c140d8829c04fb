#include <variant>

#include "backends/pacemaker/run_order.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

namespace {

OriginId origin_of(const Document& document, std::size_t constraint) {
    if (constraint >= document.constraints.size()) return {};
    return std::visit([](const auto& c) { return c.origin; }, document.constraints[constraint]);
}

}  // namespace

void report_circle(const std::vector<CircleStep>& circle, const Document& document, const model::Model& model,
                   bool mild, diag::Sink& sink) {
    std::string round = circle.empty() ? std::string() : circle.front().first;
    OriginId at;
    for (const CircleStep& step : circle) {
        round += " → " + step.then;
        if (!at) at = origin_of(document, step.constraint);
    }
    auto report = sink.report(diag::RunsInACircle, model.origins.span(at ? at : document.origin), round);
    report.soften(mild).notes(model.origins.iterations(at));
    std::size_t labels = 0;
    for (const CircleStep& step : circle) {
        const OriginId origin = origin_of(document, step.constraint);
        if (!origin || origin == at || ++labels > 3) continue;
        report.label(model.origins.span(origin), "`{}` before `{}`", step.first, step.then);
    }
    report.help("one of these orders must go, or become optional");
}

}  // namespace hale::pacemaker
