#include "backends/rgmanager/raise_words.h"

#include <algorithm>

#include "compiler/diag/import_codes.h"
#include "compiler/value/literal.h"

namespace hale::rgmanager {

using block::Block;
using model::Value;

namespace {

/// The attribute stays where it is, with no effect, as before.
void no_effect(Raising& r, Block& out, const xml::Attribute& a, std::string_view why) {
    r.sink.report(diag::NoEffect, a.name_span, a.name, a.value, why);
    add_native_attribute(r, out, a);
}

bool both_positive(const Resource& e, std::string_view count, std::string_view window) {
    const auto time = model::parse_duration(e.text(window));
    return c_atoi(e.text(count)) > 0 && time && *time > 0;
}

bool is_independent(const Resource& e) {
    const std::string_view v = e.text("__independent_subtree");
    return v == "1" || v == "yes" || v == "2" || v == "non-critical";
}

class UseWords {
public:
    UseWords(Raising& r, const Place& place, Block& out) : r_(r), place_(place), out_(out) {}

    void run() {
        for (const xml::Attribute& a : place_.element.attributes) {
            if (a.name.rfind("__", 0) == 0) one(a);
        }
        const bool said = place_.element.find("__enforce_timeouts") != nullptr;
        if (place_.enforced && !said) {
            xml::Attribute from;
            from.span = from.name_span = from.value_span = place_.element.name_span;
            out_.attrs.push_back(make_attr(r_, "enforce_timeouts", Value::boolean(false), from));
        }
    }

private:
    void one(const xml::Attribute& a) {
        if (a.name == "__independent_subtree") return independent(a);
        if (a.name == "__enforce_timeouts") return enforce(a);
        if (a.name == "__max_restarts" || a.name == "__restart_expire_time") return restarts(a);
        if (a.name == "__max_failures" || a.name == "__failure_expire_time") return failures(a);
        idle(a, "rgmanager knows no such attribute");
    }

    /// Kept, with no effect, as before; a `use` has no place to keep it.
    void idle(const xml::Attribute& a, std::string_view why) {
        if (place_.reference && !place_.top) {
            r_.sink.report(diag::LeftOut, a.name_span, "attribute", a.name, why);
        } else {
            no_effect(r_, out_, a, why);
        }
    }

    void independent(const xml::Attribute& a) {
        if (place_.top) return idle(a, "a whole service has no rest that could run on");
        if (!is_independent(place_.element)) return idle(a, "it is none of 1, yes, 2 and non-critical");
        const bool critical = a.value == "1" || a.value == "yes";
        const bool optional = !critical && place_.first_use;
        const std::string_view again = optional ? "2" : "1";
        if (a.value != again) r_.sink.report(diag::Respelled, a.value_span, a.name, a.value, again);
        out_.attrs.push_back(
            make_attr(r_, "independent", optional ? Value::word("non_critical") : Value::boolean(true), a));
    }

    void enforce(const xml::Attribute& a) {
        const bool on = reads_enforce(a.value);
        if (!on && a.value != "0")
            r_.sink.report(diag::NoEffect, a.name_span, a.name, a.value, "only `yes` and numbers above 0 switch it on");
        if (!on && !place_.enforced) return idle(a, "it is off anyway");
        const auto meant = model::parse_bool(a.value);
        const bool verbatim = on && a.value != "1" && meant && *meant;
        if (on && a.value != "1" && !verbatim) r_.sink.report(diag::Respelled, a.value_span, a.name, a.value, "1");
        out_.attrs.push_back(
            make_attr(r_, "enforce_timeouts", verbatim ? Value::string(a.value) : Value::boolean(on), a));
    }

    void restarts(const xml::Attribute& a) {
        if (place_.top || !is_independent(place_.element)) {
            return idle(a, "only restarts of an independent resource inside a service are counted");
        }
        if (!both_positive(place_.element, "__max_restarts", "__restart_expire_time")) {
            return idle(a, "`__max_restarts` and `__restart_expire_time` count only together");
        }
        number(a, a.name == "__max_restarts" ? "max_restarts" : "restart_window");
    }

    void failures(const xml::Attribute& a) {
        if (!both_positive(place_.element, "__max_failures", "__failure_expire_time")) {
            return idle(a, "`__max_failures` and `__failure_expire_time` count only together");
        }
        number(a, a.name == "__max_failures" ? "max_failures" : "failure_window");
    }

    void number(const xml::Attribute& a, const std::string& word) {
        const schema::Kind* kind = r_.kinds.named("any_resource");
        const schema::Attribute* declared = kind != nullptr ? kind->attribute(word) : nullptr;
        auto value = declared != nullptr ? backends::value_from_text(kSpelling, *declared, {}, a.value) : std::nullopt;
        if (!value) return idle(a, "it is not written as a number");
        if (value->verbatim) value = Value::string(value->text);
        out_.attrs.push_back(make_attr(r_, word, std::move(*value), a));
    }

    Raising& r_;
    const Place& place_;
    Block& out_;
};

/// rgmanager's reading of `recovery`: any case; what contains "disable" disables in the end; anything else restarts.
std::string recovery_word(std::string_view text) {
    const std::string low = folded(text.substr(0, 20));
    if (low == "disable" || low == "relocate") return low;
    return text.find("disable") != std::string_view::npos ? "restart_disable" : "restart";
}

class PolicyWords {
public:
    PolicyWords(Raising& r, const Place& place, const std::map<std::string, model::Value>& units, Block& out)
        : r_(r), place_(place), units_(units), out_(out) {}

    std::set<std::string> run() {
        for (const xml::Attribute& a : place_.element.attributes) {
            if (one(a)) taken_.insert(a.name);
        }
        return std::move(taken_);
    }

private:
    bool one(const xml::Attribute& a) {
        const bool policy = a.name == "domain" || a.name == "autostart" || a.name == "exclusive" ||
                            a.name == "recovery" || a.name == "depend" || a.name == "depend_mode" ||
                            a.name == "max_restarts" || a.name == "restart_expire_time" || a.name == "priority";
        if (!policy && !(a.name == "migrate" && !place_.top)) return false;
        if (a.value.empty() && (a.name == "domain" || a.name == "depend")) {
            add_native_attribute(r_, out_, a);
            return true;
        }
        if (!place_.top) {
            no_effect(r_, out_, a, "only a unit directly under <rm> is placed and recovered");
            return true;
        }
        if (a.name == "domain") return domain(a);
        if (a.name == "autostart") return flag(a, reads_autostart(a.value));
        if (a.name == "exclusive") return flag(a, reads_exclusive(a.value));
        if (a.name == "recovery") return recovery(a);
        if (a.name == "depend") return depend(a);
        if (a.name == "depend_mode" && place_.element.text("depend").empty()) {
            no_effect(r_, out_, a, "the service depends on nothing");
            return true;
        }
        return false;
    }

    bool domain(const xml::Attribute& a) {
        const auto it = r_.domains.find(folded(a.value));
        if (it == r_.domains.end()) {
            if (!r_.empty_domains.contains(folded(a.value))) {
                r_.sink.report(diag::NoSuchDomain, a.value_span, a.value)
                    .note("rgmanager then runs the service on any node");
            }
            add_native_attribute(r_, out_, a);
            return true;
        }
        if (it->second != a.value) r_.sink.report(diag::Respelled, a.value_span, a.name, a.value, it->second);
        out_.attrs.push_back(make_attr(r_, "domain", word_or_string(it->second), a));
        return true;
    }

    bool flag(const xml::Attribute& a, bool read) {
        out_.attrs.push_back(truth(r_, a.name, a, read));
        return true;
    }

    bool recovery(const xml::Attribute& a) {
        const std::string word = recovery_word(a.value);
        const std::string spelled = word == "restart_disable" ? "restart-disable" : word;
        if (spelled != a.value) r_.sink.report(diag::Respelled, a.value_span, a.name, a.value, spelled);
        out_.attrs.push_back(make_attr(r_, "recovery", Value::word(word), a));
        return true;
    }

    bool depend(const xml::Attribute& a) {
        const auto it = units_.find(a.value);
        if (it == units_.end()) {
            r_.sink.report(diag::NoSuchDependency, a.value_span, a.value)
                .note("rgmanager never finds it started, so it does not start this service by itself");
            add_native_attribute(r_, out_, a);
            return true;
        }
        out_.attrs.push_back(make_attr(r_, "after", it->second, a));
        return true;
    }

    Raising& r_;
    const Place& place_;
    const std::map<std::string, model::Value>& units_;
    Block& out_;
    std::set<std::string> taken_;
};

}  // namespace

bool enforces(const Resource& element) { return reads_enforce(element.text("__enforce_timeouts")); }

void raise_use_words(Raising& r, const Place& place, Block& out) { UseWords(r, place, out).run(); }

std::set<std::string> raise_policy(Raising& r, const Place& place, const std::map<std::string, model::Value>& units,
                                   Block& out) {
    return PolicyWords(r, place, units, out).run();
}

void raise_action(Raising& r, const Action& action, const schema::Kind& kind, Block& out) {
    const schema::Kind* op = r.kinds.named("op");
    const xml::Attribute* name = action.find("name");
    const auto keep = [&](std::string_view why) {
        r.sink.report(diag::NoEffect, action.name_span, "action", std::string(action.text("name")), why);
        add_native_node(r, out, node_of(action));
    };
    if (op == nullptr || name == nullptr) return keep("it has no name");
    if (name->value == "monitor") return keep("rgmanager runs `status`, never `monitor`");
    const bool check = name->value == "status";
    const std::string hale_name = check ? "monitor" : name->value;
    const auto has = [&](int depth) {
        return std::any_of(kind.operations.begin(), kind.operations.end(), [&](const schema::Operation& o) {
            return o.name == hale_name && (depth < 0 || o.depth == depth);
        });
    };
    const xml::Attribute* depth = action.find("depth");
    const bool every = check && (depth == nullptr || depth->value == "*");
    const auto level = depth != nullptr ? model::parse_int(depth->value) : std::nullopt;
    const bool complete = level && action.find("interval") != nullptr && action.find("timeout") != nullptr;
    if (!has(-1)) return keep("the agent has no such action");
    if (check && !every && (!level || (!has(static_cast<int>(*level)) && !complete))) {
        return keep("the agent has no check at this depth, and rgmanager adds one only with interval and timeout");
    }
    if (!check && depth != nullptr) return keep("depth counts for checks only");

    Block made = make_block(r, "op", action.span, action.name_span);
    made.labels.push_back(make_label(hale_name, name->value_span));
    if (every) {
        made.attrs.push_back(make_attr(r, "depth", Value::string("*"), depth != nullptr ? *depth : *name));
        if (depth == nullptr) r.sink.report(diag::Respelled, action.name_span, "depth", "", "*");
    } else if (check && level.value_or(0) != 0) {
        made.attrs.push_back(make_attr(r, "depth", Value::integer(level.value_or(0)), *depth));
    }
    for (const xml::Attribute& a : action.attributes) {
        if (a.name == "name" || a.name == "depth") continue;
        const schema::Attribute* declared =
            a.name == "interval" || a.name == "timeout" ? op->attribute(a.name) : nullptr;
        auto value = declared != nullptr ? backends::value_from_text(kSpelling, *declared, {}, a.value) : std::nullopt;
        if (!value) return keep("an attribute of it is no time that hale could read");
        if (value->verbatim) value = Value::string(value->text);
        made.attrs.push_back(make_attr(r, a.name, std::move(*value), a));
    }
    out.children.push_back(std::move(made));
}

}  // namespace hale::rgmanager
