// The account of the input: one entry for each attribute, and for each element without attributes or with text. What an
// attribute came to is read in the books of every output file by its place in the input.

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "compiler/migrate/migration.h"
#include "compiler/xml/read.h"
#include "compiler/xml/root.h"

namespace hale::migrate {

namespace {

using ledger::Disposition;

/// Told on reading: the old manager did not look at it.
constexpr std::array<int, 12> kDidNothing = {5012, 5013, 5014, 5015, 5016, 5017, 5018, 5022, 5025, 5026, 5027, 5061};
constexpr int kWrongElement = 5062;

bool inside(source::Span inner, source::Span outer) {
    return inner.valid() && outer.valid() && inner.file == outer.file && outer.begin <= inner.begin &&
           inner.end <= outer.end;
}

bool is_secret(std::string_view name) {
    constexpr std::array<std::string_view, 8> kNames = {"passwd",       "password",        "key",      "snmp_priv_passwd",
                                                        "snmp_privpasswd", "auth_password", "community", "db_passwd"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// An entry of one output file's books.
struct Booked {
    ledger::Entry entry;
    std::size_t file;
};

class Books {
public:
    explicit Books(Migration& m) : m_(m) {
        const model::Model& model = m.result.model;
        for (std::size_t i = 0; i < m.result.files.size(); ++i) {
            const std::string_view manager = manager_of(m.result.files[i].name);
            for (ledger::Entry& e : ledger::settle(m.result.files[i].ledger, manager, model, model.clusters.front())) {
                all_.push_back({std::move(e), i});
            }
        }
        std::stable_sort(all_.begin(), all_.end(),
                         [](const Booked& a, const Booked& b) { return a.entry.in.begin < b.entry.in.begin; });
    }
    static std::string_view manager_of(std::string_view file) {
        if (file == "cib.xml") return "pacemaker";
        if (file == "corosync.conf") return "corosync";
        return file == "fence_virt.conf" ? "fence_virt" : "rgmanager";
    }
    const std::vector<Booked>& all() const { return all_; }
    /// Everything that is booked for a text inside this one.
    std::vector<const Booked*> within(source::Span span) const {
        std::vector<const Booked*> out;
        auto it = std::lower_bound(all_.begin(), all_.end(), span.begin,
                                   [](const Booked& b, std::uint32_t at) { return b.entry.in.begin < at; });
        for (; it != all_.end() && it->entry.in.begin < span.end; ++it) {
            if (inside(it->entry.in, span)) out.push_back(&*it);
        }
        return out;
    }

private:
    Migration& m_;
    std::vector<Booked> all_;
};

class Account {
public:
    explicit Account(Migration& m) : m_(m), books_(m) {
        for (const Loss& loss : m.losses) losses_.emplace(loss.at.begin, &loss);
        for (const diag::Sink* sink : {&m.input.read, static_cast<const diag::Sink*>(&m.told)}) {
            for (const diag::Diagnostic& d : sink->diagnostics()) {
                if (d.span.valid() && d.span.file == m.input.file) told_.emplace(d.span.begin, &d);
            }
        }
    }

    void run() {
        diag::Sink nobody;
        const bool is_xml = xml::looks_like_xml(m_.input.sources.text(m_.input.file));
        const auto tree = is_xml ? xml::read(m_.input.file, m_.input.sources, nobody) : std::nullopt;
        if (tree) {
            element(tree->root, {}, nullptr);
        } else {
            description();
        }
        for (const Entry& e : m_.result.entries) count(e.disposition);
    }

private:
    void count(Disposition d) {
        Totals& t = m_.result.totals;
        ++t.read;
        ++(d == Disposition::Exact ? t.exact
           : d == Disposition::OtherMeans || d == Disposition::OtherFile ? t.other_means
           : d == Disposition::Approximated ? t.approximated : t.impossible);
    }

    // ---- a .hale file, or one that is no XML: the subjects of the model are its attributes and elements ----

    void description() {
        std::map<std::tuple<std::string, std::string, std::uint32_t>, std::vector<const Booked*>> by_subject;
        for (const Booked& b : books_.all()) {
            if (b.entry.in.valid() && b.entry.in.file == m_.input.file)
                by_subject[{b.entry.entity, b.entry.attribute, b.entry.in.begin}].push_back(&b);
        }
        for (const auto& [key, list] : by_subject) {
            Entry e;
            e.path = list.front()->entry.entity + (std::get<1>(key).empty() ? "" : "." + std::get<1>(key));
            e.value = is_secret(std::get<1>(key)) ? "(not shown)" : list.front()->entry.before;
            e.at = list.front()->entry.in;
            combine(list, e);
            m_.result.entries.push_back(std::move(e));
        }
        for (const Loss& loss : m_.losses) {
            Entry e;
            e.path = std::string(m_.input.sources.text(loss.at).substr(0, 40));
            e.at = loss.at;
            take(loss, e);
            m_.result.entries.push_back(std::move(e));
        }
    }

    // ---- XML ----

    struct Around {
        const xml::Node* node;
        const Around* parent;
    };

    static std::string step(const xml::Node& n) {
        for (const char* key : {"name", "ref", "id", "address"}) {
            if (const auto value = n.get(key)) return n.name + '[' + std::string(*value) + ']';
        }
        return n.name;
    }

    void element(const xml::Node& node, const std::string& above, const Around* parent) {
        const std::string path = above + '/' + step(node);
        const Around here{&node, parent};
        const bool has_text = std::any_of(node.children.begin(), node.children.end(), [](const xml::Node& c) {
            return c.kind == xml::NodeKind::Text && c.text.find_first_not_of(" \t\r\n") != std::string::npos;
        });
        if (node.attributes.empty() || has_text) m_.result.entries.push_back(element_entry(here, path));
        for (const xml::Attribute& a : node.attributes) m_.result.entries.push_back(attribute(here, a, path));
        for (const xml::Node& child : node.children) {
            if (child.kind == xml::NodeKind::Element) element(child, path, &here);
        }
    }

    Entry element_entry(const Around& here, const std::string& path) {
        Entry e;
        e.path = path;
        e.at = here.node->name_span;
        if (by_loss(here.node->span, e) || by_books(books_of(*here.node), e) || by_told(here.node->span, e) ||
            by_ancestors(here.parent, e)) {
            return e;
        }
        e.how = here.node->children.empty() ? "it is empty: it did nothing before, and does nothing now"
                                            : "it only holds what stands in it";
        return e;
    }

    Entry attribute(const Around& here, const xml::Attribute& a, const std::string& path) {
        Entry e;
        e.path = path + "/@" + a.name;
        e.value = is_secret(a.name) ? "(not shown)" : a.value;
        e.at = a.span;
        if (by_exact_loss(a.span, e) || by_loss(a.span, e)) return e;
        if (by_books(books_.within(a.span), e)) return e;
        if (by_told(a.span, e)) return e;
        if (by_element(here, a, e) || by_ancestors(&here, e)) return e;
        if (a.value.empty()) {
            e.how = "it is empty: it did nothing before, and does nothing now";
            return e;
        }
        e.disposition = Disposition::Impossible;
        e.how = "hale wrote nothing for it";
        e.alternative = "look whether the new cluster needs it";
        return e;
    }

    // ---- where an answer may stand ----

    static void take(const Loss& loss, Entry& e) {
        e.disposition = loss.disposition;
        e.how = loss.how;
        e.alternative = loss.alternative;
        e.code = loss.code;
        e.gravest = loss.gravest;
    }
    /// A loss of this very text.
    bool by_exact_loss(source::Span span, Entry& e) {
        for (auto it = losses_.lower_bound(span.begin); it != losses_.end() && it->first < span.end; ++it) {
            if (!inside(it->second->at, span)) continue;
            take(*it->second, e);
            for (const Booked* b : books_.within(span)) outputs(*b, e);
            return true;
        }
        return false;
    }
    /// A loss of the element that the text stands in; the gravest.
    bool by_loss(source::Span span, Entry& e) {
        const Loss* found = nullptr;
        for (auto it = losses_.upper_bound(span.begin); it != losses_.begin();) {
            --it;
            if (it->second->at.end < span.begin && span.begin - it->second->at.begin > 4096) break;
            if (!inside(span, it->second->at)) continue;
            if (found == nullptr || found->disposition < it->second->disposition) found = it->second;
        }
        if (found == nullptr || found->disposition < Disposition::Impossible) return false;
        take(*found, e);
        return true;
    }
    std::vector<const Booked*> books_of(const xml::Node& node) const {
        std::vector<const Booked*> out;
        for (const Booked* b : books_.within(node.span)) {
            if (b->entry.in == node.span || b->entry.in == node.name_span) out.push_back(b);
        }
        return out;
    }
    bool by_books(std::vector<const Booked*> list, Entry& e) {
        if (list.empty()) return false;
        if (std::all_of(list.begin(), list.end(),
                        [](const Booked* b) { return b->entry.disposition == Disposition::OtherFile; })) {
            return nowhere(*list.front(), e);
        }
        combine(list, e);
        return true;
    }
    /// Every file says that another one has it. The old manager may not have looked at it either.
    bool nowhere(const Booked& b, Entry& e) {
        if (by_told(e.at, e)) return true;
        e.disposition = Disposition::Impossible;
        e.how = "no file of the new cluster has a place for it";
        e.alternative = b.entry.alternative;
        return true;
    }
    void combine(const std::vector<const Booked*>& list, Entry& e) {
        const Booked* worst = nullptr;
        for (const Booked* b : list) {
            outputs(*b, e);
            const bool other = b->entry.disposition == Disposition::OtherFile;
            const bool alone = worst == nullptr || worst->entry.disposition == Disposition::OtherFile;
            if (worst == nullptr || (!other && (alone || worst->entry.disposition < b->entry.disposition))) worst = b;
        }
        const ledger::Entry& w = worst->entry;
        e.disposition = w.disposition == Disposition::OtherFile   ? Disposition::Impossible
                        : w.disposition == Disposition::Forgotten ? Disposition::Impossible
                                                                  : w.disposition;
        e.how = w.how;
        e.alternative = w.alternative;
        e.code = w.code;
        if (e.disposition == Disposition::Exact && e.how.empty() && !w.out.empty() && !w.attribute.empty()) {
            e.how = "`" + (w.out.front().name.empty() ? w.out.front().element : w.out.front().name) + "`";
        }
    }
    void outputs(const Booked& b, Entry& e) const {
        for (const ledger::Written& w : b.entry.out) {
            const Output place{m_.result.files[b.file].name, w.at.line};
            const bool there = std::any_of(e.output.begin(), e.output.end(), [&](const Output& o) {
                return o.file == place.file && o.line == place.line;
            });
            if (!there) e.output.push_back(place);
        }
    }
    /// What reading or building told about a place inside this text.
    bool by_told(source::Span span, Entry& e) {
        for (auto it = told_.lower_bound(span.begin); it != told_.end() && it->first < span.end; ++it) {
            const diag::Diagnostic& d = *it->second;
            if (!inside(d.span, span)) continue;
            const bool nothing = std::find(kDidNothing.begin(), kDidNothing.end(), d.code) != kDidNothing.end();
            if (!nothing && d.code != kWrongElement) continue;
            e.disposition = Disposition::Exact;
            e.how = "it did nothing before, and does nothing now: " + d.message;
            e.code = d.code;
            return true;
        }
        return false;
    }
    /// The attribute names the element (`name`, `ref`, `agent` …), or is part of what the element says.
    bool by_element(const Around& here, const xml::Attribute& a, Entry& e) {
        std::vector<const Booked*> list = books_of(*here.node);
        std::erase_if(list, [](const Booked* b) { return !b->entry.attribute.empty(); });
        if (list.empty()) return false;
        const bool names = std::any_of(list.begin(), list.end(), [&](const Booked* b) {
            return b->entry.entity.find(a.value) != std::string::npos ||
                   std::any_of(b->entry.out.begin(), b->entry.out.end(), [&](const ledger::Written& w) {
                       return w.value.find(a.value) != std::string::npos;
                   });
        });
        if (!by_books(list, e)) return false;
        if (names && e.disposition <= Disposition::Approximated) {
            e.disposition = Disposition::Exact;
            e.how = "it names the element";
            e.code = 0;
        }
        return true;
    }
    bool by_ancestors(const Around* at, Entry& e) {
        for (; at != nullptr; at = at->parent) {
            if (by_loss(at->node->name_span, e) || by_told(at->node->name_span, e)) return true;
        }
        return false;
    }

    Migration& m_;
    Books books_;
    std::multimap<std::uint32_t, const Loss*> losses_;
    std::multimap<std::uint32_t, const diag::Diagnostic*> told_;
};

}  // namespace

void account(Migration& m) { Account(m).run(); }

}  // namespace hale::migrate
