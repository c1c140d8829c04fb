// Comments of the file. Each goes before the block of what stands behind it in the file, wherever that block ends up.

#include <algorithm>

#include "backends/rgmanager/raising.h"

namespace hale::rgmanager {

using block::Block;

namespace {

void comments_in(const xml::Node& node, std::vector<const xml::Node*>& out) {
    if (node.kind == xml::NodeKind::Comment) out.push_back(&node);
    for (const xml::Node& child : node.children) comments_in(child, out);
}

/// Blocks that a comment may stand before, and the places of comments that native blocks keep themselves.
struct Places {
    std::vector<Block*> blocks;
    std::vector<std::uint32_t> kept;

    void add(Block& b, bool native) {
        b.comments.clear();
        if (native && b.name == "comment") kept.push_back(b.span.begin);
        if (!native && b.span.valid()) blocks.push_back(&b);
        for (Block& child : b.children) add(child, native || child.name == "native");
    }
};

}  // namespace

void raise_comments(const Raising& r, Block& cluster) {
    const xml::Tree tree = to_tree(r.document);
    std::vector<const xml::Node*> comments;
    for (const xml::Node& node : tree.before) comments_in(node, comments);
    comments_in(tree.root, comments);
    for (const xml::Node& node : tree.after) comments_in(node, comments);

    Places places;
    places.add(cluster, false);
    std::stable_sort(places.blocks.begin(), places.blocks.end(),
                     [](const Block* a, const Block* b) { return a->span.begin < b->span.begin; });
    for (const xml::Node* comment : comments) {
        const std::uint32_t at = comment->span.begin;
        if (std::find(places.kept.begin(), places.kept.end(), at) != places.kept.end()) continue;
        const auto behind = std::find_if(places.blocks.begin(), places.blocks.end(),
                                         [&](const Block* b) { return b->span.begin > at; });
        (behind == places.blocks.end() ? cluster : **behind).comments.push_back(comment->text);
    }
}

}  // namespace hale::rgmanager
