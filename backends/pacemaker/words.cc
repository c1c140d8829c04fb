#include "backends/pacemaker/words.h"

#include <algorithm>
#include <cctype>

#include "backends/pacemaker/native_xml.h"
#include "compiler/schema/convert.h"

namespace hale::pacemaker {

using As = Word::As;
using model::EntityKind;
using model::Value;
using model::ValueKind;

namespace {

std::string with_case(std::string text, bool upper) {
    if (!text.empty()) {
        const auto c = static_cast<unsigned char>(text[0]);
        text[0] = static_cast<char>(upper ? std::toupper(c) : std::tolower(c));
    }
    return text;
}

/// `Promoted` is `.promoted`; nothing for what a member cannot be.
std::optional<std::string> as_member(std::string_view text) {
    static constexpr std::array<std::string_view, 10> known = {
        "Started", "Stopped", "Promoted", "Unpromoted", "Master", "Slave", "start", "stop", "promote", "demote"};
    if (std::find(known.begin(), known.end(), text) == known.end()) return std::nullopt;
    return with_case(std::string(text), false);
}

bool is_action(std::string_view xml) { return xml.ends_with("action"); }

class RaiseWords {
public:
    RaiseWords(Raising& r, const xml::Node& node, const Markup& at, block::Block& out)
        : r_(r), node_(node), at_(at), out_(out) {}

    void word(const Word& w) {
        const auto found = node_.get(w.xml);
        if (!found || taken_.contains(w.xml)) return;
        taken_.insert(w.xml);
        r_.set(out_, std::string(w.word), value(w, std::string(*found)), at_, w.xml);
    }
    void rest() {
        for (const xml::Attribute& a : node_.attributes) {
            if (!taken_.contains(a.name)) r_.set(r_.native(out_), a.name, text_value(a.value), at_, a.name);
        }
    }
    std::set<std::string_view> taken_;

private:
    Value value(const Word& w, const std::string& text) {
        switch (w.as) {
            case As::Text:
                return text_value(text);
            case As::Plain:
                return plain(w, text);
            case As::Score:
                return score_value(text);
            case As::Kind:
                if (text == "Mandatory" || text == "Optional" || text == "Serialize") {
                    return Value::word(with_case(text, false));
                }
                return text_value(text);
            case As::Resource:
                return reference_value(r_.resources, text);
            case As::Node:
                return reference_value(r_.nodes, text);
            case As::Target:
                return target(w, text);
        }
        return text_value(text);
    }

    /// Bare, unless the word's type would not take it: the quoted text is kept, with a warning.
    Value plain(const Word& w, const std::string& text) {
        Value value = plain_value(text);
        const schema::Kind* kind = r_.library.find(schema::KindClass::Construct, out_.name);
        const schema::Attribute* declared = kind != nullptr ? kind->attribute(w.word) : nullptr;
        return declared != nullptr && schema::convert(*declared, value).error ? text_value(text) : value;
    }

    Value target(const Word& w, const std::string& text) {
        Value name = reference_value(r_.resources, text);
        const auto said = node_.get(w.member);
        const auto member = said ? as_member(*said) : std::nullopt;
        if (!member || !name.is(ValueKind::Word)) return name;
        taken_.insert(w.member);
        Value path = Value::make(ValueKind::Path, 0, {}, {});
        path.items = {std::move(name), Value::word(*member)};
        return path;
    }

    Raising& r_;
    const xml::Node& node_;
    const Markup& at_;
    block::Block& out_;
};

std::string id_of_resource(Lowering& l, model::ResourceId id) {
    for (const model::UseId use : l.cluster.at(id).uses) {
        const std::size_t at =
            use.index < l.plan.instance_of_use.size() ? l.plan.instance_of_use[use.index] : Plan::kNone;
        if (at == Plan::kNone) continue;
        const Instance& instance = l.plan.instances[at];
        return l.ids.of(instance.is_clone() ? "clone " + instance.identity : instance.identity);
    }
    return l.cluster.at(id).label;
}

}  // namespace

void raise_words(Raising& r, const xml::Node& node, const Markup& at, std::span<const Word> words, block::Block& out,
                 std::initializer_list<std::string_view> taken) {
    RaiseWords raise(r, node, at, out);
    raise.taken_.insert(taken.begin(), taken.end());
    for (const Word& w : words) raise.word(w);
    raise.rest();
}

std::string reference_id(Lowering& l, const Value& reference, bool last) {
    if (!reference.is(ValueKind::Ref)) return l.speller.spell(reference, "reference").value_or("");
    const model::Entity& e = reference.entity;
    const bool here = e.cluster < l.model.clusters.size() && &l.model.clusters[e.cluster] == &l.cluster;
    if (!here) return reference.text;
    switch (e.kind) {
        case EntityKind::Service:
            if (e.index < l.layouts.size() && !l.layouts[e.index].empty()) {
                return last ? l.layouts[e.index].last_start() : l.layouts[e.index].anchor();
            }
            return reference.text;
        case EntityKind::Resource:
            return id_of_resource(l, model::ResourceId(e.index));
        default:
            return reference.text;
    }
}

std::vector<std::string> reference_ids(Lowering& l, const Value& list) {
    if (!list.is(ValueKind::List)) return {reference_id(l, list)};
    std::vector<std::string> out;
    for (const Value& item : list.items) out.push_back(reference_id(l, item));
    return out;
}

void lower_words(Lowering& l, const model::Block& block, std::span<const Word> words, xml::Node& out) {
    for (const Word& w : words) {
        const model::Attribute* a = block.find(w.word);
        if (a == nullptr) continue;
        const std::string_view member = a->value.member;
        if (w.as == As::Resource || w.as == As::Target || w.as == As::Node) {
            out.set(w.xml, reference_id(l, a->value, w.word == "first"), a->origin);
            if (!member.empty() && w.as == As::Target) {
                out.set(w.member, with_case(std::string(member), !is_action(w.member)), a->origin);
            }
            continue;
        }
        auto text = l.speller.spell(a->value, w.word);
        if (!text) continue;
        if (w.as == As::Kind && a->value.is(ValueKind::Word) && !a->value.verbatim) text = with_case(*text, true);
        out.set(w.xml, std::move(*text), a->origin);
    }
    add_native_xml(l, block, out);
}

}  // namespace hale::pacemaker
