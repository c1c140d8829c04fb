// Lengths beyond which rgmanager, cman or a fence agent cut things off without a word.

#include <map>

#include "backends/rgmanager/kinds.h"
#include "backends/rgmanager/lowering.h"
#include "compiler/diag/managers_codes.h"

namespace hale::rgmanager {

namespace {

constexpr std::size_t kMaxNodeName = 255;  // MAX_CLUSTER_MEMBER_NAME_LEN
constexpr std::size_t kMaxPath = 512;      // char[512] for the XPath of one element in the tree

void check_name(Lowering& l, std::string_view what, const std::string& name, std::size_t limit, model::OriginId at) {
    if (name.size() <= limit) return;
    l.sink.report(diag::NameTooLong, l.span(at), what, name, name.size(), limit).notes(l.iterations(at));
}

/// `length` is that of the element's own XPath. Typed children are asked for by name, the others by position
/// (facts/rgmanager.md sections 4 and 12).
void check_path(Lowering& l, const Resource& element, std::size_t length) {
    if (length >= kMaxPath) {
        l.sink.report(diag::NestedTooDeep, l.span(element.origin), element.type, kMaxPath)
            .notes(l.iterations(element.origin));
        return;
    }
    std::size_t position = 0;
    for (const Resource* child : all<Resource>(element.items)) {
        ++position;
        // The longer of `/child::*[n]` and `/TYPE[n]`: which one is used depends on the parent's child table.
        const std::size_t digits = std::to_string(position).size();
        check_path(l, *child, length + std::max<std::size_t>(11, child->type.size() + 3) + digits);
    }
}

}  // namespace

void check_limits(Lowering& l, const Document& document) {
    for (const model::Node& node : l.cluster.nodes) check_name(l, "node", node.name, kMaxNodeName, node.origin);
    for (const model::Service& service : l.cluster.services) {
        check_name(l, "unit", unit_name(l, service), kMaxUnitName, service.origin);
    }
    const Rm* rm = first<Rm>(document.items);
    if (rm == nullptr) return;
    std::size_t position = 0;
    for (const Resource* top : all<Resource>(rm->items)) {
        ++position;
        check_path(l, *top, std::string_view("/cluster/rm/child::*[]").size() + std::to_string(position).size());
    }
}

}  // namespace hale::rgmanager
