#include "compiler/xml/read.h"

#include <algorithm>
#include <iterator>
#include <pugixml.hpp>

#include "compiler/diag/import_codes.h"
#include "compiler/xml/characters.h"
#include "compiler/xml/scan.h"

namespace hale::xml {

namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

std::string trimmed(std::string_view text) {
    const auto first = std::find_if_not(text.begin(), text.end(), is_space);
    const auto last = std::find_if_not(text.rbegin(), text.rend(), is_space).base();
    return first < last ? std::string(first, last) : std::string();
}

class Builder {
public:
    Builder(source::FileId file, std::size_t base, const Scan& scan) : file_(file), base_(base), scan_(scan) {}

    std::vector<Node> children(const pugi::xml_node& parent, bool document) {
        std::vector<Node> out;
        out.reserve(static_cast<std::size_t>(std::distance(parent.begin(), parent.end())));
        for (const pugi::xml_node& child : parent.children()) add(child, out);
        if (!document) settle_text(out);
        return out;
    }

private:
    source::Span at(const pugi::xml_node& node, std::size_t before, std::size_t length) const {
        const std::ptrdiff_t offset = node.offset_debug();
        if (offset < 0) return {file_, 0, 0};
        const std::size_t begin = base_ + static_cast<std::size_t>(offset);
        return {file_, static_cast<std::uint32_t>(begin - before), static_cast<std::uint32_t>(begin + length)};
    }

    void add(const pugi::xml_node& node, std::vector<Node>& out) {
        switch (node.type()) {
            case pugi::node_element:
                return element(node, out);
            case pugi::node_comment:
                return plain(node, NodeKind::Comment, 4, out);
            case pugi::node_pi:
                plain(node, NodeKind::Instruction, 2, out);
                out.back().name = node.name();
                return;
            case pugi::node_pcdata:
            case pugi::node_cdata:
                // Neighbouring runs are one text, whether they were written as CDATA or not.
                if (!out.empty() && out.back().kind == NodeKind::Text) {
                    out.back().text += node.value();
                } else {
                    plain(node, NodeKind::Text, 0, out);
                }
                return;
            default:
                return;
        }
    }

    void plain(const pugi::xml_node& node, NodeKind kind, std::size_t before, std::vector<Node>& out) {
        Node made;
        made.kind = kind;
        made.text = node.value();
        made.span = at(node, before, made.text.size());
        out.push_back(std::move(made));
    }

    void element(const pugi::xml_node& node, std::vector<Node>& out) {
        const TagPlace* place = find(node);
        Node made(node.name());
        if (place != nullptr) {
            made.span = place->tag;
            made.name_span = place->name;
        }
        std::size_t i = 0;
        if (place != nullptr) made.attributes.reserve(place->attributes.size());
        for (const pugi::xml_attribute& attribute : node.attributes()) {
            Attribute a;
            a.name = attribute.name();
            a.value = attribute.value();
            if (place != nullptr && i < place->attributes.size()) {
                a.span = place->attributes[i].whole;
                a.name_span = place->attributes[i].name;
                a.value_span = place->attributes[i].value;
            }
            made.attributes.push_back(std::move(a));
            ++i;
        }
        made.children = children(node, false);
        out.push_back(std::move(made));
    }

    /// Elements are asked for in document order, in which the tags are.
    const TagPlace* find(const pugi::xml_node& node) {
        const std::size_t begin = base_ + static_cast<std::size_t>(node.offset_debug());
        while (next_ < scan_.tags.size() && scan_.tags[next_].name.begin < begin) ++next_;
        return next_ < scan_.tags.size() && scan_.tags[next_].name.begin == begin ? &scan_.tags[next_] : nullptr;
    }

    /// An element that holds nothing but text keeps it exactly; beside other nodes the white space around it is layout.
    static void settle_text(std::vector<Node>& nodes) {
        if (nodes.size() == 1 && nodes.front().kind == NodeKind::Text) return;
        for (Node& node : nodes) {
            if (node.kind == NodeKind::Text) node.text = trimmed(node.text);
        }
        std::erase_if(nodes, [](const Node& n) { return n.kind == NodeKind::Text && n.text.empty(); });
    }

    source::FileId file_;
    std::size_t base_;
    const Scan& scan_;
    std::size_t next_ = 0;  // of the tags
};

}  // namespace

std::optional<Tree> read(source::FileId file, const source::SourceManager& sources, diag::Sink& sink, Doctype doctype) {
    std::string_view text = sources.text(file);
    const Scan found = scan(file, text, sink, doctype);
    if (!found.ok) return std::nullopt;
    const std::size_t base = text.substr(0, kBom.size()) == kBom ? kBom.size() : 0;
    text.remove_prefix(base);

    pugi::xml_document document;
    const pugi::xml_parse_result parsed = document.load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_comments | pugi::parse_pi, pugi::encoding_utf8);
    if (!parsed) {
        const auto at =
            static_cast<std::uint32_t>(base + static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0)));
        sink.report(diag::XmlSyntax, source::Span{file, at, at}, parsed.description());
        return std::nullopt;
    }
    Tree tree;
    bool root_seen = false;
    for (Node& node : Builder(file, base, found).children(document, true)) {
        if (node.kind == NodeKind::Element) {
            tree.root = std::move(node);
            root_seen = true;
        } else {
            (root_seen ? tree.after : tree.before).push_back(std::move(node));
        }
    }
    return tree;
}

}  // namespace hale::xml
