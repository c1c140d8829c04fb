#include "backends/pacemaker/comments.h"

#include <set>

namespace hale::pacemaker {

namespace {

using Used = std::set<model::OriginId>;

void put(const std::vector<std::string>& comments, std::vector<xml::Node>& into) {
    for (std::string text : comments) {
        for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at)) {
            text.replace(at, 2, "- -");  // XML allows no other way
        }
        into.push_back(xml::Node::comment(text + (text.empty() || text.back() == ' ' ? "" : " ")));
    }
}

/// Each block's comments once: a block may have become several elements.
void walk(const model::Model& model, xml::Node& node, Used& before, Used& after) {
    std::vector<xml::Node> children;
    children.reserve(node.children.size());
    for (xml::Node& child : node.children) {
        const auto found = child.origin ? model.comments.find(child.origin) : model.comments.end();
        if (found != model.comments.end() && before.insert(child.origin).second) put(found->second.before, children);
        walk(model, child, before, after);
        children.push_back(std::move(child));
    }
    node.children = std::move(children);
    const auto own = node.origin ? model.comments.find(node.origin) : model.comments.end();
    if (own != model.comments.end() && !own->second.trailing.empty() && after.insert(node.origin).second) {
        put(own->second.trailing, node.children);
    }
}

}  // namespace

void add_comments(const model::Model& model, xml::Node& root) {
    if (model.comments.empty()) return;
    Used before, after;
    walk(model, root, before, after);
}

}  // namespace hale::pacemaker
