// Closing the books: each subject of the model gets what was written and booked for it.

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "compiler/ledger/ledger.h"

namespace hale::ledger {

namespace {

using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
Key key(source::Span s) { return {s.file.index, s.begin, s.end}; }

class Settler {
public:
    Settler(const Ledger& ledger, std::string_view manager, const model::Model& model, const model::Cluster& cluster)
        : ledger_(ledger), manager_(manager), model_(model), subjects_(subjects(cluster)), out_(subjects_.size()) {}

    std::vector<Entry> run() {
        index();
        for (const Written& w : ledger_.written()) {
            if (const std::size_t at = of(w.origin); at != Subject::kNone) out_[at].out.push_back(w);
        }
        for (const Booking& b : ledger_.bookings()) take(b);
        for (std::size_t i = 0; i < subjects_.size(); ++i) {
            close(i);
            if (out_[i].before.find("secret(\"") == std::string::npos) continue;
            for (Written& w : out_[i].out) w.value = "(secret)";
        }
        return std::move(out_);
    }

private:
    void index() {
        for (std::size_t i = 0; i < subjects_.size(); ++i) {
            const Subject& s = subjects_[i];
            Entry& e = out_[i];
            e.entity = s.entity;
            e.attribute = s.attribute;
            e.origin = s.origin;
            e.in = model_.origins.span(s.origin);
            e.before = s.before;
            for (const model::OriginId origin : {s.origin, s.value}) {
                if (!origin) continue;
                by_origin_.emplace(origin.index, i);
                const source::Span span = model_.origins.span(origin);
                if (span.valid()) by_span_.emplace(key(span), i);
            }
        }
    }
    std::size_t of(model::OriginId origin) const {
        if (!origin) return Subject::kNone;
        const auto it = by_origin_.find(origin.index);
        return it != by_origin_.end() ? it->second : of(model_.origins.span(origin));
    }
    std::size_t of(source::Span span) const {
        if (!span.valid()) return Subject::kNone;
        const auto it = by_span_.find(key(span));
        return it == by_span_.end() ? Subject::kNone : it->second;
    }

    /// The gravest booking of a subject stays.
    void take(const Booking& b) {
        const std::size_t at = b.origin ? of(b.origin) : of(b.span);
        if (at == Subject::kNone) return;
        Entry& e = out_[at];
        if (e.disposition != Disposition::Forgotten && e.disposition >= b.disposition) return;
        e.disposition = b.disposition;
        e.row = b.row;
        e.code = b.code;
        e.how = b.how;
        e.alternative = b.alternative;
    }

    void close(std::size_t i) {
        Entry& e = out_[i];
        const Subject& s = subjects_[i];
        if (e.disposition != Disposition::Forgotten) {
            if (const Capability* row = row_of(s); row != nullptr && e.row.empty()) e.row = row->word;
            return;
        }
        if (is_unused(i) && e.out.empty()) return say(e, Disposition::Exact, "no service uses it: nothing runs for it");
        if (s.speaks_to_hale) {
            if (const Capability* row = row_of(s)) e.row = row->word;
            return say(e, Disposition::Exact, "it speaks to hale alone");
        }
        if (inherited_fate(s, e)) return;
        if (by_row(s, e)) return;
        if (by_kind(s, e)) return;
        if (!e.out.empty()) return say(e, Disposition::Exact, {});
        if (is_part(s)) {
            return say(e, Disposition::Exact, "part of what is written for `" + s.entity + '`');
        }
        if (s.attribute.empty() && s.parent != Subject::kNone && has_written_parts(i)) {
            say(e, Disposition::Exact, "what stands in it says it all");
        }
    }
    bool is_unused(std::size_t i) const {
        return subjects_[i].unused || (subjects_[i].parent != Subject::kNone && subjects_[subjects_[i].parent].unused);
    }
    /// Constructs are lowered as a whole: their words stand on the elements that are made of the construct.
    bool is_part(const Subject& s) const {
        for (std::size_t up = s.parent; up != Subject::kNone; up = subjects_[up].parent) {
            if (!is_whole(subjects_[up])) return false;
            if (!out_[up].out.empty()) return true;
        }
        return false;
    }
    /// Operations, constructs, and the units that Pacemaker itself has.
    static bool is_whole(const Subject& s) {
        if (s.words.back() == "op") return true;
        if (s.kind == nullptr) return false;
        return s.kind->cls == schema::KindClass::Construct || s.kind->name == "clone" || s.kind->name == "group" ||
               s.kind->name == "bundle";
    }
    static void say(Entry& e, Disposition disposition, std::string how) {
        e.disposition = disposition;
        e.how = std::move(how);
    }

    /// What stands in an element that is lost or left out, or that belongs to another file, shares its fate.
    bool inherited_fate(const Subject& s, Entry& e) const {
        if (s.parent == Subject::kNone || !e.out.empty()) return false;
        const Entry& parent = out_[s.parent];
        if (parent.disposition < Disposition::OtherFile || !parent.out.empty()) return false;
        if (parent.disposition == Disposition::Approximated && !parent.row.starts_with("fence_device.") &&
            parent.row != "heuristic") {
            return false;
        }
        if (s.attribute.empty() && ledger_.row(s.words.front()) != nullptr) return false;
        e.disposition = parent.disposition;
        e.row = parent.row;
        e.code = parent.code;
        e.how = parent.how;
        e.alternative = parent.alternative;
        return true;
    }
    /// The narrowest capability that speaks of a subject, or nullptr.
    const Capability* row_of(const Subject& s) const {
        for (const std::string& word : s.words) {
            if (const Capability* row = ledger_.row(word)) return row;
        }
        return nullptr;
    }
    bool by_row(const Subject& s, Entry& e) const {
        const Capability* row = row_of(s);
        if (row == nullptr) return false;
        e.row = row->word;
        e.how = row->how;
        const bool elsewhere = row->how.starts_with("belongs to ");
        e.disposition = row->support == Support::Approximated ? Disposition::Approximated
                        : row->support == Support::Refused    ? Disposition::Impossible
                        : elsewhere                           ? Disposition::OtherFile
                        : row->how.empty()                    ? Disposition::Exact
                                                              : Disposition::OtherMeans;
        if (e.disposition == Disposition::Impossible) std::swap(e.how, e.alternative);
        return true;
    }
    /// The kind's mapping says it: another file's business, an attribute that only what stands inside inherits, a value
    /// that the manager has anyway.
    bool by_kind(const Subject& s, Entry& e) const {
        if (s.kind == nullptr || !e.out.empty()) return false;
        const schema::Mapping& mapping = s.kind->mapping(manager_);
        if (!mapping.declared || (mapping.none && mapping.strategy == "transparent")) {
            return say(e, Disposition::OtherFile, "another file of the cluster has it"), true;
        }
        if (mapping.none) return say(e, Disposition::Impossible, mapping.reason), e.alternative = mapping.stand_in, true;
        if (s.attribute.empty()) return false;
        const auto& silent = mapping.silent;
        if (std::find(silent.begin(), silent.end(), s.attribute) != silent.end()) {
            return say(e, Disposition::Exact, "it says nothing to the manager's agent: it serves what stands inside"), true;
        }
        const schema::Attribute* declared = s.kind->attribute(s.attribute);
        const schema::MapRow* row = mapping.row(s.attribute);
        if (row != nullptr && row->op == schema::MapRow::Op::Drop && declared != nullptr && declared->def) {
            return say(e, Disposition::Exact, "it is the default"), true;
        }
        for (const auto& [name, value] : mapping.same) {
            if (name == s.attribute) return say(e, Disposition::Exact, "it is what the manager does anyway"), true;
        }
        if (s.attribute == s.kind->primary) return say(e, Disposition::Exact, "it is the name"), true;
        return false;
    }
    bool has_written_parts(std::size_t i) const {
        for (std::size_t j = i + 1; j < subjects_.size(); ++j) {
            std::size_t up = subjects_[j].parent;
            while (up != Subject::kNone && up > i) up = subjects_[up].parent;
            if (up != i) return false;
            if (!out_[j].out.empty()) return true;
        }
        return false;
    }

    const Ledger& ledger_;
    std::string_view manager_;
    const model::Model& model_;
    std::vector<Subject> subjects_;
    std::vector<Entry> out_;
    std::unordered_map<std::uint32_t, std::size_t> by_origin_;
    std::map<Key, std::size_t> by_span_;
};

}  // namespace

std::vector<Entry> settle(const Ledger& ledger, std::string_view manager, const model::Model& model,
                          const model::Cluster& cluster) {
    return Settler(ledger, manager, model, cluster).run();
}

}  // namespace hale::ledger
