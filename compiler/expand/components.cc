// Components: blocks with parameters of their own, used like a kind.
//
//     component web_stack { param device : path  service "${label}" { fs data { device = device … } } }
//     web_stack shop { device = "/dev/vg_shop/data" }
//
// A use is expanded where it stands: its arguments are evaluated there, the body in the component's own file. `label` is the
// label of the use. A body sees what is declared around it at the use as well; a parameter hides a name from outside.

#include <algorithm>

#include "compiler/diag/names_codes.h"
#include "compiler/expand/expander.h"
#include "compiler/expand/params.h"
#include "compiler/support/suggest.h"
#include "compiler/value/describe.h"

namespace hale::expand {

using model::Value;
using syntax::Item;
using syntax::ItemKind;

void Expander::declare_component(const Item& item) {
    const auto labels = c_.tree->labels(item);
    if (labels.size() != 1 || labels[0].kind != syntax::LabelKind::Name) {
        c_.report(diag::ComponentForm, item.name).help("write `component NAME {{ param …  … }}`");
        return;
    }
    const auto [it, fresh] = components_.try_emplace(std::string(c_.text(labels[0].span)), Component{c_.tree, &item, labels[0].span});
    if (!fresh && it->second.item != &item) {
        c_.report(diag::AlreadyDeclared, labels[0].span, it->first).label(it->second.name, "first declared here");
    }
}

/// The arguments of a use by name; false when something else stands there (reported).
bool Expander::arguments(const Item& use, const Component& component, std::map<std::string, Argument, std::less<>>& out) {
    bool good = true;
    for (const syntax::ItemId id : c_.tree->items_of(use.body)) {
        const Item& item = c_.tree->at(id);
        if (item.kind == ItemKind::Error) return false;
        if (item.kind != ItemKind::Attribute || item.quoted) {
            misplaced(item, "the use of a component holds only arguments, `name = value`");
            good = false;
            continue;
        }
        c_.used_loops = 0;
        Argument argument{evaluate(c_, item.value), c_.tree->at(item.value).span, item.name, c_.used_loops};
        const std::string name(c_.text(item.name));
        if (!out.emplace(name, std::move(argument)).second) {
            c_.report(diag::AlreadyDeclared, item.name, name);
            good = false;
        }
    }
    std::vector<std::string_view> known;
    const syntax::Tree& tree = *component.tree;
    for (const syntax::ItemId id : tree.items_of(component.item->body)) {
        if (tree.at(id).kind == ItemKind::Param) known.push_back(c_.text(tree.at(id).name));
    }
    for (const auto& [name, argument] : out) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        auto report = c_.report(diag::NoArgument, argument.name, c_.text(component.name), name);
        report.label(component.name, "the component");
        if (const std::string best = suggest(name, known); !best.empty()) report.help("did you mean `{}`?", best);
        good = false;
    }
    return good;
}

/// Declares one parameter of a component with its argument or default. The tree is the component's.
bool Expander::bind(const Item& param, const Item& use, const Component& component,
                    const std::map<std::string, Argument, std::less<>>& given) {
    const std::string_view name = c_.text(param.name);
    std::string wrong;
    const auto type = parse_param_type(c_.text(param.type), wrong);
    if (!type) {
        if (!c_.text(param.type).empty()) c_.report(diag::UnknownParamType, param.type, wrong);
        return false;
    }
    const auto it = given.find(name);
    Value value;
    LoopMask loops = 0;
    if (it != given.end()) {
        value = it->second.value;
        loops = it->second.loops;
        if (!value) return false;  // reported
        if (!fits(*type, value)) {
            c_.report(diag::WrongParam, it->second.span, name, to_text(*type), model::describe(value))
                .label(param.name, "declared here");
            return false;
        }
    } else if (param.value) {
        value = evaluate(c_, param.value);
        if (value && !fits(*type, value)) {
            c_.report(diag::WrongParam, c_.tree->at(param.value).span, name, to_text(*type), model::describe(value));
            value = {};
        }
        if (!value) return false;
    } else {
        c_.report(diag::MissingArgument, use.name, c_.text(component.name), name)
            .label(param.name, "declared here")
            .help("give it: `{} = …`", name);
        return false;
    }
    if (!within_limits(param, value, it != given.end() ? it->second.span : param.name)) return false;
    declare(param.name, std::move(value), loops, {});
    return true;
}

void Expander::use_component(const Item& use, const Component& component, Target target) {
    if (!c_.spend(use.span)) return;
    if (std::find(active_.begin(), active_.end(), component.item) != active_.end()) {
        c_.report(diag::ComponentCycle, use.name, c_.text(component.name)).label(component.name, "declared here");
        return;
    }
    c_.used_loops = 0;
    Block named;
    if (!labels(use, named)) return;
    const LoopMask loops = c_.used_loops;
    if (named.labels.size() != 1) {
        c_.report(diag::ComponentForm, use.name).help("a use has one label: `{} NAME {{ … }}`", c_.text(use.name));
        return;
    }
    named.name = std::string(c_.text(use.name));
    check_labels(use, named, loops);
    std::map<std::string, Argument, std::less<>> given;
    const syntax::Tree* caller = c_.tree;
    const bool good = arguments(use, component, given);
    const model::OriginId around = c_.reporter.iteration;
    const std::string& label = named.labels[0].text;
    c_.reporter.iteration = c_.origins.add(
        {model::OriginKind::Loop, use.name, around, fmt::format("label = {}", to_text(Value::string(label)))});
    c_.scope.open();
    (void)c_.scope.declare({"label", named.labels[0].span, Value::string(label), loops, {}, label.size() + sizeof(Value)});
    c_.tree = component.tree;
    active_.push_back(component.item);
    bool bound = good;
    const auto body = c_.tree->at(component.item->body).items;
    for (const syntax::ItemId id : c_.tree->items_of(body)) {
        const Item& item = c_.tree->at(id);
        if (good && item.kind == ItemKind::Param) bound = bind(item, use, component, given) && bound;
    }
    const bool top = at_top_;
    at_top_ = false;
    if (bound) {
        announce(body, target);
        for (const syntax::ItemId id : c_.tree->items_of(body)) {
            if (c_.stopped) break;
            if (c_.tree->at(id).kind != ItemKind::Param) item(c_.tree->at(id), target);
        }
    }
    at_top_ = top;
    active_.pop_back();
    c_.tree = caller;
    c_.scope.close();
    c_.reporter.iteration = around;
}

}  // namespace hale::expand
