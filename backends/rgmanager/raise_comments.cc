// Comments of the file. Each goes before the block of the element behind it, or to the end of the block around it. A
// section (<clusternodes>, <resources> …) has no block: what stands before it stands apart from the first block in it
// (backends/common/comments.h); and where that does not say it all, the section becomes a `native` block.

#include <algorithm>
#include <unordered_map>

#include "backends/rgmanager/raising.h"

namespace hale::rgmanager {

using block::Block;

namespace {

/// Blocks by where their element begins, and the places of comments that native blocks keep themselves.
struct Places {
    std::unordered_map<std::uint32_t, Block*> blocks;
    std::vector<std::uint32_t> kept;

    explicit Places(Block& cluster) { add(cluster); }

    Block* of(const xml::Node& node) const {
        const auto found = blocks.find(node.span.begin);
        return found == blocks.end() ? nullptr : found->second;
    }
    /// The first block for something in the element.
    Block* first_in(const xml::Node& node) const {
        for (const xml::Node& child : node.children) {
            if (child.kind != xml::NodeKind::Element) continue;
            if (Block* own = of(child)) return own;
            if (Block* inner = first_in(child)) return inner;
        }
        return nullptr;
    }

private:
    void add(Block& b) {
        if (b.name == "comment") {
            kept.push_back(b.span.begin);
        } else if (b.span.valid() && b.name != "unfence") {  // its devices say it all
            blocks.emplace(b.span.begin, &b);
        }
        for (Block& child : b.children) add(child);
    }
};

class Comments {
public:
    explicit Comments(Block& cluster) : places_(cluster), cluster_(cluster) {}

    void run(const xml::Tree& tree) {
        for (const xml::Node& node : tree.before) take(node, cluster_.comments);
        inside(tree.root, cluster_);
        for (const xml::Node& node : tree.after) take(node, cluster_.trailing);
    }
    bool any() const { return any_; }

private:
    void take(const xml::Node& node, std::vector<std::string>& into) {
        if (node.kind != xml::NodeKind::Comment) return;
        if (std::find(places_.kept.begin(), places_.kept.end(), node.span.begin) != places_.kept.end()) return;
        into.push_back(node.text);
        any_ = true;
    }

    /// `owner` is the block of the element, or of one around it.
    void inside(const xml::Node& node, Block& owner) {
        std::vector<std::string> waiting;
        for (const xml::Node& child : node.children) {
            take(child, waiting);
            if (child.kind != xml::NodeKind::Element) continue;
            Block* own = places_.of(child);
            Block* behind = own != nullptr ? own : places_.first_in(child);
            if (behind != nullptr && !waiting.empty()) {
                behind->comments.insert(behind->comments.end(), waiting.begin(), waiting.end());
                behind->apart = own == nullptr;
                waiting.clear();
            }
            inside(child, own != nullptr ? *own : owner);
        }
        owner.trailing.insert(owner.trailing.end(), waiting.begin(), waiting.end());
    }

    Places places_;
    Block& cluster_;
    bool any_ = false;
};

/// Sections that comments need as blocks.
class Sections {
public:
    Sections(Raising& r, Block& cluster) : r_(r), cluster_(cluster) {}

    void look(const xml::Node& parent) {
        bool commented = false;
        for (const xml::Node& child : parent.children) {
            if (child.kind == xml::NodeKind::Comment) commented = true;
            if (child.kind != xml::NodeKind::Element) continue;
            if (is_section(child.name) && needed(child, commented) && Places(cluster_).of(child) == nullptr) {
                make(parent, child);
            }
            look(child);
            commented = false;
        }
    }

private:
    static bool is_section(std::string_view name) {
        return name == ClusterNodes::kName || name == FenceDevices::kName || name == FailoverDomains::kName ||
               name == Resources::kName || name == Fence::kName || name == "events";
    }
    static bool needed(const xml::Node& section, bool commented) {
        const auto is_comment = [](const xml::Node& n) { return n.kind == xml::NodeKind::Comment; };
        if (section.children.empty()) return false;
        return is_comment(section.children.back()) || (commented && is_comment(section.children.front()));
    }
    void make(const xml::Node& parent, const xml::Node& section) {
        Block* owner = Places(cluster_).of(parent);
        if (owner == nullptr) return;
        xml::Node bare(section.name);
        bare.span = section.span;
        bare.name_span = section.name_span;
        add_native_section(r_, *owner, bare);
    }

    Raising& r_;
    Block& cluster_;
};

}  // namespace

void raise_comments(Raising& r, Block& cluster) {
    const xml::Tree tree = to_tree(r.document);
    Sections(r, cluster).look(tree.root);
    Comments comments(cluster);
    comments.run(tree);
    if (!comments.any()) return;
    xml::Attribute none;
    none.span = none.name_span = none.value_span = r.document.name_span;
    cluster.attrs.push_back(make_attr(r, "comments", model::Value::boolean(true), none));
}

}  // namespace hale::rgmanager
