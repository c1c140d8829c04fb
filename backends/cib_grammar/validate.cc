#include "backends/cib_grammar/validate.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <utility>

#include "backends/cib_grammar/rules.h"
#include "backends/cib_grammar/values.h"
#include "compiler/diag/cib_codes.h"
#include "compiler/support/suggest.h"

namespace hale::cib {

using xml::Node;

namespace {

/// "<resources>, <group> or <clone>": where an element of this name may stand.
std::string homes_of(std::string_view element, Version version) {
    std::vector<std::string> homes;
    std::vector<std::string_view> types;
    for (const auto& [name, type] : grammar().types) {
        if (type.find(true, element, version) != nullptr) types.push_back(name);
    }
    for (const auto& [name, type] : grammar().types) {
        for (const Item& item : type.items) {
            if (!item.child || std::find(types.begin(), types.end(), item.type) == types.end()) continue;
            if (std::find(homes.begin(), homes.end(), item.name) == homes.end()) homes.push_back(item.name);
        }
    }
    std::string out;
    for (std::size_t i = 0; i < homes.size(); ++i) {
        if (i != 0) out += i + 1 == homes.size() ? " or " : ", ";
        out += '<' + homes[i] + '>';
    }
    return out;
}

/// The first schema in which an item of this name is, and the first in which it is no more.
std::optional<Range> other_range(const Type& type, bool child, std::string_view name) {
    for (const Item& item : type.items) {
        if (item.child == child && item.name == name) return item.range;
    }
    return std::nullopt;
}

class Validator {
public:
    Validator(Version version, bool whole, const ValidateOptions& options, diag::Sink& sink)
        : version_(version), whole_(whole), options_(options), sink_(sink) {}

    void run(const Node& root) {
        element(root, root.name);
        references();
    }

private:
    void element(const Node& node, std::string_view type_name) {
        if (type_name == "anything") return;
        const Type& type = grammar().types.find(type_name)->second;
        const bool alone = is_alone(type, node);
        attributes(node, type, alone);
        children(node, type, alone);
        if (!alone) check_rules(node, type, version_, keep(), sink_);
    }

    bool keep() const { return options_.keep; }

    /// True when the element refers to another and may say nothing itself; what it says is reported.
    bool is_alone(const Type& type, const Node& node) {
        for (const Rule& rule : type.rules) {
            if (rule.kind != Rule::Kind::Alone || !rule.range.has(version_)) continue;
            const std::string& first = rule.terms.front().name;
            if (node.find(first) == nullptr || type.find(false, first, version_) == nullptr) return false;
            for (const xml::Attribute& a : node.attributes) {
                const bool allowed = std::any_of(rule.terms.begin(), rule.terms.end(),
                                                 [&](const Term& t) { return t.name == a.name; });
                if (!allowed && type.find(false, a.name, version_) != nullptr) {
                    sink_.report(diag::CibExcludes, a.span, '`' + first + '`', '`' + a.name + '`', node.name)
                        .soften(keep());
                }
            }
            for (const Node& child : node.children) {
                if (child.kind != xml::NodeKind::Element) continue;
                sink_.report(diag::CibExcludes, child.name_span, '`' + first + '`', '<' + child.name + '>', node.name)
                    .soften(keep());
            }
            return true;
        }
        return false;
    }

    void attributes(const Node& node, const Type& type, bool alone) {
        for (const xml::Attribute& a : node.attributes) {
            if (a.name.starts_with("xmlns:")) continue;
            const Item* item = type.find(false, a.name, version_);
            if (item == nullptr) {
                unknown_attribute(node, type, a);
            } else {
                value(node, *item, a);
            }
        }
        for (const Item& item : type.items) {
            if (item.child || item.count != '1' || !item.range.has(version_) || alone) continue;
            if (node.find(item.name) != nullptr || (node.name == "cib" && !whole_)) continue;
            auto report = sink_.report(diag::CibAttributeMissing, node.name_span, node.name, item.name);
            report.soften(keep() && item.name != "id");
            if (item.name == "id") report.help("Pacemaker knows everything by its id: give it one that is nowhere else");
        }
    }

    void unknown_attribute(const Node& node, const Type& type, const xml::Attribute& a) {
        auto report = sink_.report(diag::CibAttribute, a.name_span, node.name, a.name);
        report.soften(keep());
        if (const auto range = other_range(type, false, a.name)) return elsewhere(report, *range);
        std::string best;
        Suggestion near(a.name);
        for (const Item& item : type.items) {
            if (!item.child && item.range.has(version_)) near.offer(item.name);
        }
        if (!near.best().empty()) {
            report.help("did you mean `{}`?", near.best());
        } else if (node.name == "op") {
            report.help("what the agent is to be given for this operation is an <nvpair> in its <instance_attributes>");
        }
    }

    void elsewhere(diag::Report& report, const Range& range) {
        if (version_ < range.since) {
            report.help("schema {} has it; this file is of schema {} (`validate-with`)", text(range.since), text(version_));
        } else {
            report.help("it is gone since schema {}; this file is of schema {} (`validate-with`)", text(range.until),
                        text(version_));
        }
    }

    void value(const Node& node, const Item& item, const xml::Attribute& a) {
        if (!is_of_type(a.value, item.type, version_)) {
            auto report = sink_.report(diag::CibValue, a.value_span, a.name, node.name, a.value);
            report.soften(keep());
            const std::string best = suggest(a.value, grammar().choices(item.type, version_));
            if (item.type == "score" && same_letters(a.value.substr(a.value.find_first_not_of("+-") == std::string::npos ? 0 : a.value.find_first_not_of("+-")), "infinity")) {
                report.help("it is written in capitals: `{}INFINITY`", a.value.starts_with('-') ? "-" : "");
            } else if (!best.empty()) {
                report.help("did you mean `{}`? It is {}", best, type_words(item.type, version_));
            } else {
                report.help("it is {}", type_words(item.type, version_));
            }
            return;
        }
        if (item.type == "id") {
            const auto [first, is_new] = ids_.emplace(collapsed(a.value), std::pair(&node, &a));
            if (!is_new) {
                sink_.report(diag::CibIdTwice, a.value_span, a.value, first->second.first->name)
                    .soften(keep())
                    .label(first->second.second->value_span, "here")
                    .help("ids are one for the whole file, whatever they name: give one of the two another id");
            }
        }
        if (item.type == "ref") refs_.emplace_back(&node, &a);
    }

    void children(const Node& node, const Type& type, bool alone) {
        std::map<std::string_view, int> seen;
        std::size_t stage = 0;
        const Node* last = nullptr;
        for (const Node& child : node.children) {
            if (child.kind == xml::NodeKind::Text && !collapsed(child.text).empty()) {
                sink_.report(diag::CibText, child.span, node.name);
            }
            if (child.kind != xml::NodeKind::Element) continue;
            const Item* item = type.find(true, child.name, version_);
            if (item == nullptr) {
                unknown_element(node, type, child);
                continue;
            }
            if (alone) continue;
            if (++seen[child.name] > 1 && (item->count == '?' || item->count == '1')) {
                sink_.report(diag::CibTwice, child.name_span, child.name, node.name).soften(keep() && !is_section(node));
            }
            const std::size_t at = type.stage(*item, version_);
            if (at < stage && last != nullptr) {
                sink_.report(diag::CibOrder, child.name_span, child.name, last->name, node.name).soften(keep());
            } else if (at >= stage) {
                stage = at;
                last = &child;
            }
            element(child, item->type);
        }
        for (const Item& item : type.items) {
            if (!item.child || (item.count != '1' && item.count != '+') || !item.range.has(version_) || alone) continue;
            if (seen.contains(item.name) || (node.name == "configuration" && !whole_)) continue;
            sink_.report(diag::CibElementMissing, node.name_span, node.name, '<' + item.name + '>').soften(keep());
        }
    }

    static bool is_section(const Node& node) { return node.name == "configuration" || node.name == "cib"; }

    void unknown_element(const Node& node, const Type& type, const Node& child) {
        auto report = sink_.report(diag::CibElement, child.name_span, child.name, node.name);
        if (const auto range = other_range(type, true, child.name)) {
            report.soften(keep());
            return elsewhere(report, *range);
        }
        Suggestion near(child.name);
        for (const Item& item : type.items) {
            if (item.child && item.range.has(version_)) near.offer(item.name);
        }
        const std::string homes = homes_of(child.name, version_);
        if (!homes.empty()) {
            report.help("it belongs in {}", homes);
        } else if (!near.best().empty()) {
            report.help("did you mean <{}>?", near.best());
        } else {
            report.help("Pacemaker knows no element of this name here, and refuses the file");
        }
    }

    void references() {
        for (const auto& [node, a] : refs_) {
            if (ids_.contains(collapsed(a->value))) continue;
            auto report = sink_.report(diag::CibNoSuchId, a->value_span, a->name, node->name, a->value);
            report.soften(keep());
            Suggestion near(a->value);
            for (const auto& [id, where] : ids_) near.offer(id);
            if (!near.best().empty()) report.help("did you mean `{}`?", near.best());
        }
    }

    Version version_;
    bool whole_;
    const ValidateOptions& options_;
    diag::Sink& sink_;
    std::map<std::string, std::pair<const Node*, const xml::Attribute*>> ids_;
    std::vector<std::pair<const Node*, const xml::Attribute*>> refs_;
};

bool find_known(std::string_view name, Version& out) {
    constexpr std::string_view kPrefix = "pacemaker-";
    if (!name.starts_with(kPrefix)) return false;
    name.remove_prefix(kPrefix.size());
    if (name == "1.1") name = "1.2";
    for (const Version v : versions()) {
        if (text(v) == name) {
            out = v;
            return true;
        }
    }
    return false;
}

/// The findings under the newest schema that has the fewest.
diag::Sink under_any(const Node& root, const ValidateOptions& options) {
    std::optional<diag::Sink> best;
    for (auto v = versions().rbegin(); v != versions().rend(); ++v) {
        diag::Sink trial;
        Validator(*v, false, options, trial).run(root);
        if (!best || trial.diagnostics().size() < best->diagnostics().size()) best = std::move(trial);
        if (best->diagnostics().empty()) break;
    }
    return std::move(*best);
}

}  // namespace

Version version_of(const Node& root) {
    Version out = 0;
    if (const auto name = root.get("validate-with")) find_known(collapsed(*name), out);
    return out;
}

bool validate(const Node& root, const ValidateOptions& options, diag::Sink& sink) {
    const std::size_t before = sink.diagnostics().size();
    const xml::Attribute* named = root.find("validate-with");
    const std::string name = named == nullptr ? "" : collapsed(named->value);
    if (name == "none") return true;
    Version version = 0;
    if (find_known(name, version)) {
        Validator(version, true, options, sink).run(root);
    } else if (named != nullptr && name != "pacemaker-next") {
        auto report = sink.report(diag::CibNoSuchSchema, named->value_span, named->value);
        report.soften(options.keep);
        std::vector<std::string> all;
        for (const Version v : versions()) all.push_back("pacemaker-" + text(v));
        const std::string best = suggest(name, all);
        report.help("schemas are called `pacemaker-{}` to `pacemaker-{}`", text(kOldest), text(kNewest));
        (void)best;
    } else {
        const diag::Sink found = under_any(root, options);
        for (const diag::Diagnostic& d : found.diagnostics()) sink.add(d);
    }
    return sink.diagnostics().size() == before;
}

}  // namespace hale::cib
