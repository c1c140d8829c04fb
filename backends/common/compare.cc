#include "backends/common/compare.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "compiler/diag/import_codes.h"

namespace hale::backends {

namespace {

using xml::Node;

bool touches(source::Span a, source::Span b) {
    return a.valid() && b.valid() && a.file == b.file && a.begin < b.end && b.begin < a.end;
}

/// `fs[data]`: what a child is matched by.
std::string key_of(const Comparing& comparing, const Node& node) {
    for (const std::string_view name : comparing.keys) {
        if (const auto value = node.get(name)) return node.name + '[' + std::string(*value) + ']';
    }
    return node.name;
}

/// The attributes of an element by name, for as many as there may be.
class ByName {
public:
    explicit ByName(const Node& node) : node_(node) {
        constexpr std::size_t kFew = 16;
        if (node.attributes.size() <= kFew) return;
        table_.reserve(node.attributes.size());
        for (const xml::Attribute& a : node.attributes) table_.try_emplace(a.name, &a);
    }
    const xml::Attribute* find(std::string_view name) const {
        if (table_.empty()) return node_.find(name);
        const auto it = table_.find(name);
        return it == table_.end() ? nullptr : it->second;
    }

private:
    const Node& node_;
    std::unordered_map<std::string_view, const xml::Attribute*> table_;
};

class Differences {
public:
    Differences(const Comparing& comparing, diag::Sink& sink)
        : comparing_(comparing), sink_(sink), told_(sink.diagnostics()) {}

    std::size_t run(const Node& original, const Node& written) {
        element(original, written);
        return count_;
    }

private:
    /// By their keys; further ones of the same key are numbered.
    std::vector<std::pair<std::string, const Node*>> children(const Node& parent) const {
        std::vector<std::pair<std::string, const Node*>> out;
        std::map<std::string, int> seen;
        for (const Node& child : parent.children) {
            if (child.kind != xml::NodeKind::Element) continue;
            std::string name = key_of(comparing_, child);
            name += '#' + std::to_string(++seen[name]);
            out.emplace_back(std::move(name), &child);
        }
        return out;
    }

    /// A diagnostic at `place` whose message has one of the names.
    bool told(source::Span place, std::initializer_list<std::string_view> names) const {
        return std::any_of(told_.begin(), told_.end(), [&](const diag::Diagnostic& d) {
            return touches(d.span, place) &&
                   std::any_of(names.begin(), names.end(), [&](std::string_view name) { return d.names(name); });
        });
    }

    void attributes(const Node& original, const Node& written) {
        const ByName before(original), after(written);
        for (const xml::Attribute& a : original.attributes) {
            const xml::Attribute* again = after.find(a.name);
            if (again != nullptr && again->value == a.value) continue;
            ++count_;
            if (told(a.span, {a.name, a.value}) || told(original.name_span, {a.name})) continue;
            if (again != nullptr) {
                sink_.report(diag::WrittenOtherwise, a.value_span, a.name, original.name, again->value);
            } else {
                sink_.report(diag::NotWrittenAgain, a.name_span, "attribute", a.name, original.name);
            }
        }
        for (const xml::Attribute& a : written.attributes) {
            if (before.find(a.name) != nullptr) continue;
            ++count_;
            if (told(original.span, {a.name})) continue;
            sink_.report(diag::WrittenInAddition, original.name_span, original.name, "the attribute", a.name);
        }
    }

    /// True when somebody told it already.
    bool lost(const Node& node, const Node& parent) {
        ++count_;
        if (told(node.span, {node.name, key_value(node)})) return true;
        sink_.report(diag::NotWrittenAgain, node.name_span, "element", node.name, parent.name);
        return false;
    }

    std::string_view key_value(const Node& node) const {
        for (const std::string_view name : comparing_.keys) {
            if (const auto value = node.get(name)) return value->empty() ? std::string_view(node.name) : *value;
        }
        return node.name;
    }

    void element(const Node& original, const Node& written) {
        attributes(original, written);
        const auto before = children(original);
        const auto after = children(written);
        std::map<std::string_view, std::size_t> places;
        for (std::size_t i = 0; i < after.size(); ++i) places.emplace(after[i].first, i);
        std::vector<std::pair<const Node*, std::size_t>> kept;  // with their places in `written`
        std::vector<bool> taken(after.size(), false);
        std::size_t replaced = 0;  // of which somebody told that they come out otherwise
        for (const auto& [name, child] : before) {
            const auto match = places.find(name);
            if (match == places.end()) {
                replaced += lost(*child, original) ? 1 : 0;
                continue;
            }
            taken[match->second] = true;
            kept.emplace_back(child, match->second);
            element(*child, *after[match->second].second);
        }
        for (std::size_t i = 0; i < after.size(); ++i) {
            if (taken[i]) continue;
            ++count_;
            const Node& added = *after[i].second;
            if (replaced != 0) {
                --replaced;
                continue;
            }
            if (!told(original.span, {added.name, key_value(added)}))
                sink_.report(diag::WrittenInAddition, original.name_span, original.name, "the element", added.name);
        }
        order(original, kept);
    }

    void order(const Node& parent, const std::vector<std::pair<const Node*, std::size_t>>& kept) {
        if (std::is_sorted(kept.begin(), kept.end(), [](const auto& a, const auto& b) { return a.second < b.second; }))
            return;
        for (std::size_t i = 0; i < kept.size(); ++i) {
            for (std::size_t j = i + 1; j < kept.size(); ++j) {
                if (kept[i].second < kept[j].second) continue;
                if (comparing_.ordered && !comparing_.ordered(parent, *kept[i].first, *kept[j].first)) continue;
                ++count_;
                if (!told(kept[i].first->span, {kept[i].first->name}) &&
                    !told(kept[j].first->span, {kept[j].first->name})) {
                    sink_.report(diag::WrittenInAnotherOrder, kept[j].first->name_span, kept[j].first->name,
                                 kept[i].first->name, parent.name);
                }
                return;  // once an element
            }
        }
    }

    const Comparing& comparing_;
    diag::Sink& sink_;
    const std::vector<diag::Diagnostic> told_;  // before the comparison began
    std::size_t count_ = 0;
};

/// A comment by its text without blanks, and the elements that it stands in and before.
class Comments {
public:
    explicit Comments(const Comparing& comparing) : comparing_(comparing) {}

    std::size_t report(const xml::Tree& original, const xml::Tree& written, diag::Sink& sink) const {
        std::vector<Placed> before, after;
        collect(original, before);
        collect(written, after);
        std::map<std::string_view, int> there;
        for (const Placed& p : after) ++there[p.where];
        std::size_t count = 0;
        for (const Placed& p : before) {
            if (there[p.where]-- > 0) continue;
            ++count;
            sink.report(diag::CommentMoved, p.span);
        }
        return count;
    }

private:
    struct Placed {
        std::string where;
        source::Span span;
    };

    void collect(const xml::Tree& tree, std::vector<Placed>& out) const {
        among(tree.before, tree.root.name, out);
        inside(tree.root, tree.root.name + '/', out);
        among(tree.after, {}, out);
    }
    void inside(const Node& parent, const std::string& path, std::vector<Placed>& out) const {
        std::size_t waiting = out.size();
        for (const Node& child : parent.children) {
            if (child.kind == xml::NodeKind::Comment) out.push_back({text(child) + path, child.span});
            if (child.kind != xml::NodeKind::Element) continue;
            const std::string name = key_of(comparing_, child);
            for (; waiting < out.size(); ++waiting) out[waiting].where += name;
            inside(child, path + name + '/', out);
            waiting = out.size();
        }
    }
    static void among(const std::vector<Node>& nodes, const std::string& behind, std::vector<Placed>& out) {
        for (const Node& node : nodes) {
            if (node.kind == xml::NodeKind::Comment) out.push_back({text(node) + behind, node.span});
        }
    }
    static std::string text(const Node& comment) {
        std::string out;
        for (const char c : comment.text) {
            if (c > ' ' && c != '-') out += c;
        }
        return out + ' ';
    }

    const Comparing& comparing_;
};

}  // namespace

std::size_t report_comments(const xml::Tree& original, const xml::Tree& written, const Comparing& comparing,
                            diag::Sink& sink) {
    return Comments(comparing).report(original, written, sink);
}

std::size_t report_differences(const Node& original, const Node& written, const Comparing& comparing,
                               diag::Sink& sink) {
    return Differences(comparing, sink).run(original, written);
}

}  // namespace hale::backends
