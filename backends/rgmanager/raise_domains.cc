// <failoverdomains> as rgmanager reads them (facts/rgmanager.md section 9): flags are numbers; reading stops at a name
// that was there before, in any letter case; priorities outside 1..100 are 0, which is the best of all.

#include <algorithm>

#include "backends/rgmanager/raising.h"
#include "compiler/diag/import_codes.h"
#include "compiler/value/literal.h"

namespace hale::rgmanager {

using block::Attr;
using block::Block;
using model::Value;

namespace {

struct Member {
    const DomainNode* element;
    std::string name;
    std::int64_t priority = 0;  // as rgmanager counts it
};

class DomainReader {
public:
    DomainReader(Raising& r, const FailoverDomain& domain) : r_(r), domain_(domain) {}

    /// Nothing when no member is left.
    std::optional<Block> run() {
        const xml::Attribute* name = domain_.find("name");
        Block out = make_block(r_, "domain", domain_.span, domain_.name_span);
        out.labels.push_back(make_label(name->value, name->value_span));
        const xml::Attribute* ordered = domain_.find("ordered");
        ordered_ = ordered != nullptr && reads_flag(ordered->value);
        if (ordered != nullptr && !r_.as_it_runs()) ordered_ = model::parse_bool(ordered->value).value_or(ordered_);
        if (!members(out)) return std::nullopt;
        if (ordered != nullptr) out.attrs.push_back(truth(r_, "ordered", *ordered, reads_flag(ordered->value)));
        if (const xml::Attribute* a = domain_.find("restricted")) {
            out.attrs.push_back(truth(r_, "restricted", *a, reads_flag(a->value)));
        }
        if (const xml::Attribute* a = domain_.find("nofailback")) {
            out.attrs.push_back(truth(r_, "failback", *a, reads_flag(a->value), true));
        }
        for (const xml::Attribute& a : domain_.attributes) {
            if (a.name != "name" && a.name != "ordered" && a.name != "restricted" && a.name != "nofailback") {
                r_.sink.report(diag::LeftOut, a.name_span, "attribute", a.name, "rgmanager does not read it");
            }
        }
        return out;
    }

private:
    bool members(Block& out) {
        std::vector<Member> found = read_members();
        if (found.empty()) return false;
        const bool as_list = ordered_ ? !consecutive(found) : all_have_priorities(found);
        Value list = Value::make(model::ValueKind::List, 0, {}, {});
        Value priorities = list;
        if (as_list) renumber(found);
        if (!as_list && !ordered_) leave_out_priorities(found);
        for (const Member& m : found) {
            Value item = word_or_string(m.name);
            item.origin = r_.origin(m.element->span);
            list.items.push_back(std::move(item));
            priorities.items.push_back(Value::integer(m.priority, r_.origin(m.element->span)));
        }
        xml::Attribute from;
        from.span = from.name_span = from.value_span = domain_.span;
        out.attrs.push_back(make_attr(r_, "members", std::move(list), from));
        if (as_list) out.attrs.push_back(make_attr(r_, "priorities", std::move(priorities), from));
        return true;
    }

    std::vector<Member> read_members() {
        std::vector<Member> out;
        std::set<std::string> seen;
        bool stopped = false;
        for (const DomainNode* element : all<DomainNode>(domain_.items)) {
            const std::string name(element->text("name"));
            if (stopped) {
                lost(*element, name, "it stands behind the member that ends the list");
            } else if (name.empty() || !seen.insert(folded(name)).second) {
                stopped = r_.as_it_runs();
                lost(*element, name,
                     name.empty() ? "it has no name; rgmanager reads no member after it"
                                  : "its name was there before; rgmanager reads no member after it");
            } else if (r_.members.count(name) == 0) {
                lost(*element, name, "no node is called so");
            } else {
                out.push_back({element, name, priority(*element)});
            }
        }
        return out;
    }

    void lost(const DomainNode& element, const std::string& name, std::string_view why) {
        r_.sink.report(diag::LeftOut, element.name_span, "member", name, why);
    }

    std::int64_t priority(const DomainNode& element) {
        const xml::Attribute* a = element.find("priority");
        if (!ordered_) return a != nullptr && plain(a->value) ? c_atoi(a->value) : 0;
        const std::int64_t n = a != nullptr ? c_atoi(a->value) : 0;
        if (n >= 1 && n <= 100) return n;
        r_.sink.report(diag::PriorityUnreadable, a != nullptr ? a->value_span : element.name_span,
                       element.text("name"));
        return 0;
    }

    static bool consecutive(const std::vector<Member>& members) {
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (members[i].priority != static_cast<std::int64_t>(i) + 1) return false;
        }
        return true;
    }

    /// A number from 1 to 100 as hale writes it.
    static bool plain(const std::string& text) {
        const std::int64_t n = c_atoi(text);
        return n >= 1 && n <= 100 && text == std::to_string(n);
    }

    static bool all_have_priorities(const std::vector<Member>& members) {
        return std::all_of(members.begin(), members.end(), [](const Member& m) { return m.priority != 0; });
    }

    void leave_out_priorities(const std::vector<Member>& members) {
        for (const Member& m : members) {
            if (const xml::Attribute* a = m.element->find("priority")) {
                r_.sink.report(diag::LeftOut, a->name_span, "attribute", a->name,
                               "rgmanager reads priorities of ordered domains only");
            }
        }
    }

    /// Priority 0 is better than 1 for rgmanager, and no word of hale's: all move up by one, as far as there is room.
    void renumber(std::vector<Member>& members) const {
        const bool zero = std::any_of(members.begin(), members.end(), [](const Member& m) { return m.priority == 0; });
        if (!zero) return;
        std::set<std::int64_t> distinct;
        for (const Member& m : members) distinct.insert(m.priority);
        for (Member& m : members) {
            const auto place = std::distance(distinct.begin(), distinct.find(m.priority));
            m.priority = std::min<std::int64_t>(100, place + 1);
            const xml::Attribute* a = m.element->find("priority");
            const std::string again = std::to_string(m.priority);
            if (a != nullptr && a->value != again)
                r_.sink.report(diag::Respelled, a->value_span, a->name, a->value, again);
        }
    }

    Raising& r_;
    const FailoverDomain& domain_;
    bool ordered_ = false;
};

}  // namespace

void raise_domains(Raising& r, const Rm& rm, Block& cluster) {
    std::set<std::string> seen;
    bool stopped = false;
    for (const FailoverDomains* domains : all<FailoverDomains>(rm.items)) {
        for (const FailoverDomain* domain : all<FailoverDomain>(domains->items)) {
            const std::string name(domain->text("name"));
            if (stopped) {
                r.sink.report(diag::LeftOut, domain->name_span, "failover domain", name,
                              "it stands behind the domain that ends the list");
            } else if (name.empty() || !seen.insert(folded(name)).second) {
                stopped = r.as_it_runs();
                r.sink.report(diag::LeftOut, domain->name_span, "failover domain", name,
                              name.empty() ? "it has no name; rgmanager reads no domain after it"
                                           : "its name was there before; rgmanager reads no domain after it");
            } else if (auto made = DomainReader(r, *domain).run()) {
                r.domains.emplace(folded(name), name);
                cluster.children.push_back(std::move(*made));
            } else {
                r.sink.report(diag::DomainEmpty, domain->name_span, name);
                r.empty_domains.insert(folded(name));
                xml::Node kept("failoverdomains");
                kept.span = domains->span;
                kept.name_span = domains->name_span;
                kept.children.push_back(node_of(*domain));
                add_native_section(r, resource_manager(r, rm, cluster), kept);
            }
        }
    }
}

}  // namespace hale::rgmanager
