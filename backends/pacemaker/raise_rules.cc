// <rule> to `when`.

#include <algorithm>
#include <array>
#include <map>

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/rules.h"

namespace hale::pacemaker {

using model::Rule;
using model::ValueKind;
using xml::Node;
using RuleOp = Rule::Op;

namespace {

Rule call(std::string name, std::vector<Rule> arguments) {
    return {RuleOp::Call, std::move(name), std::move(arguments), {}};
}
Rule name(std::string_view text) { return {RuleOp::Name, std::string(text), {}, {}}; }

Rule text(const std::string& value) {
    const bool number = int_value(value).is(ValueKind::Int) && value[0] != '-';
    return {RuleOp::Literal, value, {}, number ? ValueKind::Int : ValueKind::String};
}
Rule text_or_none(const Node& node, std::string_view attribute) {
    const xml::Attribute* a = node.find(attribute);
    return a == nullptr ? call("none", {}) : Rule{RuleOp::Literal, a->value, {}, ValueKind::String};
}

/// True when the element has these attributes at most, and no children but those allowed.
bool has_only(const Node& node, std::initializer_list<std::string_view> attributes, bool children = false) {
    for (const xml::Attribute& a : node.attributes) {
        if (std::find(attributes.begin(), attributes.end(), a.name) == attributes.end()) return false;
    }
    return children || node.children.empty();
}

/// name, value, name, value …, without the id.
Rule pairs(std::string function, const Node& node) {
    Rule out = call(std::move(function), {});
    for (const xml::Attribute& a : node.attributes) {
        if (a.name == "id") continue;
        out.children.push_back({RuleOp::Literal, a.name, {}, ValueKind::String});
        out.children.push_back({RuleOp::Literal, a.value, {}, ValueKind::String});
    }
    return out;
}

Rule attribute_name(const std::string& attribute) {
    if (attribute.starts_with("#") && is_builtin_attribute(std::string_view(attribute).substr(1))) {
        return name(std::string_view(attribute).substr(1));
    }
    if (is_bare(attribute) && !is_builtin_attribute(attribute) && attribute != "date") return name(attribute);
    return call("attribute", {{RuleOp::Literal, attribute, {}, ValueKind::String}});
}

std::optional<Rule> expression(const Node& node) {
    static const std::map<std::string_view, RuleOp> comparisons{{"eq", RuleOp::Eq},  {"ne", RuleOp::Ne},
                                                                {"lt", RuleOp::Lt},  {"gt", RuleOp::Gt},
                                                                {"lte", RuleOp::Le}, {"gte", RuleOp::Ge}};
    if (!has_only(node, {"id", "attribute", "operation", "value", "type", "value-source"})) return {};
    const auto attribute = node.get("attribute"), operation = node.get("operation");
    if (!attribute || !operation) return {};
    Rule left = attribute_name(std::string(*attribute));
    if (*operation == "defined" || *operation == "not_defined") {
        if (!has_only(node, {"id", "attribute", "operation"})) return {};
        Rule defined = call("defined", {std::move(left)});
        if (*operation == "defined") return defined;
        return Rule{RuleOp::Not, {}, {std::move(defined)}, {}};
    }
    const auto comparison = comparisons.find(*operation);
    if (comparison == comparisons.end()) return {};
    if (const auto type = node.get("type")) {
        if (*type != "number" && *type != "integer" && *type != "version" && *type != "string") return {};
        left = call(std::string(*type), {std::move(left)});
    }
    const auto value = node.get("value"), source = node.get("value-source");
    Rule right = value ? text(std::string(*value)) : call("none", {});
    if (source) {
        if (!value || (*source != "param" && *source != "meta" && *source != "literal")) return {};
        right.literal = ValueKind::String;
        right = call(*source == "param" ? "parameter" : std::string(*source), {std::move(right)});
    }
    return Rule{comparison->second, {}, {std::move(left), std::move(right)}, {}};
}

std::optional<Rule> date(const Node& node) {
    if (!has_only(node, {"id", "operation", "start", "end"}, true) || node.children.size() > 1) return {};
    const std::string operation(node.get("operation").value_or(""));
    const Node* inner = node.children.empty() ? nullptr : &node.children.front();
    if (inner != nullptr && !inner->children.empty()) return {};
    const bool start = node.find("start") != nullptr, end = node.find("end") != nullptr;
    if (operation == "gt" && start && !end && inner == nullptr) {
        return Rule{RuleOp::Gt, {}, {name("date"), text_or_none(node, "start")}, {}};
    }
    if (operation == "lt" && end && !start && inner == nullptr) {
        return Rule{RuleOp::Lt, {}, {name("date"), text_or_none(node, "end")}, {}};
    }
    if (operation == "in_range" && (inner == nullptr || inner->is_element("duration"))) {
        Rule out = call("in_range", {text_or_none(node, "start"), text_or_none(node, "end")});
        if (inner != nullptr) out.children.push_back(pairs("duration", *inner));
        return out;
    }
    if (operation == "date_spec" && !start && !end && inner != nullptr && inner->is_element("date_spec")) {
        return pairs("date_spec", *inner);
    }
    return {};
}

std::optional<Rule> conditions(const Node& rule, bool nested);

std::optional<Rule> nested_rule(const Node& node) {
    auto inner = conditions(node, true);
    const auto score = node.get("score");
    if (!inner || !score) return inner;
    return call("scored", {{RuleOp::Literal, std::string(*score), {}, ValueKind::String}, std::move(*inner)});
}

std::optional<Rule> condition(const Node& node) {
    if (node.is_element("expression")) return expression(node);
    if (node.is_element("date_expression")) return date(node);
    if (node.is_element("rsc_expression") && has_only(node, {"id", "class", "provider", "type"})) {
        return pairs("rsc", node);
    }
    if (node.is_element("op_expression") && has_only(node, {"id", "name", "interval"})) return pairs("op", node);
    if (node.is_element("rule") && has_only(node, {"id", "boolean-op", "score"}, true)) return nested_rule(node);
    return {};
}

std::optional<Rule> conditions(const Node& rule, bool nested) {
    std::vector<Rule> all;
    for (const Node& child : rule.children) {
        auto one = condition(child);
        if (!one) return {};
        one->span = child.span;
        all.push_back(std::move(*one));
    }
    if (all.empty()) return {};
    const auto op = rule.get("boolean-op");
    if (op && *op != "and" && *op != "or") return {};
    const bool several = all.size() > 1;
    if (!op) {
        const bool plain =
            !several && !nested && all[0].op != RuleOp::And && all[0].op != RuleOp::Or &&
            !(all[0].op == RuleOp::Call && (all[0].text == "all" || all[0].text == "any" || all[0].text == "group"));
        return plain ? all[0] : call("group", std::move(all));
    }
    if (!several) return call(*op == "and" ? "all" : "any", std::move(all));
    return Rule{*op == "and" ? RuleOp::And : RuleOp::Or, {}, std::move(all), {}};
}

void collect_ids(const Node& node, std::vector<std::string>& out) {
    for (const Node& child : node.children) {
        out.emplace_back(child.get("id").value_or(""));
        collect_ids(child, out);
    }
}

void collect_default_ids(const Node& node, const std::string& id, IdScheme scheme, std::vector<std::string>& out) {
    std::size_t n = 0, rules = 0;
    for (const Node& child : node.children) {
        std::string own = child.is_element("duration")    ? id + "-duration"
                          : child.is_element("date_spec") ? id + "-datespec"
                          : child.is_element("rule")      ? rule_id(scheme, id, rules++)
                                                          : condition_id(scheme, id, n++);
        out.push_back(own);
        collect_default_ids(child, own, scheme, out);
    }
}

/// `rule [ID] {…}`.
block::Block raise_rule(Raising& r, const Node& rule, const std::string& default_id) {
    block::Block out = r.block("rule", rule);
    const std::string id(rule.get("id").value_or(""));
    if (!id.empty() && id != default_id) r.label(out, id, rule.find("id")->value_span);
    const auto when = has_only(rule, {"id", "id-ref", "boolean-op", "role", "score", "score-attribute"}, true)
                          ? rule_expression(rule)
                          : std::nullopt;
    const bool reference =
        rule.find("id-ref") != nullptr && rule.children.empty() && rule.find("boolean-op") == nullptr;
    const bool known = (when || reference) && !(id.empty() && rule.find("id") != nullptr) && (reference || !id.empty());
    if (!known) {  // no word says it: as it stands
        for (const xml::Attribute& a : rule.attributes) {
            if (a.name != "id") r.set(r.native(out), a.name, text_value(a.value), a.name_span, a.value_span);
        }
        for (const Node& child : rule.children) {
            if (child.kind == xml::NodeKind::Element) r.native(out).children.push_back(raise_xml(r, child));
        }
        return out;
    }
    for (const xml::Attribute& a : rule.attributes) {
        if (a.name == "id" || a.name == "boolean-op") continue;
        const std::string word = a.name == "id-ref" ? "id_ref" : a.name;
        r.set(out, word, a.name == "score" ? score_value(a.value) : plain_value(a.value), a.name_span, a.value_span);
    }
    return out;
}

void set_when(Raising& r, block::Block& out, const Node& rule) {
    const auto when = rule_expression(rule);
    if (!when) return;
    model::Value value = model::Value::make(ValueKind::Rule, 0, {}, {});
    value.set_rule(*when);
    const source::Span place = rule.children.empty() ? rule.span : rule.children.front().span;
    r.set(out, "when", std::move(value), rule.name_span, place);
    const std::vector<std::string> ids = inner_ids(rule);
    if (ids == default_inner_ids(rule, r.scheme)) return;
    model::Value list = model::Value::make(ValueKind::List, 0, {}, {});
    for (const std::string& id : ids) list.items.push_back(text_value(id));
    r.set(out, "when_ids", std::move(list), rule.name_span, place);
}

}  // namespace

bool is_builtin_attribute(std::string_view name) {
    static constexpr std::array<std::string_view, 8> names = {"uname",        "id",        "kind",  "role",
                                                              "cluster-name", "site-name", "is_dc", "ra-version"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Rule> rule_expression(const Node& rule) { return conditions(rule, false); }

std::vector<std::string> inner_ids(const Node& rule) {
    std::vector<std::string> out;
    collect_ids(rule, out);
    return out;
}

std::vector<std::string> default_inner_ids(const Node& rule, IdScheme scheme) {
    std::vector<std::string> out;
    collect_default_ids(rule, std::string(rule.get("id").value_or("")), scheme, out);
    return out;
}

void raise_rules(Raising& r, const std::vector<Node>& rules, const std::string& owner, bool inline_score,
                 block::Block& into) {
    if (rules.size() == 1) {
        block::Block one = raise_rule(r, rules[0], rule_id(r.scheme, owner, 0));
        const bool bare = one.labels.empty() && one.children.empty() && one.find("id_ref") == nullptr &&
                          (inline_score || one.attrs.empty());
        if (bare) {
            for (block::Attr& a : one.attrs) into.attrs.push_back(std::move(a));
            return set_when(r, into, rules[0]);
        }
    }
    for (std::size_t i = 0; i < rules.size(); ++i) {
        block::Block made = raise_rule(r, rules[i], rule_id(r.scheme, owner, i));
        if (made.children.empty() && made.find("id_ref") == nullptr) set_when(r, made, rules[i]);
        into.children.push_back(std::move(made));
    }
}

}  // namespace hale::pacemaker
