#include "backends/pacemaker/compare.h"

#include "backends/common/compare.h"
#include "compiler/xml/read.h"

namespace hale::pacemaker {

namespace {

using xml::Node;

const Node* configuration_of(const xml::Tree& tree) {
    return tree.root.is_element("configuration") ? &tree.root : tree.root.child("configuration");
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
    return backends::report_differences(*original, *again, comparing, sink) +
           backends::report_comments({{}, *original, {}}, {{}, *again, {}}, comparing, sink);
}

}  // namespace hale::pacemaker
