// The words of Pacemaker's own daemons: options of the cluster, meta attributes, defaults of actions. Pacemaker passes
// over a name that it does not know and takes its default for a value that it cannot read, without a word in most
// releases. The table is manager_words.def.

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>

#include "compiler/diag/danger_codes.h"
#include "compiler/lint/rules.h"
#include "compiler/support/suggest.h"
#include "compiler/value/literal.h"

namespace hale::lint {

namespace {

using model::Attribute;
using model::Block;
using model::ValueKind;

enum class Type : std::uint8_t { Bool, Time, Int, Score, Percent, Text, Enum };
struct Word {
    std::string_view where, name;
    Type type;
    std::string_view values;
};
constexpr auto kWords = std::to_array<Word>({
#define HALE_WORD(WHERE, NAME, TYPE, VALUES) {WHERE, NAME, Type::TYPE, VALUES},
#include "compiler/lint/manager_words.def"
#undef HALE_WORD
});

/// The word of this name that stands there; nullptr: none.
const Word* find(std::string_view name, char where) {
    const auto it = std::find_if(kWords.begin(), kWords.end(), [&](const Word& w) {
        return w.name == name && w.where.find(where) != std::string_view::npos;
    });
    return it == kWords.end() ? nullptr : &*it;
}

std::string_view called(char where) {
    switch (where) {
        case 'O': return "option of the cluster";
        case 'A': return "attribute of an action";
        case 'G': return "meta attribute of groups";
        case 'C': return "meta attribute of clones";
        case 'B': return "meta attribute of bundles";
        default: return "meta attribute";
    }
}

bool same_word(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return lower(x) == lower(y);
    });
}

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        out.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

bool is_number(std::string_view text, std::string_view suffix = {}) {
    if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// As Pacemaker reads scores: the word in capitals, or a number.
bool is_score(std::string_view text) {
    const std::string_view bare = !text.empty() && (text[0] == '-' || text[0] == '+') ? text.substr(1) : text;
    return bare == "INFINITY" || is_number(text) || text == "red" || text == "yellow" || text == "green";
}

/// One pair of a set: `name = value`, also in `values`, `nvpair` and `written_by_cluster`.
struct Pair {
    std::string name;
    const Attribute* value = nullptr;
    model::OriginId origin;
};

constexpr std::array<std::string_view, 5> kOfTheSet = {"score", "id_ref", "when", "when_ids", "when_at"};

void pairs_in(const Block& set, bool outer, std::vector<Pair>& out) {
    for (const Attribute& a : set.attributes) {
        const bool own = outer && std::find(kOfTheSet.begin(), kOfTheSet.end(), a.name) != kOfTheSet.end();
        if (!own) out.push_back({a.name, &a, a.origin});
    }
    for (const Block& child : set.children) {
        if (child.name == "values" || child.name == "written_by_cluster") pairs_in(child, false, out);
        if (child.name == "nvpair") out.push_back({child.label(), child.find("value"), child.origin});
    }
}

/// A CIB of the first generation may use underscores, and the schema says which it is.
bool old_spelling(const model::Cluster& cluster) {
    for (const Attribute& a : cluster.attributes) {
        if (a.name == "schema") return std::atoi(text_of(a.value).c_str()) < 2;
    }
    return false;
}

bool is_literal(const model::Cluster& cluster) {
    return std::any_of(cluster.attributes.begin(), cluster.attributes.end(),
                       [](const Attribute& a) { return a.name == "literal" && a.value.number != 0; });
}

class ManagerWordsCheck {
public:
    ManagerWordsCheck(const Facts& facts, diag::Sink& sink)
        : f_(facts), sink_(sink), old_(old_spelling(facts.cluster)), literal_(is_literal(facts.cluster)) {
        for (const Word& w : kWords) {
            for (const char where : w.where) names_[where].emplace_back(w.name);
        }
    }

    void run() {
        for (const Block& block : f_.cluster.constructs) {
            if (block.name == "properties") set(block, 'O');
            if (block.name == "defaults") set(block, block.label() == "op" || block.label() == "operation" ? 'A' : 'R', true);
        }
        for (const model::Resource& r : f_.cluster.resources) resource(r);
        for (const model::FenceDevice& d : f_.cluster.fence_devices) blocks(d.blocks, 'R', false);
        for (const model::Native& n : f_.cluster.natives) native(n.body, 'O');
    }

private:
    /// Kinds of the element: a group hands its meta attributes to its members, and defaults are for all of them.
    void resource(const model::Resource& r) {
        const std::string& kind = r.kind->name;
        const char where = kind == "group" ? 'G' : kind == "clone" ? 'C' : kind == "bundle" ? 'B' : 'R';
        const bool inside = r.is_template || std::any_of(r.uses.begin(), r.uses.end(), [&](model::UseId use) {
            return static_cast<bool>(f_.cluster.at(use).parent);
        });
        blocks(r.blocks, where, inside);
        if (where == 'C' || where == 'B') {
            for (const Attribute& a : r.attributes) {
                if (r.kind->attribute(a.name) == nullptr) pair({a.name, &a, a.origin}, where, false);
            }
        }
        for (const model::Native& n : r.natives) native(n.body, where);
        for (const model::Operation& op : r.operations) {
            for (const Block& b : op.blocks) {
                if (b.name == "meta") set(b, 'A', true);
            }
        }
    }

    void blocks(const std::vector<Block>& list, char where, bool inside) {
        for (const Block& b : list) {
            if (b.name == "meta") set(b, where, inside);
            if (b.name == "params" || b.name == "utilization") twice(b);
        }
    }

    void set(const Block& block, char where, bool lenient = false) {
        std::vector<Pair> pairs;
        pairs_in(block, true, pairs);
        for (const Pair& p : pairs) pair(p, where, lenient);
        twice(block);
    }

    /// Pacemaker's own elements as they are: `meta_attributes`, `cluster_property_set` and their `nvpair`s.
    void native(const Block& block, char where) {
        const bool meta = block.name == "meta_attributes", options = block.name == "cluster_property_set";
        for (const Block& child : block.children) {
            const Attribute* name = child.name == "nvpair" ? child.find("name") : nullptr;
            if ((meta || options) && name != nullptr) {
                pair({text_of(name->value), child.find("value"), name->origin}, options ? 'O' : where, true);
            }
            native(child, where);
        }
    }

    void pair(const Pair& p, char where, bool lenient) {
        const Word* word = find(p.name, where);
        if (word == nullptr && where == 'G') word = find(p.name, 'R');
        if (word == nullptr && where == 'B') word = find(p.name, 'C');  // what pcs leaves when a clone becomes a bundle
        if (word == nullptr && lenient && where == 'R') {
            for (const char other : {'G', 'C', 'B'}) {
                if (word == nullptr) word = find(p.name, other);
            }
        }
        if (word == nullptr && old_) {
            std::string dashes = p.name;
            std::replace(dashes.begin(), dashes.end(), '_', '-');
            word = find(dashes, where);
        }
        if (word != nullptr) return value(p, *word);
        if (!old_) unknown(p, where);
    }

    void unknown(const Pair& p, char where) {
        for (const char other : {'O', 'R', 'C', 'G', 'A'}) {
            if (other == where || find(p.name, other) == nullptr) continue;
            if (other == 'A' && where != 'O') break;  // an agent's or a rule's own
            sink_.report(diag::WordElsewhere, f_.span(p.origin), p.name, article(called(other)),
                         where == 'O' ? std::string("the list of the cluster's options") : where == 'R'
                             ? std::string("a resource") : article(kind_word(where)))
                .notes(f_.iterations(p.origin))
                .note("Pacemaker passes over it here")
                .help("{}", place_for(other));
            return;
        }
        std::string spelled = p.name;
        std::replace(spelled.begin(), spelled.end(), '_', '-');
        const bool dashed = spelled != p.name && find(spelled, where) != nullptr;
        const std::string best = dashed ? spelled : suggest(p.name, names_[where]);
        const bool own = where == 'O' && !literal_ && p.name.find('_') == std::string::npos;
        if (best.empty() && !own) return;  // rules and agents may use names of their own
        auto report = sink_.report(diag::UnknownWord, f_.span(p.origin), called(where), p.name);
        report.notes(f_.iterations(p.origin)).note("Pacemaker passes over it");
        if (!best.empty()) {
            report.help("did you mean `{}`?", best);
            if (p.value != nullptr && p.value->name == p.name) {
                offer(report, diag::FixSafety::Maybe, "write `" + best + "`",
                      f_.rewrite(*p.value, best + " = " + model::to_text(p.value->value)));
            }
        }
    }

    static std::string article(std::string_view what) {
        return (what.find_first_of("aeiou") == 0 ? "an " : "a ") + std::string(what);
    }
    static std::string_view kind_word(char where) {
        switch (where) {
            case 'G': return "group";
            case 'C': return "clone";
            case 'B': return "bundle";
            case 'A': return "set of defaults for actions";
            default: return "resource";
        }
    }
    std::string_view place_for(char other) const {
        const bool xml = literal_;
        switch (other) {
            case 'O': return xml ? "it belongs into `crm_config`" : "it belongs into `properties`";
            case 'A': return xml ? "it belongs into `op_defaults`" : "it belongs into `defaults op`";
            case 'C': return "it belongs to the clone";
            case 'G': return "it belongs to the group";
            default: return xml ? "it belongs into `rsc_defaults` or the resource" : "it belongs into `defaults resource` or `meta`";
        }
    }

    void value(const Pair& p, const Word& word) {
        if (p.value == nullptr || !p.value->value || p.value->value.is(ValueKind::Secret)) return;
        const model::Value& v = p.value->value;
        if (v.is(ValueKind::Bool) || v.is(ValueKind::Duration) || v.is(ValueKind::Score)) return typed(p, word, v);
        const std::string text = text_of(v);
        if (text == "#default") return;  // takes an inherited value away
        if (word.type == Type::Bool) return boolean(p, text);
        if (!accepts(word, v, text)) refuse(p, word, text);
    }

    void typed(const Pair& p, const Word& word, const model::Value& v) {
        const bool fits = (v.is(ValueKind::Bool) && (word.type == Type::Bool || word.type == Type::Text)) ||
                          (v.is(ValueKind::Duration) && (word.type == Type::Time || word.type == Type::Text)) ||
                          (v.is(ValueKind::Score) && (word.type == Type::Score || word.type == Type::Int));
        if (!fits) refuse(p, word, model::to_text(v));
    }

    static bool accepts(const Word& word, const model::Value& v, const std::string& text) {
        switch (word.type) {
            case Type::Time: {
                if (is_number(text)) return true;
                const auto time = model::parse_duration(text);
                return time.has_value() && text.front() != ' ' && text.back() != ' ';
            }
            case Type::Int: return is_number(text);
            case Type::Score: return is_score(text) || (v.is(ValueKind::Word) && same_word(text, "infinity"));
            case Type::Percent: return is_number(text, "%");
            case Type::Enum: {
                const auto values = split(word.values);
                return std::any_of(values.begin(), values.end(), [&](std::string_view w) { return same_word(w, text); });
            }
            default: return true;
        }
    }

    void boolean(const Pair& p, const std::string& text) {
        const std::optional<bool> read = model::parse_bool(text);
        if (!read) return refuse(p, *find_bool(p.name), text);
        const bool odd = std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
        if (!odd) return;
        sink_.report(diag::OddBoolean, f_.span(p.origin), p.name, text, *read ? "true" : "false")
            .notes(f_.iterations(p.origin))
            .help("write `{}`", *read ? "true" : "false");
    }

    static const Word* find_bool(std::string_view name) {
        return &*std::find_if(kWords.begin(), kWords.end(),
                              [&](const Word& w) { return w.type == Type::Bool && (w.name == name || name.empty()); });
    }

    void refuse(const Pair& p, const Word& word, const std::string& text) {
        auto report = sink_.report(diag::BadWordValue, f_.span(p.origin), p.name, wanted(word), text);
        report.notes(f_.iterations(p.origin)).note("Pacemaker takes its default instead");
        std::vector<std::string> known;
        for (const std::string_view w : split(word.values)) known.emplace_back(w);
        const std::string best = suggest(text, known);
        if (!best.empty()) report.help("did you mean `{}`?", best);
    }

    static std::string wanted(const Word& word) {
        switch (word.type) {
            case Type::Bool: return "true or false";
            case Type::Time: return "a time, such as 30s";
            case Type::Int: return "a whole number";
            case Type::Score: return "a number or INFINITY";
            case Type::Percent: return "a percentage";
            default: break;
        }
        std::string out = "one of";
        for (const std::string_view w : split(word.values)) out += (out == "one of" ? " " : ", ") + std::string(w);
        return out;
    }

    void twice(const Block& block) {
        std::vector<Pair> pairs;
        pairs_in(block, true, pairs);
        std::map<std::string, const Pair*> first;
        for (const Pair& p : pairs) {
            const auto [it, fresh] = first.try_emplace(p.name, &p);
            if (fresh || p.value == nullptr || it->second->value == nullptr) continue;
            sink_.report(diag::NameTwice, f_.span(p.origin), p.name, shown(*it->second), shown(p))
                .label(f_.span(it->second->origin), "the first one")
                .note("Pacemaker takes the first, and from release 3 on refuses the file")
                .help("keep one of them");
        }
    }

    static std::string shown(const Pair& p) {
        return p.value->value.is(ValueKind::Secret) || p.name.find("passw") != std::string::npos ? "…"
                                                                                                : text_of(p.value->value);
    }

    const Facts& f_;
    diag::Sink& sink_;
    bool old_, literal_;
    std::map<char, std::vector<std::string>> names_;
};

}  // namespace

void manager_words(const Facts& facts, diag::Sink& sink) {
    if (facts.for_manager("pacemaker")) ManagerWordsCheck(facts, sink).run();
}

}  // namespace hale::lint
