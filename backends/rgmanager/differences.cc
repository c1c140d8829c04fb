#include "backends/rgmanager/differences.h"

#include <array>

#include "backends/common/compare.h"

namespace hale::rgmanager {

namespace {

bool is_section(std::string_view name) {
    return name == FailoverDomains::kName || name == Resources::kName || name == "events" ||
           name == "resource-defaults";
}

bool means_something(const xml::Node& parent, const xml::Node& a, const xml::Node& b) {
    if (parent.name == "cluster" || parent.name == Resources::kName) return false;
    if (parent.name == Rm::kName) return !is_section(a.name) && !is_section(b.name);
    if (parent.name == ClusterNode::kName) return a.name == b.name;
    // Actions change the agent, wherever they stand.
    return a.name != Action::kName && b.name != Action::kName;
}

}  // namespace

std::size_t report_differences(const Document& original, const Document& written, diag::Sink& sink) {
    const backends::Comparing comparing{{"name", "ref", "address", "InstanceName", "SID", "program"}, means_something};
    const xml::Tree before = to_tree(original), after = to_tree(written);
    return backends::report_differences(before.root, after.root, comparing, sink) +
           backends::report_comments(before, after, comparing, sink);
}

}  // namespace hale::rgmanager
