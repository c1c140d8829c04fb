#include "compiler/diff/render.h"

#include <fmt/format.h>

#include <algorithm>

namespace hale::diff {

namespace {

std::string shortened(const std::string& text, std::size_t width) {
    if (text.size() <= width) return text;
    std::size_t end = width;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // never half a character
    return text.substr(0, end) + "…";
}

}  // namespace

const std::vector<Effect>& disturbing() {
    static const std::vector<Effect> effects = {Effect::Restart, Effect::Stop,   Effect::Move,
                                                Effect::Migrate, Effect::Reload, Effect::Start};
    return effects;
}

std::string totals(const Plan& plan) {
    std::string out;
    const auto add = [&](std::size_t count, std::string_view word, std::string_view plural) {
        if (count != 0) out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, count == 1 ? word : plural);
    };
    for (const Effect effect : disturbing()) add(plan.count(effect), to_text(effect), to_text(effect));
    add(plan.count(Effect::None), "change without effect now", "changes without effect now");
    add(plan.settings.size(), "setting", "settings");
    add(plan.hazards.size(), "hazard", "hazards");
    return out.empty() ? "nothing changes" : out;
}

std::string value_text(const Change& change, std::size_t width) {
    if (change.secret)
        return change.before.empty() ? "(secret, new)" : change.after.empty() ? "(secret, gone)" : "(secret, changed)";
    if (change.before.empty() && change.after.empty()) return "(empty)";
    if (change.before.empty()) return shortened(change.after, width) + " (new)";
    if (change.after.empty()) return "was " + shortened(change.before, width);
    return shortened(change.before, width) + " -> " + shortened(change.after, width);
}

std::vector<std::pair<std::string, std::vector<const Resource*>>> by_unit(const Plan& plan) {
    std::vector<std::pair<std::string, std::vector<const Resource*>>> out;
    for (const Resource& resource : plan.resources) {
        auto it = std::find_if(out.begin(), out.end(), [&](const auto& unit) { return unit.first == resource.unit; });
        if (it == out.end()) it = out.insert(out.end(), {resource.unit, {}});
        it->second.push_back(&resource);
    }
    return out;
}

std::string render(const Plan& plan, const source::SourceManager& sources, Format format, bool colour) {
    switch (format) {
        case Format::Json:
            return render_json(plan, sources);
        case Format::Html:
            return render_html(plan, sources);
        case Format::Markdown:
            return render_markdown(plan, sources);
        case Format::Text:
            break;
    }
    return render_text(plan, sources, colour);
}

}  // namespace hale::diff
