#pragma once
// Each attribute and each element of a file, taken away one at a time: an output file changes, or its entry says why not.

#include <optional>
#include <set>

#include "compiler/xml/read.h"
#include "tests/unit/migrate/migrated.h"

namespace hale::test {

struct Ablation {
    std::size_t tried = 0, changed = 0, explained = 0, unreadable = 0;
    std::vector<std::string> silent;  // what nobody tells of
    std::vector<std::string> idle;    // an entry names an output, and yet nothing changes (a default was written out)
};

class Ablate {
public:
    /// `seen`: what was tried in another file already is not tried again: the same attribute of the same element.
    Ablate(std::string name, std::string text, std::set<std::string>* seen = nullptr)
        : name_(std::move(name)), text_(std::move(text)), seen_(seen) {}

    Ablation run() {
        const auto whole = migrated(text_);
        if (!whole->read || !whole->result.problem.empty()) return out_;
        baseline_ = whole.get();
        outputs_ = whole->outputs();
        diag::Sink nobody;
        const auto tree = xml::read(whole->session->main, whole->session->sources, nobody);
        if (tree) element(tree->root, true);
        return out_;
    }

private:
    static bool explains(const migrate::Entry& e) {
        return e.disposition >= ledger::Disposition::Approximated || (!e.how.empty() && e.output.empty());
    }
    const migrate::Entry* at(const migrate::Result& r, std::uint32_t begin) const {
        for (const migrate::Entry& e : r.entries) {
            if (e.at.begin == begin && e.path.find("/@") != std::string::npos) return &e;
        }
        return nullptr;
    }
    std::string without(source::Span span) const {
        return text_.substr(0, span.begin) + text_.substr(span.end);
    }
    std::string place(source::Span span) const {
        return name_ + ':' + std::string(text_.substr(span.begin, std::min<std::size_t>(span.end - span.begin, 60)));
    }

    void element(const xml::Node& node, bool root) {
        for (const xml::Attribute& a : node.attributes) attribute(a);
        if (!root) whole_element(node);
        for (const xml::Node& child : node.children) {
            if (child.kind == xml::NodeKind::Element) element(child, false);
        }
    }
    void attribute(const xml::Attribute& a) {
        const migrate::Entry* before = at(baseline_->result, a.span.begin);
        if (before == nullptr) {
            out_.silent.push_back(place(a.span) + " has no entry");
            return;
        }
        if (seen_ != nullptr && !seen_->insert(before->path + '=' + a.value).second) return;
        one(without(a.span), a.span, *before, false);
        if (!a.value.empty()) one(without(a.value_span), a.span, *before, true);
    }
    void one(const std::string& text, source::Span span, const migrate::Entry& before, bool blanked) {
        ++out_.tried;
        const auto after = migrated(text);
        if (!after->read || !after->result.problem.empty()) return void(++out_.unreadable);
        if (after->outputs() != outputs_) return void(++out_.changed);
        if (explains(before)) return void(++out_.explained);
        const migrate::Entry* now = blanked ? at(after->result, span.begin) : nullptr;
        const bool told = !blanked || now == nullptr || now->disposition != before.disposition || now->how != before.how;
        if (!told) return out_.silent.push_back(place(span) + (blanked ? " blanked" : " removed"));
        ++out_.explained;
        out_.idle.push_back(place(span) + (blanked ? " blanked: " : " removed: ") + before.how);
    }
    /// The whole of an element: its end is found by its own tags.
    void whole_element(const xml::Node& node) {
        std::string key = node.name;
        for (const xml::Attribute& a : node.attributes) key += ' ' + a.name + '=' + a.value;
        if (seen_ != nullptr && !seen_->insert(key).second) return;
        const std::size_t end = end_of(node);
        if (end == std::string::npos) return;
        ++out_.tried;
        const auto after = migrated(text_.substr(0, node.span.begin) + text_.substr(end));
        if (!after->read || !after->result.problem.empty()) return void(++out_.unreadable);
        if (after->outputs() != outputs_) return void(++out_.changed);
        for (const migrate::Entry& e : baseline_->result.entries) {
            const bool in = e.at.begin >= node.span.begin && e.at.begin < end;
            if (in && !explains(e) && !(e.disposition == ledger::Disposition::Exact && !e.how.empty())) {
                return out_.silent.push_back(place(node.span) + " removed as a whole, and " + e.path + " says nothing");
            }
        }
        ++out_.explained;
    }
    std::size_t end_of(const xml::Node& node) const {
        if (text_[node.span.end - 2] == '/') return node.span.end;
        std::size_t depth = 1, at = node.span.end;
        while (depth > 0) {
            at = text_.find('<', at);
            if (at == std::string::npos) return at;
            if (text_.compare(at, 4, "<!--") == 0) {
                at = text_.find("-->", at);
            } else if (text_.compare(at, 9, "<![CDATA[") == 0) {
                at = text_.find("]]>", at);
            } else if (text_.compare(at, 2, "</") == 0) {
                --depth;
                at = text_.find('>', at);
            } else {
                const std::size_t close = tag_end(at);
                if (close != std::string::npos && text_[close - 1] != '/') ++depth;
                at = close;
            }
            if (at == std::string::npos) return at;
            ++at;
        }
        return at;
    }
    std::size_t tag_end(std::size_t at) const {
        char quote = 0;
        for (; at < text_.size(); ++at) {
            const char c = text_[at];
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '>') {
                return at;
            }
        }
        return std::string::npos;
    }

    std::string name_, text_;
    std::set<std::string>* seen_;
    std::string outputs_;
    const Migrated* baseline_ = nullptr;
    Ablation out_;
};

inline void add(Ablation& to, const Ablation& from) {
    to.tried += from.tried;
    to.changed += from.changed;
    to.explained += from.explained;
    to.unreadable += from.unreadable;
    to.silent.insert(to.silent.end(), from.silent.begin(), from.silent.end());
    to.idle.insert(to.idle.end(), from.idle.begin(), from.idle.end());
}

}  // namespace hale::test
