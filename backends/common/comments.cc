#include "backends/common/comments.h"

#include <algorithm>
#include <set>

namespace hale::backends {

namespace {

using List = std::vector<std::string>;

void put(const List& comments, std::vector<xml::Node>& into) {
    for (std::string text : comments) {
        for (std::size_t at = text.find("--"); at != std::string::npos; at = text.find("--", at)) {
            text.replace(at, 2, "- -");  // XML allows no other way
        }
        into.push_back(xml::Node::comment(text + (text.empty() || text.back() == ' ' ? "" : " ")));
    }
}

class Adding {
public:
    explicit Adding(const model::Model& model) : model_(model) {}

    void run(xml::Tree& tree) {
        if (const model::Comments* own = first_time(tree.root, before_)) put(own->before, tree.before);
        around_.push_back(tree.root.origin);
        (void)inside(tree.root, false);
    }

private:
    /// The comments of the block that became this element, when nobody took them yet: a block may become several
    /// elements.
    const model::Comments* first_time(const xml::Node& node, std::set<model::OriginId>& taken) const {
        const auto found = node.origin ? model_.comments.find(node.origin) : model_.comments.end();
        return found != model_.comments.end() && taken.insert(node.origin).second ? &found->second : nullptr;
    }

    bool is_section(const xml::Node& node) const {
        return !node.origin || std::find(around_.begin(), around_.end(), node.origin) != around_.end();
    }

    /// Gives what belongs before the element itself, because it stands apart from the first one in it.
    List inside(xml::Node& node, bool section) {
        List above;
        std::vector<xml::Node> children;
        children.reserve(node.children.size());
        bool first = section;
        for (xml::Node& child : node.children) {
            if (child.kind == xml::NodeKind::Element) {
                if (const model::Comments* own = first_time(child, before_)) {
                    if (first && own->apart) {
                        above = own->before;
                    } else {
                        put(own->before, children);
                    }
                }
                first = false;
                // <configuration> is all of the cluster's block; <cib> around it holds the status too.
                const bool is_one = is_section(child) && !child.is_element("configuration");
                around_.push_back(child.origin);
                put(inside(child, is_one), children);
                around_.pop_back();
            }
            children.push_back(std::move(child));
        }
        node.children = std::move(children);
        if (const model::Comments* own = section ? nullptr : first_time(node, after_))
            put(own->trailing, node.children);
        return above;
    }

    const model::Model& model_;
    std::set<model::OriginId> before_, after_;
    std::vector<model::OriginId> around_;  // of the elements around
};

}  // namespace

void add_comments(const model::Model& model, xml::Tree& tree) {
    if (!model.comments.empty()) Adding(model).run(tree);
}

}  // namespace hale::backends
