// `when` to <rule>.

#include <algorithm>
#include <map>

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/rules.h"
#include "compiler/diag/managers_codes.h"

namespace hale::pacemaker {

using model::Rule;
using xml::Node;
using RuleOp = Rule::Op;

namespace {

class Expressions {
public:
    Expressions(Lowering& l, OriginId origin) : l_(l), origin_(origin) {}

    /// The conditions of a rule, its boolean-op included.
    void fill(const Rule& when, Node& rule) {
        if (when.op == RuleOp::And || when.op == RuleOp::Or) {
            rule.set("boolean-op", when.op == RuleOp::And ? "and" : "or");
            for (const Rule& child : flat(when)) add(child, rule);
        } else if (is_rule_call(when)) {
            if (when.text != "group") rule.set("boolean-op", when.text == "all" ? "and" : "or");
            if (when.children.empty()) refuse(when, when.text + "() without a condition");
            for (const Rule& child : when.children) add(child, rule);
        } else {
            add(when, rule);
        }
    }

private:
    static bool is_rule_call(const Rule& r) {
        return r.op == RuleOp::Call && (r.text == "all" || r.text == "any" || r.text == "group");
    }
    /// The operands of `a && b && c`, which the parser may have put into pairs: the first one of its own operation is
    /// no pair of parentheses.
    static std::vector<Rule> flat(const Rule& r) { return r.children; }

    /// HL4120 at the part that cannot be said, which mostly is one condition of several.
    void refuse(const Rule& part, const std::string& what) {
        if (refused_) return;
        refused_ = true;
        const source::Span at = part.span.valid() ? part.span : l_.span(origin_);
        l_.sink.report(diag::RuleNotExpressible, at, what)
            .help("a rule compares a node attribute, `uname`, `date` … with a value: `pingd == \"1\" && !defined(x)`");
    }

    void add(const Rule& r, Node& rule) {
        switch (r.op) {
            case RuleOp::And:
            case RuleOp::Or: {
                Node nested("rule", origin_);
                nested.set("id", "");
                fill(r, nested);
                rule.add(std::move(nested));
                return;
            }
            case RuleOp::Not:
                if (is_defined(r.children.front())) return defined(r.children.front(), "not_defined", rule);
                return negated(r.children.front(), rule);
            case RuleOp::Eq:
            case RuleOp::Ne:
            case RuleOp::Lt:
            case RuleOp::Le:
            case RuleOp::Gt:
            case RuleOp::Ge:
                return compare(r, r.op, rule);
            case RuleOp::Call:
                return call(r, rule);
            case RuleOp::Name:
                return refuse(r, "`" + r.text + "` alone");
            case RuleOp::Literal:
                return refuse(r, "a value alone");
        }
    }

    static bool is_defined(const Rule& r) {
        return r.op == RuleOp::Call && r.text == "defined" && r.children.size() == 1;
    }

    /// `!(a == b)` is `a != b`.
    void negated(const Rule& r, Node& rule) {
        static const std::map<RuleOp, RuleOp> opposite{{RuleOp::Eq, RuleOp::Ne}, {RuleOp::Ne, RuleOp::Eq},
                                                       {RuleOp::Lt, RuleOp::Ge}, {RuleOp::Ge, RuleOp::Lt},
                                                       {RuleOp::Gt, RuleOp::Le}, {RuleOp::Le, RuleOp::Gt}};
        const auto it = opposite.find(r.op);
        if (it == opposite.end() || is_date(r)) return refuse(r, "this negation");
        compare(r, it->second, rule);
    }

    static bool is_date(const Rule& r) {
        return !r.children.empty() && r.children[0].op == RuleOp::Name && r.children[0].text == "date";
    }

    void defined(const Rule& r, std::string operation, Node& rule) {
        Node node("expression", origin_);
        node.set("id", "");
        if (!attribute(r.children[0], node)) return;
        node.set("operation", std::move(operation));
        rule.add(std::move(node));
    }

    bool attribute(const Rule& r, Node& node) {
        if (r.op == RuleOp::Name) {
            node.set("attribute", is_builtin_attribute(r.text) ? "#" + r.text : r.text.str());
        } else if (r.op == RuleOp::Call && r.text == "attribute" && r.children.size() == 1 &&
                   r.children[0].op == RuleOp::Literal) {
            node.set("attribute", r.children[0].text);
        } else {
            refuse(r, "this on the left of a comparison");
            return false;
        }
        return true;
    }

    void compare(const Rule& r, RuleOp op, Node& rule) {
        static const std::map<RuleOp, const char*> names{{RuleOp::Eq, "eq"}, {RuleOp::Ne, "ne"},  {RuleOp::Lt, "lt"},
                                                         {RuleOp::Gt, "gt"}, {RuleOp::Le, "lte"}, {RuleOp::Ge, "gte"}};
        if (is_date(r)) return date(r, op, rule);
        Node node("expression", origin_);
        node.set("id", "");
        const Rule* left = &r.children[0];
        std::string type;
        if (left->op == RuleOp::Call && left->text != "attribute" && left->children.size() == 1) {
            type = left->text;
            left = &left->children[0];
            if (type != "number" && type != "integer" && type != "version" && type != "string") {
                return refuse(r, "`" + type + "(…)` on the left of a comparison");
            }
        }
        if (!attribute(*left, node)) return;
        node.set("operation", names.at(op));
        if (!type.empty()) node.set("type", type);
        if (!value(r.children[1], node)) return;
        rule.add(std::move(node));
    }

    bool value(const Rule& r, Node& node) {
        if (r.op == RuleOp::Literal || r.op == RuleOp::Name) {
            node.set("value", r.text);
            return true;
        }
        if (r.op == RuleOp::Call && r.text == "none" && r.children.empty()) return true;
        const bool source = r.op == RuleOp::Call && (r.text == "parameter" || r.text == "meta" || r.text == "literal");
        if (source && r.children.size() == 1 && r.children[0].op == RuleOp::Literal) {
            node.set("value", r.children[0].text).set("value-source", r.text == "parameter" ? "param" : r.text);
            return true;
        }
        refuse(r, "this on the right of a comparison");
        return false;
    }

    void date(const Rule& r, RuleOp op, Node& rule) {
        const bool later = op == RuleOp::Gt;
        if ((!later && op != RuleOp::Lt) || r.children[1].op != RuleOp::Literal) {
            return refuse(r, "this comparison of `date`");
        }
        Node node("date_expression", origin_);
        node.set("id", "").set("operation", later ? "gt" : "lt");
        node.set(later ? "start" : "end", r.children[1].text);
        rule.add(std::move(node));
    }

    void call(const Rule& r, Node& rule) {
        if (is_defined(r)) return defined(r, "defined", rule);
        if (is_rule_call(r)) {
            Node nested("rule", origin_);
            nested.set("id", "");
            fill(r, nested);
            rule.add(std::move(nested));
        } else if (r.text == "scored" && r.children.size() == 2 && r.children[0].op == RuleOp::Literal) {
            Node nested("rule", origin_);
            nested.set("id", "").set("score", r.children[0].text);
            fill(r.children[1], nested);
            rule.add(std::move(nested));
        } else if (r.text == "in_range" && (r.children.size() == 2 || r.children.size() == 3)) {
            in_range(r, rule);
        } else if (r.text == "date_spec") {
            Node node("date_expression", origin_);
            node.set("id", "").set("operation", "date_spec");
            node.add(pairs("date_spec", r));
            rule.add(std::move(node));
        } else if (r.text == "rsc" || r.text == "op") {
            rule.add(pairs(r.text + "_expression", r));
        } else {
            refuse(r, "`" + r.text + "(…)`");
        }
    }

    void in_range(const Rule& r, Node& rule) {
        Node node("date_expression", origin_);
        node.set("id", "").set("operation", "in_range");
        for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
            const Rule& limit = r.children[i];
            if (limit.op == RuleOp::Literal) {
                node.set(i == 0 ? "start" : "end", limit.text);
            } else if (limit.op != RuleOp::Call || limit.text != "none") {
                return refuse(limit, "this limit of `in_range`");
            }
        }
        if (r.children.size() == 3) {
            if (r.children[2].op != RuleOp::Call || r.children[2].text != "duration") {
                return refuse(r.children[2], "this third argument of `in_range`");
            }
            node.add(pairs("duration", r.children[2]));
        }
        rule.add(std::move(node));
    }

    Node pairs(const std::string& element, const Rule& r) {
        Node node(element, origin_);
        node.set("id", "");
        bool good = r.children.size() % 2 == 0;
        for (std::size_t i = 0; i + 1 < r.children.size(); i += 2) {
            const Rule &name = r.children[i], &value = r.children[i + 1];
            good &= name.op == RuleOp::Literal && value.op == RuleOp::Literal && name.text != "id";
            node.set(name.text, value.text);
        }
        if (!good) refuse(r, "`" + r.text + "(…)`, whose arguments are not names and values in turn,");
        return node;
    }

    Lowering& l_;
    OriginId origin_;
    bool refused_ = false;
};

/// The schemas before 3.9 want a score even where it means nothing: in a set, and in a rule inside a rule.
void add_missing_scores(Node& rule) {
    if (!rule.find("score") && !rule.find("score-attribute") && !rule.find("id-ref")) rule.set("score", "INFINITY");
    for (Node& child : rule.children) {
        if (child.is_element("rule")) add_missing_scores(child);
    }
}

void give_ids(Node& rule, const std::vector<std::string>& ids, std::size_t& next) {
    for (Node& child : rule.children) {
        if (next < ids.size()) child.set("id", ids[next]);
        ++next;
        give_ids(child, ids, next);
    }
}

std::string text_of(Lowering& l, const model::Attribute& a) { return l.speller.spell(a.value, a.name).value_or(""); }

/// `when` and `when_ids` of a block into the rule.
void add_when(Lowering& l, const model::Block& block, Node& rule) {
    const model::Attribute* when = block.find("when");
    if (when == nullptr || when->value.rule() == nullptr) return;
    std::vector<std::string> ids;
    const model::Attribute* list = block.find("when_ids");
    if (list != nullptr) {
        for (const model::Value& item : list->value.items) ids.push_back(item.text);
    }
    lower_expression(l, *when->value.rule(), ids, when->origin, (list != nullptr ? list : when)->origin, rule);
}

void add_attribute(Lowering& l, const model::Block& block, std::string_view word, const char* xml, Node& rule) {
    if (const model::Attribute* a = block.find(word)) rule.set(xml, text_of(l, *a), a->origin);
}

}  // namespace

void lower_expression(Lowering& l, const Rule& when, const std::vector<std::string>& ids, OriginId origin,
                      OriginId ids_origin, Node& rule) {
    Expressions(l, origin).fill(when, rule);
    const std::vector<std::string> wanted = ids.empty() ? default_inner_ids(rule, id_scheme(l.cluster)) : ids;
    std::size_t next = 0;
    give_ids(rule, wanted, next);
    if (next != wanted.size()) {
        l.sink.report(diag::RuleIds, l.span(ids_origin), wanted.size(), next)
            .help("leave out `when_ids`: the ids are then made by the cluster's scheme");
    }
}

std::vector<Node> lower_rules(Lowering& l, const model::Block& block, const std::string& owner) {
    std::vector<Node> out;
    const IdScheme scheme = id_scheme(l.cluster);
    if (block.find("when") != nullptr) {
        Node& rule = out.emplace_back("rule", block.origin);
        rule.set("id", rule_id(scheme, owner, 0));
        if (block.name == "place") {
            add_attribute(l, block, "score", "score", rule);
            add_attribute(l, block, "score-attribute", "score-attribute", rule);
            add_attribute(l, block, "role", "role", rule);
        }
        add_when(l, block, rule);
    }
    for (const model::Block& child : block.children) {
        if (child.name != "rule") continue;
        Node& rule = out.emplace_back("rule", child.origin);
        if (child.find("id_ref") == nullptr) {
            rule.set("id", child.labels.empty() ? rule_id(scheme, owner, out.size() - 1) : child.label().str());
        }
        add_attribute(l, child, "id_ref", "id-ref", rule);
        add_attribute(l, child, "score", "score", rule);
        add_attribute(l, child, "score-attribute", "score-attribute", rule);
        add_attribute(l, child, "role", "role", rule);
        add_when(l, child, rule);
        add_native_xml(l, child, rule);
    }
    if (!is_literal(l.cluster)) {
        for (Node& rule : out) add_missing_scores(rule);
    }
    return out;
}

}  // namespace hale::pacemaker
