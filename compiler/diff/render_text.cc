#include <fmt/format.h>

#include "compiler/diag/printable.h"
#include "compiler/diag/render.h"
#include "compiler/diff/render.h"

namespace hale::diff {

namespace {

constexpr std::size_t kValueWidth = 28;
constexpr std::size_t kWidth = 80;

std::string_view colour_of(Effect effect) {
    switch (effect) {
        case Effect::Restart:
        case Effect::Stop:
            return "\x1b[31m";
        case Effect::Move:
        case Effect::Migrate:
        case Effect::Reload:
            return "\x1b[33m";
        case Effect::Start:
            return "\x1b[32m";
        case Effect::None:
            break;
    }
    return "";
}

class Text {
public:
    Text(const Plan& plan, const source::SourceManager& sources, bool colour)
        : plan_(plan), sources_(sources), colour_(colour) {}

    std::string run() {
        head();
        for (const auto& [unit, resources] : by_unit(plan_)) {
            out_ += '\n' + clean(unit) + '\n';
            for (const Resource* resource : resources) one(*resource);
        }
        if (!plan_.settings.empty()) out_ += "\nSettings\n";
        for (const Change& change : plan_.settings) line(change, 2);
        operations();
        for (const diag::Diagnostic& hazard : plan_.hazards)
            out_ += '\n' + diag::render_text(hazard, sources_, colour_);
        return std::move(out_);
    }

private:
    static std::string clean(std::string_view text) { return diag::printable(text); }

    void head() {
        out_ +=
            fmt::format("{}: {} -> {}\n{}\n", plan_.manager, clean(plan_.before), clean(plan_.after), totals(plan_));
        if (plan_.scheduler.starts_with("not ")) out_ += fmt::format("({})\n", clean(plan_.scheduler));
    }

    void one(const Resource& resource) {
        const std::string_view on = colour_ ? colour_of(resource.effect) : "";
        const std::string word(to_text(resource.effect));
        out_ += fmt::format(
            "  {}{:<8}{} {}{}\n", on, word == "none" ? "-" : word, on.empty() ? "" : "\x1b[0m", clean(resource.id),
            resource.renamed_from.empty() ? "" : fmt::format(" (was {})", clean(resource.renamed_from)));
        for (const Change& change : resource.changes) line(change, 11);
        for (const std::string& reason : resource.reasons) wrapped(reason, 11);
    }

    void line(const Change& change, std::size_t indent) {
        std::string text = fmt::format("{}{}: {}", std::string(indent, ' '), clean(change.what),
                                       clean(value_text(change, kValueWidth)));
        const std::string& at = change.at.empty() ? change.at_before : change.at;
        if (!at.empty()) {
            text += text.size() + at.size() + 4 > kWidth ? "\n" + std::string(indent + 2, ' ') : "  ";
            text += '(' + clean(at) + ')';
        }
        out_ += text + '\n';
    }

    void wrapped(const std::string& text, std::size_t indent) {
        std::string line(indent, ' ');
        std::size_t at = 0;
        const std::string shown = clean(text);
        while (at < shown.size()) {
            const std::size_t end = std::min(shown.find(' ', at), shown.size());
            const std::string word = shown.substr(at, end - at);
            if (line.size() > indent && line.size() + 1 + word.size() > kWidth) {
                out_ += line + '\n';
                line.assign(indent, ' ');
            }
            line += (line.size() > indent ? " " : "") + word;
            at = end + 1;
        }
        out_ += line + '\n';
    }

    void operations() {
        if (plan_.operations.empty()) return;
        out_ += "\nOperations, in order\n";
        std::size_t number = 0;
        for (const Operation& o : plan_.operations) {
            out_ += fmt::format("  {:>3}. {} {}{}\n", ++number, o.action, clean(o.resource),
                                o.node.empty() ? "" : " on " + clean(o.node));
        }
    }

    const Plan& plan_;
    const source::SourceManager& sources_;
    bool colour_;
    std::string out_;
};

}  // namespace

std::string render_text(const Plan& plan, const source::SourceManager& sources, bool colour) {
    return Text(plan, sources, colour).run();
}

}  // namespace hale::diff
