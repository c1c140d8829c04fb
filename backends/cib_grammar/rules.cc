#include "backends/cib_grammar/rules.h"

#include <algorithm>
#include <string>

#include "backends/cib_grammar/values.h"
#include "compiler/diag/cib_codes.h"

namespace hale::cib {

namespace {

using xml::Node;

class Checker {
public:
    Checker(const Node& node, const Type& type, Version version, bool keep, diag::Sink& sink)
        : node_(node), type_(type), version_(version), keep_(keep), sink_(sink) {}

    void run() {
        forms();
        for (const Rule& rule : type_.rules) {
            if (rule.range.has(version_)) one(rule);
        }
    }

private:
    void one(const Rule& rule) {
        switch (rule.kind) {
            case Rule::Kind::Exactly:
                exclusive(rule);
                return missing(rule);
            case Rule::Kind::Most:
                return exclusive(rule);
            case Rule::Kind::Some:
                return missing(rule);
            case Rule::Kind::Needs:
                return needs(rule);
            case Rule::Kind::Never:
            case Rule::Kind::Pairs:
                return never(rule);
            case Rule::Kind::Provider:
                return provider();
            case Rule::Kind::Alone:
            case Rule::Kind::Form:
                return;
        }
    }

    bool known(const Term& term) const { return type_.find(term.child, term.name, version_) != nullptr; }
    bool present(const Term& term) const {
        if (!known(term)) return false;
        if (!term.child) return node_.find(term.name) != nullptr;
        return node_.child(term.name) != nullptr;
    }
    source::Span place(const Term& term) const {
        if (term.child) {
            const Node* child = node_.child(term.name);
            return child != nullptr ? child->name_span : node_.name_span;
        }
        const xml::Attribute* a = node_.find(term.name);
        return a != nullptr ? a->name_span : node_.name_span;
    }
    static std::string shown(const Term& term) {
        return term.child ? '<' + term.name + '>' : '`' + term.name + '`';
    }

    void exclusive(const Rule& rule) {
        const Term* first = nullptr;
        for (const Term& term : rule.terms) {
            if (!present(term)) continue;
            if (first == nullptr) {
                first = &term;
                continue;
            }
            sink_.report(diag::CibExcludes, place(term), shown(*first), shown(term), node_.name)
                .soften(keep_)
                .label(place(*first), "beside this");
            return;
        }
    }

    void missing(const Rule& rule) {
        if (std::any_of(rule.terms.begin(), rule.terms.end(), [&](const Term& t) { return present(t); })) return;
        std::string all;
        std::size_t left = static_cast<std::size_t>(
            std::count_if(rule.terms.begin(), rule.terms.end(), [&](const Term& t) { return known(t); }));
        for (const Term& term : rule.terms) {
            if (!known(term)) continue;
            --left;
            all += (all.empty() ? "" : left == 0 ? " or " : ", ") + shown(term);
        }
        sink_.report(diag::CibElementMissing, node_.name_span, node_.name, all).soften(keep_);
    }

    void needs(const Rule& rule) {
        const Term &has = rule.terms[0], &other = rule.terms[1];
        if (!present(has) || present(other) || !known(other)) return;
        sink_.report(diag::CibNeeds, place(has), shown(has), node_.name, shown(other)).soften(keep_);
    }

    void never(const Rule& rule) {
        const xml::Attribute* name = node_.find("name");
        if (name == nullptr) return;
        auto values = rule.terms.begin() + 1;
        if (rule.kind == Rule::Kind::Pairs) {
            if (name->value != rule.terms.front().name) return;
            name = node_.find("value");
            if (name == nullptr) {
                sink_.report(diag::CibNeeds, node_.name_span, '`' + rule.terms.front().name + '`', node_.name, "`value`")
                    .soften(keep_);
                return;
            }
        }
        const bool hit = std::any_of(values, rule.terms.end(), [&](const Term& t) { return t.name == name->value; });
        if (hit) sink_.report(diag::CibName, name->value_span, name->value, text(rule.range.since)).soften(keep_);
    }

    void provider() {
        const auto cls = node_.get("class");
        if (!cls) return;
        const bool ocf = collapsed(*cls) == "ocf";
        const xml::Attribute* provider = node_.find("provider");
        if (ocf && provider == nullptr) {
            sink_.report(diag::CibAttributeMissing, node_.name_span, node_.name, "provider")
                .soften(keep_)
                .help("agents of the class `ocf` have one, such as `heartbeat`");
        } else if (!ocf && provider != nullptr) {
            sink_.report(diag::CibExcludes, provider->span, "`class=\"" + std::string(*cls) + "\"`", "`provider`", node_.name)
                .soften(keep_);
        }
    }

    /// One form must hold: all that it names is there, and nothing that only others name.
    void forms() {
        std::vector<const Rule*> all;
        for (const Rule& rule : type_.rules) {
            if (rule.kind == Rule::Kind::Form && rule.range.has(version_)) all.push_back(&rule);
        }
        if (all.empty()) return;
        const Rule* best = nullptr;
        std::size_t fewest = static_cast<std::size_t>(-1);
        for (const Rule* rule : all) {
            const std::size_t wrong = faults(*rule, all, nullptr);
            if (wrong >= fewest) continue;
            fewest = wrong;
            best = rule;
        }
        if (fewest != 0) (void)faults(*best, all, &sink_);
    }

    std::size_t faults(const Rule& rule, const std::vector<const Rule*>& all, diag::Sink* report) const {
        std::size_t count = 0;
        for (const Term& term : rule.terms) {
            if (!term.value.empty()) {
                const auto value = node_.get(term.name);
                if (!value || collapsed(*value) != term.value) count += 100;
            } else if (!term.optional && !present(term)) {
                ++count;
                if (report != nullptr) {
                    report->report(diag::CibElementMissing, node_.name_span, node_.name, shown(term)).soften(keep_);
                }
            }
        }
        for (const Term& other : foreign(rule, all)) {
            ++count;
            if (report == nullptr) continue;
            const Term& own = rule.terms.front();
            report->report(diag::CibExcludes, place(other),
                           own.value.empty() ? shown(own) : '`' + own.name + "=\"" + own.value + "\"`", shown(other), node_.name)
                .soften(keep_);
        }
        return count;
    }

    /// What is there and only other forms name.
    std::vector<Term> foreign(const Rule& rule, const std::vector<const Rule*>& all) const {
        std::vector<Term> out;
        const auto same = [](const Term& a, const Term& b) { return a.child == b.child && a.name == b.name; };
        for (const Rule* other : all) {
            for (const Term& term : other->terms) {
                const auto named = [&](const std::vector<Term>& in) {
                    return std::any_of(in.begin(), in.end(), [&](const Term& t) { return same(t, term); });
                };
                if (present(term) && !named(rule.terms) && !named(out)) out.push_back(term);
            }
        }
        return out;
    }

    const Node& node_;
    const Type& type_;
    Version version_;
    bool keep_;
    diag::Sink& sink_;
};

}  // namespace

void check_rules(const Node& node, const Type& type, Version version, bool keep, diag::Sink& sink) {
    Checker(node, type, version, keep, sink).run();
}

}  // namespace hale::cib
