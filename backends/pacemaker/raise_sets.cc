// Attribute sets, cluster properties, defaults and nodes.

#include <algorithm>
#include <array>
#include <utility>

#include "backends/pacemaker/native_xml.h"
#include "backends/pacemaker/words.h"
#include "backends/pacemaker/write_internal.h"

namespace hale::pacemaker {

using block::Block;
using model::Value;

namespace {

/// Words that are about the set, and so cannot be names in it.
bool is_reserved_in_set(std::string_view name) {
    static constexpr std::array<std::string_view, 6> words = {"score", "id_ref", "when", "when_ids", "when_at", "id"};
    return std::find(words.begin(), words.end(), name) != words.end();
}

/// What the cluster writes into its own properties.
bool is_written_by_cluster(std::string_view name) {
    static constexpr std::array<std::string_view, 5> names = {"have-watchdog", "dc-version", "cluster-infrastructure",
                                                              "last-lrm-refresh", "cluster-name"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

class SetRaiser {
public:
    SetRaiser(Raising& r, const NvSet& set, std::string word, const std::string& default_id)
        : r_(r),
          set_(set),
          out_(r.block(std::move(word), set.markup)),
          quoted_(out_.name != "properties" && out_.name != "defaults" && out_.name != "meta") {
        if (!set.id.empty() && set.id != default_id) r_.label(out_, set.id, set.markup);
    }

    Block run() {
        for (const NvPair& p : set_.pairs) ++count_[p.name];
        sort_comments();
        head();
        const auto [begin, end] = cluster_part();
        std::size_t special = set_.pairs.size();  // from here on, children
        for (std::size_t i = 0; i < set_.pairs.size(); ++i) {
            if ((i < begin || i >= end) && !is_plain(set_.pairs[i])) {
                special = std::min(special, i);
            }
        }
        if (begin < end && special < begin) return plainly(special);
        for (std::size_t i = 0; i < set_.pairs.size(); ++i) {
            if (i == begin && begin < end) {
                written(begin, end);
                i = end - 1;
            } else if (i < special) {
                pair(out_, set_.pairs[i]);
            } else {
                child(set_.pairs[i]);
            }
        }
        return finish();
    }

private:
    void head() {
        if (!set_.id_ref.empty()) r_.set(out_, "id_ref", word_value(set_.id_ref), set_.markup, "id-ref");
        if (set_.score) r_.set(out_, "score", score_value(*set_.score), set_.markup, "score");
        for (const xml::Attribute& a : set_.extra.attributes) {
            r_.set(r_.native(out_), a.name, text_value(a.value), set_.markup, a.name);
        }
        raise_rules(r_, set_.rules, set_.id, false, out_);
        if (set_.rules.empty() || set_.pairs.empty()) return;
        std::size_t before = 0;  // pairs in front of the rule
        for (const Place& place : set_.markup.layout) {
            if (place.slot == Slot::Rule) break;
            if (place.slot == Slot::Pair) ++before;
        }
        if (before != 0) r_.set(out_, "when_at", Value::integer(static_cast<std::int64_t>(before)));
    }

    /// A pair that `name = value` says.
    bool is_plain(const NvPair& p) const {
        return p.value && p.id_ref.empty() && !p.name.empty() && count_.at(p.name) == 1 && p.extra.attributes.empty() &&
               p.extra.children.empty() && !is_reserved_in_set(p.name) && !p.id.empty();
    }

    /// The run of properties that the cluster wrote, at the beginning or at the end.
    std::pair<std::size_t, std::size_t> cluster_part() const {
        if (out_.name != "properties") return {0, 0};
        const auto ours = [&](const NvPair& p) { return is_written_by_cluster(p.name) && is_plain(p); };
        const auto& all = set_.pairs;
        const auto begin = std::find_if(all.begin(), all.end(), ours);
        const auto end = std::find_if_not(begin, all.end(), ours);
        const bool edge = begin == all.begin() || end == all.end();
        if (!edge || begin == end || std::any_of(end, all.end(), ours)) return {0, 0};
        return {static_cast<std::size_t>(begin - all.begin()), static_cast<std::size_t>(end - all.begin())};
    }

    Block plainly(std::size_t special) {
        for (std::size_t i = 0; i < set_.pairs.size(); ++i) {
            if (i < special) {
                pair(out_, set_.pairs[i]);
            } else {
                child(set_.pairs[i]);
            }
        }
        return finish();
    }

    void pair(Block& into, const NvPair& p) {
        const Value value = quoted_ && !is_safe(*p.value) ? text_value(*p.value) : plain_value(*p.value);
        const AttributePlace* name = p.markup.find("name");
        const AttributePlace* at = p.markup.find("value");
        r_.set(into, p.name, value, name != nullptr ? name->value_span : p.markup.span,
               at != nullptr ? at->value_span : p.markup.span);
        into.attrs.back().comments = comments_of(p);
        if (p.id != pair_id(set_.id, p.name)) r_.set(ids(), p.name, text_value(p.id), p.markup, "id");
    }
    /// A number or a truth value reads the same bare and quoted.
    static bool is_safe(const std::string& text) { return !plain_value(text).is(model::ValueKind::Word); }

    Block& ids() {
        if (ids_.name.empty()) ids_ = r_.block("ids", set_.markup);
        return ids_;
    }

    void written(std::size_t begin, std::size_t end) {
        Block made = r_.block("written_by_cluster", set_.markup);
        if (begin == 0 && end != set_.pairs.size()) r_.set(made, "first", Value::boolean(true));
        for (std::size_t i = begin; i < end; ++i) pair(made, set_.pairs[i]);
        out_.children.push_back(std::move(made));
    }

    /// `values { … }` for pairs behind the first that is not plain, `nvpair NAME { … }` for the others.
    void child(const NvPair& p) {
        if (is_plain(p) || (is_reserved_in_set(p.name) && p.value && p.id_ref.empty() && count_.at(p.name) == 1 &&
                            p.extra.attributes.empty() && p.extra.children.empty() && !p.id.empty())) {
            if (out_.children.empty() || out_.children.back().name != "values") {
                out_.children.push_back(r_.block("values", p.markup));
            }
            return pair(out_.children.back(), p);
        }
        Block made = r_.block("nvpair", p.markup);
        r_.label(made, p.name, p.markup);
        if (p.value) r_.set(made, "value", text_value(*p.value), p.markup, "value");
        if (!p.id.empty() && p.id != pair_id(set_.id, p.name)) r_.set(made, "id", text_value(p.id), p.markup, "id");
        if (!p.id_ref.empty()) r_.set(made, "id_ref", text_value(p.id_ref), p.markup, "id-ref");
        for (const xml::Attribute& a : p.extra.attributes) {
            r_.set(r_.native(made), a.name, text_value(a.value), p.markup, a.name);
        }
        r_.leftovers(made, p.extra);
        made.comments = comments_of(p);
        out_.children.push_back(std::move(made));
    }

    /// Each comment goes to the pair it stands before.
    void sort_comments() {
        std::vector<std::string> waiting;
        for (const Place& place : set_.markup.layout) {
            if (place.slot == Slot::Pair) comments_[&set_.pairs[place.index]] = std::exchange(waiting, {});
            if (place.slot != Slot::Extra) continue;
            const xml::Node& child = set_.extra.children[place.index];
            if (child.kind == xml::NodeKind::Comment) waiting.push_back(child.text);
        }
        out_.trailing = std::move(waiting);
    }
    std::vector<std::string> comments_of(const NvPair& p) { return std::move(comments_[&p]); }

    Block finish() {
        if (!ids_.name.empty()) out_.children.push_back(std::move(ids_));
        r_.leftovers(out_, set_.extra);
        return std::move(out_);
    }

    Raising& r_;
    const NvSet& set_;
    Block out_;
    bool quoted_;  // values are somebody's own texts, not words of Pacemaker
    Block ids_;
    std::map<std::string, int> count_;
    std::map<const NvPair*, std::vector<std::string>> comments_;
};

bool is_number(const std::string& text) {
    const Value v = int_value(text);
    return v.is(model::ValueKind::Int) && v.number > 0;
}

Block raise_node(Raising& r, const ClusterNode& n) {
    Block out = r.block("node", n.markup);
    const AttributePlace* uname = n.markup.find("uname");
    r.label(out, n.uname.empty() ? n.id : n.uname, uname != nullptr ? uname->value_span : source::Span{});
    if (is_number(n.id)) {
        r.set(out, "id", int_value(n.id), n.markup, "id");
    } else if (!n.id.empty()) {
        r.set(out, "cib_id", text_value(n.id), n.markup, "id");
    }
    if (!n.type.empty()) r.set(out, "type", word_value(n.type), n.markup, "type");
    for (const xml::Attribute& a : n.extra.attributes) {
        if (a.name == "score" || a.name == "description") {
            r.set(out, a.name, a.name == "score" ? score_value(a.value) : text_value(a.value), n.markup, a.name);
        } else {
            r.set(r.native(out), a.name, text_value(a.value), n.markup, a.name);
        }
    }
    const std::string id = "nodes-" + n.id;
    std::size_t attributes = 0, utilization = 0;
    for (const Place& place : n.markup.layout) {
        if (place.slot == Slot::Instance) {
            out.children.push_back(raise_set(r, n.attributes[place.index], "attributes", attributes++ == 0 ? id : ""));
        } else if (place.slot == Slot::Utilization) {
            out.children.push_back(
                raise_set(r, n.utilization[place.index], "utilization", utilization++ == 0 ? id + "-utilization" : ""));
        }
    }
    Raising::comments(out, n.extra);
    r.leftovers(out, n.extra);
    return out;
}

}  // namespace

Block raise_set(Raising& r, const NvSet& set, std::string word, const std::string& default_id) {
    return SetRaiser(r, set, std::move(word), default_id).run();
}

void raise_properties(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::CrmConfig,
              [&](std::size_t i) { return raise_set(r, r.document.crm_config[i], "properties", ""); });
}

void raise_defaults(Raising& r, Block& cluster) {
    const auto raise = [&](const NvSet& set, const char* what) {
        Block made = raise_set(r, set, "defaults", "");
        made.labels.insert(made.labels.begin(), block::Label{what, false, made.name_span});
        return made;
    };
    each_item(r, cluster, SectionName::RscDefaults,
              [&](std::size_t i) { return raise(r.document.rsc_defaults[i], "resource"); });
    each_item(r, cluster, SectionName::OpDefaults,
              [&](std::size_t i) { return raise(r.document.op_defaults[i], "op"); });
}

void raise_nodes(Raising& r, Block& cluster) {
    each_item(r, cluster, SectionName::Nodes, [&](std::size_t i) { return raise_node(r, r.document.nodes[i]); });
}

}  // namespace hale::pacemaker
