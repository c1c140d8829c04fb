#include "backends/pacemaker/compare.h"

#include <string>
#include <vector>

#include "backends/common/compare.h"
#include "compiler/xml/read.h"
#include "compiler/diag/import_codes.h"

namespace hale::pacemaker {

namespace {

using xml::Node;

const Node* configuration_of(const xml::Tree& tree) {
    return tree.root.is_element("configuration") ? &tree.root : tree.root.child("configuration");
}

/// A comment and the elements around it; blanks do not count.
struct Placed {
    std::string text;
    source::Span span;
};

void collect(const Node& node, const std::string& path, std::vector<Placed>& out) {
    for (const Node& child : node.children) {
        if (child.kind == xml::NodeKind::Element) {
            collect(child, path + "/" + child.name + "[" + std::string(child.get("id").value_or("")) + "]", out);
        } else if (child.kind == xml::NodeKind::Comment) {
            Placed placed{path + " ", child.span};
            for (const char c : child.text) {
                if (c > ' ' && c != '-') placed.text += c;
            }
            out.push_back(std::move(placed));
        }
    }
}

std::size_t report_comments(const Node& original, const Node& written, diag::Sink& sink) {
    std::vector<Placed> before, after;
    collect(original, {}, before);
    collect(written, {}, after);
    std::size_t at = 0, count = 0;
    for (const Placed& comment : before) {
        std::size_t found = at;
        while (found < after.size() && after[found].text != comment.text) ++found;
        if (found < after.size()) {
            at = found + 1;
            continue;
        }
        ++count;
        sink.report(diag::CommentMoved, comment.span);
    }
    return count;
}

}  // namespace

std::size_t compare(source::FileId file, const source::SourceManager& sources, std::string_view written,
                    diag::Sink& sink) {
    diag::Sink nobody;
    source::SourceManager other;
    const auto before = xml::read(file, sources, nobody);
    const auto after = xml::read(other.add("cib.xml", std::string(written)), other, nobody);
    const Node* original = before ? configuration_of(*before) : nullptr;
    const Node* again = after ? configuration_of(*after) : nullptr;
    if (original == nullptr || again == nullptr) return 0;
    backends::Comparing comparing;
    comparing.keys = {"id", "id-ref", "name"};
    return backends::report_differences(*original, *again, comparing, sink) + report_comments(*original, *again, sink);
}

}  // namespace hale::pacemaker
